/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of messages: values shortened, names listed, kinds named. */
#pragma once

#include "read/vocabulary.h"

#include <glib.h>

/* The text in quotation marks, at most 60 code points of it; the caller frees. */
char *phrase_value(const char *text);

/* "; did you mean "…"?" where a candidate is near, else ""; the caller frees. */
char *phrase_proposal(const char *name, const char *const *candidates);

/* "a, b, c", and how many more there are behind the twelfth; the caller frees. */
char *phrase_list(const char *const *names);

/* The type's name as words with an article: "an update mode"; the caller frees. */
char *phrase_type(const struct field_type *type);

/* What a field holds, as a part of a sentence: its form, its values, or its kind; the caller
 * frees. */
char *phrase_due(const struct field *field);
