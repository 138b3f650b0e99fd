/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a scene as text: lengths in micrometres, sizes in 1/100 pt, strings as in C. */
#include "scene/scene_dump.h"

#include "base/number.h"

static void put_int(GString *out, int64_t value)
{
    g_string_append_c(out, ' ');
    number_append(out, value);
}

static void put_word(GString *out, const char *word)
{
    g_string_append_c(out, ' ');
    g_string_append(out, word != NULL ? word : "-");
}

static void put_string(GString *out, const char *text)
{
    g_string_append(out, " \"");
    for (const char *p = text; p != NULL && *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c(out, '\\');
        if (*p == '\n')
            g_string_append(out, "\\n");
        else
            g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

static void put_rect(GString *out, const struct op *op)
{
    put_int(out, op->rect.x);
    put_int(out, op->rect.y);
    put_int(out, op->rect.width);
    put_int(out, op->rect.height);
    if (op->rect.radius > 0) {
        put_word(out, "radius");
        put_int(out, op->rect.radius);
    }
}

static void put_segments(GString *out, const struct op *op)
{
    static const char letters[] = "MLCZ";
    static const int points[] = {1, 1, 3, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        g_string_append_c(out, ' ');
        g_string_append_c(out, letters[segment->kind]);
        for (int k = 0; k < points[segment->kind]; k++) {
            put_int(out, segment->p[k].x);
            put_int(out, segment->p[k].y);
        }
    }
}

static void put_stroke(GString *out, const struct op *op)
{
    put_int(out, op->path.width);
    if (op->path.dash > 0) {
        put_word(out, "dash");
        put_int(out, op->path.dash);
        put_int(out, op->path.gap);
    }
    if (op->path.butt)
        put_word(out, "butt");
    put_segments(out, op);
}

/* Glyphs as id@x,y/cluster. */
static void put_glyphs(GString *out, const struct op *op)
{
    put_word(out, op->glyphs.role);
    put_int(out, op->glyphs.x);
    put_int(out, op->glyphs.y);
    put_int(out, op->glyphs.width);
    put_word(out, op->glyphs.font->name);
    put_int(out, op->glyphs.size);
    if (op->glyphs.tracking != 0) {
        put_word(out, "tracking");
        put_int(out, op->glyphs.tracking);
    }
    put_word(out, op->glyphs.language);
    put_word(out, op->glyphs.rtl ? "rtl" : "ltr");
    put_string(out, op->glyphs.text);
    for (size_t i = 0; i < op->glyphs.count; i++) {
        const struct glyph *glyph = &op->glyphs.glyphs[i];
        put_int(out, glyph->id);
        g_string_append_c(out, '@');
        number_append(out, glyph->x);
        g_string_append_c(out, ',');
        number_append(out, glyph->y);
        g_string_append_c(out, '/');
        number_append(out, glyph->cluster);
    }
}

/* Rows of modules as 0 and 1, from the top. */
static void put_qr(GString *out, const struct op *op)
{
    put_int(out, op->qr.x);
    put_int(out, op->qr.y);
    put_int(out, op->qr.module);
    put_int(out, op->qr.modules);
    put_string(out, op->qr.payload);
    size_t modules = (size_t)op->qr.modules;
    for (size_t i = 0; i < modules * modules; i++) {
        if (i % modules == 0)
            g_string_append_c(out, ' ');
        g_string_append_c(out, op->qr.bits[i] != 0 ? '1' : '0');
    }
}

static void put_group(GString *out, const struct op *op)
{
    put_word(out, op->group.role);
    if (op->group.label != NULL)
        put_string(out, op->group.label);
    if (op->group.url != NULL)
        put_string(out, op->group.url);
    if (op->group.width == 0)
        return;
    put_word(out, op->group.language);
    put_int(out, op->group.x);
    put_int(out, op->group.y);
    put_int(out, op->group.width);
    put_int(out, op->group.height);
}

static void put_op(GString *out, const struct op *op)
{
    static const struct {
        const char *name;
        bool inked;
        void (*put)(GString *out, const struct op *op);
    } kinds[] = {
        [OP_FILL_RECT] = {"rect", true, put_rect},
        [OP_FILL_PATH] = {"fill", true, put_segments},
        [OP_STROKE_PATH] = {"stroke", true, put_stroke},
        [OP_GLYPHS] = {"glyphs", true, put_glyphs},
        [OP_QR] = {"qr", true, put_qr},
        [OP_GROUP_BEGIN] = {"begin", false, put_group},
        [OP_GROUP_END] = {"end", false, NULL},
    };
    g_string_append(out, kinds[op->kind].name);
    if (kinds[op->kind].inked)
        put_word(out, ink_name(op->ink));
    if (kinds[op->kind].put != NULL)
        kinds[op->kind].put(out, op);
    g_string_append_c(out, '\n');
}

static void put_colour(GString *out, enum ink ink, const struct scene_colour *colour)
{
    if (!colour->own)
        return;
    g_string_append_printf(out, "\ncolour %s #%02x%02x%02x %u %u %u %u", ink_name(ink), colour->red,
                           colour->green, colour->blue, colour->cyan, colour->magenta,
                           colour->yellow, colour->black);
}

void scene_dump(const struct scene *scene, GString *out)
{
    g_string_append(out, "scene");
    put_word(out, scene->layout);
    put_word(out, scene->language);
    put_word(out, scene->rtl ? "rtl" : "ltr");
    put_word(out, scene->mono ? "mono" : scene->dark ? "dark" : "colour");
    put_int(out, scene->width);
    put_int(out, scene->height);
    if (scene->ppi != 0) {
        put_word(out, scene->bitmap ? "bitmap" : "ppi");
        put_int(out, scene->ppi);
    }
    for (int ink = 0; ink < INK_COUNT; ink++)
        put_colour(out, (enum ink)ink, &scene->colours[ink]);
    g_string_append(out, "\ntitle");
    put_string(out, scene->title);
    g_string_append(out, "\nspoken");
    put_string(out, scene->spoken);
    g_string_append_c(out, '\n');
    for (unsigned i = 0; i < scene->ops->len; i++)
        put_op(out, &g_array_index(scene->ops, struct op, i));
}
