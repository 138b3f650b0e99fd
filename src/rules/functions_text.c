/* SPDX-License-Identifier: Apache-2.0 */
/* The functions about text, languages, markets, numbers and addresses. */
#include "rules/functions_private.h"

#include "base/gtin.h"
#include "base/url.h"
#include "model/market.h"

#include <string.h>

void functions_return_text(struct call *call, const char *text)
{
    xmlXPathReturnString(call->parser, xmlStrdup((const xmlChar *)text));
}

void functions_gtin_valid(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    g_autofree char *why = NULL;
    xmlXPathReturnBoolean(call->parser,
                          text && gtin_inspect((const char *)text, &why) == GTIN_OK);
    xmlFree(text);
}

/* "https://Shop.example:8080/a" → "shop.example" */
void functions_host(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    g_autofree char *url = text ? url_ascii((const char *)text) : NULL;
    const char *host = url ? strstr(url, "://") : NULL;
    host = host ? host + strlen("://") : "";
    g_autofree char *name = g_strndup(host, strcspn(host, ":/?#"));
    functions_return_text(call, name);
    xmlFree(text);
}

static bool tag_in(const char *tag, const char *range)
{
    size_t size = strlen(range);
    return tag && g_ascii_strncasecmp(tag, range, size) == 0 &&
           (tag[size] == '\0' || tag[size] == '-');
}

void functions_in_language(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    const char *range = text ? (const char *)text : "";
    const struct element *root = call->judge->input->document->root;
    bool found = tag_in(element_child_text(root, "language"), range);
    const struct element *list = element_child(root, "translations");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        found |= tag_in(element_child_text(e, "language"), range);
    xmlXPathReturnBoolean(call->parser, found);
    xmlFree(text);
}

void functions_sold_in(struct call *call)
{
    xmlChar *text = xmlXPathPopString(call->parser);
    bool found = false;
    for (const char *const *market = call->judge->input->markets; text && *market; market++)
        found |= market_overlap(*market, (const char *)text);
    xmlXPathReturnBoolean(call->parser, found);
    xmlFree(text);
}

void functions_list(struct call *call)
{
    xmlNodeSet *nodes = xmlXPathPopNodeSet(call->parser);
    g_autoptr(GString) list = g_string_new(NULL);
    if (nodes)
        xmlXPathNodeSetSort(nodes);
    for (int i = 0; nodes && i < nodes->nodeNr; i++) {
        xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", text ? (const char *)text : "");
        xmlFree(text);
    }
    xmlXPathFreeNodeSet(nodes);
    functions_return_text(call, list->str);
}

void functions_unique(struct call *call)
{
    xmlNodeSet *nodes = xmlXPathPopNodeSet(call->parser);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, xmlFree, NULL);
    bool unique = true;
    for (int i = 0; nodes && i < nodes->nodeNr; i++) {
        xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
        if (text)
            unique &= g_hash_table_add(seen, text);
    }
    xmlXPathFreeNodeSet(nodes);
    xmlXPathReturnBoolean(call->parser, unique);
}

/* A letter or digit beside it would make the phrase a part of a word. */
static bool stands_alone(const char *text, const char *at, size_t size)
{
    const char *previous = g_utf8_find_prev_char(text, at);
    return (!previous || !g_unichar_isalnum(g_utf8_get_char(previous))) &&
           !g_unichar_isalnum(g_utf8_get_char(at + size));
}

static bool mentions(const char *text, const char *phrase)
{
    size_t size = strlen(phrase);
    for (const char *at = text; size > 0 && (at = strstr(at, phrase)); at++)
        if (stands_alone(text, at, size))
            return true;
    return false;
}

void functions_mentions(struct call *call)
{
    xmlChar *list = xmlXPathPopString(call->parser), *text = xmlXPathPopString(call->parser);
    bool found = false;
    if (list && text) {
        g_autofree char *folded = g_utf8_casefold((const char *)text, -1);
        g_autofree char *wanted = g_utf8_casefold((const char *)list, -1);
        g_auto(GStrv) phrases = g_strsplit(wanted, "|", -1);
        for (char **phrase = phrases; *phrase && !found; phrase++)
            found = mentions(folded, *phrase);
    }
    xmlFree(list);
    xmlFree(text);
    xmlXPathReturnBoolean(call->parser, found);
}
