/* SPDX-License-Identifier: Apache-2.0 */
/* Bad news gets the place of good news: heroes compared across states, before anything is drawn. */
#include "layout/items.h"

#include "layout/when.h"

#include <string.h>

enum {
    LEAST_FLOOR = 25, /* per cent of the largest hero of a promise: what a bad one may shrink to */
    LEAST_FULL = 40,  /* what at least one bad one stands at where it has room */
};

/* A state with the bands it may have. */
static const struct state_row {
    const char *state, *bands;
    bool good;
} states[] = {
    {"dated", "dark,light", true}, {"relative", "dark,light", true}, {"expected", "light", false},
    {"open", "light", false},      {"none", "solid", false},         {"ended", "solid", false},
};

/* What the heroes of some states have at most. */
struct heroes {
    int size;
    int32_t width;
    unsigned count;
};

struct walk {
    const struct template *template;
    const struct state_row *row;
    struct heroes heroes;
    const struct heroes *good; /* NULL: only counting */
    struct diags *diags;
};

static void G_GNUC_PRINTF(3, 4)
    complain(const struct walk *walk, const struct item *item, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const struct element *root = walk->template->document->root;
    document_report(walk->template->document, item != NULL ? item->element : root, walk->diags,
                    CODE_TEMPLATE_RULE, "%s", text);
}

/* A headline is the hero of a badge; in the lines of other languages it repeats the one above. */
static bool is_hero(const struct item *item)
{
    return item->kind == ITEM_TEXT && (item->word == WORD_HERO || item->word == WORD_HEADLINE);
}

static void meet_hero(struct walk *walk, const struct item *item)
{
    walk->heroes.count++;
    walk->heroes.size = MAX(walk->heroes.size, item->size);
    walk->heroes.width = MAX(walk->heroes.width, item->end - item->x);
    if (walk->good != NULL && item->floor * 100 < walk->good->size * LEAST_FLOOR)
        complain(walk, item,
                 "where the state is \"%s\" the hero may shrink below a quarter of what a date has",
                 walk->row->state);
    if (walk->good != NULL && !template_is_badge(walk->template) &&
        item->end - item->x < walk->good->width)
        complain(walk, item, "where the state is \"%s\" the hero has less width than a date has",
                 walk->row->state);
}

static void walk_items(struct walk *walk, const struct item *item)
{
    for (; item != NULL; item = item->next) {
        if (!when_may_hold(item->when, walk->row->state, walk->row->bands))
            continue;
        if (is_hero(item))
            meet_hero(walk, item);
        if (item->kind != ITEM_LANGUAGES)
            walk_items(walk, item->first);
    }
}

static void judge_bad(struct walk *walk)
{
    const struct heroes *good = walk->good;
    g_assert(good);
    if (walk->heroes.size * 100 < good->size * LEAST_FULL)
        complain(walk, NULL,
                 "where the state is \"%s\" the hero has not even %d %% of a date's size",
                 walk->row->state, LEAST_FULL);
}

void judge_states(const struct template *template, struct diags *diags)
{
    struct heroes good = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(states) && !template->wordless; i++) {
        struct walk walk = {.template = template, .row = &states[i], .diags = diags};
        walk.good = states[i].good ? NULL : &good;
        walk_items(&walk, template->first);
        if (walk.heroes.count == 0)
            complain(&walk, NULL, "where the state is \"%s\" the label has no hero",
                     states[i].state);
        else if (!states[i].good)
            judge_bad(&walk);
        if (!states[i].good)
            continue;
        good.size = MAX(good.size, walk.heroes.size);
        good.width = MAX(good.width, walk.heroes.width);
    }
}
