/* SPDX-License-Identifier: Apache-2.0 */
/* What one support object promises as of a date: its end, computed or declared, and its state. */
#include "model/outlook.h"

/* The end of a promise before it is asked whether it has passed. */
struct term {
    struct date end; /* NO_DATE: none that is known */
    bool drawn;      /* it may be printed; false: it only bounds the promise */
    bool computed, floor, final;
    bool of_statement; /* counted from the statement */
};

static struct date month_before(struct date date)
{
    return date.month > 1 ? (struct date){date.year, date.month - 1, 0}
                          : (struct date){date.year - 1, 12, 0};
}

struct date outlook_counted_end(struct date start, struct duration period)
{
    if (!start.month)
        return NO_DATE;
    return month_before(date_add((struct date){start.year, start.month, 0}, period));
}

/* Every day of a before every day of b. */
static bool wholly_before(struct date a, struct date b)
{
    return date_compare(a, date_first_day(b)) < 0;
}

/* a after b, in the precision they share. */
static bool after_in_common(struct date a, struct date b)
{
    if (!a.day || !b.day)
        a.day = b.day = 0;
    if (!a.month || !b.month)
        a.month = b.month = 0;
    return date_compare(a, b) > 0;
}

/* Periods */

/* The product's own date of the event a period counts from. For units made in a range it is the
 * first date of it: no unit of the range is older. */
static struct date event_date(const struct declaration *declaration, enum period_from from)
{
    switch (from) {
    case FROM_LAUNCH:
        return declaration->product.launched_on;
    case FROM_FIRST_PLACED:
        return declaration->product.first_placed_on;
    case FROM_LAST_PLACED:
        return declaration->product.last_placed_on;
    case FROM_END_OF_SALE:
        return declaration->product.end_of_sale_on;
    case FROM_MANUFACTURE:
        return declaration->product.made_from;
    case FROM_ANY_DAY:
        return declaration->declarant.stated_on;
    case FROM_UNIT_PLACED:
    case FROM_FIRST_SUPPLY:
    case FROM_PURCHASE:
    case FROM_FIRST_USE:
    case FROM_END_OF_MANUFACTURE:
    case FROM_WHILE_ON_SALE:
        break;
    }
    return NO_DATE;
}

static bool counts_from_each_buyer(enum period_from from)
{
    return from == FROM_PURCHASE || from == FROM_FIRST_USE;
}

/* Nothing declared says otherwise; an article that is not new may be long out of the shops. */
static bool still_on_sale(const struct declaration *declaration)
{
    if (declaration->product.status == STATUS_ABSENT)
        return declaration->product.condition == PRODUCT_NEW;
    return declaration->product.status == STATUS_ON_SALE;
}

/* The date the period counts from, NO_DATE where it is not known. The period's own date goes before
 * the product's, except where the two exclude each other: then the earlier counts. */
static struct date period_start(const struct declaration *declaration,
                                const struct support *support, bool *floor)
{
    *floor = false;
    if (counts_from_each_buyer(support->from) || support->from == FROM_WHILE_ON_SALE)
        return NO_DATE;
    struct date event = event_date(declaration, support->from);
    struct date start = support->from_date;
    if (!date_known(start) || (date_known(event) && wholly_before(event, start)))
        start = event;
    bool of_sale = support->from == FROM_LAST_PLACED || support->from == FROM_END_OF_SALE;
    if (date_known(start) || !of_sale || !still_on_sale(declaration))
        return start;
    *floor = true;
    return declaration->declarant.stated_on;
}

/* The end of the promise */

/* Whether the counted end stands before the declared one. `full` is the counted end without the
 * rounding: a declared end that says the same, in the precision both have, is the same promise. */
static bool counted_governs(enum combine combine, struct date own, struct date counted,
                            struct date full)
{
    if (!date_known(own) || !date_known(counted))
        return !date_known(own);
    switch (combine) {
    case COMBINE_LATER:
        return !own.month || date_compare(counted, own) > 0;
    case COMBINE_EARLIER:
        return own.month ? date_compare(counted, own) < 0 : counted.year < own.year;
    case COMBINE_SAME:
        break;
    }
    return own.month ? after_in_common(own, full) : own.year >= full.year;
}

static struct term declared_term(const struct declaration *declaration,
                                 const struct support *support)
{
    struct term term = {
        .end = support->end, .drawn = support->end.month != 0, .final = support->final};
    if (!support->has_period)
        return term;
    bool floor;
    struct date start = period_start(declaration, support, &floor);
    struct date counted = outlook_counted_end(start, support->period);
    bool known = date_known(counted);
    if (counted_governs(support->combine, support->end, counted, date_add(start, support->period)))
        return (struct term){.end = counted,
                             .drawn = known,
                             .computed = known,
                             .floor = floor,
                             .of_statement = floor || support->from == FROM_ANY_DAY};
    /* The earlier of two leaves no date where one of them cannot be computed. */
    if (!known && support->combine == COMBINE_EARLIER)
        term.drawn = false;
    return term;
}

/* Updates that will stop on a known day end there, not later; of a month or a year only the time
 * before it is sure. A stop makes no promise where there was none. */
static void cap_by_stop(const struct support *support, struct term *term)
{
    struct date stop = support->stopped_on;
    if (!date_known(stop) || !term->drawn)
        return;
    struct date last = stop.day ? stop : month_before(date_first_day(stop));
    if (date_compare(last, term->end) < 0)
        *term = (struct term){
            .end = last, .drawn = true, .computed = !stop.day, .final = stop.day != 0};
}

/* The term, empty where the support is about something else than security updates. */
static struct term term_of(const struct declaration *declaration, const struct support *support)
{
    struct term term = {.end = NO_DATE};
    if (support->about_security)
        term = declared_term(declaration, support);
    cap_by_stop(support, &term);
    return term;
}

struct date outlook_term_end(const struct declaration *declaration, const struct support *support)
{
    return term_of(declaration, support).end;
}

/* States */

/* A stop in the future has not happened yet; of a month, its first day may be the one. */
static bool has_stopped(const struct support *support, struct date as_of)
{
    if (date_known(support->stopped_on))
        return date_compare(as_of, date_first_day(support->stopped_on)) >= 0;
    return support->updates_stopped == TRI_YES;
}

static bool is_used(const struct declaration *declaration)
{
    return declaration->product.condition != PRODUCT_NEW;
}

/* A used article's period from purchase runs from its first sale: over at the latest then. */
static bool first_sale_period_over(const struct declaration *declaration,
                                   const struct support *support, struct date as_of)
{
    struct date sold = declaration->product.first_sold_on;
    if (!support->about_security || !support->has_period || support->from != FROM_PURCHASE ||
        !is_used(declaration) || !date_known(sold))
        return false;
    return date_compare(date_add(date_last_day(sold), support->period), as_of) < 0;
}

static void set_stopped(struct outlook *outlook, const struct support *support,
                        const struct term *term, struct date as_of)
{
    struct date on = support->stopped_on;
    if (!date_known(on) && term->drawn && date_compare(term->end, as_of) < 0)
        on = term->end;
    outlook->state = STATE_ENDED;
    outlook->form = on.month ? FORM_ENDED_STOPPED : FORM_ENDED_UNDATED;
    outlook->end = on.month ? on : NO_DATE;
    outlook->computed = on.month && !date_known(support->stopped_on) && term->computed;
}

static void set_passed(struct outlook *outlook, const struct support *support,
                       const struct term *term)
{
    outlook->state = STATE_ENDED;
    outlook->form = support->updates_stopped == TRI_NO ? FORM_ENDED_CONTINUING : FORM_ENDED_PROMISE;
    outlook->end = term->end.month ? term->end : NO_DATE;
    outlook->computed = term->computed;
}

/* Only the maker, its representative, and an authority that checked can say that the maker does
 * not say. */
static enum form open_form(const struct declaration *declaration)
{
    switch (declaration->declarant.role) {
    case ROLE_MANUFACTURER:
    case ROLE_AUTHORISED_REPRESENTATIVE:
    case ROLE_MARKET_SURVEILLANCE:
        return FORM_OPEN_BY_MAKER;
    case ROLE_BRAND_OWNER:
    case ROLE_IMPORTER:
    case ROLE_RETAILER:
    case ROLE_THIRD_PARTY:
        break;
    }
    return FORM_OPEN_NOT_FOUND;
}

/* A period that stands for itself: no other date limits it in a way that cannot be drawn. */
static bool is_free_period(const struct support *support)
{
    if (!support->has_period || !support->about_security || date_known(support->stopped_on))
        return false;
    return !date_known(support->end) || support->combine == COMBINE_LATER;
}

/* A used article has a period from purchase or first use only where its first sale is known. */
static bool is_relative(const struct declaration *declaration, const struct support *support)
{
    return is_free_period(support) && counts_from_each_buyer(support->from) &&
           (!is_used(declaration) || date_known(declaration->product.first_sold_on));
}

static void set_open(struct outlook *outlook, const struct declaration *declaration,
                     const struct support *support)
{
    bool promised = support->commitment == COMMITMENT_GUARANTEED ||
                    support->commitment == COMMITMENT_ANTICIPATED;
    bool has_term = support->has_period || date_known(support->end);
    outlook->state = STATE_OPEN;
    if (!promised || !has_term || !support->about_security)
        outlook->form = open_form(declaration);
    else if (support->has_period && support->from == FROM_WHILE_ON_SALE &&
             !date_known(support->end))
        outlook->form = FORM_OPEN_WHILE_ON_SALE;
    else
        outlook->form = FORM_OPEN_TERM;
}

/* An expectation may be counted from an event whose date is not known: nothing is promised by it.
 */
static bool is_expected_period(const struct support *support)
{
    return support->commitment == COMMITMENT_ANTICIPATED && is_free_period(support) &&
           !counts_from_each_buyer(support->from) && support->from != FROM_WHILE_ON_SALE;
}

static void set_promise(struct outlook *outlook, const struct declaration *declaration,
                        const struct support *support, const struct term *term)
{
    bool anticipated = support->commitment == COMMITMENT_ANTICIPATED;
    bool promised = anticipated || support->commitment == COMMITMENT_GUARANTEED;
    if (promised && term->drawn) {
        outlook->state = anticipated ? STATE_EXPECTED : STATE_DATED;
        outlook->end = term->end;
        outlook->computed = term->computed;
        outlook->floor = term->floor;
        outlook->final = term->final;
    } else if (promised && (is_relative(declaration, support) || is_expected_period(support))) {
        outlook->state = anticipated ? STATE_EXPECTED : STATE_RELATIVE;
        outlook->final = support->final;
    } else {
        set_open(outlook, declaration, support);
    }
}

/* The term as of a day: what counts from a statement counts from nothing before it is made. */
static struct term term_as_of(const struct declaration *declaration, const struct support *support,
                              struct date as_of)
{
    struct term term = term_of(declaration, support);
    if (term.of_statement && date_compare(declaration->declarant.stated_on, as_of) > 0)
        return (struct term){.end = NO_DATE};
    return term;
}

struct outlook outlook_of(const struct declaration *declaration, const struct support *support,
                          bool cannot, struct date as_of)
{
    struct term term = term_as_of(declaration, support, as_of);
    bool passed = date_known(term.end) ? date_compare(term.end, as_of) < 0
                                       : first_sale_period_over(declaration, support, as_of);
    struct outlook outlook = {
        .form = FORM_PLAIN,
        .anticipated = support->commitment == COMMITMENT_ANTICIPATED,
        .from = support->from,
    };
    if (support->has_period && support->about_security)
        outlook.period = support->period;
    if (has_stopped(support, as_of) || (cannot && passed)) {
        set_stopped(&outlook, support, &term, as_of);
    } else if (passed) {
        set_passed(&outlook, support, &term);
    } else if (cannot || support->commitment == COMMITMENT_NONE) {
        outlook.state = STATE_NONE;
        outlook.form = cannot ? FORM_NONE_CANNOT : FORM_NONE_NOT_PROMISED;
    } else {
        set_promise(&outlook, declaration, support, &term);
    }
    return outlook;
}
