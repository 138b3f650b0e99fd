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

static bool all_alike(struct document *document, const GArray *ids, struct date as_of)
{
    struct candidate first = candidate_new(document, g_array_index(ids, const char *, 0), as_of);
    bool alike = true;
    for (unsigned i = 1; alike && i < ids->len; i++) {
        struct candidate other =
            candidate_new(document, g_array_index(ids, const char *, i), as_of);
        alike = facts_same_label(first.facts, other.facts);
        candidate_clear(&other);
    }
    candidate_clear(&first);
    return alike;
}

bool variant_choose(struct document *document, const char *id, const char *market,
                    struct date as_of, const char **chosen, struct diags *diags)
{
    *chosen = NULL;
    g_autoptr(GArray) candidates = variant_candidates(document, id, market, diags);
    if (!candidates)
        return false;
    if (candidates->len > 1 && !all_alike(document, candidates, as_of)) {
        variant_report_choice(document, candidates, diags);
        return false;
    }
    *chosen = g_array_index(candidates, const char *, 0);
    return true;
}
