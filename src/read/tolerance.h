/* SPDX-License-Identifier: Apache-2.0 */
/* What of a declaration may be left out rather than cost the whole: texts that decide nothing. */
#pragma once

#include "read/document.h"

struct tolerance {
    bool codes[CODE_COUNT];
};

/* Tolerates a code of that name; false with *why, which the caller frees, where that cannot be. */
bool tolerance_add(struct tolerance *tolerance, const char *name, char **why);

/* Where every error found is tolerated and stands in an optional field that may be left out, sets
 * those fields aside, tells of each in diags and in codes (a line each; may be NULL), and returns
 * true: the document is to be judged again. Where some field with a tolerated fault may not go,
 * says so. */
bool tolerance_apply(const struct tolerance *tolerance, struct document *document,
                     const struct diags *found, struct diags *diags, GString *codes);
