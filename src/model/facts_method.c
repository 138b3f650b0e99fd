/* SPDX-License-Identifier: Apache-2.0 */
/* How updates arrive, and what the promise depends on. */
#include "model/facts_private.h"

/* Method */

/* From what asks nothing of the owner to what asks most; what is not said may be anything. */
static const int burden[MODE_COUNT] = {
    [MODE_AUTOMATIC_NO_OPT_OUT] = 0,
    [MODE_AUTOMATIC_OPT_OUT] = 1,
    [MODE_CONSENT_BASED] = 2,
    [MODE_MANUAL] = 3,
    [MODE_OTHER] = 4,
    [MODE_PROFESSIONAL] = 5,
    [MODE_NOT_STATED] = 6,
};

static bool is_device_software(const struct component *component)
{
    return component->kind == KIND_DEVICE_FIRMWARE || component->kind == KIND_OPERATING_SYSTEM;
}

/* An essential part that says by which mode it is updated, "not stated" included. */
static bool has_mode(const struct component *component)
{
    return component->essential && component->updates.stated && component->updates.mode_stated &&
           component->updates.capability != CAPABILITY_NO;
}

/* Whether the device's mode is the product's to say: unless the product is silent and its software,
 * listed as a part, is not. */
static bool product_counts(const struct declaration *declaration)
{
    if (declaration->updates.capability == CAPABILITY_NO)
        return false;
    if (declaration->updates.mode_stated)
        return true;
    for (size_t i = 0; i < declaration->component_count; i++)
        if (is_device_software(&declaration->components[i]) &&
            has_mode(&declaration->components[i]))
            return false;
    return true;
}

static const struct updates *least_automatic(const struct declaration *declaration)
{
    const struct updates *least = product_counts(declaration) ? &declaration->updates : NULL;
    for (size_t i = 0; i < declaration->component_count; i++) {
        const struct component *component = &declaration->components[i];
        if (has_mode(component) &&
            (!least || burden[component->updates.mode] > burden[least->mode]))
            least = &component->updates;
    }
    return least;
}

static bool comes_by_itself(enum mode mode)
{
    return burden[mode] <= burden[MODE_CONSENT_BASED];
}

/* The ways are declared as alternatives: what installs by itself takes the easiest one. */
static enum delivery delivery_of_mode(unsigned ways, enum mode mode)
{
    enum delivery found = DELIVERY_NONE;
    for (int way = DELIVERY_NETWORK; way < DELIVERY_COUNT; way++) {
        if (!(ways & 1U << way))
            continue;
        found = (enum delivery)way;
        if (comes_by_itself(mode))
            break;
    }
    return found;
}

static bool has_part_without_updates(const struct declaration *declaration)
{
    if (declaration->updates.capability == CAPABILITY_PARTIAL ||
        declaration->updates.capability == CAPABILITY_NO)
        return true;
    for (size_t i = 0; i < declaration->component_count; i++) {
        const struct updates *updates = &declaration->components[i].updates;
        if (updates->stated &&
            (updates->capability == CAPABILITY_NO || updates->capability == CAPABILITY_PARTIAL))
            return true;
    }
    return false;
}

struct method facts_method(const struct declaration *declaration)
{
    const struct updates *least = least_automatic(declaration);
    enum mode mode = least ? least->mode : MODE_NOT_STATED;
    return (struct method){
        .mode = mode,
        .delivery = delivery_of_mode(declaration->updates.delivery, mode),
        .notified = declaration->updates.notified,
        .notified_by_app = declaration->updates.notified_by_app,
        .other = mode == MODE_OTHER ? least->other_mode : NULL,
        .not_updatable_part = has_part_without_updates(declaration),
    };
}

/* Condition */

/* Worst first. A buyer may be unable or unwilling to meet those that cost money, need another
 * person, place or shop, or a thing that does not come with the product: they take the promise
 * its dark band. The others anybody can meet with what is at hand. */
static const struct {
    enum condition_kind kind;
    bool may_fail;
} conditions[] = {
    {CONDITION_SUBSCRIPTION, true},
    {CONDITION_PAYMENT, true},
    {CONDITION_FIRST_OWNER, true},
    {CONDITION_REGION, true},
    {CONDITION_AUTHORISED_SELLER, true},
    {CONDITION_MOBILE_DATA, true},
    {CONDITION_HUB, false},
    {CONDITION_COMPUTER, false},
    {CONDITION_COMPANION_APP, false},
    {CONDITION_REGISTRATION, false},
    {CONDITION_ACCOUNT, false},
    {CONDITION_PROOF_OF_PURCHASE, false},
    {CONDITION_LATEST_VERSION, false},
    {CONDITION_INTERNET, false},
};

G_STATIC_ASSERT(G_N_ELEMENTS(conditions) == CONDITION_COUNT);

static size_t rank_of(enum condition_kind kind)
{
    size_t rank = 0;
    while (conditions[rank].kind != kind)
        rank++;
    return rank;
}

static bool is_closed(const struct condition *condition, struct date as_of)
{
    return date_known(condition->until) && date_compare(condition->until, as_of) < 0;
}

static bool may_fail(const struct condition *condition, struct date as_of)
{
    return conditions[rank_of(condition->kind)].may_fail || condition->sold_separately ||
           is_closed(condition, as_of);
}

/* Smaller is worse: what can no longer be met, what may not be met, the rest. */
static size_t standing(const struct condition *condition, struct date as_of)
{
    size_t group = is_closed(condition, as_of) ? 0 : may_fail(condition, as_of) ? 1 : 2;
    return group * CONDITION_COUNT + rank_of(condition->kind);
}

static void weigh(struct facts *facts, const struct support *support)
{
    for (size_t i = 0; i < support->condition_count; i++) {
        const struct condition *condition = &support->conditions[i];
        facts->needs_receipt |= condition->kind == CONDITION_PROOF_OF_PURCHASE;
        if (!facts->condition ||
            standing(condition, facts->as_of) < standing(facts->condition, facts->as_of))
            facts->condition = condition;
    }
}

static bool costs_money(enum cost cost)
{
    return cost == COST_SUBSCRIPTION || cost == COST_PAID || cost == COST_FREE_THEN_PAID;
}

static bool names_payment(const struct condition *condition)
{
    return condition &&
           (condition->kind == CONDITION_SUBSCRIPTION || condition->kind == CONDITION_PAYMENT);
}

/* Updates that do not come depend on nothing. */
void facts_set_condition(struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    if (facts->state == STATE_NONE ||
        (facts->state == STATE_ENDED && facts->form != FORM_ENDED_CONTINUING))
        return;
    weigh(facts, &declaration->support);
    for (size_t i = 0; i < declaration->component_count; i++)
        if (declaration->components[i].essential)
            weigh(facts, &declaration->components[i].support);
    facts->condition_closed = facts->condition && is_closed(facts->condition, facts->as_of);
    facts->paid = costs_money(declaration->updates.cost) && !names_payment(facts->condition);
    facts->conditional = (facts->state == STATE_DATED || facts->state == STATE_RELATIVE) &&
                         (costs_money(declaration->updates.cost) ||
                          (facts->condition && may_fail(facts->condition, facts->as_of)));
}
