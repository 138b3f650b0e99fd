/* SPDX-License-Identifier: Apache-2.0 */
/* Two revisions of a declaration: what the later one promises less, more, or otherwise. */
#include "rules/compare.h"

#include "model/outlook.h"
#include "model/terms.h"
#include "rules/compare_private.h"

#include <string.h>

const char *fate_name(enum fate fate)
{
    static const char *const names[FATE_COUNT] = {
        "goneEarly", "weakened", "gone", "changed", "strengthened", "added", "unchanged",
    };
    return names[fate];
}

const char *fate_words(enum fate fate)
{
    static const char *const words[FATE_COUNT] = {
        "gone before its promised end",
        "weakened",
        "gone",
        "changed",
        "strengthened",
        "added",
        "unchanged",
    };
    return words[fate];
}

/* Changes */

static void free_change(void *data)
{
    struct change *change = data;
    g_free(change->pointer);
    g_free(change->what);
    g_free(change->was);
    g_free(change->is);
    g_free(change->variant);
    g_free(change);
}

GPtrArray *changes_new(void)
{
    return g_ptr_array_new_with_free_func(free_change);
}

const struct change *change_at(const GPtrArray *changes, size_t index)
{
    return changes->pdata[index];
}

/* A value in a sentence: between quotation marks where it is more than one word. */
static char *quoted(const char *value)
{
    if (!value)
        return g_strdup("not declared");
    return strchr(value, ' ') ? g_strconcat("\"", value, "\"", NULL) : g_strdup(value);
}

char *change_sentence(const struct change *change)
{
    if (!change->was && !change->is)
        return g_strdup(change->what);
    g_autofree char *was = quoted(change->was), *is = quoted(change->is);
    return g_strdup_printf("%s: was %s, is %s", change->what, was, is);
}

void scope_add_at(const struct scope *scope, enum code code, const struct element *old,
                  const struct element *new, const char *what, const char *was, const char *is)
{
    const struct side *side = new ? &scope->new : &scope->old;
    struct change *change = g_new0(struct change, 1);
    struct place place =
        document_place(side->declaration->document, new ? new : old, &change->pointer);
    if (place.source && place.offset != NO_OFFSET)
        source_locate(place.source, place.offset, &change->line, &change->column);
    change->code = code;
    change->in_old = !new;
    change->what = g_strconcat(what, scope->part, NULL);
    change->was = g_strdup(was);
    change->is = g_strdup(is);
    change->variant = g_strdup(side->declaration->variant);
    g_ptr_array_add(scope->changes, change);
}

void scope_add(const struct scope *scope, enum code code, const char *path, const char *what,
               const char *was, const char *is)
{
    const struct element *old = element_find(scope->old.element, path);
    const struct element *new = element_find(scope->new.element, path);
    if (!new && !old)
        new = scope->new.element;
    scope_add_at(scope, code, old, new, what, was, is);
}

/* Parts */

static struct side side_of_product(const struct declaration *declaration)
{
    return (struct side){declaration,
                         &declaration->updates,
                         &declaration->support,
                         declaration->document->root,
                         true,
                         true};
}

static struct side side_of_part(const struct declaration *declaration,
                                const struct component *component)
{
    return (struct side){
        .declaration = declaration,
        .updates = component->updates.stated ? &component->updates : &declaration->updates,
        .support = component->support.stated ? &component->support : &declaration->support,
        .element = component->element,
        .own_updates = component->updates.stated,
        .own_support = component->support.stated,
    };
}

static const char *part_name(const struct component *component)
{
    if (component->name)
        return component->name;
    return component->id ? component->id : component_kind_name(component->kind);
}

/* The same part: of the same id, or, where one of them has none, of the same kind and name. */
static bool is_same_part(const struct component *a, const struct component *b)
{
    if (a->id && b->id)
        return strcmp(a->id, b->id) == 0;
    return a->kind == b->kind && g_strcmp0(a->name, b->name) == 0;
}

/* The part's counterpart that no other part has taken yet. */
static const struct component *find_part(const struct declaration *declaration,
                                         const struct component *wanted, bool *taken)
{
    for (size_t i = 0; i < declaration->component_count; i++) {
        if (taken[i] || !is_same_part(&declaration->components[i], wanted))
            continue;
        taken[i] = true;
        return &declaration->components[i];
    }
    return NULL;
}

static void compare_service(const struct scope *scope, struct date old, struct date new)
{
    char was[11], is[11];
    bool earlier = date_known(new) && (!date_known(old) || date_compare(new, old) < 0);
    if (date_known(old) == date_known(new) && date_compare(old, new) == 0)
        return;
    scope_add(scope, earlier ? CODE_DIFF_END : CODE_DIFF_STRENGTHENED, "serviceEnd",
              earlier ? "the service is switched off earlier" : "the service runs longer",
              date_known(old) ? date_format(old, was) : NULL,
              date_known(new) ? date_format(new, is) : NULL);
}

static void compare_part(const struct scope *product, const struct component *old,
                         const struct component *new)
{
    struct scope scope = {
        .old = side_of_part(product->old.declaration, old),
        .new = side_of_part(product->new.declaration, new),
        .part = g_strdup_printf(" (%s)", part_name(new)),
        .changes = product->changes,
    };
    if (scope.old.own_updates || scope.new.own_updates)
        compare_updates(&scope);
    if (scope.old.own_support || scope.new.own_support)
        compare_support(&scope);
    compare_service(&scope, old->service_end, new->service_end);
    compare_rest(&scope);
    g_free(scope.part);
}

/* Whether updates of the part were held out. */
static bool is_promised(const struct declaration *declaration, const struct component *component)
{
    struct side side = side_of_part(declaration, component);
    enum commitment commitment = side.support->commitment;
    return side.updates->capability != CAPABILITY_NO &&
           (commitment == COMMITMENT_GUARANTEED || commitment == COMMITMENT_ANTICIPATED);
}

static void compare_parts(const struct scope *scope)
{
    const struct declaration *old = scope->old.declaration, *new = scope->new.declaration;
    g_autofree bool *taken = g_new0(bool, old->component_count + 1);
    for (size_t i = 0; i < new->component_count; i++) {
        const struct component *component = &new->components[i];
        const struct component *before = find_part(old, component, taken);
        if (before)
            compare_part(scope, before, component);
        else
            scope_add_at(scope, CODE_DIFF_CHANGED, NULL, component->element, "a part is new", NULL,
                         part_name(component));
    }
    for (size_t i = 0; i < old->component_count; i++)
        if (!taken[i])
            scope_add_at(scope,
                         is_promised(old, &old->components[i]) ? CODE_DIFF_COMPONENT
                                                               : CODE_DIFF_CHANGED,
                         old->components[i].element, NULL, "a part is no longer covered",
                         part_name(&old->components[i]), NULL);
}

/* The label as a whole */

static bool has_weakened(const GPtrArray *changes, size_t from)
{
    for (size_t i = from; i < changes->len; i++)
        if (code_info(change_at(changes, i)->code)->severity == SEVERITY_ERROR)
            return true;
    return false;
}

/* A promise's worth on the label. */
static int worth(enum state state)
{
    return state == STATE_DATED || state == STATE_RELATIVE ? 2 : state == STATE_EXPECTED;
}

/* What none of the single statements shows: a start that moved, another part that governs. */
static void compare_whole(const struct scope *scope, const struct facts *old,
                          const struct facts *new)
{
    char was[11], is[11];
    if (worth(new->state) < worth(old->state))
        scope_add(scope, CODE_DIFF_COMMITMENT, "support", "the label as a whole promises less",
                  state_name(old->state), state_name(new->state));
    else if (worth(old->state) > 0 && date_known(old->end) && date_known(new->end) &&
             date_compare(new->end, old->end) < 0)
        scope_add(scope, CODE_DIFF_END, "support", "the product as a whole is supported less long",
                  date_format(old->end, was), date_format(new->end, is));
}

void compare_revisions(const struct facts *old, const struct facts *new, GPtrArray *changes)
{
    struct scope scope = {
        .old = side_of_product(old->declaration),
        .new = side_of_product(new->declaration),
        .part = g_strdup(""),
        .changes = changes,
    };
    size_t from = changes->len;
    compare_support(&scope);
    compare_updates(&scope);
    compare_parts(&scope);
    if (!has_weakened(changes, from))
        compare_whole(&scope, old, new);
    compare_rest(&scope);
    g_free(scope.part);
}

/* Gone and added */

/* A promise that the day has not ended: a date ahead, or a period that runs for each buyer. */
static bool runs(const struct facts *facts)
{
    if (facts->anticipated)
        return false;
    return facts->state == STATE_RELATIVE ||
           (facts->state == STATE_DATED && date_compare(facts->end, facts->as_of) >= 0);
}

static void add_alone(const struct facts *facts, bool gone, enum code code, const char *what,
                      const char *was, GPtrArray *changes)
{
    struct side side = side_of_product(facts->declaration);
    struct scope scope = {side, side, (char[]){""}, changes};
    const struct element *end = element_find(side.element, "support");
    const struct element *at = code == CODE_DIFF_GONE_EARLY && end ? end : side.element;
    scope_add_at(&scope, code, at, gone ? NULL : at, what, was, NULL);
}

void compare_gone(const struct facts *old, GPtrArray *changes)
{
    char day[11];
    if (!runs(old)) {
        add_alone(old, true, CODE_DIFF_GONE, "the product is gone", NULL, changes);
        return;
    }
    g_autofree char *what =
        date_known(old->end)
            ? g_strdup_printf("the product is gone, and was promised updates until %s",
                              date_format(old->end, day))
            : g_strdup("the product is gone, and was promised updates for a time from each sale");
    add_alone(old, true, CODE_DIFF_GONE_EARLY, what, NULL, changes);
}

void compare_added(const struct facts *new, GPtrArray *changes)
{
    add_alone(new, false, CODE_DIFF_ADDED, "the product is new", NULL, changes);
}

/* Sums */

static bool is_repeated(const GPtrArray *changes, size_t from, const struct change *change)
{
    for (size_t i = 0; i < from; i++) {
        const struct change *other = change_at(changes, i);
        if (other->code == change->code && strcmp(other->what, change->what) == 0 &&
            g_strcmp0(other->was, change->was) == 0 && g_strcmp0(other->is, change->is) == 0)
            return true;
    }
    return false;
}

void changes_drop_repeated(GPtrArray *changes, size_t from)
{
    for (size_t i = changes->len; i > from; i--)
        if (is_repeated(changes, from, change_at(changes, i - 1)))
            g_ptr_array_remove_index(changes, (unsigned)i - 1);
}

static enum fate fate_of(enum code code)
{
    switch (code) {
    case CODE_DIFF_GONE_EARLY:
        return FATE_GONE_EARLY;
    case CODE_DIFF_GONE:
        return FATE_GONE;
    case CODE_DIFF_ADDED:
        return FATE_ADDED;
    case CODE_DIFF_STRENGTHENED:
        return FATE_STRENGTHENED;
    case CODE_DIFF_CHANGED:
        return FATE_CHANGED;
    default:
        return FATE_WEAKENED;
    }
}

/* What is more counts before what is merely other. */
enum fate changes_fate(const GPtrArray *changes)
{
    bool found[FATE_COUNT] = {false};
    for (size_t i = 0; i < changes->len; i++)
        found[fate_of(change_at(changes, i)->code)] = true;
    if (found[FATE_STRENGTHENED])
        found[FATE_CHANGED] = false;
    for (enum fate fate = 0; fate < FATE_UNCHANGED; fate++)
        if (found[fate])
            return fate;
    return FATE_UNCHANGED;
}
