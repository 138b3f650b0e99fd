/* SPDX-License-Identifier: Apache-2.0 */
/* Judges of what was written: nothing a terminal obeys, nothing a browser runs, every form whole.
 */
#include "fuzz.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

/* What a terminal would obey, or what nobody could see; joiners stand where script or emoji need
 * them. */
static bool is_unsafe(gunichar c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200B ||
           c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

void fuzz_judge_safe(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        fuzz_fail("a text is not UTF-8: %s", text);
    for (; *text; text += g_utf8_skip[(unsigned char)*text])
        if (is_unsafe(g_utf8_get_char(text)) && strncmp(text, "\r\n", 2) != 0)
            fuzz_fail("a text has U+%04X", g_utf8_get_char(text));
}

/* An isolate with or without a direction of its own. */
static bool begins_isolate(gunichar c)
{
    return c >= 0x2066 && c <= 0x2068;
}

#define END_OF_ISOLATE 0x2069

/* What is spoken is one line, in which values that run the other way are isolated, and a product
 * and its model once more together. */
void fuzz_judge_spoken(const char *text)
{
    int depth = 0;
    for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
        gunichar c = g_utf8_get_char(text);
        depth += begins_isolate(c) - (c == END_OF_ISOLATE);
        bool own = begins_isolate(c) || c == END_OF_ISOLATE;
        if (depth < 0 || depth > 2 || (is_unsafe(c) && !own) || (c == '\n' && text[1]))
            fuzz_fail("what is spoken has U+%04X", c);
    }
    if (depth != 0)
        fuzz_fail("what is spoken leaves a value open");
}

void fuzz_judge_json(const char *text, size_t size)
{
    json_error_t error;
    json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (!value)
        fuzz_fail("JSON: %s at byte %d", error.text, error.position);
    json_decref(value);
}

#define QUIET (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

void fuzz_judge_xml(const char *text, size_t size)
{
    xmlDoc *document = xmlReadMemory(text, (int)size, "output", NULL, QUIET);
    if (!document)
        fuzz_fail("XML is not well formed");
    xmlFreeDoc(document);
}

/* What none of our pictures and pages has: it would run, fetch, or lead elsewhere unseen. */
static const char *const forbidden[] = {
    "script", "iframe", "frame", "object",  "embed",   "applet", "base",
    "form",   "input",  "link",  "video",   "audio",   "source", "foreignObject",
    "image",  "img",    "set",   "animate", "handler", "param",  "portal",
};

static bool is_link(const char *value)
{
    return g_str_has_prefix(value, "https://") || g_str_has_prefix(value, "http://") ||
           g_str_has_prefix(value, "mailto:") || value[0] == '#';
}

static void judge_attribute(const xmlNode *element, const xmlAttr *attribute)
{
    const char *name = (const char *)attribute->name;
    xmlChar *value = xmlNodeListGetString(element->doc, attribute->children, 1);
    if (g_ascii_strncasecmp(name, "on", 2) == 0)
        fuzz_fail("a page has the handler %s", name);
    if ((g_ascii_strcasecmp(name, "href") == 0 || strcmp(name, "src") == 0) && value &&
        !is_link((const char *)value))
        fuzz_fail("a page leads to %s", (const char *)value);
    if (value && strcmp(name, "http-equiv") == 0 &&
        strcmp((const char *)value, "Content-Security-Policy") != 0)
        fuzz_fail("a page has a header of its own");
    xmlFree(value);
}

static void judge_node(const xmlNode *node)
{
    if (node->type == XML_PI_NODE || node->type == XML_ENTITY_REF_NODE)
        fuzz_fail("a page has an instruction or an entity");
    if (node->type != XML_ELEMENT_NODE)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(forbidden); i++)
        if (g_ascii_strcasecmp((const char *)node->name, forbidden[i]) == 0)
            fuzz_fail("a page has an element <%s>", (const char *)node->name);
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        judge_attribute(node, attribute);
    for (const xmlNode *child = node->children; child; child = child->next)
        judge_node(child);
}

void fuzz_judge_page(const char *text, size_t size)
{
    bool picture = g_str_has_prefix(text, "<svg") || g_str_has_prefix(text, "<?xml");
    xmlDoc *document =
        picture ? xmlReadMemory(text, (int)size, "output", NULL, QUIET)
                : htmlReadMemory(text, (int)size, "output", "UTF-8", QUIET | HTML_PARSE_NODEFDTD);
    if (!document)
        fuzz_fail("a page or picture is not well formed");
    for (const xmlNode *node = document->children; node; node = node->next)
        judge_node(node);
    xmlFreeDoc(document);
}
