/* SPDX-License-Identifier: Apache-2.0 */
/* When two labels are the same, when the next one differs, and the names of what facts say. */
#include "model/facts_private.h"
#include "model/outlook.h"

/* The same label */

static bool same_date(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool same_duration(struct duration a, struct duration b)
{
    return a.years == b.years && a.months == b.months;
}

static bool same_period(struct duration a, enum period_from a_from, struct duration b,
                        enum period_from b_from)
{
    bool none = a.years == 0 && a.months == 0;
    return same_duration(a, b) && (none || a_from == b_from);
}

static bool same_text(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

static bool same_part(const struct part *a, const struct part *b)
{
    if (!a->component != !b->component)
        return false;
    if (a->component && (a->component->kind != b->component->kind ||
                         !same_text(a->component->name, b->component->name)))
        return false;
    return a->state == b->state && a->form == b->form && same_date(a->end, b->end) &&
           a->end_computed == b->end_computed &&
           same_period(a->period, a->from, b->period, b->from) && a->governs == b->governs &&
           a->essential == b->essential && a->not_updatable == b->not_updatable &&
           same_date(a->service_end, b->service_end) && a->service_ended == b->service_ended;
}

static bool same_parts(const struct facts *a, const struct facts *b)
{
    if (a->part_count != b->part_count)
        return false;
    for (size_t i = 0; i < a->part_count; i++)
        if (!same_part(&a->parts[i], &b->parts[i]))
            return false;
    return true;
}

static bool same_promise(const struct facts *a, const struct facts *b)
{
    return a->state == b->state && a->form == b->form && a->band == b->band &&
           same_date(a->end, b->end) && a->end_computed == b->end_computed &&
           a->end_is_floor == b->end_is_floor && a->end_is_final == b->end_is_final &&
           a->anticipated == b->anticipated &&
           same_period(a->period, a->from, b->period, b->from) &&
           a->from_first_purchase == b->from_first_purchase && a->ruler_start == b->ruler_start;
}

static bool same_method(const struct method *a, const struct method *b)
{
    return a->mode == b->mode && a->delivery == b->delivery && a->notified == b->notified &&
           a->notified_by_app == b->notified_by_app && same_text(a->other, b->other) &&
           a->not_updatable_part == b->not_updatable_part;
}

static bool same_condition(const struct facts *a, const struct facts *b)
{
    const struct condition *one = a->condition, *two = b->condition;
    if (a->condition_closed != b->condition_closed || a->conditional != b->conditional ||
        a->paid != b->paid || a->needs_receipt != b->needs_receipt)
        return false;
    if (a->paid && a->declaration->updates.cost != b->declaration->updates.cost)
        return false;
    if (!one || !two)
        return one == two;
    return one->kind == two->kind && same_text(one->text, two->text) &&
           same_date(one->until, two->until) && one->sold_separately == two->sold_separately;
}

/* What the label prints of the declaration as it stands. */
static bool same_identity(const struct declaration *a, const struct declaration *b)
{
    return same_text(a->product.name, b->product.name) &&
           same_text(a->product.label_name, b->product.label_name) &&
           same_text(a->product.brand, b->product.brand) &&
           same_text(a->product.model, b->product.model) &&
           same_text(a->declarant.name, b->declarant.name) &&
           same_date(a->declarant.stated_on, b->declarant.stated_on) &&
           same_text(a->link.url, b->link.url) && a->link.kept_current == b->link.kept_current &&
           same_text(a->product.notice_url, b->product.notice_url);
}

bool facts_same_label(const struct facts *a, const struct facts *b)
{
    return same_promise(a, b) && same_parts(a, b) && same_method(&a->method, &b->method) &&
           a->note == b->note && same_condition(a, b) && a->role == b->role &&
           a->recalled == b->recalled && same_identity(a->declaration, b->declaration);
}

/* The next change */

/* Collects the days on which something declared begins to hold or has passed. */
static void add_days(GArray *days, struct date date)
{
    if (!date_known(date))
        return;
    struct date first = date_first_day(date);
    struct date after = date_next_day(date_last_day(date));
    g_array_append_val(days, first);
    g_array_append_val(days, after);
}

/* A used article's period from its first sale ends on a day that is neither declared nor shown. */
static void add_support(GArray *days, const struct declaration *declaration,
                        const struct support *support)
{
    add_days(days, support->end);
    add_days(days, support->stopped_on);
    add_days(days, outlook_term_end(declaration, support));
    for (size_t i = 0; i < support->condition_count; i++)
        add_days(days, support->conditions[i].until);
    struct date sold = date_last_day(declaration->product.first_sold_on);
    if (support->has_period)
        add_days(days, date_add(sold, support->period));
}

static int compare_days(const void *a, const void *b)
{
    const struct date *one = a, *two = b;
    return date_compare(*one, *two);
}

/* Every day on which the facts may begin to differ, sorted: dates declared, ends computed, and the
 * turn of the year, when the ruler moves on. */
static GArray *days_of_change(const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    GArray *days = g_array_new(FALSE, FALSE, sizeof(struct date));
    add_support(days, declaration, &declaration->support);
    for (size_t i = 0; i < declaration->component_count; i++) {
        add_support(days, declaration, &declaration->components[i].support);
        add_days(days, declaration->components[i].service_end);
    }
    add_days(days, declaration->declarant.stated_on);
    add_days(days, (struct date){facts->as_of.year, 0, 0});
    g_array_sort(days, compare_days);
    return days;
}

struct date facts_next_change(const struct facts *facts)
{
    g_autoptr(GArray) days = days_of_change(facts);
    struct date last = facts->as_of;
    for (unsigned i = 0; i < days->len; i++) {
        struct date day = g_array_index(days, struct date, i);
        if (date_compare(day, last) <= 0)
            continue;
        last = day;
        struct facts *then = facts_compute(facts->declaration, day);
        bool same = facts_same_label(facts, then);
        facts_free(then);
        if (!same)
            return day;
    }
    return NO_DATE;
}

static struct date day_before(struct date date)
{
    if (date.day > 1)
        return (struct date){date.year, date.month, date.day - 1};
    struct date month = date.month > 1 ? (struct date){date.year, date.month - 1, 0}
                                       : (struct date){date.year - 1, 12, 0};
    return date_last_day(month);
}

struct date facts_last_change(const struct facts *facts)
{
    g_autoptr(GArray) days = days_of_change(facts);
    for (unsigned i = days->len; i-- > 0;) {
        struct date day = g_array_index(days, struct date, i);
        if (date_compare(day, facts->as_of) > 0 || day.year <= DATE_YEAR_MIN)
            continue;
        struct facts *before = facts_compute(facts->declaration, day_before(day));
        bool same = facts_same_label(facts, before);
        facts_free(before);
        if (!same)
            return day;
    }
    return NO_DATE;
}

/* Names */

const char *state_name(enum state state)
{
    static const char *const names[] = {
        [STATE_DATED] = "dated", [STATE_RELATIVE] = "relative", [STATE_EXPECTED] = "expected",
        [STATE_OPEN] = "open",   [STATE_NONE] = "none",         [STATE_ENDED] = "ended",
    };
    return names[state];
}

const char *form_name(enum form form)
{
    static const char *const names[] = {
        [FORM_PLAIN] = "plain",
        [FORM_OPEN_BY_MAKER] = "openByMaker",
        [FORM_OPEN_NOT_FOUND] = "openNotFound",
        [FORM_OPEN_WHILE_ON_SALE] = "openWhileOnSale",
        [FORM_OPEN_PART] = "openPart",
        [FORM_OPEN_TERM] = "openTerm",
        [FORM_NONE_CANNOT] = "noneCannot",
        [FORM_NONE_NOT_PROMISED] = "noneNotPromised",
        [FORM_ENDED_PROMISE] = "endedPromise",
        [FORM_ENDED_STOPPED] = "endedStopped",
        [FORM_ENDED_CONTINUING] = "endedContinuing",
        [FORM_ENDED_UNDATED] = "endedUndated",
    };
    return names[form];
}

const char *band_name(enum band band)
{
    static const char *const names[] = {
        [BAND_DARK] = "dark",
        [BAND_LIGHT] = "light",
        [BAND_SOLID] = "solid",
    };
    return names[band];
}

const char *note_name(enum note note)
{
    static const char *const names[] = {
        [NOTE_NONE_DECLARED] = "noneDeclared", [NOTE_CONTINUES] = "continues",
        [NOTE_LOSES_SOME] = "losesSome",       [NOTE_LOSES_REMOTE] = "losesRemote",
        [NOTE_STOPS_WORKING] = "stopsWorking",
    };
    return names[note];
}
