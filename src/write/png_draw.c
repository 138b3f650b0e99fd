/* SPDX-License-Identifier: Apache-2.0 */
/* A scene's pixels by cairo: with soft edges, or each on or off as a bitmap wants them. */
#include "write/png_draw.h"

#include "font/raster.h"
#include "scene/grid.h"
#include "write/palette.h"

struct raster {
    cairo_t *cairo;
    const struct scene *scene;
    bool failed; /* a glyph has no pixels */
    int32_t ppi; /* thousandths */
};

static void set_ink(struct raster *raster, enum ink ink)
{
    struct rgb rgb = palette_rgb(raster->scene, ink);
    cairo_set_source_rgb(raster->cairo, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

static void draw_rect(struct raster *raster, const struct op *op)
{
    cairo_t *cairo = raster->cairo;
    double x = op->rect.x, y = op->rect.y, r = op->rect.radius;
    double right = x + op->rect.width, bottom = y + op->rect.height;
    if (op->rect.radius == 0) {
        cairo_rectangle(cairo, x, y, right - x, bottom - y);
    } else {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, right - r, y + r, r, -G_PI_2, 0);
        cairo_arc(cairo, right - r, bottom - r, r, 0, G_PI_2);
        cairo_arc(cairo, x + r, bottom - r, r, G_PI_2, G_PI);
        cairo_arc(cairo, x + r, y + r, r, G_PI, 3 * G_PI_2);
        cairo_close_path(cairo);
    }
    set_ink(raster, op->ink);
    cairo_fill(cairo);
}

static void trace_path(cairo_t *cairo, const struct op *op)
{
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        const struct point *p = segment->p;
        switch (segment->kind) {
        case SEGMENT_MOVE:
            cairo_move_to(cairo, p[0].x, p[0].y);
            break;
        case SEGMENT_LINE:
            cairo_line_to(cairo, p[0].x, p[0].y);
            break;
        case SEGMENT_CUBIC:
            cairo_curve_to(cairo, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
            break;
        case SEGMENT_CLOSE:
            cairo_close_path(cairo);
            break;
        }
    }
}

static void draw_stroke(struct raster *raster, const struct op *op)
{
    cairo_t *cairo = raster->cairo;
    const double dashes[] = {op->path.dash, op->path.gap};
    cairo_set_line_width(cairo, op->path.width);
    cairo_set_line_cap(cairo, op->path.butt ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, op->path.butt ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cairo, dashes, op->path.dash > 0 ? 2 : 0, 0);
    trace_path(cairo, op);
    set_ink(raster, op->ink);
    cairo_stroke(cairo);
}

static void sink_move(void *data, float x, float y)
{
    cairo_move_to(data, (double)x, (double)y);
}

static void sink_line(void *data, float x, float y)
{
    cairo_line_to(data, (double)x, (double)y);
}

static void sink_quad(void *data, float cx, float cy, float x, float y)
{
    double from_x, from_y;
    cairo_get_current_point(data, &from_x, &from_y);
    double control_x = (double)cx, control_y = (double)cy, to_x = (double)x, to_y = (double)y;
    cairo_curve_to(data, from_x + (control_x - from_x) * 2 / 3,
                   from_y + (control_y - from_y) * 2 / 3, to_x + (control_x - to_x) * 2 / 3,
                   to_y + (control_y - to_y) * 2 / 3, to_x, to_y);
}

static void sink_cubic(void *data, float c1x, float c1y, float c2x, float c2y, float x, float y)
{
    cairo_curve_to(data, (double)c1x, (double)c1y, (double)c2x, (double)c2y, (double)x, (double)y);
}

static void sink_close(void *data)
{
    cairo_close_path(data);
}

static void draw_glyphs(struct raster *raster, const struct op *op)
{
    static const struct outline_sink sink = {sink_move, sink_line, sink_quad, sink_cubic,
                                             sink_close};
    cairo_t *cairo = raster->cairo;
    double scale = op->glyphs.size * 127.0 / 36.0 / op->glyphs.font->upem;
    for (size_t i = 0; i < op->glyphs.count; i++) {
        const struct glyph *glyph = &op->glyphs.glyphs[i];
        cairo_save(cairo);
        cairo_translate(cairo, op->glyphs.x + glyph->x, op->glyphs.y + glyph->y);
        cairo_scale(cairo, scale, -scale);
        font_outline(op->glyphs.font, glyph->id, &sink, cairo);
        cairo_restore(cairo); /* the path is in device space already */
    }
    set_ink(raster, op->ink);
    cairo_fill(cairo);
}

/* Adds a glyph's pixels in rows, its origin at that pixel. */
static void trace_bitmap(cairo_t *cairo, const struct font_bitmap *bitmap, int x, int y)
{
    for (int row = 0; row < bitmap->height; row++) {
        const uint8_t *bits = bitmap->bits + (size_t)row * (size_t)bitmap->width;
        for (int from = 0, to; from < bitmap->width; from = to + 1) {
            for (to = from; to < bitmap->width && bits[to] != 0;)
                to++;
            if (to > from)
                cairo_rectangle(cairo, x + bitmap->left + from, y - bitmap->top + row, to - from, 1);
        }
    }
}

static void draw_bitmaps(struct raster *raster, const struct op *op)
{
    cairo_t *cairo = raster->cairo;
    int ppem = grid_ppem(raster->ppi, op->glyphs.size);
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    for (size_t i = 0; i < op->glyphs.count; i++) {
        const struct glyph *glyph = &op->glyphs.glyphs[i];
        const struct font_bitmap *bitmap = font_bitmap(op->glyphs.font, glyph->id, ppem);
        if (bitmap == NULL)
            raster->failed = true;
        else
            trace_bitmap(cairo, bitmap, grid_pixel(raster->ppi, op->glyphs.x + glyph->x),
                         grid_pixel(raster->ppi, op->glyphs.y + glyph->y));
    }
    set_ink(raster, op->ink);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static double pixels(const struct raster *raster, double micrometres)
{
    return micrometres * raster->ppi / 25400000;
}

/* Modules this large may differ by one pixel: less than a tenth of a module off its place. */
#define EVEN_MODULE 4.0

/* The code's grid lines along one axis in whole pixels, so that no module is grey. At fine
 * resolutions each line goes to its nearest pixel and the code keeps its true size; at coarse ones
 * all modules are alike, and the code may grow by 3 % or shrink around its middle. */
static double grid_line(const struct raster *raster, const struct op *op, int32_t start, int32_t i)
{
    double exact = pixels(raster, op->qr.module);
    if (exact >= EVEN_MODULE)
        return (int)(pixels(raster, start) + exact * i + 0.5);
    double module = MAX((int)(exact * 1.03), 1);
    return (int)(pixels(raster, start) + (exact - module) * op->qr.modules / 2 + 0.5) + module * i;
}

static void draw_qr(struct raster *raster, const struct op *op)
{
    cairo_t *cairo = raster->cairo;
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    for (int32_t i = 0; i < op->qr.modules * op->qr.modules; i++) {
        int32_t row = i / op->qr.modules, column = i % op->qr.modules;
        double x = grid_line(raster, op, op->qr.x, column);
        double y = grid_line(raster, op, op->qr.y, row);
        if (op->qr.bits[i])
            cairo_rectangle(cairo, x, y, grid_line(raster, op, op->qr.x, column + 1) - x,
                            grid_line(raster, op, op->qr.y, row + 1) - y);
    }
    set_ink(raster, op->ink);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void draw_op(struct raster *raster, const struct op *op)
{
    switch (op->kind) {
    case OP_FILL_RECT:
        draw_rect(raster, op);
        break;
    case OP_FILL_PATH:
        trace_path(raster->cairo, op);
        set_ink(raster, op->ink);
        cairo_fill(raster->cairo);
        break;
    case OP_STROKE_PATH:
        draw_stroke(raster, op);
        break;
    case OP_GLYPHS:
        if (raster->scene->bitmap)
            draw_bitmaps(raster, op);
        else
            draw_glyphs(raster, op);
        break;
    case OP_QR:
        draw_qr(raster, op);
        break;
    case OP_GROUP_BEGIN:
    case OP_GROUP_END:
        break;
    }
}

/* Cairo keeps errors in the context and in the surface, so both are asked. */
cairo_surface_t *png_draw(const struct scene *scene, int32_t ppi)
{
    struct raster raster = {.scene = scene, .ppi = ppi};
    int width = (int)(pixels(&raster, scene->width) + 0.5);
    int height = (int)(pixels(&raster, scene->height) + 0.5);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(width, 1), MAX(height, 1));
    cairo_t *cairo = raster.cairo = cairo_create(surface);
    set_ink(&raster, INK_PAPER);
    cairo_paint(cairo);
    cairo_scale(cairo, ppi / 25400000.0, ppi / 25400000.0);
    if (scene->bitmap)
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    for (guint i = 0; i < scene->ops->len; i++)
        draw_op(&raster, &g_array_index(scene->ops, struct op, i));
    bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS && !raster.failed;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

double png_pixels(const struct scene *scene, int32_t ppi)
{
    struct raster raster = {.scene = scene, .ppi = ppi};
    return pixels(&raster, scene->width) * pixels(&raster, scene->height);
}
