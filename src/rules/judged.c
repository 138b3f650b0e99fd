/* SPDX-License-Identifier: Apache-2.0 */
/* One declaration, or one variant of it, with what the rules say of it. */
#include "rules/judged.h"

#include "model/market.h"
#include "model/variant.h"
#include "read/libxml.h"
#include "rules/judge.h"

#include <stdint.h>
#include <string.h>

static const struct element *variant_of(const struct document *document, const char *id)
{
    const struct element *list = element_child(document->root, "variants");
    const struct element *variant = list && id ? element_first(list) : NULL;
    while (variant && g_strcmp0(element_child_text(variant, "id"), id) != 0)
        variant = element_next(variant);
    return variant;
}

/* Of the variant where it selects by markets, else of the declaration. */
static const struct element *declared_markets(const struct document *document, const char *id)
{
    const struct element *variant = variant_of(document, id);
    const struct element *own = variant ? element_find(variant, "selectors/markets") : NULL;
    return own ? own : element_child(document->root, "markets");
}

/* Whether some variant is for that market: the base then is not. */
static bool has_variant_for(const struct document *document, const char *market)
{
    const struct element *list = element_child(document->root, "variants");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e)) {
        const struct element *own = element_find(e, "selectors/markets");
        for (const struct element *m = own ? element_first(own) : NULL; m; m = element_next(m))
            if (strcmp(m->text, market) == 0 ||
                (strcmp(m->text, "EU") == 0 && market_in_eu(market)))
                return true;
    }
    return false;
}

static const char **markets_of(const struct document *document, const char *id, const char *asked)
{
    g_autoptr(GPtrArray) markets = g_ptr_array_new();
    const struct element *declared = declared_markets(document, id);
    if (asked)
        g_ptr_array_add(markets, (void *)(uintptr_t)asked);
    else if (declared)
        for (const struct element *e = element_first(declared); e; e = element_next(e))
            if (id || !has_variant_for(document, e->text))
                g_ptr_array_add(markets, (void *)(uintptr_t)e->text);
    g_ptr_array_add(markets, NULL);
    return (const char **)(void *)g_ptr_array_free(g_steal_pointer(&markets), FALSE);
}

bool judged_is_sold(const struct judged *judged)
{
    return judged->variant || *judged->markets || !element_child(judged->document->root, "markets");
}

static void free_judgement(void *judgement)
{
    judgement_free(judgement);
}

struct judged *judged_new(struct document *document, const char *variant,
                          const struct judging *judging)
{
    struct judged *judged = g_new0(struct judged, 1);
    judged->variant = variant;
    judged->document = variant_apply(document, variant);
    judged->declaration = declaration_new(judged->document);
    judged->declaration->variant = variant;
    judged->facts = facts_new(judged->declaration, judging->as_of);
    judged->markets = markets_of(document, variant, judging->market);
    judged->judgements = g_ptr_array_new_with_free_func(free_judgement);
    return judged;
}

void judged_free(struct judged *judged)
{
    if (!judged)
        return;
    g_ptr_array_unref(judged->judgements);
    g_free(judged->markets);
    facts_free(judged->facts);
    declaration_free(judged->declaration);
    document_free(judged->document);
    g_free(judged);
}

bool judged_run(struct judged *judged, const GPtrArray *profiles, const struct document *earlier,
                const struct judging *judging)
{
    struct rules_input input = {
        .document = judged->document,
        .facts = judged->facts,
        .earlier = earlier,
        .markets = judged->markets,
        .warn_before = judging->warn_before,
        .language = judging->language,
    };
    struct judge *judge = judge_new(&input);
    for (unsigned i = 0; judge && i < profiles->len; i++)
        g_ptr_array_add(judged->judgements, rules_judge(judge, profiles->pdata[i]));
    bool done = judge && !libxml_out_of_memory();
    judge_free(judge);
    return done;
}

size_t judged_count(const struct judged *judged, enum outcome outcome)
{
    size_t count = 0;
    for (unsigned i = 0; i < judged->judgements->len; i++)
        count += judgement_count(judged->judgements->pdata[i], outcome);
    return count;
}

/* The place itself or one around it. */
static bool covers(const char *covered, const char *pointer)
{
    size_t size = strlen(covered);
    return strncmp(covered, pointer, size) == 0 && (!pointer[size] || pointer[size] == '/');
}

static bool source_covers(const struct element *source, const char *pointer)
{
    const struct element *list = element_child(source, "covers");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        if (covers(e->text, pointer))
            return true;
    return false;
}

GPtrArray *judged_sources(const struct judged *judged, const char *pointer)
{
    GPtrArray *found = g_ptr_array_new();
    const struct element *list = element_child(judged->document->root, "sources");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        if (source_covers(e, pointer))
            g_ptr_array_add(found, (void *)(uintptr_t)e);
    return found;
}
