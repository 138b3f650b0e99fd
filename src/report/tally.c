/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts of many declarations added up: by declaration and rule, by rule, by maker, by market. */
#include "report/tally.h"

#include <stdint.h>

static void free_row(void *data)
{
    struct tally_row *row = data;
    g_free(row->name);
    if (row->worst)
        g_hash_table_unref(row->worst);
    g_free(row);
}

struct tally *tally_new(void)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->declarations = g_ptr_array_new_with_free_func(free_row);
    tally->rules = g_ptr_array_new_with_free_func(free_row);
    tally->makers = g_ptr_array_new_with_free_func(free_row);
    tally->markets = g_ptr_array_new_with_free_func(free_row);
    tally->by_rule = g_hash_table_new(g_str_hash, g_str_equal);
    tally->by_maker = g_hash_table_new(g_str_hash, g_str_equal);
    tally->by_market = g_hash_table_new(g_str_hash, g_str_equal);
    return tally;
}

void tally_free(struct tally *tally)
{
    if (!tally)
        return;
    g_hash_table_unref(tally->by_rule);
    g_hash_table_unref(tally->by_maker);
    g_hash_table_unref(tally->by_market);
    g_ptr_array_unref(tally->declarations);
    g_ptr_array_unref(tally->rules);
    g_ptr_array_unref(tally->makers);
    g_ptr_array_unref(tally->markets);
    g_free(tally);
}

static struct tally_row *add_row(GPtrArray *rows, const char *name)
{
    struct tally_row *row = g_new0(struct tally_row, 1);
    row->name = g_strdup(name);
    g_ptr_array_add(rows, row);
    return row;
}

static struct tally_row *find_row(GPtrArray *rows, GHashTable *by_name, const char *name)
{
    struct tally_row *row = g_hash_table_lookup(by_name, name);
    if (!row) {
        row = add_row(rows, name);
        g_hash_table_insert(by_name, row->name, row);
    }
    return row;
}

static void keep_worst(struct tally_row *declaration, const struct tally_row *rule,
                       enum outcome outcome)
{
    enum outcome before;
    if (tally_find(declaration, rule, &before))
        outcome = outcome_worst(before, outcome);
    g_hash_table_insert(declaration->worst, (void *)(uintptr_t)rule, GUINT_TO_POINTER(outcome + 1));
}

/* The rows that one declaration's verdicts are added to. */
struct rows {
    struct tally_row *declaration;
    GPtrArray *others; /* its maker, and the markets that the profile is for */
};

static void add_verdict(struct tally *tally, const struct rows *rows, const struct verdict *verdict)
{
    struct tally_row *rule = find_row(tally->rules, tally->by_rule, verdict->rule->code);
    rule->outcomes[verdict->outcome]++;
    rows->declaration->outcomes[verdict->outcome]++;
    for (unsigned i = 0; i < rows->others->len; i++)
        ((struct tally_row *)rows->others->pdata[i])->outcomes[verdict->outcome]++;
    keep_worst(rows->declaration, rule, verdict->outcome);
}

/* Whether a profile's verdicts say anything of that market: one that is of no market, of all. */
static bool counts_in(const struct profile *profile, const char *market)
{
    return !*profile->markets || profile_is_for(profile, market);
}

static void add_judgement(struct tally *tally, struct rows *rows, const struct judged *judged,
                          const struct judgement *judgement)
{
    g_ptr_array_set_size(rows->others, 1); /* the maker */
    for (const char **market = judged->markets; *market; market++) {
        struct tally_row *row = find_row(tally->markets, tally->by_market, *market);
        if (counts_in(judgement->profile, *market))
            g_ptr_array_add(rows->others, row);
    }
    for (unsigned i = 0; i < judgement->verdicts->len; i++)
        add_verdict(tally, rows, judgement_at(judgement, i));
}

void tally_add(struct tally *tally, const struct judged *judged)
{
    const char *id = judged->declaration->id;
    g_autofree char *name =
        judged->variant ? g_strdup_printf("%s (%s)", id, judged->variant) : g_strdup(id);
    struct rows rows = {add_row(tally->declarations, name), g_ptr_array_new()};
    rows.declaration->worst = g_hash_table_new(NULL, NULL);
    g_ptr_array_add(rows.others,
                    find_row(tally->makers, tally->by_maker, judged->declaration->maker));
    for (unsigned i = 0; i < judged->judgements->len; i++)
        add_judgement(tally, &rows, judged, judged->judgements->pdata[i]);
    g_ptr_array_unref(rows.others);
}

bool tally_find(const struct tally_row *declaration, const struct tally_row *rule,
                enum outcome *outcome)
{
    unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(declaration->worst, rule));
    if (found > 0)
        *outcome = (enum outcome)(found - 1);
    return found > 0;
}
