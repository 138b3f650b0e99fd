/* SPDX-License-Identifier: Apache-2.0 */
/* One function per context; broken UTF-8 becomes U+FFFD in all of them. */
#include "base/escape.h"

#include <stdbool.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

/* The code point at *text, which moves behind it; U+FFFD for one broken byte. */
static gunichar step(const char **text)
{
    unsigned char byte = (unsigned char)**text;
    if (byte < 0x80) {
        (*text)++;
        return byte;
    }
    gunichar c = g_utf8_get_char_validated(*text, -1);
    if (c >= 0x110000) {
        (*text)++;
        return REPLACEMENT;
    }
    *text += g_unichar_to_utf8(c, NULL);
    return c;
}

/* Blanks other than the space are references: a parser would normalise them away. */
static const char *xml_reference(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

/* Bytes in front of the first one that is more than itself. */
static size_t plain_size(const char *text)
{
    const char *end = text;
    while ((signed char)*end >= ' ' && *end != '&' && *end != '<' && *end != '>' && *end != '"' &&
           *end != '\'')
        end++;
    return (size_t)(end - text);
}

void escape_xml(GString *out, const char *text)
{
    for (;;) {
        size_t plain = plain_size(text);
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (*text == '\0')
            return;
        gunichar c = step(&text);
        const char *reference = xml_reference(c);
        if (reference)
            g_string_append(out, reference);
        else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF)
            g_string_append_unichar(out, REPLACEMENT);
        else
            g_string_append_unichar(out, c);
    }
}

static bool is_printable_ascii(const char *text)
{
    for (; *text; text++) {
        if (*text < ' ' || *text > '~')
            return false;
    }
    return true;
}

static void append_pdf_literal(GString *out, const char *text)
{
    g_string_append_c(out, '(');
    for (; *text; text++) {
        if (strchr("()\\", *text))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, ')');
}

static void append_utf16(GString *out, gunichar unit)
{
    for (int shift = 12; shift >= 0; shift -= 4)
        g_string_append_c(out, "0123456789ABCDEF"[unit >> shift & 15]);
}

static void append_pdf_wide(GString *out, const char *text)
{
    g_string_append(out, "<FEFF");
    while (*text) {
        gunichar c = step(&text);
        /* U+001B would begin a language code, and no control character belongs into a text. */
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            c = REPLACEMENT;
        if (c < 0x10000) {
            append_utf16(out, c);
        } else {
            c -= 0x10000;
            append_utf16(out, 0xD800 + (c >> 10));
            append_utf16(out, 0xDC00 + (c & 0x3FF));
        }
    }
    g_string_append_c(out, '>');
}

void escape_pdf_text(GString *out, const char *text)
{
    if (is_printable_ascii(text))
        append_pdf_literal(out, text);
    else
        append_pdf_wide(out, text);
}

void escape_json_pointer(GString *out, const char *segment)
{
    for (; *segment; segment++) {
        if (*segment == '~')
            g_string_append(out, "~0");
        else if (*segment == '/')
            g_string_append(out, "~1");
        else
            g_string_append_c(out, *segment);
    }
}
