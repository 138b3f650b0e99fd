/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts of many declarations added up: by declaration and rule, by rule, by maker, by market. */
#pragma once

#include "rules/judged.h"

#include <glib.h>

struct tally_row {
    char *name; /* a declaration's id and variant, a rule, a maker, a market */
    size_t outcomes[OUTCOME_COUNT];
    GHashTable *worst; /* declarations only: rule (of the tally's table of rules) → outcome + 1 */
};

struct tally {
    GPtrArray *declarations, *rules, *makers, *markets; /* of struct tally_row *, as they came */
    GHashTable *by_rule, *by_maker, *by_market;         /* name → row */
};

struct tally *tally_new(void);
void tally_free(struct tally *tally);
void tally_add(struct tally *tally, const struct judged *judged);

/* The worst verdict of that rule on that declaration; false where it did not run. */
bool tally_find(const struct tally_row *declaration, const struct tally_row *rule,
                enum outcome *outcome);
