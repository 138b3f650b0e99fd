/* SPDX-License-Identifier: Apache-2.0 */
/* What the label says of a declaration as of a date: which part governs, and what follows from it.
 */
#include "model/facts.h"

#include "model/facts_private.h"
#include "model/outlook.h"

/* An ended promise's year is the sixth of the ruler's cells. */
#define CELLS_BEFORE_END 5

/* The product or one of its parts, with what is promised for it. */
struct member {
    const struct component *component; /* NULL: the product itself */
    struct outlook outlook;
    bool counts; /* it may govern */
};

struct members {
    const struct declaration *declaration;
    struct member *items; /* the product first */
    size_t count;
};

static const struct outlook not_updatable = {.state = STATE_NONE, .form = FORM_NONE_CANNOT};

static bool cannot_be_updated(const struct component *component)
{
    return component->updates.stated && component->updates.capability == CAPABILITY_NO;
}

static struct member member_of(const struct declaration *declaration,
                               const struct component *component, const struct outlook *product,
                               struct date as_of)
{
    struct member member = {.component = component, .outlook = *product};
    bool cannot = cannot_be_updated(component);
    if (component->support.stated) {
        member.outlook = outlook_of(declaration, &component->support, false, as_of);
        member.counts = component->essential;
    }
    if (cannot && (!component->support.stated || !date_known(member.outlook.end))) {
        member.outlook = not_updatable;
        member.counts = false;
    }
    return member;
}

static struct members members_new(const struct declaration *declaration, struct date as_of)
{
    struct members members = {declaration, NULL, declaration->component_count + 1};
    members.items = g_new0(struct member, members.count);
    bool cannot = declaration->updates.capability == CAPABILITY_NO;
    struct outlook product = outlook_of(declaration, &declaration->support, cannot, as_of);
    members.items[0] = (struct member){NULL, product, true};
    for (size_t i = 1; i < members.count; i++)
        members.items[i] = member_of(declaration, &declaration->components[i - 1], &product, as_of);
    return members;
}

/* Which governs */

/* How grave an outlook is beside another's; promises are equal and compared by their ends. */
static int gravity(const struct outlook *outlook)
{
    switch (outlook->state) {
    case STATE_NONE:
        return outlook->form == FORM_NONE_CANNOT ? 4 : 2;
    case STATE_ENDED:
        return 3;
    case STATE_OPEN:
        return 1;
    case STATE_DATED:
    case STATE_RELATIVE:
    case STATE_EXPECTED:
        break;
    }
    return 0;
}

/* What a member's outlook means for the whole: a part without a date opens it, except where its
 * period is counted as the product's own is. */
static struct outlook seen_by_whole(const struct member *member, const struct outlook *product)
{
    struct outlook outlook = member->outlook;
    if (!member->component || gravity(&outlook) > 1)
        return outlook;
    bool undated = gravity(&outlook) == 0 && !date_known(outlook.end);
    bool counted_alike =
        gravity(product) == 0 && !date_known(product->end) && product->from == outlook.from;
    if (outlook.state == STATE_OPEN || (undated && !counted_alike)) {
        outlook.state = STATE_OPEN;
        outlook.form = FORM_OPEN_PART;
    }
    return outlook;
}

/* Ended on the word of whoever says so, before a promise that ended while updates may go on. */
static int finality(enum form form)
{
    switch (form) {
    case FORM_ENDED_STOPPED:
    case FORM_ENDED_UNDATED:
        return 2;
    case FORM_ENDED_PROMISE:
        return 1;
    default:
        return 0;
    }
}

static bool ends_before(const struct outlook *a, const struct outlook *b)
{
    if (!date_known(a->end) || !date_known(b->end))
        return date_known(a->end);
    return date_compare(a->end, b->end) < 0;
}

static bool is_graver(const struct outlook *a, const struct outlook *b)
{
    if (gravity(a) != gravity(b))
        return gravity(a) > gravity(b);
    if (a->state != STATE_ENDED || b->state != STATE_ENDED)
        return false;
    if (finality(a->form) != finality(b->form))
        return finality(a->form) > finality(b->form);
    return ends_before(a, b);
}

static int months_of(struct duration period)
{
    return period.years * 12 + period.months;
}

/* Of those members that promise or expect something: the earliest end, and the shortest period
 * without one; NULL where there is none. */
struct promises {
    const struct member *earliest, *shortest;
    bool expected;
};

static struct promises promises_of(const struct members *members)
{
    struct promises found = {NULL, NULL, false};
    for (size_t i = 0; i < members->count; i++) {
        const struct member *member = &members->items[i];
        const struct outlook *outlook = &member->outlook;
        if (!member->counts)
            continue;
        found.expected |= outlook->anticipated;
        if (date_known(outlook->end)) {
            if (!found.earliest || ends_before(outlook, &found.earliest->outlook))
                found.earliest = member;
        } else if (!found.shortest ||
                   months_of(outlook->period) < months_of(found.shortest->outlook.period)) {
            found.shortest = member;
        }
    }
    return found;
}

/* Whoever buys the product new buys it after the statement, so that a period from then reaches
 * beyond an earlier date. */
static bool reaches(const struct members *members, const struct outlook *relative, struct date end)
{
    const struct declaration *declaration = members->declaration;
    bool of_buyer = relative->from == FROM_PURCHASE || relative->from == FROM_FIRST_USE;
    struct date counted = outlook_counted_end(declaration->declarant.stated_on, relative->period);
    return of_buyer && declaration->product.condition == PRODUCT_NEW && date_known(counted) &&
           date_compare(counted, end) >= 0;
}

static const struct member *govern_promises(const struct members *members, struct outlook *whole)
{
    struct promises found = promises_of(members);
    const struct member *governing = found.earliest ? found.earliest : found.shortest;
    g_assert(governing);
    *whole = governing->outlook;
    if (found.earliest && found.shortest &&
        !reaches(members, &found.shortest->outlook, whole->end)) {
        *whole = found.shortest->outlook;
        whole->state = STATE_OPEN;
        whole->form = FORM_OPEN_TERM;
        return found.shortest;
    }
    if (found.expected)
        whole->state = STATE_EXPECTED;
    whole->anticipated = found.expected;
    return governing;
}

/* The member that governs, and the outlook of the whole. */
static const struct member *govern(const struct members *members, struct outlook *whole)
{
    const struct member *governing = &members->items[0];
    *whole = governing->outlook;
    for (size_t i = 1; i < members->count; i++) {
        const struct member *member = &members->items[i];
        struct outlook outlook = seen_by_whole(member, &members->items[0].outlook);
        if (member->counts && is_graver(&outlook, whole)) {
            *whole = outlook;
            governing = member;
        }
    }
    return gravity(whole) > 0 ? governing : govern_promises(members, whole);
}

/* The rows of parts */

static struct part part_of(const struct member *member, bool governs, struct date as_of)
{
    const struct component *component = member->component;
    const struct outlook *outlook = &member->outlook;
    struct part part = {
        .component = component,
        .end = outlook->end,
        .end_computed = outlook->computed,
        .period = outlook->period,
        .from = outlook->from,
        .state = outlook->state,
        .form = outlook->form,
        .governs = governs,
        .essential = !component || component->essential,
        .not_updatable = component && cannot_be_updated(component),
    };
    if (component) {
        part.service_end = component->service_end;
        part.service_ended =
            date_known(component->service_end) && date_compare(component->service_end, as_of) < 0;
    }
    return part;
}

/* The device's own software stands for the product where it is promised the same. */
static const struct member *stand_in(const struct members *members)
{
    const struct outlook *product = &members->items[0].outlook;
    for (size_t i = 1; i < members->count; i++) {
        const struct component *component = members->items[i].component;
        const struct outlook *outlook = &members->items[i].outlook;
        bool own =
            component->kind == KIND_DEVICE_FIRMWARE || component->kind == KIND_OPERATING_SYSTEM;
        if (own && component->essential && outlook->state == product->state &&
            outlook->form == product->form && date_compare(outlook->end, product->end) == 0 &&
            months_of(outlook->period) == months_of(product->period))
            return &members->items[i];
    }
    return NULL;
}

static void set_parts(struct facts *facts, const struct members *members,
                      const struct member *governing)
{
    if (members->count == 1)
        return;
    const struct member *product = &members->items[0], *instead = stand_in(members);
    if (governing == product && instead)
        governing = instead;
    facts->parts = g_new0(struct part, members->count);
    facts->parts[facts->part_count++] = part_of(governing, true, facts->as_of);
    for (size_t i = instead ? 1 : 0; i < members->count; i++)
        if (&members->items[i] != governing)
            facts->parts[facts->part_count++] = part_of(&members->items[i], false, facts->as_of);
}

/* What follows from the state */

/* Effects worst first; what is said not to be known is no comfort. */
static enum note note_of(unsigned effects)
{
    if (effects & EFFECT_STOPS_WORKING)
        return NOTE_STOPS_WORKING;
    if (effects & EFFECT_LOSES_REMOTE_FEATURES)
        return NOTE_LOSES_REMOTE;
    if (effects & EFFECT_LOSES_SOME_FEATURES)
        return NOTE_LOSES_SOME;
    bool continues = (effects & EFFECT_CONTINUES_FULLY) && !(effects & EFFECT_UNKNOWN);
    return continues ? NOTE_CONTINUES : NOTE_NONE_DECLARED;
}

static enum band band_of(enum state state, bool conditional)
{
    switch (state) {
    case STATE_DATED:
    case STATE_RELATIVE:
        return conditional ? BAND_LIGHT : BAND_DARK;
    case STATE_EXPECTED:
    case STATE_OPEN:
        return BAND_LIGHT;
    case STATE_NONE:
    case STATE_ENDED:
        break;
    }
    return BAND_SOLID;
}

static int ruler_start_of(const struct facts *facts)
{
    if (facts->state == STATE_RELATIVE ||
        (facts->state == STATE_EXPECTED && !date_known(facts->end)))
        return 0;
    if (facts->state == STATE_ENDED && date_known(facts->end))
        return facts->end.year - CELLS_BEFORE_END;
    return facts->as_of.year;
}

static void set_outlook(struct facts *facts, const struct outlook *whole)
{
    facts->state = whole->state;
    facts->form = whole->form;
    facts->end = whole->end;
    facts->end_computed = whole->computed;
    facts->end_is_floor = whole->floor;
    facts->end_is_final = whole->final;
    facts->anticipated = whole->anticipated;
    facts->period = whole->period;
    facts->from = whole->from;
    facts->from_first_purchase = facts->declaration->product.condition != PRODUCT_NEW &&
                                 whole->from == FROM_PURCHASE && months_of(whole->period) > 0 &&
                                 date_known(facts->declaration->product.first_sold_on);
}

static void set_declarant(struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    facts->role = declaration->declarant.role;
    facts->by_maker =
        facts->role == ROLE_MANUFACTURER || facts->role == ROLE_AUTHORISED_REPRESENTATIVE;
    facts->recalled = declaration->product.status == STATUS_RECALLED ||
                      declaration->product.status == STATUS_WITHDRAWN;
}

struct facts *facts_compute(const struct declaration *declaration, struct date as_of)
{
    struct facts *facts = g_new0(struct facts, 1);
    facts->declaration = declaration;
    facts->as_of = as_of;
    struct members members = members_new(declaration, as_of);
    struct outlook whole;
    const struct member *governing = govern(&members, &whole);
    set_outlook(facts, &whole);
    set_parts(facts, &members, governing);
    g_free(members.items);
    set_declarant(facts);
    facts->method = facts_method(declaration);
    facts->note = note_of(declaration->effects);
    facts_set_condition(facts);
    facts->band = band_of(facts->state, facts->conditional);
    facts->ruler_start = ruler_start_of(facts);
    return facts;
}

struct facts *facts_new(const struct declaration *declaration, struct date as_of)
{
    struct facts *facts = facts_compute(declaration, as_of);
    facts->next_change = facts_next_change(facts);
    facts->valid_from = facts_last_change(facts);
    return facts;
}

void facts_free(struct facts *facts)
{
    if (!facts)
        return;
    g_free(facts->parts);
    g_free(facts);
}
