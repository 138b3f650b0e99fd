/* SPDX-License-Identifier: Apache-2.0 */
/* Text in a bitmap: glyphs stand on whole pixels, each as far from the last as its pixels want. */
#include "layout/text_parts.h"

#include "font/raster.h"
#include "scene/grid.h"

static int32_t pixels_of(const struct run *run, int32_t units, int ppem)
{
    return grid_divide((int64_t)units * ppem, run->font->upem);
}

static int32_t advance_of(const struct run *run, uint32_t glyph, int ppem)
{
    const struct font_bitmap *bitmap = font_bitmap(run->font, glyph, ppem);
    return bitmap != NULL ? bitmap->advance : pixels_of(run, font_advance(run->font, glyph), ppem);
}

int32_t run_pixels(const struct run *run, int ppem, struct glyph *places)
{
    int32_t pen = 0, expected = 0; /* in pixels, and where the pen would be in font units */
    for (unsigned i = 0; i < run->glyphs->len; i++) {
        const struct glyph *glyph = &g_array_index(run->glyphs, struct glyph, i);
        pen += pixels_of(run, glyph->x - expected, ppem); /* kerning, spacing, a mark's place */
        if (places != NULL) {
            places[i] = *glyph;
            places[i].x = pen;
            places[i].y = -pixels_of(run, glyph->y, ppem);
        }
        pen += advance_of(run, glyph->id, ppem);
        expected = glyph->x + font_advance(run->font, glyph->id);
    }
    return MAX(pen + pixels_of(run, run->units - expected, ppem), 0);
}

int32_t run_bearing(const struct run *run, int ppem, bool right)
{
    g_autofree struct glyph *places = g_new(struct glyph, run->glyphs->len);
    int32_t width = run_pixels(run, ppem, places);
    const struct glyph *glyph = &places[right ? run->glyphs->len - 1 : 0];
    const struct font_bitmap *bitmap = font_bitmap(run->font, glyph->id, ppem);
    if (bitmap == NULL || bitmap->width == 0)
        return 0;
    int32_t left = glyph->x + bitmap->left;
    return right ? width - left - bitmap->width : left;
}
