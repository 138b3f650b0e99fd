/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → PNG: cairo draws the pixels, libpng packs them with resolution and label JSON. */
#include "write/formats.h"
#include "write/palette.h"

#include <cairo.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Measured on labels: no filter beats every filter, and level 6 saves 6 % for twice the time. */
#define COMPRESSION 3

/* Four bytes each. The largest label of the house has 48 million at 2400 dpi. */
#define PIXELS_MAX 60000000

/* Keyword of the text chunk that carries the label JSON. */
static char label_keyword[] = "uplabel:label";

/* Drawing */

struct raster {
    cairo_t *cairo;
    const struct scene *scene;
    unsigned dpi;
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

static double pixels(const struct raster *raster, double micrometres)
{
    return micrometres * raster->dpi / 25400;
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

/* The scene on its ground, in the corners too; NULL where cairo failed. It keeps errors in the context and in the
 * surface, so both are asked. */
static cairo_surface_t *draw(const struct scene *scene, unsigned dpi)
{
    struct raster raster = {.scene = scene, .dpi = dpi};
    int width = (int)(pixels(&raster, scene->width) + 0.5);
    int height = (int)(pixels(&raster, scene->height) + 0.5);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(width, 1), MAX(height, 1));
    cairo_t *cairo = raster.cairo = cairo_create(surface);
    set_ink(&raster, INK_PAPER);
    cairo_paint(cairo);
    cairo_scale(cairo, dpi / 25400.0, dpi / 25400.0);
    for (guint i = 0; i < scene->ops->len; i++)
        draw_op(&raster, &g_array_index(scene->ops, struct op, i));
    bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

/* Packing */

struct image {
    cairo_surface_t *surface;
    unsigned width, height, dpi;
    bool gray;
    char *label_json; /* NULL: none */
    png_byte *row;
    GByteArray *out;
};

static void append_bytes(png_structp png, png_bytep bytes, size_t size)
{
    struct image *image = png_get_io_ptr(png);
    g_byte_array_append(image->out, bytes, (guint)size);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void describe(png_structp png, png_infop info, const struct image *image)
{
    png_set_IHDR(png, info, image->width, image->height, 8,
                 image->gray ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_uint_32 per_metre = (png_uint_32)((image->dpi * 10000u + 127u) / 254u);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_compression_level(png, COMPRESSION);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    if (!image->label_json)
        return;
    png_text text = {.compression = PNG_ITXT_COMPRESSION_zTXt, .key = label_keyword};
    text.text = image->label_json;
    png_set_text(png, info, &text, 1);
}

static void pack_row(const struct image *image, unsigned y)
{
    const unsigned char *data = cairo_image_surface_get_data(image->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(image->surface);
    png_byte *to = image->row;
    for (unsigned x = 0; x < image->width; x++) {
        uint32_t pixel;
        memcpy(&pixel, data + y * stride + 4 * x, sizeof pixel);
        if (!image->gray) {
            *to++ = (png_byte)(pixel >> 16);
            *to++ = (png_byte)(pixel >> 8);
        }
        *to++ = (png_byte)pixel;
    }
}

/* libpng reports an error by a jump back to here: nothing that must be freed is made between. */
static bool pack(struct image *image)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_set_write_fn(png, image, append_bytes, flush_nothing);
    describe(png, info, image);
    png_write_info(png, info);
    for (unsigned y = 0; y < image->height; y++) {
        pack_row(image, y);
        png_write_row(png, image->row);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return true;
}

static GBytes *take_image(cairo_surface_t *surface, const struct write_input *input)
{
    struct image image = {.surface = surface, .dpi = input->options->dpi};
    image.width = (unsigned)cairo_image_surface_get_width(surface);
    image.height = (unsigned)cairo_image_surface_get_height(surface);
    image.gray = !palette_is_coloured(input->scene);
    image.row = g_malloc((size_t)image.width * 3);
    image.out = g_byte_array_sized_new(65536);
    GBytes *json = input->label_json;
    if (json)
        image.label_json = g_strndup(g_bytes_get_data(json, NULL), g_bytes_get_size(json));
    bool packed = pack(&image);
    g_free(image.label_json);
    g_free(image.row);
    if (packed)
        return g_byte_array_free_to_bytes(image.out);
    g_byte_array_unref(image.out);
    return NULL;
}

/* Refuses a picture that would take more than some 250 MB to draw. */
static bool check_size(const struct scene *scene, unsigned dpi, struct diags *diags)
{
    struct raster raster = {.scene = scene, .dpi = dpi};
    double count = pixels(&raster, scene->width) * pixels(&raster, scene->height);
    if (count <= PIXELS_MAX)
        return true;
    diag_add(diags, CODE_USAGE, NOWHERE,
             "at %u dpi the picture would have %.0f million pixels, at most %d are drawn; choose a "
             "lower --dpi",
             dpi, count / 1e6, PIXELS_MAX / 1000000);
    return false;
}

GBytes *png_write(const struct write_input *input, struct diags *diags)
{
    if (!check_size(input->scene, input->options->dpi, diags))
        return NULL;
    cairo_surface_t *surface = draw(input->scene, input->options->dpi);
    GBytes *bytes = surface ? take_image(surface, input) : NULL;
    if (surface)
        cairo_surface_destroy(surface);
    if (!bytes)
        diag_add(diags, CODE_INTERNAL, NOWHERE, "the picture of %u dpi could not be drawn",
                 input->options->dpi);
    return bytes;
}
