/* SPDX-License-Identifier: Apache-2.0 */
/* Inside words/: the units of an XLIFF file, in their order, and how they are called. */
#pragma once

#include "words/catalogue_private.h"

#define XLIFF_NAMESPACE "urn:oasis:names:tc:xliff:document:1.2"
#define UNIT_NAME "language/name"
#define NOTE_OWN "catalogue" /* whose note it is: that of the language's own catalogue */

/* Names of units; the caller frees. Months, variants and words count from 1; variant 0 is the full
 * text. */
char *unit_of_month(size_t form, unsigned month);
char *unit_of_text(const struct need *need, size_t category, size_t variant);
char *unit_of_word(size_t reading, unsigned number);
