/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over the markup of SVG and HTML as this program writes it, and as others rewrite it. */
#include "read/markup.h"

#include <string.h>

void markup_start(struct markup *markup, const char *bytes, size_t size)
{
    *markup = (struct markup){.bytes = bytes, .size = size};
}

bool markup_is(const struct markup *markup, const char *name)
{
    return strlen(name) == markup->name_size &&
           g_ascii_strncasecmp(markup->name, name, markup->name_size) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_name(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

/* Behind the first `end` from `at` on, or the end of all. */
static size_t behind(const struct markup *markup, size_t at, const char *end)
{
    const char *found = g_strstr_len(markup->bytes + at, (gssize)(markup->size - at), end);
    return found ? (size_t)(found - markup->bytes) + strlen(end) : markup->size;
}

/* The end of a tag, quotation marks heeded; the end of all where it has none. */
static size_t tag_end(const struct markup *markup, size_t at)
{
    char quote = '\0';
    for (; at < markup->size; at++) {
        char c = markup->bytes[at];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return markup->size;
}

static enum markup_event next_tag(struct markup *markup)
{
    bool end = markup->bytes[markup->at + 1] == '/';
    size_t name = markup->at + (end ? 2 : 1), behind_name = name;
    while (behind_name < markup->size && is_name(markup->bytes[behind_name]))
        behind_name++;
    markup->name = markup->bytes + name;
    markup->name_size = behind_name - name;
    markup->inside = markup->bytes + behind_name;
    markup->at = tag_end(markup, behind_name);
    markup->raw = !end && (markup_is(markup, "style") || markup_is(markup, "script"));
    return end ? MARKUP_END : MARKUP_START;
}

static enum markup_event next_text(struct markup *markup)
{
    const char *end = markup->raw ? "</" : "<";
    const char *found =
        g_strstr_len(markup->bytes + markup->at + 1, (gssize)(markup->size - markup->at - 1), end);
    markup->at = found ? (size_t)(found - markup->bytes) : markup->size;
    markup->raw = false;
    return MARKUP_TEXT;
}

enum markup_event markup_next(struct markup *markup)
{
    size_t at = markup->start = markup->at;
    const char *here = markup->bytes + at;
    if (at == markup->size)
        return MARKUP_EOF;
    if (*here != '<' || (markup->raw && here[1] != '/'))
        return next_text(markup);
    size_t left = markup->size - at;
    if (left > 1 && g_ascii_isalpha(here[1]))
        return next_tag(markup);
    if (left > 2 && here[1] == '/' && g_ascii_isalpha(here[2]))
        return next_tag(markup);
    bool comment = left > 4 && strncmp(here, "<!--", 4) == 0;
    markup->at = comment ? behind(markup, at + 4, "-->") : behind(markup, at + 1, ">");
    return MARKUP_OTHER;
}

/* References that this program and the tools that rewrite markup put. */
static const struct {
    const char *name;
    const char *text;
} references[] = {{"&amp;", "&"}, {"&lt;", "<"},   {"&gt;", ">"},         {"&quot;", "\""},
                  {"&#39;", "'"}, {"&apos;", "'"}, {"&nbsp;", "\xc2\xa0"}};

/* Appends what a numeric reference says; how many bytes it has, 0 where it is none. */
static size_t append_number(GString *out, const char *text, size_t size)
{
    bool hex = size > 3 && (text[2] == 'x' || text[2] == 'X');
    size_t at = hex ? 3 : 2, first = at;
    gunichar value = 0;
    for (; at < size && g_ascii_isxdigit(text[at]) && value < 0x110000; at++) {
        if (!hex && !g_ascii_isdigit(text[at]))
            break;
        value = value * (hex ? 16 : 10) + (gunichar)g_ascii_xdigit_value(text[at]);
    }
    if (at == first || at == size || text[at] != ';' || !g_unichar_validate(value) || value == 0)
        return 0;
    g_string_append_unichar(out, value);
    return at + 1;
}

static size_t append_reference(GString *out, const char *text, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(references); i++) {
        size_t length = strlen(references[i].name);
        if (size >= length && memcmp(text, references[i].name, length) == 0) {
            g_string_append(out, references[i].text);
            return length;
        }
    }
    return size > 3 && text[1] == '#' ? append_number(out, text, size) : 0;
}

static char *resolved(const char *text, size_t size)
{
    GString *out = g_string_sized_new(size);
    for (size_t at = 0; at < size;) {
        size_t used = text[at] == '&' ? append_reference(out, text + at, size - at) : 0;
        if (used == 0)
            g_string_append_c(out, text[at]);
        at += used > 0 ? used : 1;
    }
    return g_string_free(out, FALSE);
}

char *markup_text(const struct markup *markup)
{
    return resolved(markup->bytes + markup->start, markup->at - markup->start);
}

/* An attribute as it stands in a tag. */
struct attribute {
    const char *name, *value;
    size_t name_size, value_size;
};

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (is_blank(*at) || *at == '/'))
        at++;
    return at;
}

static const char *value_end(const char *at, const char *end, char quote)
{
    while (at < end && (quote ? *at != quote : !is_blank(*at)))
        at++;
    return at;
}

/* The attribute at or behind *at, which moves on; false where there is no other. */
static bool next_attribute(const char **at, const char *end, struct attribute *attribute)
{
    const char *here = skip_blanks(*at, end);
    *attribute = (struct attribute){.name = here, .value = ""};
    while (here < end && !is_blank(*here) && *here != '=' && *here != '/')
        here++;
    attribute->name_size = (size_t)(here - attribute->name);
    const char *equals = here;
    while (equals < end && is_blank(*equals))
        equals++;
    if (equals < end && *equals == '=') {
        here = equals + 1;
        while (here < end && is_blank(*here))
            here++;
        char quote = here < end && (*here == '"' || *here == '\'') ? *here : '\0';
        here += quote ? 1 : 0;
        attribute->value = here;
        here = value_end(here, end, quote);
        attribute->value_size = (size_t)(here - attribute->value);
        here += here < end && quote ? 1 : 0;
    }
    *at = here;
    return attribute->name_size > 0 || here < end;
}

/* Where the attributes of the newest tag end. */
static const char *inside_end(const struct markup *markup)
{
    const char *end = markup->bytes + markup->at;
    return end > markup->inside && end[-1] == '>' ? end - 1 : end;
}

char *markup_attribute(const struct markup *markup, const char *name)
{
    const char *at = markup->inside, *end = inside_end(markup);
    struct attribute attribute;
    while (at < end && next_attribute(&at, end, &attribute))
        if (attribute.name_size == strlen(name) &&
            memcmp(attribute.name, name, attribute.name_size) == 0)
            return resolved(attribute.value, attribute.value_size);
    return NULL;
}

static bool listed(const char *const *list, const char *name, size_t size)
{
    for (; list && *list; list++)
        if (strlen(*list) == size && g_ascii_strncasecmp(*list, name, size) == 0)
            return true;
    return false;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void append_attributes(GString *out, const struct markup *markup,
                              const struct markup_rest *rest)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    const char *at = markup->inside, *end = inside_end(markup);
    struct attribute attribute;
    while (at < end && next_attribute(&at, end, &attribute)) {
        if (attribute.name_size == 0 ||
            (attribute.name_size > 5 && memcmp(attribute.name, "data-", 5) == 0) ||
            listed(rest->attributes, attribute.name, attribute.name_size))
            continue;
        g_autofree char *value = resolved(attribute.value, attribute.value_size);
        g_ptr_array_add(lines, g_strdup_printf(" %.*s=\"%s\"", (int)attribute.name_size,
                                               attribute.name, value));
    }
    g_ptr_array_sort(lines, compare_lines);
    for (guint i = 0; i < lines->len; i++)
        g_string_append(out, lines->pdata[i]);
}

/* Blanks as one, none at the ends; nothing where the text has nothing else. */
static void append_shown_text(GString *out, const struct markup *markup)
{
    g_autofree char *text = markup_text(markup);
    size_t before = out->len;
    bool blank = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (!is_blank(*at)) {
            if (blank && out->len > before)
                g_string_append_c(out, ' ');
            g_string_append_c(out, *at);
        }
        blank = is_blank(*at);
    }
    if (out->len > before)
        g_string_append_c(out, '\n');
}

static void append_tag(GString *out, const struct markup *markup, enum markup_event event,
                       const struct markup_rest *rest)
{
    bool end = event == MARKUP_END;
    if (rest->texts)
        return;
    g_string_append_printf(out, "<%s%.*s", end ? "/" : "", (int)markup->name_size, markup->name);
    if (!end)
        append_attributes(out, markup, rest);
    g_string_append(out, ">\n");
}

static bool is_closed(const struct markup *markup)
{
    return markup->at >= 2 && markup->bytes[markup->at - 2] == '/';
}

/* Steps over the content of an element that is left out: a text, as anything else might be taken
 * for its end by one reader and not by another. */
static void skip_element(GString *out, struct markup *markup)
{
    const char *name = markup->name;
    size_t size = markup->name_size;
    enum markup_event event = is_closed(markup) ? MARKUP_END : markup_next(markup);
    if (event == MARKUP_TEXT)
        event = markup_next(markup);
    if (event != MARKUP_END || markup->name_size != size ||
        g_ascii_strncasecmp(markup->name, name, size) != 0)
        g_string_append_printf(out, "something within <%.*s>\n", (int)size, name);
}

/* Markup that says nothing: an instruction, as tools put it at the head of a file. */
static bool is_head(const struct markup *markup)
{
    static const char *const heads[] = {"<?xml version=\"1.0\"?>",
                                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"};
    size_t size = markup->at - markup->start;
    for (size_t i = 0; markup->start == 0 && i < G_N_ELEMENTS(heads); i++)
        if (size == strlen(heads[i]) && memcmp(markup->bytes, heads[i], size) == 0)
            return true;
    return false;
}

static void append_start(GString *out, struct markup *markup, const struct markup_rest *rest)
{
    if (listed(rest->elements, markup->name, markup->name_size)) {
        skip_element(out, markup);
        return;
    }
    append_tag(out, markup, MARKUP_START, rest);
    if (is_closed(markup))
        append_tag(out, markup, MARKUP_END, rest);
}

static void append_shown(GString *out, struct markup *markup, enum markup_event event,
                         const struct markup_rest *rest)
{
    if (event == MARKUP_TEXT) {
        append_shown_text(out, markup);
    } else if (event == MARKUP_START) {
        append_start(out, markup, rest);
    } else if (event == MARKUP_END) {
        append_tag(out, markup, event, rest);
    } else if (!is_head(markup)) {
        g_string_append_len(out, markup->bytes + markup->start,
                            (gssize)(markup->at - markup->start));
        g_string_append_c(out, '\n');
    }
}

char *markup_shown(const char *bytes, size_t size, const struct markup_rest *rest)
{
    GString *out = g_string_sized_new(size);
    struct markup markup;
    markup_start(&markup, bytes, size);
    enum markup_event event;
    while ((event = markup_next(&markup)) != MARKUP_EOF)
        append_shown(out, &markup, event, rest);
    return g_string_free(out, FALSE);
}
