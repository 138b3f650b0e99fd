/* SPDX-License-Identifier: Apache-2.0 */
/* JSON pointer → byte offset of the value, by one scan of the text. */
#include "read/locate.h"

#include "read/json_scan.h"

#include <string.h>

/* The pointer's segments with ~0 and ~1 resolved, NULL at the end: an empty one comes before the
 * first '/', none at all for "". NULL for what is no pointer. */
static char **split(const char *pointer)
{
    if (*pointer != '\0' && *pointer != '/')
        return NULL;
    char **segments = g_strsplit(pointer, "/", -1);
    for (char **segment = segments; *segment; segment++) {
        char *to = *segment;
        for (const char *from = *segment; *from; from++) {
            bool escape = from[0] == '~' && (from[1] == '0' || from[1] == '1');
            *to++ = !escape ? *from : from[1] == '0' ? '~' : '/';
            from += escape;
        }
        *to = '\0';
    }
    return segments;
}

static bool frame_is_at(const struct json_scan *scan, const struct json_frame *frame,
                        const char *segment)
{
    g_autoptr(GString) name = g_string_new(NULL);
    if (frame->object)
        json_append_text(name, scan->json + frame->key, frame->key_size);
    else
        g_string_append_printf(name, "%zu", frame->index);
    return strcmp(name->str, segment) == 0;
}

static size_t find(struct json_scan *scan, char **segments, size_t count)
{
    size_t matched = 0; /* frames whose member or item is the pointer's */
    enum json_event event;
    while ((event = json_scan_next(scan)) != JSON_END && event != JSON_FAULT) {
        if (event == JSON_KEY)
            continue;
        bool opens = event == JSON_VALUE && strchr("{[", scan->json[scan->start]);
        size_t outer = scan->depth - opens;
        if (matched >= outer && outer > 0)
            matched = outer - 1;
        if (event == JSON_CLOSE || matched + 1 < outer || outer > count)
            continue;
        if (outer > 0 && !frame_is_at(scan, &scan->frames[outer - 1], segments[outer - 1]))
            continue;
        if (outer == count)
            return scan->start;
        matched = outer;
    }
    return NO_OFFSET;
}

size_t locate_pointer(const char *json, size_t size, const char *pointer)
{
    struct json_scan scan;
    g_auto(GStrv) segments = split(pointer);
    if (!segments)
        return NO_OFFSET;
    size_t count = g_strv_length(segments);
    json_scan_start(&scan, json, size);
    return find(&scan, segments + (count > 0), count - (count > 0));
}
