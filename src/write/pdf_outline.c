/* SPDX-License-Identifier: Apache-2.0 */
/* Type in a PDF as shapes: each glyph in font units, as equal ones then deflate best. */
#include "write/pdf_outline.h"

#include "base/number.h"

#include <math.h>

struct drawing {
    GString *out;
    float x, y; /* where the pen is */
};

static void put_point(struct drawing *drawing, float x, float y)
{
    number_append_fixed(drawing->out, lrintf(x * 10), 1);
    g_string_append_c(drawing->out, ' ');
    number_append_fixed(drawing->out, lrintf(y * 10), 1);
    g_string_append_c(drawing->out, ' ');
    drawing->x = x;
    drawing->y = y;
}

static void sink_move(void *data, float x, float y)
{
    struct drawing *drawing = data;
    put_point(drawing, x, y);
    g_string_append(drawing->out, "m\n");
}

static void sink_line(void *data, float x, float y)
{
    struct drawing *drawing = data;
    put_point(drawing, x, y);
    g_string_append(drawing->out, "l\n");
}

static void sink_cubic(void *data, float c1x, float c1y, float c2x, float c2y, float x, float y)
{
    struct drawing *drawing = data;
    put_point(drawing, c1x, c1y);
    put_point(drawing, c2x, c2y);
    put_point(drawing, x, y);
    g_string_append(drawing->out, "c\n");
}

/* The cubic of the same shape: its controls are two thirds of the way to the quadratic's. */
static void sink_quad(void *data, float cx, float cy, float x, float y)
{
    const struct drawing *drawing = data;
    float c1x = drawing->x + (cx - drawing->x) * 2 / 3;
    float c1y = drawing->y + (cy - drawing->y) * 2 / 3;
    sink_cubic(data, c1x, c1y, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y);
}

static void sink_close(void *data)
{
    struct drawing *drawing = data;
    g_string_append(drawing->out, "h\n");
}

/* Micrometres per font unit: an em is size * 127/36 µm. */
static void put_scale(GString *out, const struct op *op)
{
    int64_t divisor = (int64_t)36 * op->glyphs.font->upem;
    number_append_fixed(out, ((int64_t)op->glyphs.size * 127000000 + divisor / 2) / divisor, 6);
}

static void put_glyph(GString *out, const struct op *op, const struct glyph *glyph,
                      int32_t page_height)
{
    static const struct outline_sink sink = {sink_move, sink_line, sink_quad, sink_cubic,
                                             sink_close};
    g_autoptr(GString) shape = g_string_new(NULL);
    struct drawing drawing = {.out = shape};
    font_outline(op->glyphs.font, glyph->id, &sink, &drawing);
    if (shape->len == 0) /* a space */
        return;
    g_string_append(out, "q ");
    put_scale(out, op);
    g_string_append(out, " 0 0 ");
    put_scale(out, op);
    g_string_append_c(out, ' ');
    number_append(out, op->glyphs.x + glyph->x);
    g_string_append_c(out, ' ');
    number_append(out, page_height - op->glyphs.y - glyph->y);
    g_string_append(out, " cm\n");
    g_string_append_len(out, shape->str, (gssize)shape->len);
    g_string_append(out, "f\nQ\n");
}

void pdf_outline_run(GString *out, const struct op *op, int32_t page_height)
{
    for (size_t i = 0; i < op->glyphs.count; i++)
        put_glyph(out, op, &op->glyphs.glyphs[i], page_height);
}
