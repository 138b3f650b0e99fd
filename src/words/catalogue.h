/* SPDX-License-Identifier: Apache-2.0 */
/* One language's strings: loaded from templates/strings/<language>.xml, with plurals and months. */
#pragma once

#include "base/assets.h"
#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct catalogue;
struct source;

/* Whose wording lies over a catalogue: so many of all its texts, months by form. */
struct approval {
    const char *reviewer; /* NULL: nobody's */
    const char *reviewed_on;
    unsigned texts, of;
};

/* Loads the catalogue and, unless it is the program's own, judges it; NULL after findings
 * (STRINGS-LANGUAGE where no such file). */
struct catalogue *catalogue_load(const struct assets *assets, const char *language,
                                 struct diags *diags);
void catalogue_free(struct catalogue *catalogue);

const char *catalogue_language(const struct catalogue *catalogue);
const char *catalogue_name(const struct catalogue *catalogue); /* the language's own name */
bool catalogue_rtl(const struct catalogue *catalogue);

/* True if a native speaker has read every text: of the catalogue, or of what lies over it. */
bool catalogue_reviewed(const struct catalogue *catalogue);

/* The same of one text, or of the months in a form. */
bool catalogue_text_reviewed(const struct catalogue *catalogue, const char *id);
bool catalogue_month_reviewed(const struct catalogue *catalogue, const char *form);
struct approval catalogue_approval(const struct catalogue *catalogue);

/* The wording of a maker, read from a file of strings; takes the source. NULL after findings. */
struct catalogue *catalogue_read_overlay(struct source *source, struct diags *diags);

/* Where the file begins, for findings on it as a whole; good as long as the catalogue is. */
struct place catalogue_place(const struct catalogue *catalogue);

/* Lays wording over the catalogue of its language, once; takes it. False after findings. */
bool catalogue_lay(struct catalogue *catalogue, struct catalogue *overlay, struct diags *diags);

/* The full text of a string; variant 0 is the full one, 1… the short ones. NULL where the string or
 * variant does not exist. */
const char *catalogue_text(const struct catalogue *catalogue, const char *id, size_t variant);

/* The text of a plural string for a count, by CLDR category; variants as above. */
const char *catalogue_plural(const struct catalogue *catalogue, const char *id, unsigned count,
                             size_t variant);

/* A month's name, 1 to 12, in the named grammatical form: "lead" (as the lead governs it), "plain"
 * or "short". */
const char *catalogue_month(const struct catalogue *catalogue, const char *form, int month);
