/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → the operators of a PDF page. */
#include "write/pdf_content.h"

#include "base/number.h"
#include "write/pdf_file.h"
#include "write/pdf_inks.h"
#include "write/pdf_outline.h"
#include "write/pdf_tags.h"
#include "write/pdf_text.h"
#include "write/qr_trace.h"

#include <string.h>

struct content {
    GString *out;
    const struct scene *scene;
    const struct pdf_fonts *fonts;
    const struct pdf_sheet *sheet; /* NULL: for a screen */
    bool overprints;               /* in force */
    const char *fill, *stroke;     /* colours in force, NULL: none set yet */
    char *colours[INK_COUNT];      /* operands, with the operator for filling */
};

/* Numbers */

static void put(struct content *content, int32_t value)
{
    number_append(content->out, value);
    g_string_append_c(content->out, ' ');
}

static void put_point(struct content *content, int32_t x, int32_t y)
{
    put(content, x);
    put(content, content->scene->height - y);
}

static void put_operator(struct content *content, const char *name)
{
    g_string_append(content->out, name);
    g_string_append_c(content->out, '\n');
}

/* Colours */

/* Black text is printed onto what lies below, lest a gap show where the inks are out of register.
 */
static void set_overprint(struct content *content, const struct op *op)
{
    bool overprints = op->kind == OP_GLYPHS &&
                      pdf_ink_overprints(content->scene, op->ink, content->sheet->press);
    if (overprints != content->overprints)
        put_operator(content, overprints ? "/On gs" : "/Off gs");
    content->overprints = overprints;
}

static void set_fill(struct content *content, enum ink ink)
{
    const char *colour = content->colours[ink];
    if (content->fill && strcmp(colour, content->fill) == 0)
        return;
    put_operator(content, colour);
    content->fill = colour;
}

static void set_stroke(struct content *content, enum ink ink)
{
    const char *colour = content->colours[ink];
    if (content->stroke && strcmp(colour, content->stroke) == 0)
        return;
    g_autofree char *capital = g_strdup(colour);
    for (char *c = capital; *c != '\0'; c++)
        *c = g_ascii_toupper(*c);
    put_operator(content, capital);
    content->stroke = colour;
}

/* Shapes */

/* The corner of a rounded rectangle as a cubic: its controls lie at 0.5523 of the radius. */
static void put_corner(struct content *content, int32_t x1, int32_t y1, int32_t corner_x,
                       int32_t corner_y, int32_t x2, int32_t y2)
{
    put_point(content, x1 + (int32_t)((int64_t)(corner_x - x1) * 5523 / 10000),
              y1 + (int32_t)((int64_t)(corner_y - y1) * 5523 / 10000));
    put_point(content, x2 + (int32_t)((int64_t)(corner_x - x2) * 5523 / 10000),
              y2 + (int32_t)((int64_t)(corner_y - y2) * 5523 / 10000));
    put_point(content, x2, y2);
    put_operator(content, "c");
}

static void put_line(struct content *content, int32_t x, int32_t y)
{
    put_point(content, x, y);
    put_operator(content, "l");
}

static void put_rounded(struct content *content, const struct op *op)
{
    int32_t left = op->rect.x, top = op->rect.y, r = op->rect.radius;
    int32_t right = left + op->rect.width, bottom = top + op->rect.height;
    put_point(content, left + r, top);
    put_operator(content, "m");
    put_line(content, right - r, top);
    put_corner(content, right - r, top, right, top, right, top + r);
    put_line(content, right, bottom - r);
    put_corner(content, right, bottom - r, right, bottom, right - r, bottom);
    put_line(content, left + r, bottom);
    put_corner(content, left + r, bottom, left, bottom, left, bottom - r);
    put_line(content, left, top + r);
    put_corner(content, left, top + r, left, top, left + r, top);
    put_operator(content, "h f");
}

static void put_rect(struct content *content, const struct op *op)
{
    set_fill(content, op->ink);
    if (op->rect.radius > 0) {
        put_rounded(content, op);
        return;
    }
    put_point(content, op->rect.x, op->rect.y + op->rect.height);
    put(content, op->rect.width);
    put(content, op->rect.height);
    put_operator(content, "re f");
}

static void put_segments(struct content *content, const struct op *op)
{
    static const char *const operators[] = {"m", "l", "c", "h"};
    static const size_t points[] = {1, 1, 3, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        for (size_t j = 0; j < points[segment->kind]; j++)
            put_point(content, segment->p[j].x, segment->p[j].y);
        put_operator(content, operators[segment->kind]);
    }
}

static void put_stroke(struct content *content, const struct op *op)
{
    set_stroke(content, op->ink);
    put(content, op->path.width);
    put_operator(content, op->path.butt ? "w 0 J 0 j" : "w 1 J 1 j");
    g_string_append_c(content->out, '[');
    if (op->path.dash > 0) {
        put(content, op->path.dash);
        put(content, op->path.gap);
    }
    put_operator(content, "] 0 d");
    put_segments(content, op);
    put_operator(content, "S");
}

static void put_qr_corner(void *data, int32_t x, int32_t y, bool first)
{
    struct content *content = data;
    put(content, x);
    put(content, y);
    put_operator(content, first ? "m" : "l");
}

/* One path, filled at once: filling closes its outlines, and nothing can show between modules. Its
 * numbers count modules, y downwards: they are short, and deflate well. */
static void put_qr(struct content *content, const struct op *op)
{
    set_fill(content, op->ink);
    g_string_append(content->out, "q ");
    put(content, op->qr.module);
    g_string_append(content->out, "0 0 ");
    put(content, -op->qr.module);
    put_point(content, op->qr.x, op->qr.y);
    put_operator(content, "cm");
    qr_trace(op, put_qr_corner, content);
    put_operator(content, "f\nQ");
}

static void put_glyphs(struct content *content, const struct op *op)
{
    set_fill(content, op->ink);
    if (content->sheet && content->sheet->press->outlines)
        pdf_outline_run(content->out, op, content->scene->height);
    else
        pdf_text_run(content->out, op, content->fonts, content->scene->height, !content->sheet);
}

static void put_op(struct content *content, const struct op *op)
{
    switch (op->kind) {
    case OP_FILL_RECT:
        put_rect(content, op);
        break;
    case OP_FILL_PATH:
        set_fill(content, op->ink);
        put_segments(content, op);
        put_operator(content, "f");
        break;
    case OP_STROKE_PATH:
        put_stroke(content, op);
        break;
    case OP_GLYPHS:
        put_glyphs(content, op);
        break;
    case OP_QR:
        put_qr(content, op);
        break;
    case OP_GROUP_BEGIN:
    case OP_GROUP_END:
        break;
    }
}

/* For a screen: everything is marked as a label's or as decoration. */
static void put_marked(struct content *content, struct pdf_tags *tags, unsigned page)
{
    pdf_tags_begin(tags, content->out, content->scene, page);
    for (guint i = 0; i < content->scene->ops->len; i++) {
        const struct op *op = &g_array_index(content->scene->ops, struct op, i);
        pdf_tags_mark(tags, op);
        put_op(content, op);
    }
    pdf_tags_end(tags);
}

/* The trim in force behind a group's begin: that of the label it is, else the same as before. */
static void follow_trim(const struct op *op, struct pdf_rect *trim)
{
    if (op->kind == OP_GROUP_BEGIN && op->group.width > 0)
        *trim = (struct pdf_rect){op->group.x, op->group.y, op->group.x + op->group.width,
                                  op->group.y + op->group.height};
}

static void put_for_press(struct content *content)
{
    const struct pdf_sheet *sheet = content->sheet;
    struct pdf_rect trim = {0, 0, content->scene->width, content->scene->height};
    for (guint i = 0; i < content->scene->ops->len; i++) {
        const struct op *op = &g_array_index(content->scene->ops, struct op, i);
        struct op block;
        follow_trim(op, &trim);
        if (sheet->bleed > 0 && pdf_print_is_frame(&trim, op))
            continue;
        if (sheet->bleed > 0 && pdf_print_bleeds(&trim, op, sheet->bleed, &block))
            op = &block;
        if (op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END)
            set_overprint(content, op);
        put_op(content, op);
    }
    if (sheet->marks)
        pdf_print_marks(content->out, content->scene);
}

/* Below the trim, in the same inks. */
static void put_slug(const struct content *content, const struct scene *slug)
{
    struct content beside = *content;
    beside.scene = slug;
    g_string_append(content->out, "1 0 0 1 0 ");
    number_append(content->out, -pdf_print_slug_top(content->sheet) - slug->height);
    put_operator(&beside, " cm");
    for (guint i = 0; i < slug->ops->len; i++)
        put_op(&beside, &g_array_index(slug->ops, struct op, i));
}

static void begin(struct content *content, int32_t left, int32_t bottom)
{
    const struct press *press = content->sheet ? content->sheet->press : NULL;
    for (enum ink ink = 0; ink < INK_COUNT; ink++)
        content->colours[ink] = pdf_ink(content->scene, ink, press);
    /* Points per micrometre: 72/25400. */
    g_string_append(content->out, "0.002834645669 0 0 0.002834645669 ");
    pdf_put_points(content->out, left);
    g_string_append_c(content->out, ' ');
    pdf_put_points(content->out, bottom);
    put_operator(content, " cm");
}

static void end(struct content *content)
{
    for (enum ink ink = 0; ink < INK_COUNT; ink++)
        g_free(content->colours[ink]);
}

void pdf_content(GString *out, const struct scene *scene, const struct pdf_fonts *fonts,
                 struct pdf_tags *tags, unsigned page)
{
    struct content content = {.out = out, .scene = scene, .fonts = fonts};
    begin(&content, 0, 0);
    put_marked(&content, tags, page);
    end(&content);
}

void pdf_content_press(GString *out, const struct scene *scene, const struct scene *slug,
                       const struct pdf_fonts *fonts, const struct pdf_sheet *sheet)
{
    struct content content = {.out = out, .scene = scene, .fonts = fonts, .sheet = sheet};
    begin(&content, sheet->margin, pdf_print_bottom(sheet, slug));
    put_for_press(&content);
    if (slug)
        put_slug(&content, slug);
    end(&content);
}
