/* SPDX-License-Identifier: Apache-2.0 */
/* Finds in a profile what its schema cannot say: wrong XPath, unknown names, compared dates. */
#pragma once

#include "base/diag.h"
#include "read/document.h"

/* Judges a profile that its schema has let pass; adds PROFILE-RULE where something is wrong. */
void lint_profile(const struct document *profile, struct diags *diags);

struct field; /* read/vocabulary.h */

/* Judges one expression that stands at an element of the document. `root` is the field at which its
 * relative paths start, NULL where that is not known; `certain` forbids functions whose answer
 * dates may leave open. Returns the field that its path leads to, NULL where that is not known. */
const struct field *lint_expression(const struct document *profile, const struct element *element,
                                    const char *expression, const struct field *root, bool certain,
                                    struct diags *diags);
