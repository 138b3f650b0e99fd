/* SPDX-License-Identifier: Apache-2.0 */
/* PDF's values: bytes → numbers, names, strings, arrays, dictionaries, within limits. */
#include "read/pdf_value.h"

#include <string.h>

#define DEPTH_LIMIT 64
#define VALUES_LIMIT 2000000

void pdf_value_free(void *data)
{
    struct pdf_value *value = data;
    g_free(value->text);
    g_free(value->items);
    g_free(value);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool is_regular(char c)
{
    return !is_blank(c) && !is_delimiter(c);
}

static bool ends(const struct pdf_parser *parser)
{
    return parser->at >= parser->size;
}

static char here(const struct pdf_parser *parser)
{
    return ends(parser) ? '\0' : parser->bytes[parser->at];
}

static void skip_blanks(struct pdf_parser *parser)
{
    bool comment = false;
    for (; !ends(parser); parser->at++) {
        char c = parser->bytes[parser->at];
        if (comment)
            comment = c != '\n' && c != '\r';
        else if (c == '%')
            comment = true;
        else if (!is_blank(c))
            return;
    }
}

bool pdf_take_word(struct pdf_parser *parser, const char *word)
{
    size_t before = parser->at, size = strlen(word);
    skip_blanks(parser);
    bool there =
        parser->size - parser->at >= size && memcmp(parser->bytes + parser->at, word, size) == 0;
    parser->at = there ? parser->at + size : before;
    if (there && (ends(parser) || !is_regular(here(parser))))
        return true;
    parser->at = before;
    return false;
}

bool pdf_take_number(struct pdf_parser *parser, size_t *number)
{
    size_t before = parser->at, digits = 0;
    skip_blanks(parser);
    *number = 0;
    for (; g_ascii_isdigit(here(parser)) && digits < 15; parser->at++, digits++)
        *number = *number * 10 + (size_t)(here(parser) - '0');
    if (digits > 0 && (ends(parser) || !is_regular(here(parser))))
        return true;
    parser->at = before;
    return false;
}

static struct pdf_value *add(struct pdf_parser *parser, enum pdf_kind kind)
{
    if (parser->values->len >= VALUES_LIMIT)
        return NULL;
    struct pdf_value *value = g_new0(struct pdf_value, 1);
    value->kind = kind;
    g_ptr_array_add(parser->values, value);
    return value;
}

/* Takes the text. */
static struct pdf_value *add_text(struct pdf_parser *parser, enum pdf_kind kind, GString *text)
{
    struct pdf_value *value = add(parser, kind);
    if (!value) {
        g_string_free(text, TRUE);
        return NULL;
    }
    value->size = text->len;
    value->text = g_string_free(text, FALSE);
    return value;
}

static struct pdf_value *parse_name(struct pdf_parser *parser)
{
    GString *text = g_string_new(NULL);
    parser->at++;
    for (; !ends(parser) && is_regular(here(parser)); parser->at++) {
        const char *at = parser->bytes + parser->at;
        bool hex = *at == '#' && parser->size - parser->at > 2 && g_ascii_isxdigit(at[1]) &&
                   g_ascii_isxdigit(at[2]);
        if (hex)
            parser->at += 2;
        g_string_append_c(
            text,
            (char)(hex ? g_ascii_xdigit_value(at[1]) << 4 | g_ascii_xdigit_value(at[2]) : *at));
    }
    return add_text(parser, PDF_NAME, text);
}

/* At the mark that closes a string; NULL where there is none. */
static struct pdf_value *end_string(struct pdf_parser *parser, GString *text)
{
    if (ends(parser)) {
        parser->at = parser->size;
        g_string_free(text, TRUE);
        return NULL;
    }
    parser->at++;
    return add_text(parser, PDF_STRING, text);
}

static struct pdf_value *parse_hex(struct pdf_parser *parser)
{
    GString *text = g_string_new(NULL);
    int half = -1;
    for (parser->at++; !ends(parser) && here(parser) != '>'; parser->at++) {
        int digit = g_ascii_xdigit_value(here(parser));
        if (digit < 0)
            continue;
        if (half >= 0)
            g_string_append_c(text, (char)(half << 4 | digit));
        half = half >= 0 ? -1 : digit;
    }
    if (half >= 0)
        g_string_append_c(text, (char)(half << 4));
    return end_string(parser, text);
}

/* What follows a backslash. */
static void append_escape(struct pdf_parser *parser, GString *text)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    char c = here(parser);
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter) {
        g_string_append_c(text, meant[letter - letters]);
    } else if (c >= '0' && c <= '7') {
        int value = 0, digits = 0;
        for (; digits < 3 && here(parser) >= '0' && here(parser) <= '7'; digits++, parser->at++)
            value = value * 8 + here(parser) - '0';
        g_string_append_c(text, (char)value);
        parser->at--;
    } else if (c == '\r' && parser->size - parser->at > 1 &&
               parser->bytes[parser->at + 1] == '\n') {
        parser->at++;
    } else if (c != '\n' && c != '\r') {
        g_string_append_c(text, c);
    }
}

static struct pdf_value *parse_literal(struct pdf_parser *parser)
{
    GString *text = g_string_new(NULL);
    unsigned depth = 1;
    for (parser->at++; !ends(parser); parser->at++) {
        char c = here(parser);
        depth += c == '(';
        depth -= c == ')';
        if (depth == 0)
            break;
        if (c == '\\') {
            parser->at++;
            append_escape(parser, text);
        } else {
            g_string_append_c(text, c);
        }
    }
    return end_string(parser, text);
}

static struct pdf_value *parse_word(struct pdf_parser *parser)
{
    size_t start = parser->at;
    while (!ends(parser) && is_regular(here(parser)))
        parser->at++;
    const char *word = parser->bytes + start;
    size_t size = parser->at - start;
    if (size == 4 && memcmp(word, "null", 4) == 0)
        return add(parser, PDF_NULL);
    bool known =
        (size == 4 && memcmp(word, "true", 4) == 0) || (size == 5 && memcmp(word, "false", 5) == 0);
    if (size == 0 || size > 64 || (!known && !strchr("+-.0123456789", *word)))
        return NULL;
    return add_text(parser, PDF_WORD, g_string_new_len(word, (gssize)size));
}

/* "12 0 R", or the number alone. */
static struct pdf_value *parse_number(struct pdf_parser *parser)
{
    size_t before = parser->at, object, generation;
    if (pdf_take_number(parser, &object) && pdf_take_number(parser, &generation) &&
        pdf_take_word(parser, "R") && object <= G_MAXINT) {
        struct pdf_value *value = add(parser, PDF_REFERENCE);
        if (value)
            value->object = (unsigned)object;
        return value;
    }
    parser->at = before;
    return parse_word(parser);
}

static struct pdf_value *parse_at(struct pdf_parser *parser, unsigned depth);

/* Items up to the end mark; a dictionary's come in pairs. */
static struct pdf_value *parse_items(struct pdf_parser *parser, enum pdf_kind kind, const char *end,
                                     unsigned depth)
{
    struct pdf_value *value = add(parser, kind);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    size_t size = strlen(end);
    for (;;) {
        skip_blanks(parser);
        if (parser->size - parser->at >= size && memcmp(parser->bytes + parser->at, end, size) == 0)
            break;
        struct pdf_value *item = parse_at(parser, depth + 1);
        bool key = kind == PDF_DICTIONARY && items->len % 2 == 0;
        if (!item || (key && item->kind != PDF_NAME))
            return NULL;
        g_ptr_array_add(items, item);
    }
    parser->at += size;
    if (!value || (kind == PDF_DICTIONARY && items->len % 2 != 0))
        return NULL;
    value->count = items->len;
    value->items = (struct pdf_value **)g_ptr_array_free(g_steal_pointer(&items), FALSE);
    return value;
}

static struct pdf_value *parse_at(struct pdf_parser *parser, unsigned depth)
{
    skip_blanks(parser);
    if (ends(parser) || depth > DEPTH_LIMIT)
        return NULL;
    char c = here(parser);
    bool twice = parser->size - parser->at > 1 && parser->bytes[parser->at + 1] == c;
    if (c == '<' && twice) {
        parser->at += 2;
        return parse_items(parser, PDF_DICTIONARY, ">>", depth);
    }
    if (c == '[') {
        parser->at++;
        return parse_items(parser, PDF_ARRAY, "]", depth);
    }
    if (c == '/')
        return parse_name(parser);
    if (c == '(')
        return parse_literal(parser);
    if (c == '<')
        return parse_hex(parser);
    return g_ascii_isdigit(c) ? parse_number(parser) : parse_word(parser);
}

struct pdf_value *pdf_parse(struct pdf_parser *parser)
{
    return parse_at(parser, 0);
}

const struct pdf_value *pdf_get(const struct pdf_value *dictionary, const char *key)
{
    if (!dictionary || dictionary->kind != PDF_DICTIONARY)
        return NULL;
    for (size_t i = 0; i < dictionary->count; i += 2)
        if (strcmp(dictionary->items[i]->text, key) == 0)
            return dictionary->items[i + 1];
    return NULL;
}

bool pdf_is_name(const struct pdf_value *value, const char *name)
{
    return value && value->kind == PDF_NAME && strcmp(value->text, name) == 0;
}

bool pdf_number(const struct pdf_value *value, size_t *number)
{
    if (!value || value->kind != PDF_WORD || value->size > 15)
        return false;
    *number = 0;
    for (const char *c = value->text; *c; c++) {
        if (!g_ascii_isdigit(*c))
            return false;
        *number = *number * 10 + (size_t)(*c - '0');
    }
    return value->size > 0;
}
