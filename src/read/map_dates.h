/* SPDX-License-Identifier: Apache-2.0 */
/* Dates as suppliers write them: patterns that leave nothing to guess. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* One pattern, such as dd.mm.yyyy. */
struct date_form;

/* The patterns of a list separated by blanks (an array of struct date_form), or NULL with *why,
 * which the caller frees: one is no date, or two read the same text as different days. */
GArray *date_forms_parse(const char *list, char **why);

/* The date in the vocabulary's form with the precision it was written in, where just one reading
 * fits; NULL otherwise; the caller frees. */
char *date_forms_read(const GArray *forms, const char *text);
