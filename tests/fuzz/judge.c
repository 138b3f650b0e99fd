/* SPDX-License-Identifier: Apache-2.0 */
/* Judges of facts and scenes: written from what a label may say, not from how it is computed. */
#include "fuzz.h"

#include "model/facts.h"
#include "scene/scene.h"

#include <string.h>

/* What may never be printed as a promise. */

static bool promises(const struct facts *facts)
{
    return facts->state == STATE_DATED || facts->state == STATE_RELATIVE;
}

/* The promise of the product or of one of its parts is no promise of security updates. */
static const char *weakness_of(const struct support *support, struct date as_of)
{
    if (support->commitment != COMMITMENT_GUARANTEED)
        return "not guaranteed";
    if (!support->about_security)
        return "not about security updates";
    if (support->updates_stopped == TRI_YES && !date_known(support->stopped_on))
        return "stopped";
    if (date_known(support->stopped_on) &&
        date_compare(date_first_day(support->stopped_on), as_of) <= 0)
        return "stopped";
    return NULL;
}

static void judge_promise_of(const struct facts *facts, const struct support *support)
{
    const char *weakness = weakness_of(support, facts->as_of);
    if (weakness)
        fuzz_fail("%s is printed although a part is %s", state_name(facts->state), weakness);
    if (date_known(facts->end) && date_known(support->end) && support->combine != COMBINE_LATER &&
        date_compare(facts->end, support->end) > 0)
        fuzz_fail("the end printed is behind the end declared");
    if (facts->state == STATE_DATED && date_known(support->stopped_on) &&
        date_compare(facts->end, support->stopped_on) > 0)
        fuzz_fail("the end printed is behind the day when updates stop");
}

static bool must_be_paid_or_bought(const struct support *support)
{
    for (size_t i = 0; i < support->condition_count; i++) {
        const struct condition *condition = &support->conditions[i];
        if (condition->kind == CONDITION_SUBSCRIPTION || condition->kind == CONDITION_PAYMENT ||
            condition->sold_separately)
            return true;
    }
    return false;
}

static void judge_dark_band(const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    enum cost cost = declaration->updates.cost;
    if (!promises(facts))
        fuzz_fail("%s has a dark band", state_name(facts->state));
    if (cost == COST_PAID || cost == COST_SUBSCRIPTION || cost == COST_FREE_THEN_PAID ||
        must_be_paid_or_bought(&declaration->support))
        fuzz_fail("a promise that must be paid for has a dark band");
    for (size_t i = 0; i < declaration->component_count; i++)
        if (declaration->components[i].essential &&
            must_be_paid_or_bought(&declaration->components[i].support))
            fuzz_fail("a part that must be paid for leaves a dark band");
}

static void judge_end(const struct facts *facts)
{
    bool known = date_known(facts->end);
    if (facts->state == STATE_DATED && (!known || !facts->end.month))
        fuzz_fail("dated without a month");
    if ((facts->state == STATE_DATED || facts->state == STATE_EXPECTED) && known &&
        date_compare(facts->end, facts->as_of) < 0)
        fuzz_fail("a past date is printed as %s", state_name(facts->state));
    if (facts->state == STATE_RELATIVE && facts->from != FROM_PURCHASE &&
        facts->from != FROM_FIRST_USE)
        fuzz_fail("relative to something else than the buyer");
}

/* Nobody speaks for the maker but those who may. */
static void judge_voice(const struct facts *facts)
{
    enum role role = facts->declaration->declarant.role;
    bool maker = role == ROLE_MANUFACTURER || role == ROLE_AUTHORISED_REPRESENTATIVE;
    if (facts->by_maker != maker)
        fuzz_fail("the wrong voice");
    if (facts->form == FORM_OPEN_BY_MAKER && !maker && role != ROLE_MARKET_SURVEILLANCE)
        fuzz_fail("somebody else says that the maker does not say");
}

static struct date day_before(struct date day)
{
    if (day.day > 1)
        return (struct date){day.year, day.month, day.day - 1};
    if (day.month > 1)
        return (struct date){day.year, day.month - 1, date_days_in_month(day.year, day.month - 1)};
    return (struct date){day.year - 1, 12, 31};
}

/* Nothing changes before the next change, and something does on it. */
static void judge_next_change(const struct facts *facts)
{
    struct date day = facts->next_change;
    if (!date_known(day))
        return;
    if (!day.day || date_compare(day, facts->as_of) <= 0)
        fuzz_fail("the next change is not a day to come");
    struct facts *before = facts_new(facts->declaration, day_before(day));
    struct facts *then = facts_new(facts->declaration, day);
    if (!facts_same_label(facts, before) || facts_same_label(facts, then))
        fuzz_fail("the label does not change on the day of its next change");
    facts_free(before);
    facts_free(then);
}

void fuzz_judge_facts(const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    if (promises(facts)) {
        if (declaration->updates.capability == CAPABILITY_NO)
            fuzz_fail("a promise is printed of what cannot be updated");
        judge_promise_of(facts, &declaration->support);
        for (size_t i = 0; i < declaration->component_count; i++) {
            const struct component *component = &declaration->components[i];
            bool fixed =
                component->updates.stated && component->updates.capability == CAPABILITY_NO;
            if (component->essential && component->support.stated && !fixed)
                judge_promise_of(facts, &component->support);
        }
    }
    if (facts->band == BAND_DARK)
        judge_dark_band(facts);
    judge_end(facts);
    judge_voice(facts);
    judge_next_change(facts);
}

/* What was drawn */

/* Boxes may touch; a tenth of a millimetre of overlap is seen by nobody. */
#define TOLERANCE 100

struct box {
    int32_t left, top, right, bottom;
};

/* From cap height to baseline. */
static struct box box_of(const struct op *op)
{
    const struct font *font = op->glyphs.font;
    int64_t rise = (int64_t)font->cap_height * op->glyphs.size * 3528 / 1000 / (int64_t)font->upem;
    return (struct box){op->glyphs.x, op->glyphs.y - (int32_t)rise, op->glyphs.x + op->glyphs.width,
                        op->glyphs.y};
}

static bool on_each_other(const struct box *a, const struct box *b)
{
    return a->left + TOLERANCE < b->right && b->left + TOLERANCE < a->right &&
           a->top + TOLERANCE < b->bottom && b->top + TOLERANCE < a->bottom;
}

static void judge_pair(const struct op *one, const struct op *other)
{
    struct box a = box_of(one), b = box_of(other);
    if (on_each_other(&a, &b))
        fuzz_fail("\"%s\" (%s) and \"%s\" (%s) stand on each other", one->glyphs.text,
                  one->glyphs.role, other->glyphs.text, other->glyphs.role);
}

void fuzz_judge_scene(const struct scene *scene)
{
    const struct op *ops = (const struct op *)(const void *)scene->ops->data;
    for (unsigned i = 0; i < scene->ops->len; i++) {
        if (ops[i].kind != OP_GLYPHS || ops[i].glyphs.width == 0)
            continue;
        struct box box = box_of(&ops[i]);
        if (box.left < 0 || box.top < 0 || box.right > scene->width || box.bottom > scene->height)
            fuzz_fail("\"%s\" (%s) leaves the label", ops[i].glyphs.text, ops[i].glyphs.role);
        for (unsigned k = 0; k < i; k++)
            if (ops[k].kind == OP_GLYPHS && ops[k].glyphs.width > 0)
                judge_pair(&ops[k], &ops[i]);
    }
}
