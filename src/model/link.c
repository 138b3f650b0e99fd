/* SPDX-License-Identifier: Apache-2.0 */
/* Where a label leads when its user asks for GS1 Digital Links. */
#include "model/link.h"

#include "base/gs1.h"

#include <stdint.h>

/* The identifiers that the chosen variant selects by, NULL without. */
static const struct element *selectors_of(const struct document *document)
{
    const struct element *list = document->base && document->variant
                                     ? element_child(document->base->root, "variants")
                                     : NULL;
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        if (g_strcmp0(element_child_text(item, "id"), document->variant) == 0)
            return element_find(item, "selectors/identifiers");
    return NULL;
}

/* Adds every other GTIN of a list. */
static void add_gtins(GPtrArray *gtins, const struct element *list)
{
    for (struct element *item = list ? element_first(list) : NULL; item;
         item = element_next(item)) {
        const char *value = element_child_text(item, "value");
        if (g_strcmp0(element_child_text(item, "scheme"), "gtin") == 0 &&
            !g_ptr_array_find_with_equal_func(gtins, value, g_str_equal, NULL))
            g_ptr_array_add(gtins, (void *)(uintptr_t)value);
    }
}

/* A code that stands for several models, NULL without. */
static const char *pattern_of(const struct element *product)
{
    const struct element *list = element_child(product, "models");
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        if (g_strcmp0(element_child_text(item, "pattern"), "true") == 0)
            return element_child_text(item, "code");
    return NULL;
}

/* The article's GTIN; NULL after a finding. */
static const char *article_of(const struct document *document, struct diags *diags)
{
    const struct element *product = element_child(document->root, "product");
    const struct element *list = element_child(product, "identifiers");
    const char *pattern = pattern_of(product);
    g_autoptr(GPtrArray) gtins = g_ptr_array_new();
    add_gtins(gtins, selectors_of(document));
    if (gtins->len == 0)
        add_gtins(gtins, list);
    const char *first = gtins->len > 0 ? gtins->pdata[0] : NULL;
    if (pattern)
        document_report(document, product, diags, CODE_GS1_ARTICLE,
                        "the models \"%s\" are more than one article, and a GS1 link leads to one",
                        pattern);
    else if (gtins->len != 1)
        document_report(document, list ? list : product, diags, CODE_GS1_ARTICLE,
                        first
                            ? "a GS1 link leads to one article, and \"%s\" is one GTIN of %u; make "
                              "a variant for each, whose selectors name it"
                            : "a GS1 link needs the article's GTIN, and none is declared among "
                              "product.identifiers",
                        first, gtins->len);
    return !pattern && gtins->len == 1 ? first : NULL;
}

bool link_to_gs1(struct declaration *declaration, const char *host, struct diags *diags)
{
    const char *gtin = article_of(declaration->document, diags);
    if (!gtin)
        return false;
    char *url = gs1_link(host, gtin);
    g_ptr_array_add(declaration->blocks, url);
    declaration->link.kept_current &= g_strcmp0(declaration->link.url, url) == 0;
    declaration->link.url = url;
    declaration->link.gs1 = true;
    return true;
}
