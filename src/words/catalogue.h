/* SPDX-License-Identifier: Apache-2.0 */
/* One language's strings: loaded from templates/strings/<language>.xml, with plurals and months. */
#pragma once

#include "base/assets.h"
#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct catalogue;

/* Loads the catalogue and, unless it is the program's own, judges it; NULL after findings
 * (STRINGS-LANGUAGE where no such file). */
struct catalogue *catalogue_load(const struct assets *assets, const char *language,
                                 struct diags *diags);
void catalogue_free(struct catalogue *catalogue);

const char *catalogue_language(const struct catalogue *catalogue);
const char *catalogue_name(const struct catalogue *catalogue); /* the language's own name */
bool catalogue_rtl(const struct catalogue *catalogue);
bool catalogue_reviewed(const struct catalogue *catalogue);

/* The full text of a string; variant 0 is the full one, 1… the short ones. NULL where the string or
 * variant does not exist. */
const char *catalogue_text(const struct catalogue *catalogue, const char *id, size_t variant);

/* The text of a plural string for a count, by CLDR category. */
const char *catalogue_plural(const struct catalogue *catalogue, const char *id, unsigned count);

/* A month's name, 1 to 12, in the named grammatical form: "lead" (as the lead governs it), "plain"
 * or "short". */
const char *catalogue_month(const struct catalogue *catalogue, const char *form, int month);
