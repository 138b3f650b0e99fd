/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over JSON text, token by token with its exact place, without recursion. */
#include "read/json_scan.h"

#include "base/escape.h"

#include <string.h>

void json_scan_start(struct json_scan *scan, const char *json, size_t size)
{
    scan->json = json;
    scan->size = size;
    scan->at = scan->start = scan->end = 0;
    scan->due = JSON_DUE_VALUE;
    scan->depth = 0;
}

static enum json_event fault(struct json_scan *scan, enum code code, size_t at, const char *text)
{
    scan->code = code;
    scan->start = at;
    g_strlcpy(scan->text, text, sizeof scan->text);
    return JSON_FAULT;
}

static const char *due_text(const struct json_scan *scan)
{
    bool object = scan->depth > 0 && scan->frames[scan->depth - 1].object;
    switch (scan->due) {
    case JSON_DUE_VALUE:
        return "a value is due here";
    case JSON_DUE_VALUE_OR_CLOSE:
        return "a value or ] is due here";
    case JSON_DUE_KEY:
        return "a member name in double quotation marks is due here";
    case JSON_DUE_KEY_OR_CLOSE:
        return "a member name in double quotation marks or } is due here";
    case JSON_DUE_COLON:
        return "a colon is due between a member's name and its value";
    case JSON_DUE_COMMA_OR_CLOSE:
        return object ? "a comma or } is due here" : "a comma or ] is due here";
    default:
        return "there is text behind the end of the document";
    }
}

static enum json_event unexpected(struct json_scan *scan)
{
    char c = scan->json[scan->at];
    bool list = scan->depth > 0 && !scan->frames[scan->depth - 1].object;
    if (c == '/')
        return fault(scan, CODE_JSON_SYNTAX, scan->at, "JSON has no comments");
    if (c == '\'')
        return fault(scan, CODE_JSON_SYNTAX, scan->at,
                     "names and texts stand in double quotation marks, not in single ones");
    if ((c == '}' && scan->due == JSON_DUE_KEY) ||
        (c == ']' && scan->due == JSON_DUE_VALUE && list))
        return fault(scan, CODE_JSON_SYNTAX, scan->at,
                     "the comma before this is one too many: the last entry has none");
    return fault(scan, CODE_JSON_SYNTAX, scan->at, due_text(scan));
}

/* The end of the text where something is still due: the place is that of the last byte. */
static enum json_event ended(struct json_scan *scan)
{
    if (scan->due == JSON_DUE_END)
        return JSON_END;
    size_t last = scan->size > 0 ? scan->size - 1 : 0;
    if (scan->depth == 0)
        return fault(scan, CODE_JSON_SYNTAX, 0, "document is empty");
    fault(scan, CODE_JSON_SYNTAX, last, "the text ends too early: ");
    g_strlcat(scan->text, due_text(scan), sizeof scan->text);
    return JSON_FAULT;
}

static int hex4(const struct json_scan *scan, size_t at)
{
    int value = 0;
    for (size_t i = at; i < at + 4; i++) {
        int digit = i < scan->size ? g_ascii_xdigit_value(scan->json[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static enum json_event bad_character(struct json_scan *scan, size_t at, unsigned value,
                                     const char *why)
{
    fault(scan, CODE_JSON_CHAR, at, "");
    g_snprintf(scan->text, sizeof scan->text, "U+%04X %s", value, why);
    return JSON_FAULT;
}

/* A \u escape at the backslash: 6 or 12 bytes on. */
static enum json_event scan_unicode(struct json_scan *scan, size_t at)
{
    int unit = hex4(scan, at + 2);
    if (unit < 0)
        return fault(scan, CODE_JSON_SYNTAX, at, "\\u is followed by four hexadecimal digits");
    scan->at = at + 6;
    bool control = unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r';
    if (control || unit >= 0xFFFE)
        return bad_character(scan, at, (unsigned)unit, "is not allowed");
    if (unit < 0xD800 || unit > 0xDFFF)
        return JSON_VALUE;
    bool pair = unit < 0xDC00 && at + 7 < scan->size && scan->json[at + 6] == '\\' &&
                scan->json[at + 7] == 'u';
    int low = pair ? hex4(scan, at + 8) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return bad_character(scan, at, (unsigned)unit,
                             "is half of a surrogate pair and stands alone");
    scan->at = at + 12;
    return JSON_VALUE;
}

/* U+FFFE or U+FFFF, which XML cannot hold: what is declared is the same in both. */
static bool is_outside_xml(const struct json_scan *scan, size_t at)
{
    return at + 2 < scan->size && memcmp(scan->json + at, "\xEF\xBF", 2) == 0 &&
           ((unsigned char)scan->json[at + 2] | 1) == 0xBF;
}

/* A string at its quotation mark; the scan ends behind the closing one. */
static enum json_event scan_string(struct json_scan *scan)
{
    scan->at++;
    while (scan->at < scan->size) {
        size_t at = scan->at;
        unsigned char c = (unsigned char)scan->json[at];
        if (c == '"') {
            scan->at++;
            return JSON_VALUE;
        }
        if (c < 0x20)
            return bad_character(scan, at, c, "must be written as an escape inside a text");
        if (c == 0xEF && is_outside_xml(scan, at))
            return bad_character(scan, at, 0xFFC0U | ((unsigned char)scan->json[at + 2] & 0x3FU),
                                 "is not allowed");
        if (c != '\\') {
            scan->at++;
        } else if (at + 1 < scan->size && scan->json[at + 1] == 'u') {
            if (scan_unicode(scan, at) == JSON_FAULT)
                return JSON_FAULT;
        } else if (at + 1 < scan->size && strchr("\"\\/bfnrt", scan->json[at + 1]) &&
                   scan->json[at + 1] != '\0') {
            if (scan->json[at + 1] == 'b' || scan->json[at + 1] == 'f')
                return bad_character(scan, at, scan->json[at + 1] == 'b' ? 8 : 12,
                                     "is not allowed");
            scan->at += 2;
        } else if (at + 1 < scan->size) {
            return fault(scan, CODE_JSON_SYNTAX, at,
                         "no such escape: write \\\\ for a backslash, \\\" for a quotation mark");
        } else {
            break;
        }
    }
    return fault(scan, CODE_JSON_SYNTAX, scan->size - 1,
                 "the text ends too early: a quotation mark is not closed");
}

static size_t skip_digits(const struct json_scan *scan, size_t at)
{
    while (at < scan->size && g_ascii_isdigit(scan->json[at]))
        at++;
    return at;
}

/* True for whole numbers that 64 bits with sign cannot hold. */
static bool too_large(const char *digits, size_t count, bool negative)
{
    const char *limit = negative ? "9223372036854775808" : "9223372036854775807";
    return count > 19 || (count == 19 && strncmp(digits, limit, 19) > 0);
}

/* At a digit, or a minus before one. */
static enum json_event scan_number(struct json_scan *scan)
{
    const char *json = scan->json;
    size_t start = scan->at;
    size_t digits = start + (json[start] == '-');
    size_t at = skip_digits(scan, digits);
    if (json[digits] == '0' && at > digits + 1)
        return fault(scan, CODE_JSON_SYNTAX, start, "a number has no leading zero");
    bool whole = true;
    if (at < scan->size && json[at] == '.') {
        size_t from = ++at;
        at = skip_digits(scan, at);
        whole = false;
        if (at == from)
            return fault(scan, CODE_JSON_SYNTAX, start, "digits are due behind the decimal point");
    }
    if (at < scan->size && (json[at] == 'e' || json[at] == 'E')) {
        at++;
        at += at < scan->size && (json[at] == '+' || json[at] == '-');
        size_t from = at;
        at = skip_digits(scan, at);
        whole = false;
        if (at == from)
            return fault(scan, CODE_JSON_SYNTAX, start, "digits are due in the exponent");
    }
    scan->at = at;
    if (whole && too_large(json + digits, at - digits, digits > start))
        return fault(scan, CODE_JSON_NUMBER, start, "the number is too large");
    if (whole && digits > start && json[digits] == '0')
        return fault(scan, CODE_JSON_NUMBER, start, "zero is written 0, without a sign");
    return JSON_VALUE;
}

static enum json_event scan_word(struct json_scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *word = scan->json + scan->at;
    size_t size = *word == '-';
    while (scan->at + size < scan->size && g_ascii_isalpha(word[size]))
        size++;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (size == strlen(words[i]) && memcmp(word, words[i], size) == 0) {
            scan->at += size;
            return JSON_VALUE;
        }
    if ((size == 3 && memcmp(word, "NaN", 3) == 0) ||
        (size >= 8 && size <= 9 && memcmp(word + size - 8, "Infinity", 8) == 0))
        return fault(scan, CODE_JSON_NUMBER, scan->at, "JSON has numbers only, no NaN or Infinity");
    if (size == 0 || *word == '-')
        return unexpected(scan);
    return fault(scan, CODE_JSON_SYNTAX, scan->at,
                 "texts stand in double quotation marks; the only words are true, false and null");
}

static void value_done(struct json_scan *scan)
{
    scan->due = scan->depth == 0 ? JSON_DUE_END : JSON_DUE_COMMA_OR_CLOSE;
}

static enum json_event scan_value(struct json_scan *scan)
{
    char c = scan->json[scan->at];
    enum json_event event = JSON_VALUE;
    if (c == '{' || c == '[') {
        if (scan->depth == DEPTH_MAX)
            return fault(scan, CODE_LIMIT_DEPTH, scan->at,
                         "objects and lists stand inside one another more than " G_STRINGIFY(
                             DEPTH_MAX) " levels deep");
        scan->frames[scan->depth++] = (struct json_frame){.object = c == '{'};
        scan->due = c == '{' ? JSON_DUE_KEY_OR_CLOSE : JSON_DUE_VALUE_OR_CLOSE;
        scan->end = ++scan->at;
        return JSON_VALUE;
    }
    if (c == '"')
        event = scan_string(scan);
    else if (g_ascii_isdigit(c) ||
             (c == '-' && scan->at + 1 < scan->size && g_ascii_isdigit(scan->json[scan->at + 1])))
        event = scan_number(scan);
    else
        event = scan_word(scan);
    scan->end = scan->at;
    value_done(scan);
    return event;
}

static enum json_event scan_key(struct json_scan *scan)
{
    if (scan->json[scan->at] != '"')
        return unexpected(scan);
    struct json_frame *frame = &scan->frames[scan->depth - 1];
    frame->key = scan->at + 1;
    if (scan_string(scan) == JSON_FAULT)
        return JSON_FAULT;
    frame->key_size = scan->at - 1 - frame->key;
    scan->end = scan->at;
    scan->due = JSON_DUE_COLON;
    return JSON_KEY;
}

/* A closing bracket where one may stand. */
static bool closes(const struct json_scan *scan)
{
    char c = scan->json[scan->at];
    if (scan->depth == 0 ||
        (scan->due != JSON_DUE_COMMA_OR_CLOSE && scan->due != JSON_DUE_KEY_OR_CLOSE &&
         scan->due != JSON_DUE_VALUE_OR_CLOSE))
        return false;
    return c == (scan->frames[scan->depth - 1].object ? '}' : ']');
}

/* Steps over a colon or comma; false where another character stands there. */
static bool scan_mark(struct json_scan *scan)
{
    struct json_frame *frame = &scan->frames[scan->depth - 1];
    if (scan->json[scan->at] != (scan->due == JSON_DUE_COLON ? ':' : ','))
        return false;
    if (scan->due == JSON_DUE_COLON || !frame->object)
        frame->index += scan->due != JSON_DUE_COLON;
    scan->due = scan->due != JSON_DUE_COLON && frame->object ? JSON_DUE_KEY : JSON_DUE_VALUE;
    scan->at++;
    return true;
}

enum json_event json_scan_next(struct json_scan *scan)
{
    for (;;) {
        while (scan->at < scan->size && strchr(" \t\r\n", scan->json[scan->at]) &&
               scan->json[scan->at] != '\0')
            scan->at++;
        if (scan->at == scan->size)
            return ended(scan);
        if (closes(scan)) {
            scan->end = ++scan->at;
            scan->depth--;
            value_done(scan);
            return JSON_CLOSE;
        }
        scan->start = scan->at;
        if (scan->due == JSON_DUE_VALUE || scan->due == JSON_DUE_VALUE_OR_CLOSE)
            return scan_value(scan);
        if (scan->due == JSON_DUE_KEY || scan->due == JSON_DUE_KEY_OR_CLOSE)
            return scan_key(scan);
        if (scan->due == JSON_DUE_END || !scan_mark(scan))
            return unexpected(scan);
    }
}

/* Appends the character of the \u escape at raw, returns the bytes read. */
static size_t append_unicode(GString *out, const char *raw, size_t size)
{
    struct json_scan scan = {.json = raw, .size = size};
    int unit = hex4(&scan, 2);
    int low = unit >= 0xD800 && unit < 0xDC00 ? hex4(&scan, 8) : -1;
    if (low >= 0xDC00)
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    if (unit > 0)
        g_string_append_unichar(out, (gunichar)unit);
    return low >= 0xDC00 ? 12 : 6;
}

void json_append_text(GString *out, const char *raw, size_t size)
{
    static const char letters[] = "bfnrt", characters[] = "\b\f\n\r\t";
    for (size_t i = 0; i < size;) {
        if (raw[i] != '\\' || i + 1 == size) {
            g_string_append_c(out, raw[i++]);
        } else if (raw[i + 1] == 'u') {
            i += append_unicode(out, raw + i, size - i);
        } else {
            const char *letter = strchr(letters, raw[i + 1]);
            g_string_append_c(out, letter ? characters[letter - letters] : raw[i + 1]);
            i += 2;
        }
    }
}

char *json_scan_pointer(const struct json_scan *scan)
{
    GString *pointer = g_string_new(NULL);
    for (size_t i = 0; i + 1 < scan->depth; i++) {
        const struct json_frame *frame = &scan->frames[i];
        g_string_append_c(pointer, '/');
        if (frame->object) {
            g_autoptr(GString) key = g_string_new(NULL);
            json_append_text(key, scan->json + frame->key, frame->key_size);
            escape_json_pointer(pointer, key->str);
        } else {
            g_string_append_printf(pointer, "%zu", frame->index);
        }
    }
    return g_string_free(pointer, FALSE);
}
