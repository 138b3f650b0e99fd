/* SPDX-License-Identifier: Apache-2.0 */
/* SVG path data: relative commands, no more digits and separators than needed. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Zero but for out and decimals. Coordinates are absolute whole numbers, written divided by
 * 10^decimals. */
struct path_data {
    GString *out;
    unsigned decimals;
    int32_t x, y;             /* where the pen is */
    int32_t start_x, start_y; /* where the outline began */
    int32_t line_x, line_y;   /* a line not yet written: closing may make it needless */
    bool line_waits;
    char command; /* the letter that may be left out next */
};

void path_data_move(struct path_data *path, int32_t x, int32_t y);
void path_data_line(struct path_data *path, int32_t x, int32_t y);
/* Control points, then the end: count is 2 (quadratic) or 3 (cubic). */
void path_data_curve(struct path_data *path, const int32_t (*points)[2], size_t count);
void path_data_close(struct path_data *path);
/* Writes what still waits. */
void path_data_end(struct path_data *path);
