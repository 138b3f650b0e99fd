/* SPDX-License-Identifier: Apache-2.0 */
/* Encodings that catalogues come in: to UTF-8 as they are read, and back to the very same bytes. */
#include "base/charset.h"

#include <string.h>

/* Half a character at the end: a byte that is no UTF-8, then the one that was left as a letter, so
 * that it ends no line. */
#define HALF '\xff'
#define HALF_BASE 0x100U

static const char *const names[] = {
    [CHARSET_UTF8] = "UTF-8",         [CHARSET_LATIN1] = "ISO-8859-1",
    [CHARSET_LATIN9] = "ISO-8859-15", [CHARSET_WINDOWS_1252] = "windows-1252",
    [CHARSET_UTF16] = "UTF-16",       [CHARSET_UTF16LE] = "UTF-16LE",
    [CHARSET_UTF16BE] = "UTF-16BE",
};

/* Where an encoding of one byte differs from ISO-8859-1; bytes that mean nothing in it stay the
 * control characters they are there, which no text may hold. */
struct difference {
    unsigned char byte;
    gunichar c;
};

static const struct difference latin9[] = {
    {0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
    {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178},
};

static const struct difference windows_1252[] = {
    {0x80, 0x20AC}, {0x82, 0x201A}, {0x83, 0x0192}, {0x84, 0x201E}, {0x85, 0x2026}, {0x86, 0x2020},
    {0x87, 0x2021}, {0x88, 0x02C6}, {0x89, 0x2030}, {0x8A, 0x0160}, {0x8B, 0x2039}, {0x8C, 0x0152},
    {0x8E, 0x017D}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D}, {0x95, 0x2022},
    {0x96, 0x2013}, {0x97, 0x2014}, {0x98, 0x02DC}, {0x99, 0x2122}, {0x9A, 0x0161}, {0x9B, 0x203A},
    {0x9C, 0x0153}, {0x9E, 0x017E}, {0x9F, 0x0178},
};

static const struct difference *differences(enum charset charset, size_t *count)
{
    *count = charset == CHARSET_LATIN9         ? G_N_ELEMENTS(latin9)
             : charset == CHARSET_WINDOWS_1252 ? G_N_ELEMENTS(windows_1252)
                                               : 0;
    return charset == CHARSET_LATIN9 ? latin9 : windows_1252;
}

enum charset charset_find(const char *name)
{
    for (size_t i = CHARSET_UTF8; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return (enum charset)i;
    return CHARSET_NONE;
}

const char *charset_name(enum charset charset)
{
    return charset == CHARSET_NONE ? "" : names[charset];
}

/* Reading */

static gunichar from_byte(enum charset charset, unsigned char byte)
{
    size_t count;
    const struct difference *table = differences(charset, &count);
    for (size_t i = 0; byte >= 0x80 && i < count; i++)
        if (table[i].byte == byte)
            return table[i].c;
    return byte;
}

static void read_bytes(enum charset charset, GString *out, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] < 0x80)
            g_string_append_c(out, (char)bytes[i]);
        else
            g_string_append_unichar(out, from_byte(charset, bytes[i]));
}

static gunichar unit_at(enum charset charset, const unsigned char *bytes)
{
    bool little = charset == CHARSET_UTF16LE;
    return little ? bytes[0] | (gunichar)bytes[1] << 8 : bytes[1] | (gunichar)bytes[0] << 8;
}

static bool is_high(gunichar unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

/* Returns how many bytes were read: the others wait for more, unless this is the end. */
static size_t read_utf16(enum charset charset, GString *out, const unsigned char *bytes,
                         size_t size, bool end)
{
    size_t at = 0;
    while (size - at >= 2) {
        gunichar c = unit_at(charset, bytes + at);
        bool pair = is_high(c) && size - at >= 4;
        if (is_high(c) && !pair && !end)
            break;
        gunichar low = pair ? unit_at(charset, bytes + at + 2) : 0;
        pair = low >= 0xDC00 && low < 0xE000;
        if (pair)
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        g_string_append_unichar(out, c);
        at += pair ? 4 : 2;
    }
    return at;
}

/* Returns how many bytes the mark takes. */
static size_t read_mark(struct charset_reader *reader, const unsigned char *bytes, size_t size)
{
    static const struct {
        const char *bytes;
        size_t size;
        enum charset charset;
    } marks[] = {{"\xef\xbb\xbf", 3, CHARSET_UTF8},
                 {"\xff\xfe", 2, CHARSET_UTF16LE},
                 {"\xfe\xff", 2, CHARSET_UTF16BE}};
    reader->begun = true;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0) {
            reader->mark = marks[i].charset;
            if (reader->charset == CHARSET_UTF16 && reader->mark != CHARSET_UTF8)
                reader->charset = reader->mark;
            return reader->mark == reader->charset ? marks[i].size : 0;
        }
    return 0;
}

static size_t read_some(struct charset_reader *reader, GString *out, const unsigned char *bytes,
                        size_t size, bool end)
{
    if (!reader->begun && size < 3 && !end)
        return 0;
    size_t mark = reader->begun ? 0 : read_mark(reader, bytes, size);
    bytes += mark;
    size -= mark;
    switch (reader->charset) {
    case CHARSET_UTF16:
    case CHARSET_UTF16LE:
    case CHARSET_UTF16BE:
        return mark + read_utf16(reader->charset, out, bytes, size, end);
    case CHARSET_UTF8:
    case CHARSET_NONE:
        g_string_append_len(out, (const char *)bytes, (gssize)size);
        return mark + size;
    default:
        read_bytes(reader->charset, out, bytes, size);
        return mark + size;
    }
}

void charset_read(struct charset_reader *reader, GString *out, const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    while (reader->rest_size > 0 && size > 0) { /* byte by byte until nothing waits */
        reader->rest[reader->rest_size++] = *at++;
        size--;
        size_t done = read_some(reader, out, reader->rest, reader->rest_size, false);
        memmove(reader->rest, reader->rest + done, reader->rest_size - done);
        reader->rest_size -= done;
    }
    size_t done = size > 0 ? read_some(reader, out, at, size, false) : 0;
    if (size > done)
        memcpy(reader->rest, at + done, size - done);
    if (size > 0)
        reader->rest_size = size - done;
}

void charset_end(struct charset_reader *reader, GString *out)
{
    size_t done = read_some(reader, out, reader->rest, reader->rest_size, true);
    if (done < reader->rest_size) {
        g_string_append_c(out, HALF);
        g_string_append_unichar(out, HALF_BASE + reader->rest[done]);
    }
    reader->rest_size = 0;
}

/* Writing */

static char to_byte(enum charset charset, gunichar c)
{
    size_t count;
    const struct difference *table = differences(charset, &count);
    for (size_t i = 0; c > 0xFF && i < count; i++)
        if (table[i].c == c)
            return (char)table[i].byte;
    return (char)c;
}

static void write_unit(enum charset charset, GString *out, gunichar unit)
{
    char low = (char)(unit & 0xFF), high = (char)(unit >> 8);
    g_string_append_c(out, charset == CHARSET_UTF16LE ? low : high);
    g_string_append_c(out, charset == CHARSET_UTF16LE ? high : low);
}

void charset_write(enum charset charset, GString *out, const char *text, size_t size)
{
    if (charset == CHARSET_UTF8 || charset == CHARSET_NONE) {
        g_string_append_len(out, text, (gssize)size);
        return;
    }
    bool wide = charset >= CHARSET_UTF16;
    const char *end = text + size;
    if (wide && size >= 3 && end[-3] == HALF) {
        charset_write(charset, out, text, size - 3);
        g_string_append_c(out, (char)(g_utf8_get_char(end - 2) - HALF_BASE));
        return;
    }
    while (text < end && (size_t)g_utf8_skip[(unsigned char)*text] <= (size_t)(end - text)) {
        gunichar c = g_utf8_get_char(text);
        text += g_utf8_skip[(unsigned char)*text];
        if (!wide) {
            g_string_append_c(out, to_byte(charset, c));
        } else if (c > 0xFFFF) {
            write_unit(charset, out, 0xD800 + ((c - 0x10000) >> 10));
            write_unit(charset, out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            write_unit(charset, out, c);
        }
    }
}

void charset_write_mark(enum charset charset, GString *out)
{
    charset_write(charset, out, "\xef\xbb\xbf", 3);
}
