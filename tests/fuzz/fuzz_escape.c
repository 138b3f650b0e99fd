/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a value in XML, PDF and a JSON pointer, read back from each. */
#include "fuzz.h"

#include "base/escape.h"

#include <libxml/parser.h>
#include <string.h>

#define QUIET (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

/* A text as it has to come back: U+FFFD for every broken byte and for what the form cannot hold. */
typedef bool holds_func(gunichar c);

static char *due_of(const char *text, holds_func *holds)
{
    GString *out = g_string_new(NULL);
    while (*text) {
        gunichar c = g_utf8_get_char_validated(text, -1);
        bool broken = c >= 0x110000;
        g_string_append_unichar(out, broken || !holds(c) ? 0xFFFD : c);
        text += broken ? 1 : g_utf8_skip[(unsigned char)*text];
    }
    return g_string_free(out, FALSE);
}

static bool pdf_holds(gunichar c)
{
    return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

/* XML 1.0, production 2. */
static bool xml_holds(gunichar c)
{
    return pdf_holds(c) && c != 0xFFFE && c != 0xFFFF;
}

static void judge_xml(const char *text)
{
    g_autoptr(GString) out = g_string_new("<a b=\"");
    escape_xml(out, text);
    g_string_append(out, "\">");
    escape_xml(out, text);
    g_string_append(out, "</a>");
    xmlDoc *document = xmlReadMemory(out->str, (int)out->len, "escaped", NULL, QUIET);
    if (!document)
        fuzz_fail("%s is no XML", out->str);
    xmlNode *root = xmlDocGetRootElement(document);
    xmlChar *attribute = xmlGetNoNsProp(root, (const xmlChar *)"b");
    xmlChar *content = xmlNodeGetContent(root);
    g_autofree char *due = due_of(text, xml_holds);
    if (strcmp((char *)attribute, due) != 0 || strcmp((char *)content, due) != 0)
        fuzz_fail("XML says something else: %s", out->str);
    xmlFree(attribute);
    xmlFree(content);
    xmlFreeDoc(document);
}

/* What a PDF reader makes of a literal string: a backslash keeps what is behind it. */
static char *read_literal(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text && *text != ')'; text++) {
        text += *text == '\\';
        g_string_append_c(out, *text);
    }
    if (strcmp(text, ")") != 0)
        fuzz_fail("a PDF string goes on behind its end");
    return g_string_free(out, FALSE);
}

static char *read_wide(const char *text)
{
    g_autoptr(GArray) units = g_array_new(TRUE, FALSE, sizeof(gunichar2));
    for (; g_ascii_isxdigit(*text); text += 4) {
        g_autofree char *digits = g_strndup(text, 4);
        gunichar2 unit = (gunichar2)g_ascii_strtoull(digits, NULL, 16);
        g_array_append_val(units, unit);
    }
    if (strcmp(text, ">") != 0)
        fuzz_fail("a PDF string has something else than digits");
    char *read = g_utf16_to_utf8((const gunichar2 *)(void *)units->data, -1, NULL, NULL, NULL);
    return read ? read : g_strdup("");
}

static void judge_pdf(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    escape_pdf_text(out, text);
    bool wide = g_str_has_prefix(out->str, "<FEFF");
    g_autofree char *read = wide ? read_wide(out->str + 5) : read_literal(out->str + 1);
    g_autofree char *due = due_of(text, pdf_holds);
    if (strcmp(read, due) != 0)
        fuzz_fail("PDF says something else: %s", out->str);
}

static void judge_pointer(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    escape_json_pointer(out, text);
    if (strchr(out->str, '/'))
        fuzz_fail("a pointer's part has a slash");
    g_string_replace(out, "~1", "/", 0);
    g_string_replace(out, "~0", "~", 0);
    if (strcmp(out->str, text) != 0)
        fuzz_fail("a pointer leads elsewhere: %s", out->str);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    judge_xml(text);
    judge_pdf(text);
    judge_pointer(text);
    return 0;
}
