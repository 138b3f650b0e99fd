/* SPDX-License-Identifier: Apache-2.0 */
/* Label stock: a paper and the grid of labels on it, by name or by measure. */
#pragma once

#include "base/assets.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

/* Lengths in micrometres. Places count from 0, row by row from the left. */
struct stock {
    char name[33];         /* "L7165"; "sheet" where it has none */
    int32_t width, height; /* of the paper */
    int columns, rows;
    int32_t left, top; /* of the first place */
    int32_t gutter_x, gutter_y;
    int32_t place_width, place_height;
};

/* Reads what --sheet takes: a name of templates/stock/ and measures that replace its own, or
 * measures alone, separated by commas: "L7165", "L7165,margin=5x13", "paper=A4,columns=3,rows=5,
 * gutter=2". False after USAGE, or findings about a file. */
bool stock_read(const char *text, const struct assets *assets, struct stock *stock,
                struct diags *diags);

/* Calls visit for each named stock in the files' order. False after findings. */
typedef void stock_visit_func(void *data, const struct stock *stock);
bool stock_each(const struct assets *assets, stock_visit_func *visit, void *data,
                struct diags *diags);

static inline unsigned stock_places(const struct stock *stock)
{
    return (unsigned)stock->columns * (unsigned)stock->rows;
}
