/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant a label is for, when the caller may have left it open. */
#include "model/choice.h"

#include "model/facts.h"
#include "model/variant.h"

/* A variant's facts with what they stand on. */
struct candidate {
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
};

static struct candidate candidate_new(struct document *document, const char *id, struct date as_of)
{
    struct candidate candidate = {.document = variant_apply(document, id)};
    candidate.declaration = declaration_new(candidate.document);
    candidate.facts = facts_new(candidate.declaration, as_of);
    return candidate;
}

static void candidate_clear(struct candidate *candidate)
{
    facts_free(candidate->facts);
    declaration_free(candidate->declaration);
    document_free(candidate->document);
}

static bool all_alike(struct document *document, const char *const *ids, struct date as_of)
{
    struct candidate base = candidate_new(document, NULL, as_of);
    bool alike = true;
    for (; alike && *ids; ids++) {
        struct candidate variant = candidate_new(document, *ids, as_of);
        alike = facts_same_label(base.facts, variant.facts);
        candidate_clear(&variant);
    }
    candidate_clear(&base);
    return alike;
}

bool variant_choose(struct document *document, const char *id, const char *market,
                    struct date as_of, const char **chosen, struct diags *diags)
{
    *chosen = NULL;
    if (id || market)
        return variant_select(document, id, market, chosen, diags);
    g_autofree const char **ids = variant_ids(document);
    if (!*ids || all_alike(document, ids, as_of))
        return true;
    g_autoptr(GString) list = g_string_new(*ids);
    for (const char **next = ids + 1; *next; next++)
        g_string_append_printf(list, ", %s", *next);
    document_report(document, element_child(document->root, "variants"), diags,
                    CODE_VARIANT_CHOICE,
                    "the variants' labels differ: choose one with --variant ID or --market XX; "
                    "the ids are %s",
                    list->str);
    return false;
}
