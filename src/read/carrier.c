/* SPDX-License-Identifier: Apache-2.0 */
/* The declaration that a label carries: label JSON holds it whole. */
#include "read/carrier.h"

#include "read/json_scan.h"

#include <string.h>

#define MEMBER "declaration"
#define DIGEST "declarationSha256"

static bool is_key(const struct json_scan *scan, const char *name)
{
    size_t size = strlen(name);
    return scan->end - scan->start == size + 2 &&
           memcmp(scan->json + scan->start + 1, name, size) == 0;
}

/* The place of the root's member `declaration`, an object; false where it has none, or no digest of
 * it beside. */
static bool find(const struct source *source, size_t *start, size_t *end)
{
    g_autofree struct json_scan *scan = g_new0(struct json_scan, 1);
    bool found = false, inside = false, digest = false;
    json_scan_start(scan, source->bytes, source->size);
    for (;;) {
        enum json_event event = json_scan_next(scan);
        if (event == JSON_FAULT)
            return false;
        if (event == JSON_END)
            return found && digest;
        if (event == JSON_KEY && scan->depth == 1) {
            inside = is_key(scan, MEMBER);
            digest = digest || is_key(scan, DIGEST);
        } else if (event == JSON_VALUE && inside && scan->depth == 2 && *start == 0 &&
                   source->bytes[scan->start] == '{') {
            *start = scan->start;
        } else if (event == JSON_CLOSE && inside && scan->depth == 1) {
            *end = scan->at;
            inside = false;
            found = *start > 0;
        }
    }
}

/* Blanks what is before start and from end on. Columns count code points, so that of the bytes of
 * one the first alone stays. */
static void blank_around(struct source *source, size_t start, size_t end)
{
    char *bytes = source->bytes, *to = bytes;
    for (size_t i = 0; i < source->size; i++) {
        bool kept = (i >= start && i < end) || bytes[i] == '\n' || bytes[i] == '\r';
        if (kept || (bytes[i] & 0xC0) != 0x80)
            *to++ = kept ? bytes[i] : ' ';
    }
    *to = '\0';
    source->size = (size_t)(to - bytes);
}

bool carrier_uncover(struct source *source)
{
    size_t start = 0, end = 0;
    if (source->bytes[strspn(source->bytes, " \t\r\n")] != '{' ||
        !g_utf8_validate(source->bytes, (gssize)source->size, NULL) || !find(source, &start, &end))
        return false;
    blank_around(source, start, end);
    return true;
}
