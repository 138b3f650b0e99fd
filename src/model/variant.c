/* SPDX-License-Identifier: Apache-2.0 */
/* Variants of a product: which there are, which one is meant, and the document of that one. */
#include "model/variant.h"

#include "model/market.h"

#include <string.h>

/* Members of the declaration that a variant replaces whole. */
static const char *const replaceable[] = {"updates", "support", "components", "endOfSupport"};

static const struct element *first_variant(const struct document *document)
{
    const struct element *variants = element_child(document->root, "variants");
    return variants ? element_first(variants) : NULL;
}

static const char *id_of(const struct element *variant)
{
    const char *id = element_child_text(variant, "id");
    return id ? id : "";
}

static const struct element *variant_of_id(const struct document *document, const char *id)
{
    const struct element *variant = first_variant(document);
    while (variant && strcmp(id_of(variant), id) != 0)
        variant = element_next(variant);
    return variant;
}

static GArray *new_ids(void)
{
    return g_array_new(FALSE, FALSE, sizeof(const char *));
}

static void append_id(GArray *ids, const char *id)
{
    g_array_append_val(ids, id);
}

static const char *id_at(const GArray *ids, unsigned index)
{
    return g_array_index(ids, const char *, index);
}

const char **variant_ids(const struct document *document)
{
    g_autoptr(GArray) ids = new_ids();
    const struct element *variant = first_variant(document);
    for (; variant; variant = element_next(variant))
        append_id(ids, id_of(variant));
    append_id(ids, NULL);
    return (const char **)(void *)g_array_free(g_steal_pointer(&ids), FALSE);
}

/* Which variant is meant */

static bool lists(const struct element *markets, const char *market)
{
    const struct element *item = element_first(markets);
    while (item && strcmp(item->text, market) != 0)
        item = element_next(item);
    return item != NULL;
}

static bool covers(const struct element *markets, const char *market)
{
    return lists(markets, market) || (market_in_eu(market) && lists(markets, "EU"));
}

/* The declaration names no markets where it holds in all. */
static bool base_covers(const struct document *document, const char *market)
{
    const struct element *markets = element_child(document->root, "markets");
    return !markets || covers(markets, market);
}

static const struct element *markets_of(const struct element *variant)
{
    return element_find(variant, "selectors/markets");
}

/* Whether some variant names the market itself: such a one goes before those for the whole EU. */
static bool is_named(const struct document *document, const char *market)
{
    const struct element *variant = first_variant(document);
    for (; variant; variant = element_next(variant))
        if (markets_of(variant) && lists(markets_of(variant), market))
            return true;
    return false;
}

static void add_for_market(const struct document *document, const char *market, GArray *candidates)
{
    bool named = is_named(document, market), selected = false;
    const struct element *variant = first_variant(document);
    for (; variant; variant = element_next(variant)) {
        const struct element *markets = markets_of(variant);
        bool meant = markets && (named ? lists(markets, market) : covers(markets, market));
        selected |= meant;
        if (meant || (!markets && base_covers(document, market)))
            append_id(candidates, id_of(variant));
    }
    if (!selected && base_covers(document, market)) {
        const char *base = NULL;
        g_array_prepend_val(candidates, base);
    }
}

/* The ids of the candidates in words: "eu, uk". */
static char *ids_listed(const GArray *candidates)
{
    GString *list = g_string_new(NULL);
    for (unsigned i = 0; i < candidates->len; i++)
        if (id_at(candidates, i))
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", id_at(candidates, i));
    return g_string_free(list, FALSE);
}

static void report_unknown_id(struct document *document, const char *id, struct diags *diags)
{
    const struct element *variants = element_child(document->root, "variants");
    if (!variants) {
        document_report(document, document->root, diags, CODE_VARIANT_UNKNOWN,
                        "there is no variant \"%s\": the declaration has no variants", id);
        return;
    }
    g_autoptr(GArray) all = variant_candidates(document, NULL, NULL, diags);
    g_autofree char *list = ids_listed(all);
    document_report(document, variants, diags, CODE_VARIANT_UNKNOWN,
                    "there is no variant \"%s\"; the ids are %s", id, list);
}

static void report_other_market(struct document *document, const char *id, const char *market,
                                struct diags *diags)
{
    const struct element *place = element_child(document->root, id ? "variants" : "markets");
    g_autofree char *subject =
        id ? g_strdup_printf("the variant \"%s\"", id) : g_strdup("the declaration");
    document_report(document, place ? place : document->root, diags, CODE_VARIANT_UNKNOWN,
                    "%s does not hold for the market \"%s\"; a market is a two-letter country "
                    "code, EU or XI",
                    subject, market);
}

static bool add_named(struct document *document, const char *id, const char *market,
                      GArray *candidates, struct diags *diags)
{
    const struct element *variant = variant_of_id(document, id);
    if (!variant) {
        report_unknown_id(document, id, diags);
        return false;
    }
    const struct element *markets = markets_of(variant);
    if (market && !(markets ? covers(markets, market) : base_covers(document, market))) {
        report_other_market(document, id, market, diags);
        return false;
    }
    append_id(candidates, id_of(variant));
    return true;
}

GArray *variant_candidates(struct document *document, const char *id, const char *market,
                           struct diags *diags)
{
    g_autoptr(GArray) candidates = new_ids();
    if (id)
        return add_named(document, id, market, candidates, diags) ? g_steal_pointer(&candidates)
                                                                  : NULL;
    if (market) {
        add_for_market(document, market, candidates);
        if (candidates->len > 0)
            return g_steal_pointer(&candidates);
        report_other_market(document, NULL, market, diags);
        return NULL;
    }
    append_id(candidates, NULL);
    const struct element *variant = first_variant(document);
    for (; variant; variant = element_next(variant))
        append_id(candidates, id_of(variant));
    return g_steal_pointer(&candidates);
}

bool variant_select(struct document *document, const char *id, const char *market,
                    const char **id_out, struct diags *diags)
{
    *id_out = NULL;
    g_autoptr(GArray) candidates = variant_candidates(document, id, market, diags);
    if (!candidates)
        return false;
    if (market && candidates->len > 1) {
        variant_report_choice(document, candidates, diags);
        return false;
    }
    *id_out = id_at(candidates, 0);
    return true;
}

void variant_report_choice(struct document *document, const GArray *candidates, struct diags *diags)
{
    g_autofree char *list = ids_listed(candidates);
    document_report(document, element_child(document->root, "variants"), diags, CODE_VARIANT_CHOICE,
                    "the labels of the variants differ: choose one with --variant ID or "
                    "--market XX; the ids are %s",
                    list);
}

/* The document of one */

/* A copy without children. */
static struct element *copy_shell(struct document *document, struct element *parent,
                                  const struct element *element)
{
    struct element *copy = document_add(document, parent, element->name, element->space);
    document_set_attributes(document, copy, element->attributes, element->attribute_count);
    copy->origin = element;
    copy->field = element->field;
    copy->type = element->type;
    copy->item = element->item;
    return copy;
}

/* Copies every child but those that the replacement has too, then the replacement's own. */
static void copy_product(struct document *document, const struct element *product,
                         const struct element *replacement)
{
    struct element *copy = copy_shell(document, document->root, product);
    const struct element *child = element_first(product);
    for (; child; child = element_next(child))
        if (!element_child(replacement, child->name))
            document_copy(document, copy, child);
    for (child = element_first(replacement); child; child = element_next(child))
        document_copy(document, copy, child);
}

/* What the variant says instead of the member; its id and selectors say nothing of the product. */
static const struct element *replacement_of(const struct element *member,
                                            const struct element *variant)
{
    bool replaced = strcmp(member->name, "product") == 0;
    for (size_t i = 0; i < G_N_ELEMENTS(replaceable); i++)
        replaced |= strcmp(member->name, replaceable[i]) == 0;
    return variant && replaced ? element_child(variant, member->name) : NULL;
}

static void copy_member(struct document *document, const struct element *member,
                        const struct element *variant)
{
    const struct element *other = replacement_of(member, variant);
    if (!other)
        document_copy(document, document->root, member);
    else if (strcmp(member->name, "product") == 0)
        copy_product(document, member, other);
    else
        document_copy(document, document->root, other);
}

struct document *variant_apply(struct document *document, const char *id)
{
    if (!id && !element_child(document->root, "variants"))
        return document_share(document);
    const struct element *variant = id ? variant_of_id(document, id) : NULL;
    struct document *chosen = document_new(NULL, document->syntax);
    chosen->base = document;
    chosen->variant = variant ? id_of(variant) : NULL;
    copy_shell(chosen, NULL, document->root);
    const struct element *member = element_first(document->root);
    for (; member; member = element_next(member))
        if (strcmp(member->name, "variants") != 0)
            copy_member(chosen, member, variant);
    for (size_t i = 0; variant && i < G_N_ELEMENTS(replaceable); i++) {
        const struct element *added = element_child(variant, replaceable[i]);
        if (added && !element_child(chosen->root, replaceable[i]))
            document_copy(chosen, chosen->root, added);
    }
    return chosen;
}

const char *variant_counterpart(const struct document *document, const char *variant)
{
    g_autofree const char **ids = variant_ids(document);
    for (const char **id = ids; variant && *id; id++)
        if (strcmp(*id, variant) == 0)
            return *id;
    return NULL;
}
