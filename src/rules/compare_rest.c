/* SPDX-License-Identifier: Apache-2.0 */
/* Differences that weigh nothing: whatever two revisions say otherwise, leaf by leaf. */
#include "rules/compare_private.h"

#include <string.h>

/* What other comparisons judge, of the product and of a part alike. */
static const char *const judged[] = {
    "components",
    "serviceEnd",
    "support/commitment",
    "support/conditions",
    "support/end",
    "support/extended",
    "support/period",
    "support/stoppedOn",
    "support/types",
    "updates/mode",
    "support/updatesStopped",
    "updates/capability",
    "updates/cost",
    NULL,
};

static bool is_judged(const char *path)
{
    return g_strv_contains(judged, path);
}

static bool is_list(const struct element *element)
{
    const struct element *first = element ? element_first(element) : NULL;
    return first && first->item;
}

static bool is_leaf(const struct element *element)
{
    return element && !element_first(element);
}

bool compare_same(const struct element *a, const struct element *b)
{
    const struct element *x = element_first(a), *y;
    if (element_count_children(a) != element_count_children(b))
        return false;
    if (!x)
        return strcmp(a->text, b->text) == 0;
    for (y = element_first(b); x && is_list(a); x = element_next(x), y = element_next(y))
        if (!compare_same(x, y))
            return false;
    for (; x; x = element_next(x)) {
        y = element_child(b, x->name);
        if (!y || !compare_same(x, y))
            return false;
    }
    return true;
}

/* What an item is, its first member, needs no name. */
char *compare_text(const struct element *element)
{
    if (!element)
        return NULL;
    if (is_leaf(element))
        return g_strdup(element->text);
    GString *text = g_string_new(NULL);
    for (const struct element *child = element_first(element); child; child = element_next(child)) {
        g_autofree char *item = compare_text(child);
        g_string_append(text, text->len > 0 ? ", " : "");
        if (!child->item && !(element->item && child == element_first(element)))
            g_string_append_printf(text, "%s ", child->name);
        g_string_append(text, item);
    }
    return g_string_free(text, FALSE);
}

static void compare_members(const struct scope *scope, const char *path, const struct element *old,
                            const struct element *new);

/* A member of the same name, where it is on either side. */
static void compare_member(const struct scope *scope, const char *path, const struct element *old,
                           const struct element *new)
{
    const struct element *some = new ? new : old;
    if (is_judged(path) || (old && new &&compare_same(old, new)))
        return;
    if (!is_leaf(some) && !is_list(some)) {
        compare_members(scope, path, old, new);
        return;
    }
    g_autofree char *was = compare_text(old), *is = compare_text(new);
    g_autofree char *what = g_strdelimit(g_strdup(path), "/", '.');
    scope_add_at(scope, CODE_DIFF_CHANGED, old, new, what, was, is);
}

static void compare_members(const struct scope *scope, const char *path, const struct element *old,
                            const struct element *new)
{
    const char *slash = *path ? "/" : "";
    const struct element *child = new ? element_first(new) : NULL;
    for (; child; child = element_next(child)) {
        g_autofree char *member = g_strconcat(path, slash, child->name, NULL);
        compare_member(scope, member, old ? element_child(old, child->name) : NULL, child);
    }
    for (child = old ? element_first(old) : NULL; child; child = element_next(child)) {
        g_autofree char *member = g_strconcat(path, slash, child->name, NULL);
        if (!new || !element_child(new, child->name))
            compare_member(scope, member, child, NULL);
    }
}

void compare_rest(const struct scope *scope)
{
    compare_members(scope, "", scope->old.element, scope->new.element);
}
