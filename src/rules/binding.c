/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a rule binds this product: its dates against the one of the declaration that counts. */
#include "rules/binding.h"

#include <string.h>

/* The first and the last day of what the law looks at; NO_DATE where it is not declared. */
struct span {
    struct date first, last;
    bool goes_on;        /* the last is only the latest that is known of */
    const char *event;   /* "placed on the market" */
    const char *missing; /* what to declare where nothing is known */
};

static struct date child_date(const struct element *root, const char *path)
{
    struct date date = NO_DATE;
    const char *text = element_find_text(root, path);
    if (text)
        date_parse(text, &date);
    return date;
}

/* Of the unit where that is declared, else of the model's units from the first to the last. */
static struct span placing(const struct declaration *declaration)
{
    const struct element *root = declaration->document->root;
    const char *basis = element_find_text(root, "support/start/basis");
    struct span span = {declaration->product.first_placed_on, declaration->product.last_placed_on,
                        false, "placed on the market",
                        "when it is placed on the market (product/firstPlacedOn, or support/start "
                        "with the basis unitPlaced)"};
    if (basis && strcmp(basis, "unitPlaced") == 0)
        span.first = span.last = child_date(root, "support/start/date");
    return span;
}

static bool is_off_sale(enum product_status status)
{
    return status == STATUS_DISCONTINUED || status == STATUS_WITHDRAWN || status == STATUS_RECALLED;
}

static struct date earliest(const struct date *dates, size_t count)
{
    struct date found = NO_DATE;
    for (size_t i = 0; i < count; i++)
        if (date_known(dates[i]) && (!date_known(found) || date_compare(dates[i], found) < 0))
            found = dates[i];
    return found;
}

/* What is declared to be on sale on the day of the statement is available on that day. */
static struct span available(const struct declaration *declaration)
{
    const struct element *root = declaration->document->root;
    const struct date first[] = {declaration->product.launched_on,
                                 declaration->product.first_placed_on,
                                 declaration->product.first_sold_on};
    struct span span = {earliest(first, G_N_ELEMENTS(first)), declaration->product.end_of_sale_on,
                        false, "available",
                        "when it is available (product/status with the value onSale, or "
                        "product/launchedOn)"};
    if (!date_known(span.last) && is_off_sale(declaration->product.status))
        span.last = child_date(root, "product/status/on");
    span.goes_on = !date_known(span.last) && declaration->product.status == STATUS_ON_SALE;
    if (span.goes_on)
        span.last = declaration->declarant.stated_on;
    return span;
}

static struct span span_of(const struct rule *rule, const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    switch (rule->binds_on) {
    case BINDS_ON_PLACING:
        return placing(declaration);
    case BINDS_ON_AVAILABLE:
        return available(declaration);
    case BINDS_ON_STATEMENT:
        return (struct span){declaration->declarant.stated_on, declaration->declarant.stated_on,
                             false, "declared", "when it was declared"};
    default:
        return (struct span){facts->as_of, facts->as_of, false, "checked", ""};
    }
}

/* Whether something of the span lies on or after a day. A span whose end is not known is judged by
 * its first day where the rule looks at placing: only units placed from then on are bound. */
static enum truth reaches(const struct span *span, struct date day, bool by_first)
{
    enum truth first = date_is_before(span->first, day);
    if (date_known(span->first) && first == TRUTH_NO)
        return TRUTH_YES;
    if (date_known(span->last)) {
        enum truth before = date_is_before(span->last, day);
        return before == TRUTH_OPEN ? TRUTH_OPEN : before == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    }
    return by_first && first == TRUTH_YES ? TRUTH_NO : TRUTH_OPEN;
}

static char *span_in_words(const struct span *span)
{
    char first[11], last[11];
    date_format(span->first, first);
    date_format(span->last, last);
    if (span->goes_on)
        return g_strdup_printf("known to be %s on %s", span->event, last);
    if (!*first && !*last)
        return g_strdup_printf("not known to have been %s", span->event);
    if (!*last || strcmp(first, last) == 0)
        return g_strdup_printf("%s %s", span->event, first);
    if (!*first)
        return g_strdup_printf("%s until %s", span->event, last);
    return g_strdup_printf("%s from %s until %s", span->event, first, last);
}

/* Of a model the first unit tells nothing of those that may follow. */
static char *not_binding_first(const struct rule *rule, const struct span *span)
{
    char day[11], first[11];
    return g_strdup_printf("binds units placed on the market from %s on; the first was placed %s, "
                           "the last is not declared (product/lastPlacedOn)",
                           date_format(rule->binds_from, day), date_format(span->first, first));
}

static char *not_binding(const struct rule *rule, const struct span *span, bool before)
{
    char day[11];
    if (before && rule->binds_on == BINDS_ON_PLACING && !date_known(span->last))
        return not_binding_first(rule, span);
    g_autofree char *words = span_in_words(span);
    date_format(before ? rule->binds_from : rule->binds_until, day);
    return g_strdup_printf(before ? "binds from %s on; the product was %s"
                                  : "bound until %s; the product was %s",
                           day, words);
}

static char *not_known(const struct rule *rule, const struct span *span)
{
    char day[11];
    bool from = date_known(rule->binds_from);
    date_format(from ? rule->binds_from : rule->binds_until, day);
    const char *binds = from ? "binds from" : "bound until";
    if (date_known(span->first) || date_known(span->last)) {
        g_autofree char *words = span_in_words(span);
        return g_strdup_printf("%s %s; whether that holds for a product %s depends on the day, or "
                               "on %s",
                               binds, day, words, span->missing);
    }
    return g_strdup_printf("%s %s, and the declaration does not say %s", binds, day, span->missing);
}

enum truth binding_of(const struct rule *rule, const struct facts *facts, char **reason)
{
    if (!date_known(rule->binds_from) && !date_known(rule->binds_until))
        return TRUTH_YES;
    struct span span = span_of(rule, facts);
    enum truth reached = TRUTH_YES, over = TRUTH_NO;
    if (date_known(rule->binds_from))
        reached = reaches(&span, rule->binds_from, rule->binds_on == BINDS_ON_PLACING);
    if (date_known(rule->binds_until))
        over = date_is_before(rule->binds_until, span.first);
    if (reached == TRUTH_NO || over == TRUTH_YES) {
        *reason = not_binding(rule, &span, reached == TRUTH_NO);
        return TRUTH_NO;
    }
    if (reached == TRUTH_OPEN || over == TRUTH_OPEN) {
        *reason = not_known(rule, &span);
        return TRUTH_OPEN;
    }
    return TRUTH_YES;
}
