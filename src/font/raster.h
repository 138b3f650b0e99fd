/* SPDX-License-Identifier: Apache-2.0 */
/* A font's glyphs as pixels that are on or off. */
#pragma once

#include "font/font.h"

struct font_bitmap {
    int left, top; /* from the origin to its left column, and up to the top of its upper row */
    int width, height;
    int advance;    /* to the next glyph's origin, in whole pixels */
    uint8_t bits[]; /* rows of width, 1: on */
};

/* The glyph at that many pixels per em, its stems and advance fitted to whole pixels. Kept with the
 * font; NULL where FreeType cannot draw it. */
const struct font_bitmap *font_bitmap(const struct font *font, uint32_t glyph, int ppem);

/* What font_open and font_free keep for it; FreeType is not called before it is needed. */
struct raster *raster_new(GBytes *bytes, unsigned index);
void raster_free(struct raster *raster);
