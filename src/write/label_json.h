/* SPDX-License-Identifier: Apache-2.0 */
/* The machine-readable label: declaration, facts, words and findings as canonical JSON. */
#pragma once

#include "base/diag.h"
#include "words/wording.h"

#include <glib.h>

/* The label JSON's bytes, compact with sorted keys, and a final newline. Depends on declaration,
 * variant, as-of date, link and languages alone: one wording per language of the label, at least
 * one. diags, which may be NULL, are those of the declaration. */
GBytes *label_json_new(const struct wording *const *wordings, size_t count,
                       const struct diags *diags);

/* A document as canonical JSON (sorted keys, compact, no newline); the caller frees. */
char *label_json_canonical(const struct document *document);
