/* SPDX-License-Identifier: Apache-2.0 */
/* The promise in two revisions: how firm, until when, for what, on which conditions. */
#include "model/outlook.h"
#include "model/terms.h"
#include "rules/compare_private.h"

#include <string.h>

/* Commitment */

static int firmness(enum commitment commitment)
{
    return commitment == COMMITMENT_GUARANTEED ? 2 : commitment == COMMITMENT_ANTICIPATED;
}

static void compare_commitment(const struct scope *scope)
{
    enum commitment old = scope->old.support->commitment, new = scope->new.support->commitment;
    enum code code = CODE_DIFF_CHANGED;
    const char *what = "support.commitment";
    if (old == new)
        return;
    if (firmness(new) < firmness(old)) {
        code = CODE_DIFF_COMMITMENT;
        what = "the promise is less firm";
    } else if (firmness(new) > firmness(old)) {
        code = CODE_DIFF_STRENGTHENED;
        what = "the promise is firmer";
    }
    scope_add(scope, code, "support/commitment", what, commitment_name(old), commitment_name(new));
}

/* End */

static int precision(struct date date)
{
    return (date.month != 0) + (date.day != 0);
}

/* Whether the coarser date says less: some day of it lies before the end of the finer one, or it is
 * a year, which no label shows as an end. */
static bool is_blurred(struct date old, struct date new)
{
    return precision(new) < precision(old) &&
           (new.month == 0 || date_compare(date_first_day(new), date_last_day(old)) <= 0);
}

static const char *end_path(const struct side *side)
{
    return date_known(side->support->end) ? "support/end" : "support/period";
}

static void compare_dates(const struct scope *scope, struct date old, struct date new)
{
    char was[11], is[11];
    const char *path = end_path(&scope->new);
    int order = date_compare(new, old);
    date_format(old, was);
    date_format(new, is);
    if (is_blurred(old, new) && order >= 0)
        scope_add(scope, CODE_DIFF_PRECISION, path, "the end of support is less precise", was, is);
    else if (order < 0)
        scope_add(scope, CODE_DIFF_END, path, "support ends earlier", was, is);
    else if (order > 0)
        scope_add(scope, CODE_DIFF_STRENGTHENED, path, "support ends later", was, is);
    else if (precision(old) != precision(new))
        scope_add(scope, CODE_DIFF_STRENGTHENED, path, "the end of support is more precise", was,
                  is);
}

/* A period as it is written: P5Y from purchase. NULL: none; the caller frees. */
static char *period_text(const struct side *side)
{
    const char *duration = element_find_text(side->element, "support/period/duration");
    if (!duration || !side->support->has_period)
        return NULL;
    return g_strdup_printf("%s from %s", duration, period_from_name(side->support->from));
}

/* Where both are counted from the same event. */
static void compare_periods(const struct scope *scope)
{
    const struct support *old = scope->old.support, *new = scope->new.support;
    g_autofree char *was = period_text(&scope->old), *is = period_text(&scope->new);
    int more = duration_months(new->period) - duration_months(old->period);
    if (!old->has_period && !new->has_period)
        return;
    if (!new->has_period)
        scope_add(scope, CODE_DIFF_DATE, "support/period", "the support period is gone", was, is);
    else if (!old->has_period)
        scope_add(scope, CODE_DIFF_STRENGTHENED, "support/period", "there is a support period", was,
                  is);
    else if (old->from != new->from)
        scope_add(scope, CODE_DIFF_CHANGED, "support/period", "the support period", was, is);
    else if (more < 0)
        scope_add(scope, CODE_DIFF_END, "support/period", "the support period is shorter", was, is);
    else if (more > 0)
        scope_add(scope, CODE_DIFF_STRENGTHENED, "support/period", "the support period is longer",
                  was, is);
}

/* A date where a period was: less for whoever buys now, where the period would reach further. */
static void compare_period_with_date(const struct scope *scope, struct date end)
{
    const struct support *old = scope->old.support;
    struct date stated = scope->new.declaration->declarant.stated_on;
    struct date reached = outlook_counted_end(stated, old->period);
    g_autofree char *was = period_text(&scope->old);
    char is[11];
    bool less = date_known(reached) && date_compare(end, reached) < 0;
    scope_add(scope, less ? CODE_DIFF_END : CODE_DIFF_CHANGED, "support/end",
              less ? "support ends before the period that was promised" : "the end of support", was,
              date_format(end, is));
}

static void compare_date_with_none(const struct scope *scope, struct date end)
{
    char was[11];
    g_autofree char *is = period_text(&scope->new);
    date_format(end, was);
    if (scope->new.support->commitment == COMMITMENT_NONE)
        return; /* said by its own code */
    scope_add(scope, CODE_DIFF_DATE,
              date_known(scope->old.support->end) ? "support/end" : "support/period",
              is ? "support has no end date any more" : "the end of support is gone", was, is);
}

/* The end that is promised, whether or not updates have stopped. */
static struct date promised_end(const struct side *side)
{
    struct support support = *side->support;
    support.updates_stopped = TRI_ABSENT;
    support.stopped_on = NO_DATE;
    return outlook_term_end(side->declaration, &support);
}

static void compare_end(const struct scope *scope)
{
    struct date old = promised_end(&scope->old), new = promised_end(&scope->new);
    char is[11];
    if (date_known(old) && date_known(new))
        compare_dates(scope, old, new);
    else if (date_known(old))
        compare_date_with_none(scope, old);
    else if (!date_known(new))
        compare_periods(scope);
    else if (scope->old.support->has_period)
        compare_period_with_date(scope, new);
    else
        scope_add(scope, CODE_DIFF_STRENGTHENED, end_path(&scope->new), "there is an end date",
                  NULL, date_format(new, is));
}

/* A period beside a date that both revisions have. */
static void compare_second_term(const struct scope *scope)
{
    const struct support *old = scope->old.support, *new = scope->new.support;
    if (date_known(old->end) && date_known(new->end))
        compare_periods(scope);
}

static bool has_stopped(const struct support *support)
{
    return support->updates_stopped == TRI_YES;
}

static void compare_stopped(const struct scope *scope)
{
    const struct support *old = scope->old.support, *new = scope->new.support;
    char was[11], is[11];
    struct date end = promised_end(&scope->old);
    struct date stop =
        date_known(new->stopped_on) ? new->stopped_on : scope->new.declaration->declarant.stated_on;
    if (has_stopped(old) == has_stopped(new))
        return;
    bool early = has_stopped(new) && firmness(old->commitment) > 0 &&
                 (!date_known(end) || date_compare(stop, end) < 0);
    enum code code = early              ? CODE_DIFF_END
                     : has_stopped(new) ? CODE_DIFF_CHANGED
                                        : CODE_DIFF_STRENGTHENED;
    scope_add(scope, code, "support/updatesStopped",
              early              ? "updates have stopped before their promised end"
              : has_stopped(new) ? "updates have stopped"
                                 : "updates come again",
              early && date_known(end) ? date_format(end, was) : NULL,
              early && date_known(stop) ? date_format(stop, is) : NULL);
}

/* Types */

static bool has_item(const struct element *list, const char *text)
{
    const struct element *item = list ? element_first(list) : NULL;
    for (; item; item = element_next(item))
        if (strcmp(item->text, text) == 0)
            return true;
    return false;
}

static bool has_all(const struct element *list, const struct element *items)
{
    const struct element *item = items ? element_first(items) : NULL;
    for (; item; item = element_next(item))
        if (!has_item(list, item->text))
            return false;
    return true;
}

static void compare_types(const struct scope *scope)
{
    const struct element *old = element_find(scope->old.element, "support/types");
    const struct element *new = element_find(scope->new.element, "support/types");
    g_autofree char *was = compare_text(old), *is = compare_text(new);
    if (!has_all(new, old))
        scope_add(scope, CODE_DIFF_TYPES, "support/types", "a kind of support is gone", was, is);
    else if (!has_all(old, new))
        scope_add(scope, CODE_DIFF_STRENGTHENED, "support/types",
                  "there is another kind of support", was, is);
}

/* Conditions */

/* The n-th condition of a kind. */
static const struct condition *find_condition(const struct support *support,
                                              enum condition_kind kind, size_t n)
{
    for (size_t i = 0; i < support->condition_count; i++)
        if (support->conditions[i].kind == kind && n-- == 0)
            return &support->conditions[i];
    return NULL;
}

static size_t rank_among_kind(const struct support *support, size_t index)
{
    size_t rank = 0;
    for (size_t i = 0; i < index; i++)
        rank += support->conditions[i].kind == support->conditions[index].kind;
    return rank;
}

static bool is_harder(const struct condition *old, const struct condition *new)
{
    bool sooner = date_known(new->until) &&
                  (!date_known(old->until) || date_compare(new->until, old->until) < 0);
    return sooner || (new->sold_separately && !old->sold_separately);
}

static bool is_easier(const struct condition *old, const struct condition *new)
{
    return is_harder(new, old);
}

static void compare_condition(const struct scope *scope, const struct condition *old,
                              const struct condition *new)
{
    g_autofree char *was = compare_text(old->element), *is = compare_text(new->element);
    if (compare_same(old->element, new->element))
        return;
    if (is_harder(old, new))
        scope_add_at(scope, CODE_DIFF_CONDITION, old->element, new->element,
                     "a condition is harder to meet", was, is);
    else if (is_easier(old, new))
        scope_add_at(scope, CODE_DIFF_STRENGTHENED, old->element, new->element,
                     "a condition is easier to meet", was, is);
    else
        scope_add_at(scope, CODE_DIFF_CHANGED, old->element, new->element, "a condition", was, is);
}

static void compare_conditions(const struct scope *scope)
{
    const struct support *old = scope->old.support, *new = scope->new.support;
    for (size_t i = 0; i < new->condition_count; i++) {
        const struct condition *now = &new->conditions[i];
        const struct condition *before = find_condition(old, now->kind, rank_among_kind(new, i));
        g_autofree char *is = compare_text(now->element);
        if (before)
            compare_condition(scope, before, now);
        else
            scope_add_at(scope, CODE_DIFF_CONDITION, NULL, now->element, "a condition is new", NULL,
                         is);
    }
    for (size_t i = 0; i < old->condition_count; i++) {
        const struct condition *before = &old->conditions[i];
        g_autofree char *was = compare_text(before->element);
        if (!find_condition(new, before->kind, rank_among_kind(old, i)))
            scope_add_at(scope, CODE_DIFF_STRENGTHENED, before->element, NULL,
                         "a condition is gone", was, NULL);
    }
}

/* Further support, such as paid years: the latest guaranteed end of all. */
static struct date last_extension(const struct element *list)
{
    struct date last = NO_DATE;
    const struct element *item = list ? element_first(list) : NULL;
    for (; item; item = element_next(item)) {
        const char *commitment = element_child_text(item, "commitment");
        const char *text = element_child_text(item, "end");
        struct date end;
        if (commitment && strcmp(commitment, "guaranteed") == 0 && text && date_parse(text, &end) &&
            (!date_known(last) || date_compare(end, last) > 0))
            last = end;
    }
    return last;
}

static void compare_extended(const struct scope *scope)
{
    const struct element *old = element_find(scope->old.element, "support/extended");
    const struct element *new = element_find(scope->new.element, "support/extended");
    struct date before = last_extension(old), now = last_extension(new);
    char was[11], is[11];
    enum code code = CODE_DIFF_CHANGED;
    const char *what = "support.extended";
    if ((!old && !new) || (old && new &&compare_same(old, new)))
        return;
    if (date_known(before) && (!date_known(now) || date_compare(now, before) < 0)) {
        code = CODE_DIFF_END;
        what = "further support ends earlier";
    } else if (date_known(now) && (!date_known(before) || date_compare(now, before) > 0)) {
        code = CODE_DIFF_STRENGTHENED;
        what = "further support lasts longer";
    }
    scope_add(scope, code, "support/extended", what,
              date_known(before) ? date_format(before, was) : NULL,
              date_known(now) ? date_format(now, is) : NULL);
}

void compare_support(const struct scope *scope)
{
    compare_commitment(scope);
    compare_end(scope);
    compare_second_term(scope);
    compare_stopped(scope);
    compare_types(scope);
    compare_conditions(scope);
    compare_extended(scope);
}
