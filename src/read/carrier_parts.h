/* SPDX-License-Identifier: Apache-2.0 */
/* What the kinds of carriers have in common, each with a file of its own. */
#pragma once

#include "read/carrier.h"

/* Appends what a carrier of that kind carries to a list of struct carried *; NULL, or why it cannot
 * be read. */
const char *carrier_svg_read(const struct source *source, GPtrArray *carried);
const char *carrier_html_read(const struct source *source, GPtrArray *carried);
const char *carrier_pdf_read(const struct source *source, GPtrArray *carried);
const char *carrier_png_read(const struct source *source, GPtrArray *carried);

/* The same as carrier_compare. */
enum likeness carrier_svg_compare(const struct source *found, GBytes *expected, char **difference);
enum likeness carrier_html_compare(const struct source *found, const struct carried *label,
                                   GBytes *expected, char **difference);
enum likeness carrier_pdf_compare(const struct source *found, GBytes *expected, char **difference);
enum likeness carrier_png_compare(const struct source *found, GBytes *expected, char **difference);

/* Adds data; takes the strings, of which made may be NULL. The JSON gets its final newline. */
struct carried *carrier_add(GPtrArray *carried, char *json, char *made);

/* Says where two texts are not the same; the caller frees. */
char *carrier_text_difference(const char *found, const char *expected);
