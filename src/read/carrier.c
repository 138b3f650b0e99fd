/* SPDX-License-Identifier: Apache-2.0 */
/* What a label carries: its label JSON, and in that the declaration. */
#include "read/carrier.h"

#include "read/carrier_parts.h"
#include "read/json_scan.h"
#include "read/markup.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "urn:uplabel:label:1"

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

/* Which carrier it is */

static bool begins(const struct source *source, const char *with)
{
    size_t size = strlen(with);
    return source->size >= size && memcmp(source->bytes, with, size) == 0;
}

/* The first start tag decides: of an SVG, of a declaration, or else of a page or a part of one. */
static enum carrier markup_kind(const struct source *source)
{
    struct markup markup;
    enum markup_event event;
    markup_start(&markup, source->bytes, source->size);
    while ((event = markup_next(&markup)) != MARKUP_EOF && event != MARKUP_START)
        if (event == MARKUP_OTHER &&
            g_ascii_strncasecmp(source->bytes + markup.start, "<!doctype html", 14) == 0)
            return CARRIER_HTML;
    if (event == MARKUP_START && markup_is(&markup, "svg"))
        return CARRIER_SVG;
    bool page =
        event == MARKUP_START && (markup_is(&markup, "html") || markup_is(&markup, "article"));
    return page ? CARRIER_HTML : CARRIER_NONE;
}

enum carrier carrier_kind(const struct source *source)
{
    if (begins(source, "%PDF-"))
        return CARRIER_PDF;
    if (begins(source, "\x89PNG"))
        return CARRIER_PNG;
    const char *first = source->bytes + strspn(source->bytes, "\xef\xbb\xbf \t\r\n");
    if (*first == '{' && strstr(first, SCHEMA))
        return CARRIER_JSON;
    return *first == '<' ? markup_kind(source) : CARRIER_NONE;
}

/* Reading */

static void free_carried(void *data)
{
    struct carried *carried = data;
    g_free(carried->json);
    g_free(carried->made);
    g_free(carried->said);
    g_free(carried->language);
    g_free(carried->spoken);
    g_free(carried->link);
    g_free(carried);
}

struct carried *carrier_add(GPtrArray *list, char *json, char *made)
{
    struct carried *carried = g_new0(struct carried, 1);
    carried->json = g_strconcat(g_strchomp(json), "\n", NULL);
    carried->made = made;
    g_free(json);
    g_ptr_array_add(list, carried);
    return carried;
}

static const char *read_kind(enum carrier kind, const struct source *source, GPtrArray *list)
{
    switch (kind) {
    case CARRIER_SVG:
    case CARRIER_HTML:
        if (strlen(source->bytes) != source->size)
            return "there is a NUL in it, which no markup has";
        return kind == CARRIER_SVG ? carrier_svg_read(source, list)
                                   : carrier_html_read(source, list);
    case CARRIER_PDF:
        return carrier_pdf_read(source, list);
    case CARRIER_PNG:
        return carrier_png_read(source, list);
    case CARRIER_JSON:
        carrier_add(list, g_strndup(source->bytes, source->size), NULL);
        break;
    case CARRIER_NONE:
        break;
    }
    return NULL;
}

/* The languages of a label: its own, and those of otherLanguages. */
static char *languages_of(const json_t *label)
{
    GString *languages = g_string_new(json_string_value(json_object_get(label, "language")));
    size_t i;
    json_t *other;
    json_array_foreach(json_object_get(label, "otherLanguages"), i, other)
    {
        const char *language = json_string_value(json_object_get(other, "language"));
        g_string_append_printf(languages, "+%s", language ? language : "");
    }
    return g_string_free(languages, FALSE);
}

/* What of the label JSON is needed to make it again; false where it is none. */
static bool read_members(struct carried *carried)
{
    json_t *label = json_loads(carried->json, JSON_REJECT_DUPLICATES, NULL);
    const char *schema = json_string_value(json_object_get(label, "schema"));
    const json_t *facts = json_object_get(label, "facts");
    const char *valid_from = json_string_value(json_object_get(facts, "validFrom"));
    bool good = g_strcmp0(schema, SCHEMA) == 0 && json_object_get(label, "declaration");
    if (good) {
        carried->language = languages_of(label);
        carried->spoken = g_strdup(json_string_value(json_object_get(label, "spoken")));
        carried->link = g_strdup(json_string_value(json_object_get(label, "link")));
        /* Without that day it has always read so: the first day of all will do. */
        good = date_parse(valid_from ? valid_from : "1970-01-01", &carried->as_of);
    }
    json_decref(label);
    return good;
}

static const char *read_all(enum carrier kind, const struct source *source, GPtrArray *list)
{
    const char *fault = read_kind(kind, source, list);
    for (guint i = 0; !fault && i < list->len; i++)
        if (!read_members(list->pdata[i]))
            fault = "what it carries is no label JSON";
    return fault;
}

GPtrArray *carrier_read(struct source *source, struct diags *diags)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(free_carried);
    enum carrier kind = carrier_kind(source);
    const char *fault = read_all(kind, source, list);
    struct place place = {source, NO_OFFSET, NULL};
    if (fault)
        diag_add(diags, CODE_CARRIER_BROKEN, place, "no label can be read from it: %s", fault);
    else if (list->len == 0)
        diag_add(diags, CODE_CARRIER_NONE, place,
                 kind == CARRIER_NONE
                     ? "is no SVG, PDF, PNG, HTML or label JSON, in which labels are carried"
                     : "carries no label: only what `render` or `bulk` made does, and no printer's "
                       "file, sheet or proof");
    else
        return list;
    g_ptr_array_unref(list);
    return NULL;
}

static bool put_declaration(struct source *source, const GPtrArray *list, struct diags *diags)
{
    const struct carried *carried = list->pdata[0];
    if (list->len > 1) {
        diag_add(
            diags, CODE_CARRIER_BROKEN, (struct place){source, NO_OFFSET, NULL},
            "it carries %u labels, of which none is meant more than another: take one out with "
            "`uplabel extract`",
            list->len);
        return false;
    }
    g_free(source->bytes);
    source->bytes = g_strdup(carried->json);
    source->size = strlen(carried->json);
    g_clear_pointer(&source->lines, g_free);
    if (carrier_uncover(source))
        return true;
    diag_add(diags, CODE_CARRIER_BROKEN, (struct place){source, NO_OFFSET, NULL},
             "no declaration can be read from it: what it carries is no label JSON");
    return false;
}

bool carrier_unpack(struct source *source, struct diags *diags)
{
    enum carrier kind = carrier_kind(source);
    if (kind == CARRIER_JSON)
        carrier_uncover(source);
    if (kind == CARRIER_JSON || kind == CARRIER_NONE)
        return true;
    struct diags *found = diags_new(0);
    GPtrArray *list = carrier_read(source, found);
    bool page = kind == CARRIER_HTML && !list; /* of another kind: it is no declaration either */
    if (page)
        diags_free(found);
    else
        diags_move(diags, found);
    bool good = page || (list && put_declaration(source, list, diags));
    if (list)
        g_ptr_array_unref(list);
    return good;
}

/* Comparing */

enum likeness carrier_compare(enum carrier kind, const struct source *found,
                              const struct carried *label, GBytes *expected, char **difference)
{
    gsize size = 0;
    const void *bytes = g_bytes_get_data(expected, &size);
    *difference = NULL;
    if (size == found->size && memcmp(bytes, found->bytes, size) == 0)
        return LIKENESS_SAME;
    switch (kind) {
    case CARRIER_SVG:
        return carrier_svg_compare(found, expected, difference);
    case CARRIER_HTML:
        return carrier_html_compare(found, label, expected, difference);
    case CARRIER_PDF:
        return carrier_pdf_compare(found, expected, difference);
    case CARRIER_PNG:
        return carrier_png_compare(found, expected, difference);
    case CARRIER_JSON:
    case CARRIER_NONE:
        break;
    }
    return LIKENESS_NONE;
}

/* Sorted and compact, without what does not count. */
static char *comparable(const char *json)
{
    json_t *label = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    json_object_del(label, "findings");
    json_object_del(label, "variant");
    char *text = label ? json_dumps(label, JSON_SORT_KEYS | JSON_COMPACT) : strdup("");
    g_assert(text); /* NULL: out of memory */
    json_decref(label);
    return text;
}

char *carrier_data_difference(const char *json, const char *expected)
{
    char *one = comparable(json), *other = comparable(expected);
    char *difference = strcmp(one, other) != 0 ? carrier_text_difference(one, other) : NULL;
    free(one);
    free(other);
    return difference;
}

/* A line's part around a place, whole code points. */
static char *excerpt(const char *text, size_t at)
{
    const char *start = text + at, *end = text + at;
    for (int i = 0; i < 24 && start > text && start[-1] != '\n'; i++)
        start = g_utf8_prev_char(start);
    for (int i = 0; i < 40 && *end != '\0' && *end != '\n'; i++)
        end = g_utf8_next_char(end);
    return start == end ? g_strdup("nothing more")
                        : g_strdup_printf("\"%.*s\"", (int)(end - start), start);
}

char *carrier_text_difference(const char *found, const char *expected)
{
    g_autofree char *valid = g_utf8_make_valid(found, -1);
    size_t at = 0;
    while (valid[at] != '\0' && valid[at] == expected[at])
        at++;
    while (at > 0 && ((valid[at] & 0xC0) == 0x80 || (expected[at] & 0xC0) == 0x80))
        at--;
    g_autofree char *one = excerpt(valid, at);
    g_autofree char *other = excerpt(expected, at);
    return g_strdup_printf("it shows %s, and its data gives %s", one, other);
}

char *carrier_said_difference(const struct carried *label)
{
    bool known = label->said && label->spoken && !strchr(label->language, '+');
    if (!known || strcmp(label->said, label->spoken) == 0)
        return NULL;
    return carrier_text_difference(label->said, label->spoken);
}
