/* SPDX-License-Identifier: Apache-2.0 */
/* How updates come, in two revisions: whether at all, by whose hand, at what cost. */
#include "model/terms.h"
#include "rules/compare_private.h"

static void compare_capability(const struct scope *scope)
{
    static const int worth[] = {
        [CAPABILITY_YES] = 2,
        [CAPABILITY_PARTIAL] = 1,
        [CAPABILITY_NO] = 0,
        [CAPABILITY_NOT_STATED] = 0,
    };
    enum capability old = scope->old.updates->capability, new = scope->new.updates->capability;
    const char *was = capability_name(old), *is = capability_name(new);
    if (worth[new] < worth[old])
        scope_add(scope, CODE_DIFF_CAPABILITY, "updates/capability", "less of it can be updated",
                  was, is);
    else if (worth[new] > worth[old])
        scope_add(scope, CODE_DIFF_STRENGTHENED, "updates/capability", "more of it can be updated",
                  was, is);
    else if (new != old)
        scope_add(scope, CODE_DIFF_CHANGED, "updates/capability", "updates.capability", was, is);
}

/* How much a mode asks of the owner; -1: nobody can tell. */
static int effort(enum mode mode)
{
    switch (mode) {
    case MODE_AUTOMATIC_OPT_OUT:
    case MODE_AUTOMATIC_NO_OPT_OUT:
        return 0;
    case MODE_CONSENT_BASED:
        return 1;
    case MODE_MANUAL:
        return 2;
    case MODE_PROFESSIONAL:
        return 3;
    case MODE_OTHER:
    case MODE_NOT_STATED:
    case MODE_COUNT:
        break;
    }
    return -1;
}

/* A mode that is no longer stated is no longer promised. */
static void compare_mode(const struct scope *scope)
{
    enum mode old = scope->old.updates->mode, new = scope->new.updates->mode;
    bool less = effort(new) > effort(old) || new == MODE_NOT_STATED;
    bool more = effort(new) < effort(old) || old == MODE_NOT_STATED;
    enum code code = CODE_DIFF_CHANGED;
    const char *what = "updates come in another way";
    if (old == new)
        return;
    if (less && effort(old) >= 0) {
        code = CODE_DIFF_MODE;
        what = "updates ask more of the owner";
    } else if (more && effort(new) >= 0) {
        code = CODE_DIFF_STRENGTHENED;
        what = "updates ask less of the owner";
    }
    scope_add(scope, code, "updates/mode", what,
              scope->old.updates->mode_stated ? mode_name(old) : NULL,
              scope->new.updates->mode_stated ? mode_name(new) : NULL);
}

static bool is_paid(enum cost cost)
{
    return cost == COST_SUBSCRIPTION || cost == COST_PAID || cost == COST_FREE_THEN_PAID;
}

/* Free, then in part, then paid; what says nothing lies between free and paid. */
static int price(enum cost cost)
{
    switch (cost) {
    case COST_FREE:
        return 0;
    case COST_FREE_THEN_PAID:
        return 2;
    case COST_SUBSCRIPTION:
    case COST_PAID:
        return 3;
    case COST_ABSENT:
    case COST_NOT_STATED:
        break;
    }
    return 1;
}

static void compare_cost(const struct scope *scope)
{
    enum cost old = scope->old.updates->cost, new = scope->new.updates->cost;
    const char *was = cost_name(old), *is = cost_name(new);
    if (price(new) > price(old))
        scope_add(scope, CODE_DIFF_COST, "updates/cost",
                  is_paid(new) ? "updates cost more" : "updates are no longer said to be free", was,
                  is);
    else if (price(new) < price(old))
        scope_add(scope,
                  is_paid(old) && new != COST_FREE && !is_paid(new) ? CODE_DIFF_CHANGED
                                                                    : CODE_DIFF_STRENGTHENED,
                  "updates/cost", "updates cost less", was, is);
    else if (new != old)
        scope_add(scope, CODE_DIFF_CHANGED, "updates/cost", "updates.cost", was, is);
}

void compare_updates(const struct scope *scope)
{
    const struct updates *old = scope->old.updates, *new = scope->new.updates;
    bool updatable = old->capability != CAPABILITY_NO && new->capability != CAPABILITY_NO;
    bool part = *scope->part != '\0';
    compare_capability(scope);
    /* A part may leave to the product what it does not say itself. */
    if (updatable && (!part || (old->mode_stated && new->mode_stated)))
        compare_mode(scope);
    if (!part || (old->cost != COST_ABSENT && new->cost != COST_ABSENT))
        compare_cost(scope);
}
