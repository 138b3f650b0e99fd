/* SPDX-License-Identifier: Apache-2.0 */
/* What the bytes of an input tell before any parser sees them. */
#include "read/bytes.h"

#include "base/text.h"
#include "read/limits.h"

#include <glib.h>
#include <string.h>

#define ONLY_UTF8 "only UTF-8 (or UTF-16 with a byte order mark) is read"

/* The way of the text before it was UTF-8. */
enum origin { ORIGIN_UTF8, ORIGIN_UTF16_LE, ORIGIN_UTF16_BE, ORIGIN_OTHER };

static bool begins(const struct source *source, const char *bytes, size_t size)
{
    return source->size >= size && memcmp(source->bytes, bytes, size) == 0;
}

static bool refuse(struct source *source, struct diags *diags, enum code code, size_t offset,
                   const char *text)
{
    diag_add(diags, code, (struct place){source, offset, NULL}, "%s", text);
    return false;
}

bool bytes_are_compressed(const struct source *source)
{
    return begins(source, "\x1f\x8b", 2) ||
           begins(source,
                  "\xfd"
                  "7zXZ\0",
                  6) ||
           begins(source, "BZh", 3) || begins(source, "PK\x03\x04", 4) ||
           begins(source, "\x28\xb5\x2f\xfd", 4);
}

/* True where the text reads well as ISO-8859-1: no byte above ASCII takes part in a UTF-8 sequence,
 * none is a C1 control, and the first stands beside a letter. */
static bool looks_like_latin1(const struct source *source, size_t first)
{
    const char *bytes = source->bytes;
    if (!(first > 0 && g_ascii_isalpha(bytes[first - 1])) && !g_ascii_isalpha(bytes[first + 1]))
        return false;
    for (size_t i = 0; i < source->size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80)
            continue;
        if (byte < 0xA0 || g_utf8_get_char_validated(bytes + i, 4) < 0x110000)
            return false;
    }
    return true;
}

bool bytes_check_utf8(struct source *source, bool xml, struct diags *diags)
{
    size_t fault = text_utf8_fault(source->bytes, source->size);
    if (fault == source->size)
        return true;
    unsigned byte = (unsigned char)source->bytes[fault];
    struct place place = {source, fault, NULL};
    if (xml && looks_like_latin1(source, fault))
        diag_add(diags, CODE_XML_ENCODING, place,
                 "byte 0x%02X at offset %zu looks like ISO-8859-1: " ONLY_UTF8, byte, fault);
    else
        diag_add(diags, CODE_ENCODING, place, "byte 0x%02X at offset %zu is not valid UTF-8", byte,
                 fault);
    return false;
}

static unsigned unit_at(const struct source *source, size_t at, bool big)
{
    unsigned char first = (unsigned char)source->bytes[at];
    unsigned char second = (unsigned char)source->bytes[at + 1];
    return big ? first * 256U + second : second * 256U + first;
}

/* Appends the character at `at`; returns the bytes it takes, 0 where there is none. */
static size_t append_utf16(GString *out, const struct source *source, size_t at, bool big)
{
    unsigned unit = at + 1 < source->size ? unit_at(source, at, big) : 0xDC00;
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return 0;
    if (unit < 0xD800 || unit > 0xDFFF) {
        g_string_append_unichar(out, unit);
        return 2;
    }
    unsigned low = at + 3 < source->size ? unit_at(source, at + 2, big) : 0;
    if (low < 0xDC00 || low > 0xDFFF)
        return 0;
    g_string_append_unichar(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return 4;
}

static void replace_bytes(struct source *source, GString *text)
{
    g_free(source->bytes);
    g_free(source->lines);
    source->lines = NULL;
    source->line_count = 0;
    source->size = text->len;
    source->bytes = g_string_free(text, FALSE);
}

static bool transcode(struct source *source, bool big, struct diags *diags)
{
    GString *text = g_string_sized_new(source->size);
    size_t at = 2;
    size_t taken = 1;
    while (at < source->size && (taken = append_utf16(text, source, at, big)) > 0)
        at += taken;
    replace_bytes(source, text);
    if (taken > 0)
        return true;
    diag_add(diags, CODE_ENCODING, (struct place){source, source->size, NULL},
             "the bytes at offset %zu are not valid UTF-16", at);
    return false;
}

static void drop_mark(struct source *source)
{
    replace_bytes(source, g_string_new_len(source->bytes + 3, (gssize)(source->size - 3)));
}

static enum origin find_origin(const struct source *source)
{
    if (begins(source, "\xff\xfe\0\0", 4) || begins(source, "\0\0\xfe\xff", 4) ||
        begins(source, "\x4c\x6f\xa7\x94", 4) || begins(source, "<\0", 2) ||
        begins(source, "\0<", 2) || begins(source, "\0\0\0<", 4))
        return ORIGIN_OTHER;
    if (begins(source, "\xff\xfe", 2))
        return ORIGIN_UTF16_LE;
    if (begins(source, "\xfe\xff", 2))
        return ORIGIN_UTF16_BE;
    return ORIGIN_UTF8;
}

/* Turns the bytes into UTF-8 without mark, or refuses them. */
static bool make_utf8(struct source *source, enum origin origin, struct diags *diags)
{
    if (origin == ORIGIN_OTHER)
        return refuse(source, diags, CODE_XML_ENCODING, 0,
                      "the bytes begin as UTF-32, EBCDIC or unmarked UTF-16 do: " ONLY_UTF8);
    if (origin != ORIGIN_UTF8)
        return transcode(source, origin == ORIGIN_UTF16_BE, diags);
    if (begins(source, "\xef\xbb\xbf", 3))
        drop_mark(source);
    return bytes_check_utf8(source, true, diags);
}

/* Offset of the first character that XML 1.0 forbids, or the size. */
static size_t find_forbidden(const struct source *source, unsigned *character)
{
    for (size_t i = 0; i < source->size; i++) {
        unsigned char byte = (unsigned char)source->bytes[i];
        *character = byte;
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return i;
        if (byte == 0xEF && (memcmp(source->bytes + i, "\xef\xbf\xbe", 3) == 0 ||
                             memcmp(source->bytes + i, "\xef\xbf\xbf", 3) == 0)) {
            *character = 0xFFC0U + (unsigned char)source->bytes[i + 2] - 0x80U;
            return i;
        }
    }
    return source->size;
}

static bool check_characters(struct source *source, struct diags *diags)
{
    unsigned character = 0;
    size_t at = find_forbidden(source, &character);
    if (at == source->size)
        return true;
    diag_add(diags, CODE_XML_CHAR, (struct place){source, at, NULL}, "U+%04X is not allowed",
             character);
    return false;
}

/* The declared encoding, between quotation marks inside "<?xml … ?>", or NULL. */
static const char *find_declared(const struct source *source, size_t *size)
{
    const char *end = begins(source, "<?xml", 5) ? strstr(source->bytes, "?>") : NULL;
    const char *at = end ? g_strstr_len(source->bytes, end - source->bytes, "encoding") : NULL;
    if (!at)
        return NULL;
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=");
    if (*at != '"' && *at != '\'')
        return NULL;
    const char *close = memchr(at + 1, *at, (size_t)(source->bytes + source->size - at - 1));
    if (!close || close > end)
        return NULL;
    *size = (size_t)(close - at - 1);
    return at + 1;
}

static bool check_declared(struct source *source, enum origin origin, struct diags *diags)
{
    static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE"};
    size_t size = 0;
    const char *at = find_declared(source, &size);
    if (!at)
        return true;
    g_autofree char *declared = g_strndup(at, MIN(size, 40));
    if (g_ascii_strcasecmp(declared, names[origin]) == 0 ||
        (origin != ORIGIN_UTF8 && g_ascii_strcasecmp(declared, "UTF-16") == 0))
        return true;
    diag_add(diags, CODE_XML_ENCODING, (struct place){source, (size_t)(at - source->bytes), NULL},
             "the declared encoding is \"%s\", but %s", declared,
             origin == ORIGIN_UTF8 ? ONLY_UTF8 : "the bytes are UTF-16");
    return false;
}

/* Behind a comment, CDATA section or instruction that begins at `at`; NULL where none does. */
static const char *skip_inert(const char *at)
{
    static const char *const marks[][2] = {
        {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"</", ">"}};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(at, marks[i][0])) {
            const char *end = strstr(at + strlen(marks[i][0]), marks[i][1]);
            return end ? end + strlen(marks[i][1]) : at + strlen(at);
        }
    return NULL;
}

/* Steps over a start tag and counts its attributes; NULL where the tag is broken. */
static const char *skip_tag(const char *at, size_t *attributes)
{
    *attributes = 0;
    for (at++; *at && *at != '>'; at++) {
        if (*at == '<')
            return NULL;
        *attributes += *at == '=';
        if (*at == '"' || *at == '\'') {
            at = strchr(at + 1, *at);
            if (!at)
                return NULL;
        }
    }
    return *at ? at : NULL;
}

/* libxml2 compares each attribute with all others before anybody could stop it: 100,000 of them
 * take 12 seconds. What this does not understand is left to the parser. */
static bool check_attributes(struct source *source, struct diags *diags)
{
    const char *at = strchr(source->bytes, '<');
    while (at) {
        size_t attributes = 0;
        const char *tag = at;
        const char *next = skip_inert(at);
        if (!next && at[1] != '!')
            next = skip_tag(at, &attributes);
        if (attributes > ATTRIBUTES_MAX)
            return refuse(source, diags, CODE_LIMIT_ATTRS, (size_t)(tag - source->bytes),
                          "the element has more than " G_STRINGIFY(ATTRIBUTES_MAX) " attributes");
        at = next ? strchr(next, '<') : NULL;
    }
    return true;
}

bool bytes_prepare_xml(struct source *source, struct diags *diags)
{
    enum origin origin = find_origin(source);
    if (bytes_are_compressed(source))
        return refuse(source, diags, CODE_XML_SYNTAX, 0, "compressed data is not accepted");
    if (!make_utf8(source, origin, diags) || !check_characters(source, diags))
        return false;
    if (strspn(source->bytes, " \t\r\n") == source->size)
        return refuse(source, diags, CODE_XML_SYNTAX, 0, "document is empty");
    return check_declared(source, origin, diags) && check_attributes(source, diags);
}
