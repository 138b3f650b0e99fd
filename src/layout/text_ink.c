/* SPDX-License-Identifier: Apache-2.0 */
/* Where a line's ink begins: type has room on its sides, and the larger it is the more it shows. */
#include "layout/text_parts.h"

#include "scene/grid.h"

int32_t line_bearing(const struct line *line, int32_t size, bool right)
{
    if (line->runs->len == 0)
        return 0;
    const struct run *run = line->runs->pdata[right ? line->runs->len - 1 : 0];
    if (run->glyphs->len == 0)
        return 0;
    if (line->ppi != 0)
        return grid_length(line->ppi, run_bearing(run, grid_ppem(line->ppi, size), right) * 1000);
    const struct glyph *glyph =
        &g_array_index(run->glyphs, struct glyph, right ? run->glyphs->len - 1 : 0);
    hb_glyph_extents_t extents;
    if (!hb_font_get_glyph_extents(run->font->hb, glyph->id, &extents) || extents.width == 0)
        return 0;
    int32_t left = glyph->x + extents.x_bearing;
    return text_scale(right ? run->units - left - extents.width : left, size, run->font->upem);
}
