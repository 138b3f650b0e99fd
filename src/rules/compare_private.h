/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the comparison share: one scope, the product or a part, in both revisions. */
#pragma once

#include "rules/compare.h"

/* A revision's side of a scope. Where a part says nothing of its own, the product's. */
struct side {
    const struct declaration *declaration;
    const struct updates *updates;
    const struct support *support;
    const struct element *element; /* the root, or the part */
    bool own_updates, own_support;
};

struct scope {
    struct side old, new;
    char *part; /* " of the part cloud", "" for the product */
    GPtrArray *changes;
};

/* Adds a difference at a path below the scope: in the new revision where it has it, in the old one
 * where it is gone from there. "%s" is not read in `what`, to which the part's name is added. */
void scope_add(const struct scope *scope, enum code code, const char *path, const char *what,
               const char *was, const char *is);

/* The same at an element; new NULL: it is gone. */
void scope_add_at(const struct scope *scope, enum code code, const struct element *old,
                  const struct element *new, const char *what, const char *was, const char *is);

/* Promises of the scope: commitment, end, period, types, conditions, extensions. */
void compare_support(const struct scope *scope);

/* How updates come: capability, mode, cost. */
void compare_updates(const struct scope *scope);

/* Whatever else differs below two elements, leaf by leaf; paths that other comparisons judge are
 * left out. */
void compare_rest(const struct scope *scope);

/* Whether two trees say the same. */
bool compare_same(const struct element *a, const struct element *b);

/* A list's items or a leaf's text in one line; NULL for NULL. The caller frees. */
char *compare_text(const struct element *element);
