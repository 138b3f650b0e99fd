/* SPDX-License-Identifier: Apache-2.0 */
/* Small scenes for the unit tests of writers. */
#include "drawn.h"

#include "unit.h"

#include <hb.h>
#include <string.h>

#define SIZE 1000 /* 1/100 pt */

struct scene *drawn_empty(void)
{
    struct scene *scene = scene_new(60000, 40000);
    scene->layout = "test";
    scene->language = "en";
    scene->title = "Security updates: HomeCam 3";
    scene->spoken = "Security updates for HomeCam 3: at least until March 2031.";
    return scene;
}

void drawn_text(struct scene *scene, const struct font *font, int32_t x, int32_t y,
                const char *text, bool rtl)
{
    size_t count = (size_t)g_utf8_strlen(text, -1), at = 0;
    g_autofree struct glyph *glyphs = g_new0(struct glyph, count);
    for (const char *c = text; *c != '\0'; c += g_utf8_skip[(guchar)*c], at++) {
        struct glyph *glyph = &glyphs[rtl ? count - 1 - at : at];
        hb_font_get_nominal_glyph(font->hb, g_utf8_get_char(c), &glyph->id);
        glyph->cluster = (uint32_t)(c - text);
    }
    int64_t pen = 0;
    for (size_t i = 0; i < count; i++) {
        glyphs[i].x = (int32_t)(pen * SIZE * 127 / 36 / font->upem);
        pen += font_advance(font, glyphs[i].id);
    }
    struct op op = {.kind = OP_GLYPHS, .ink = INK_INK};
    op.glyphs.font = font;
    op.glyphs.x = x;
    op.glyphs.y = y;
    op.glyphs.size = SIZE;
    op.glyphs.width = (int32_t)(pen * SIZE * 127 / 36 / font->upem);
    op.glyphs.text = text;
    op.glyphs.language = "en";
    op.glyphs.rtl = rtl;
    op.glyphs.role = "test";
    op.glyphs.glyphs = glyphs;
    op.glyphs.count = count;
    scene_add(scene, &op);
}

void drawn_qr(struct scene *scene, int32_t x, int32_t y, const char *const *rows, int32_t modules)
{
    g_autofree uint8_t *bits = g_malloc0((size_t)modules * (size_t)modules);
    for (int32_t i = 0; i < modules * modules; i++)
        bits[i] = rows[i / modules][i % modules] == '#';
    struct op op = {.kind = OP_QR, .ink = INK_INK};
    op.qr.x = x;
    op.qr.y = y;
    op.qr.module = 500;
    op.qr.modules = modules;
    op.qr.bits = bits;
    op.qr.payload = "test";
    scene_add(scene, &op);
}

struct scene *drawn_all(struct fontset *fontset, bool mono)
{
    static const char *const rows[] = {"##.", "#.#", ".##"};
    static const struct segment leaf[] = {
        {SEGMENT_MOVE, {{1000, 20000}}},
        {SEGMENT_LINE, {{4000, 20000}}},
        {SEGMENT_CUBIC, {{5000, 21000}, {5000, 23000}, {4000, 24000}}},
        {SEGMENT_CLOSE, {{0, 0}}},
    };
    struct scene *scene = drawn_empty();
    scene->mono = mono;
    scene_fill_rect(scene, INK_PAPER, 0, 0, 60000, 40000, 2000);
    scene_begin(scene, "band", NULL);
    scene_fill_rect(scene, mono ? INK_INK : INK_PROMISE, 0, 0, 60000, 5000, 0);
    scene_end(scene);
    scene_fill_path(scene, INK_INK, leaf, G_N_ELEMENTS(leaf));
    scene_stroke_path(scene, INK_INK, leaf, 2, 250, 640, 520, true);
    drawn_text(scene, drawn_font(fontset), 4000, 15000, "Wave a wave", false);
    drawn_qr(scene, 40000, 20000, rows, 3);
    return scene;
}

const struct font *drawn_font(struct fontset *fontset)
{
    struct diags *diags = diags_new(0);
    const struct font *font = fontset_get(fontset, "Latn", WEIGHT_BOLD, diags);
    ck_assert_ptr_nonnull(font);
    diags_free(diags);
    return font;
}

char *drawn_write(const char *writer, const struct scene *scene, bool live_text,
                  const char *label_json, size_t *size)
{
    g_autoptr(GBytes) json = label_json ? g_bytes_new(label_json, strlen(label_json)) : NULL;
    struct write_options options = {.live_text = live_text, .dpi = 300};
    struct write_input input = {.scene = scene, .label_json = json, .options = &options};
    g_autoptr(GBytes) bytes = writer_find(writer)->write(&input, NULL);
    ck_assert_ptr_nonnull(bytes);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    if (size)
        *size = length;
    char *copy = g_malloc(length + 1);
    memcpy(copy, data, length);
    copy[length] = '\0';
    return copy;
}
