/* SPDX-License-Identifier: Apache-2.0 */
/* A tree of strings → the XML of a catalogue. */
#include "base/escape.h"
#include "words/catalogue_private.h"

#include <string.h>

/* A character that nobody sees, or that looks like a plain space: a reference shows it. */
static bool is_hidden(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_FORMAT || (type == G_UNICODE_SPACE_SEPARATOR && c != ' ');
}

static void append_text(GString *out, const char *text)
{
    for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
        gunichar c = g_utf8_get_char(text);
        if (c == '&' || c == '<' || c == '>')
            g_string_append(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
        else if (is_hidden(c))
            g_string_append_printf(out, "&#%u;", (unsigned)c);
        else
            g_string_append_unichar(out, c);
    }
}

static void append_attributes(GString *out, const struct element *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        g_string_append_printf(out, " %s=\"", element->attributes[i].name);
        escape_xml(out, element->attributes[i].value);
        g_string_append_c(out, '"');
    }
}

static void append_element(GString *out, const struct element *element, int depth)
{
    g_string_append_printf(out, "%*s<%s", depth * 2, "", element->name);
    if (!element->parent)
        g_string_append(out, " xmlns=\"" STRINGS_NAMESPACE "\"");
    append_attributes(out, element);
    g_string_append_c(out, '>');
    const struct element *child = element_first(element);
    if (child) {
        g_string_append_c(out, '\n');
        for (; child; child = element_next(child))
            append_element(out, child, depth + 1);
        g_string_append_printf(out, "%*s", depth * 2, "");
    } else {
        append_text(out, element->text);
    }
    g_string_append_printf(out, "</%s>\n", element->name);
}

char *catalogue_write(const struct document *document)
{
    GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    append_element(out, document->root, 0);
    return g_string_free(out, FALSE);
}
