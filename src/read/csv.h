/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as RFC 4180 writes it: where a record ends, and its cells with their places. */
#pragma once

#include "base/diag.h"
#include "base/source.h"

struct csv_dialect {
    char separator;
    char quote; /* '\0': none */
};

/* Finds the ends of records in a stream. */
struct csv_cutter;
struct csv_cutter *csv_cutter_new(struct csv_dialect dialect);
void csv_cutter_free(struct csv_cutter *cutter);

/* The line feed that ends the record that begins the text, NULL where it has not come; `ended`: no
 * more will come. Text that was seen is not read again: until an end is found, each call gets the
 * same text and more. A record whose quotation marks do not work out ends with its first line, so
 * that it costs that line alone. */
const char *csv_cut(struct csv_cutter *cutter, const char *text, size_t size, bool ended);

struct csv_cell {
    char *text; /* without quotation marks, nor blanks around them */
    size_t size;
    size_t offset; /* in the record */
};

void csv_cells_free(GArray *cells);

/* The cells (struct csv_cell) of a source that is one record in UTF-8; NULL after a finding. */
GArray *csv_cells(struct source *source, struct csv_dialect dialect, struct diags *diags);
