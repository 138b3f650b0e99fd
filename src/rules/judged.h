/* SPDX-License-Identifier: Apache-2.0 */
/* One declaration, or one variant of it, with what the rules say of it. */
#pragma once

#include "model/facts.h"
#include "rules/rule.h"

struct judged {
    const char *variant;       /* its id, NULL: the base or none */
    struct document *document; /* the variant chosen */
    struct declaration *declaration;
    struct facts *facts;
    /* It is for, NULL at the end; empty: not said. The base is for those that no variant is for. */
    const char **markets;
    GPtrArray *judgements; /* of struct judgement, in the order of the profiles */
};

struct judging {
    struct date as_of;
    struct duration warn_before;
    const char *market;   /* the only one that is asked for; NULL: the declared ones */
    const char *language; /* of messages */
};

/* Of a judged document that must outlive it; no rule has run yet. */
struct judged *judged_new(struct document *document, const char *variant,
                          const struct judging *judging);
/* False for a base that has a variant for each of its markets: it is sold in none. */
bool judged_is_sold(const struct judged *judged);
void judged_free(struct judged *judged);

/* Runs profiles (of const struct profile *); `earlier`, the document of the earlier revision with
 * the variant chosen, may be NULL. False when memory is short: then nothing is judged. */
bool judged_run(struct judged *judged, const GPtrArray *profiles, const struct document *earlier,
                const struct judging *judging);

/* Number of verdicts with that outcome. */
size_t judged_count(const struct judged *judged, enum outcome outcome);

/* The sources of the declaration (const struct element *) whose covers name the place or one around
 * it. The caller frees the array. */
GPtrArray *judged_sources(const struct judged *judged, const char *pointer);
