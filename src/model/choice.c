/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant a label is for, when the caller may have left it open. */
#include "model/choice.h"

#include "model/facts.h"
#include "model/link.h"
#include "model/variant.h"

/* A variant's facts with what they stand on. */
struct candidate {
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
};

static struct candidate candidate_new(struct document *document, const char *id,
                                      const struct choice *choice)
{
    struct candidate candidate = {.document = variant_apply(document, id)};
    struct diags *unsaid = diags_new(0); /* of the one chosen it will be said */
    candidate.declaration = declaration_new(candidate.document);
    if (choice->gs1)
        link_to_gs1(candidate.declaration, choice->gs1, unsaid);
    candidate.facts = facts_new(candidate.declaration, choice->as_of);
    diags_free(unsaid);
    return candidate;
}

static void candidate_clear(struct candidate *candidate)
{
    facts_free(candidate->facts);
    declaration_free(candidate->declaration);
    document_free(candidate->document);
}

static bool all_alike(struct document *document, const GArray *ids, const struct choice *choice)
{
    struct candidate first = candidate_new(document, g_array_index(ids, const char *, 0), choice);
    bool alike = true;
    for (unsigned i = 1; alike && i < ids->len; i++) {
        struct candidate other =
            candidate_new(document, g_array_index(ids, const char *, i), choice);
        alike = facts_same_label(first.facts, other.facts);
        candidate_clear(&other);
    }
    candidate_clear(&first);
    return alike;
}

bool variant_choose(struct document *document, const struct choice *choice, const char **chosen,
                    struct diags *diags)
{
    *chosen = NULL;
    g_autoptr(GArray) candidates = variant_candidates(document, choice->id, choice->market, diags);
    if (!candidates)
        return false;
    if (candidates->len > 1 && !all_alike(document, candidates, choice)) {
        variant_report_choice(document, candidates, diags);
        return false;
    }
    *chosen = g_array_index(candidates, const char *, 0);
    return true;
}
