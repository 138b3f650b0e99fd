/* SPDX-License-Identifier: Apache-2.0 */
/* Catalogues as XLIFF 1.2, out to translators and back: a unit for each plural category, short form
 * and month, which the plural formulas of PO files have no place for. */
#pragma once

#include "words/catalogue.h"

/* A catalogue without a text, to translate into a language that there is none of. */
struct catalogue *catalogue_blank(const char *language);

/* The catalogue beside the English one, with notes and widths; the longest text that any of the
 * catalogues in all (English among them) has for an id is its width. The caller frees. */
char *xliff_export(const struct catalogue *catalogue, const struct catalogue *const *all,
                   size_t count);

/* The file of strings that an exported and translated file makes; takes the source. NULL after
 * findings, with a place in it: of all texts that are missing, broken or not allowed. */
char *xliff_import(struct source *source, struct diags *diags);
