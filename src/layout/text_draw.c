/* SPDX-License-Identifier: Apache-2.0 */
/* A shaped line onto a scene: font units become micrometres here. */
#include "layout/text.h"

#include "scene/grid.h"

/* Places of a run's glyphs in micrometres; returns its width. */
static int32_t place_glyphs(const struct run *run, int size, struct glyph *glyphs)
{
    unsigned upem = run->font->upem;
    for (unsigned i = 0; i < run->glyphs->len; i++) {
        glyphs[i] = g_array_index(run->glyphs, struct glyph, i);
        glyphs[i].x = text_scale(glyphs[i].x, size, upem);
        glyphs[i].y = -text_scale(glyphs[i].y, size, upem);
    }
    return text_scale(run->units, size, upem);
}

/* The same on the pixels of a bitmap. */
static int32_t place_pixels(const struct run *run, int32_t ppi, int size, struct glyph *glyphs)
{
    int32_t width = run_pixels(run, grid_ppem(ppi, size), glyphs);
    for (unsigned i = 0; i < run->glyphs->len; i++) {
        glyphs[i].x = grid_length(ppi, glyphs[i].x * 1000);
        glyphs[i].y = grid_length(ppi, glyphs[i].y * 1000);
    }
    return grid_length(ppi, width * 1000);
}

/* Returns where the next run begins. */
static int32_t draw_run(const struct run *run, int32_t ppi, struct scene *scene,
                        const struct type *type, int32_t x, int32_t y, const char *phrase)
{
    struct op op = {.kind = OP_GLYPHS, .ink = type->ink};
    g_autofree struct glyph *glyphs = g_new(struct glyph, run->glyphs->len);
    if (ppi != 0)
        op.glyphs.width = place_pixels(run, ppi, type->size, glyphs);
    else
        op.glyphs.width = place_glyphs(run, type->size, glyphs);
    op.glyphs.font = run->font;
    op.glyphs.x = x;
    op.glyphs.y = y;
    op.glyphs.size = type->size;
    op.glyphs.tracking = type->tracking;
    op.glyphs.text = run->text;
    op.glyphs.phrase = phrase;
    op.glyphs.language = run->language;
    op.glyphs.rtl = run->rtl;
    op.glyphs.role = type->role;
    op.glyphs.glyphs = glyphs;
    op.glyphs.count = run->glyphs->len;
    scene_add(scene, &op);
    return x + op.glyphs.width;
}

/* The nearest place on the pixels of a bitmap. */
static int32_t snap(int32_t ppi, int32_t place)
{
    return ppi != 0 ? grid_length(ppi, grid_pixel(ppi, place) * 1000) : place;
}

void line_draw(const struct line *line, struct scene *scene, const struct type *type, int32_t x,
               int32_t y, const char *phrase)
{
    for (unsigned i = 0; i < line->runs->len; i++)
        x = draw_run(line->runs->pdata[i], line->ppi, scene, type, snap(line->ppi, x),
                     snap(line->ppi, y), phrase);
}
