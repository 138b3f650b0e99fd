/* SPDX-License-Identifier: Apache-2.0 */
/* Path data as SVG writes it → segments of a scene. */
#pragma once

#include "scene/scene.h"

/* Where the path's own units go: origin and micrometres per unit. */
struct path_frame {
    int32_t x, y;
    int32_t unit;
};

/* Appends the path's segments (struct segment) to `out`; arcs become cubics. Returns the offset of
 * the first byte that is not understood, or -1 where all is. */
long path_parse(const char *data, const struct path_frame *frame, GArray *out);

/* Appends a rectangle with round corners; `bottom` false leaves the lower two square. */
void path_round_rect(GArray *out, int32_t x, int32_t y, int32_t width, int32_t height,
                     int32_t radius, bool bottom);

void path_move(GArray *out, int32_t x, int32_t y);
void path_line(GArray *out, int32_t x, int32_t y);
void path_close(GArray *out);
