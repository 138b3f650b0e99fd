/* SPDX-License-Identifier: Apache-2.0 */
/* A shaped line onto a scene: font units become micrometres here. */
#include "layout/text.h"

static void draw_run(const struct run *run, struct scene *scene, const struct type *type, int32_t x,
                     int32_t y, const char *phrase)
{
    struct op op = {.kind = OP_GLYPHS, .ink = type->ink};
    unsigned upem = run->font->upem;
    g_autofree struct glyph *glyphs = g_new(struct glyph, run->glyphs->len);
    for (unsigned i = 0; i < run->glyphs->len; i++) {
        struct glyph glyph = g_array_index(run->glyphs, struct glyph, i);
        glyph.x = text_scale(glyph.x, type->size, upem);
        glyph.y = -text_scale(glyph.y, type->size, upem);
        glyphs[i] = glyph;
    }
    op.glyphs.font = run->font;
    op.glyphs.x = x;
    op.glyphs.y = y;
    op.glyphs.size = type->size;
    op.glyphs.tracking = type->tracking;
    op.glyphs.width = text_scale(run->units, type->size, upem);
    op.glyphs.text = run->text;
    op.glyphs.phrase = phrase;
    op.glyphs.language = run->language;
    op.glyphs.rtl = run->rtl;
    op.glyphs.role = type->role;
    op.glyphs.glyphs = glyphs;
    op.glyphs.count = run->glyphs->len;
    scene_add(scene, &op);
}

void line_draw(const struct line *line, struct scene *scene, const struct type *type, int32_t x,
               int32_t y, const char *phrase)
{
    for (unsigned i = 0; i < line->runs->len; i++) {
        const struct run *run = line->runs->pdata[i];
        draw_run(run, scene, type, x, y, phrase);
        x += text_scale(run->units, type->size, run->font->upem);
    }
}
