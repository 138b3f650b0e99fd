/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → SVG: own bytes, in millimetres, without script, style or anything from elsewhere. */
#include "write/svg.h"

#include "base/escape.h"
#include "base/number.h"
#include "write/formats.h"
#include "write/palette.h"
#include "write/path_data.h"
#include "write/qr_trace.h"

#include <inttypes.h>
#include <string.h>

#define MILLIMETRES 3 /* decimals: the scene counts in micrometres */

void svg_length(struct svg *svg, const char *name, int32_t micrometres)
{
    g_string_append_printf(svg->out, " %s=\"", name);
    number_append_fixed(svg->out, micrometres, MILLIMETRES);
    g_string_append_c(svg->out, '"');
}

static void append_colour(struct svg *svg, enum ink ink)
{
    static const char digits[] = "0123456789abcdef";
    struct rgb rgb = palette_rgb(svg->scene, ink);
    const uint8_t parts[] = {rgb.red, rgb.green, rgb.blue};
    bool brief = true;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        brief = brief && parts[i] % 0x11 == 0;
    g_string_append_c(svg->out, '#');
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_string_append_c(svg->out, digits[parts[i] / 16]);
        if (!brief)
            g_string_append_c(svg->out, digits[parts[i] % 16]);
    }
}

static void append_paint(struct svg *svg, const char *name, enum ink ink)
{
    g_string_append_printf(svg->out, " %s=\"", name);
    append_colour(svg, ink);
    g_string_append_c(svg->out, '"');
}

void svg_fill(struct svg *svg, enum ink ink)
{
    if (ink != INK_INK)
        append_paint(svg, "fill", ink);
}

static void append_text(struct svg *svg, const char *before, const char *text, const char *after)
{
    g_string_append(svg->out, before);
    escape_xml(svg->out, text);
    g_string_append(svg->out, after);
}

/* Pages count in CSS pixels of 1/96 inch. */
static void append_side(struct svg *svg, const char *name, int32_t micrometres)
{
    if (!svg->scene->inlined) {
        svg_length(svg, name, micrometres);
        g_string_insert(svg->out, (gssize)svg->out->len - 1, "mm");
        return;
    }
    g_string_append_printf(svg->out, " %s=\"", name);
    number_append_fixed(svg->out, ((int64_t)micrometres * 9600 + 12700) / 25400, 2);
    g_string_append_c(svg->out, '"');
}

static bool is_link(const struct op *op)
{
    return op->kind == OP_GROUP_BEGIN && op->group.url;
}

static bool has_link(const struct scene *scene)
{
    for (guint i = 0; i < scene->ops->len; i++)
        if (is_link(&g_array_index(scene->ops, struct op, i)))
            return true;
    return false;
}

/* The spoken sentence three times over: tools that strip one of title, desc and aria-label leave
 * another. An image has no parts, so that nobody would find a link in one. */
static void write_head(struct svg *svg, const char *made, bool live_text)
{
    const struct scene *scene = svg->scene;
    g_string_append(svg->out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if (!scene->inlined)
        g_string_append(svg->out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    append_side(svg, "width", scene->width);
    append_side(svg, "height", scene->height);
    g_string_append(svg->out, " viewBox=\"0 0 ");
    number_append_fixed(svg->out, scene->width, MILLIMETRES);
    g_string_append_c(svg->out, ' ');
    number_append_fixed(svg->out, scene->height, MILLIMETRES);
    append_text(svg, "\" lang=\"", scene->language, "\"");
    if (scene->rtl)
        g_string_append(svg->out, " direction=\"rtl\"");
    append_paint(svg, "fill", INK_INK);
    if (live_text)
        svg_live_defaults(svg);
    g_string_append_printf(svg->out, " role=\"%s\"", has_link(scene) ? "group" : "img");
    append_text(svg, " aria-label=\"", scene->spoken, "\"");
    if (made)
        append_text(svg, " data-uplabel-made=\"", made, "\"");
    g_string_append(svg->out, ">\n");
    append_text(svg, "<title>", scene->spoken, "</title>\n");
    append_text(svg, "<desc>", scene->spoken, "</desc>\n");
}

/* The label JSON as character data, escaped, so that no "]]>" can end it early. It names its format
 * itself; an element of a foreign namespace around it would not be valid in an HTML page. */
static void write_metadata(struct svg *svg, GBytes *label_json)
{
    gsize size = 0;
    const char *bytes = g_bytes_get_data(label_json, &size);
    g_autofree char *text = g_strndup(bytes, size);
    append_text(svg, "<metadata>", g_strchomp(text), "</metadata>\n");
}

static void write_rect(struct svg *svg, const struct op *op)
{
    g_string_append(svg->out, "<rect");
    if (op->rect.x != 0)
        svg_length(svg, "x", op->rect.x);
    if (op->rect.y != 0)
        svg_length(svg, "y", op->rect.y);
    svg_length(svg, "width", op->rect.width);
    svg_length(svg, "height", op->rect.height);
    if (op->rect.radius != 0)
        svg_length(svg, "rx", op->rect.radius);
    svg_fill(svg, op->ink);
    g_string_append(svg->out, "/>\n");
}

static void append_segments(struct svg *svg, const struct op *op)
{
    struct path_data path = {.out = svg->out, .decimals = MILLIMETRES};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        const struct point *p = segment->p;
        const int32_t points[][2] = {{p[0].x, p[0].y}, {p[1].x, p[1].y}, {p[2].x, p[2].y}};
        switch (segment->kind) {
        case SEGMENT_MOVE:
            path_data_move(&path, p[0].x, p[0].y);
            break;
        case SEGMENT_LINE:
            path_data_line(&path, p[0].x, p[0].y);
            break;
        case SEGMENT_CUBIC:
            path_data_curve(&path, points, G_N_ELEMENTS(points));
            break;
        case SEGMENT_CLOSE:
            path_data_close(&path);
            break;
        }
    }
    path_data_end(&path);
}

static void append_stroke(struct svg *svg, const struct op *op)
{
    g_string_append(svg->out, " fill=\"none\"");
    append_paint(svg, "stroke", op->ink);
    svg_length(svg, "stroke-width", op->path.width);
    if (!op->path.butt)
        g_string_append(svg->out, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    if (op->path.dash == 0)
        return;
    svg_length(svg, "stroke-dasharray", op->path.dash);
    g_string_truncate(svg->out, svg->out->len - 1);
    g_string_append_c(svg->out, ' ');
    number_append_fixed(svg->out, op->path.gap, MILLIMETRES);
    g_string_append_c(svg->out, '"');
}

static void write_path(struct svg *svg, const struct op *op)
{
    g_string_append(svg->out, "<path d=\"");
    append_segments(svg, op);
    g_string_append_c(svg->out, '"');
    if (op->kind == OP_STROKE_PATH)
        append_stroke(svg, op);
    else
        svg_fill(svg, op->ink);
    g_string_append(svg->out, "/>\n");
}

struct qr_path {
    struct path_data path;
    bool open;
};

static void add_corner(void *data, int32_t x, int32_t y, bool first)
{
    struct qr_path *qr = data;
    if (!first) {
        path_data_line(&qr->path, x, y);
        return;
    }
    if (qr->open)
        path_data_close(&qr->path);
    path_data_move(&qr->path, x, y);
    qr->open = true;
}

static void write_qr(struct svg *svg, const struct op *op)
{
    g_string_append(svg->out, "<path transform=\"translate(");
    number_append_fixed(svg->out, op->qr.x, MILLIMETRES);
    g_string_append_c(svg->out, ' ');
    number_append_fixed(svg->out, op->qr.y, MILLIMETRES);
    g_string_append(svg->out, ")scale(");
    number_append_fixed(svg->out, op->qr.module, MILLIMETRES);
    g_string_append(svg->out, ")\" shape-rendering=\"crispEdges\"");
    svg_fill(svg, op->ink);
    g_string_append(svg->out, " d=\"");
    struct qr_path qr = {.path = {.out = svg->out}};
    qr_trace(op, add_corner, &qr);
    if (qr.open)
        path_data_close(&qr.path);
    g_string_append(svg->out, "\"/>\n");
}

/* Whatever is no link has been said by the sentence already. */
static const char hidden[] = "<g aria-hidden=\"true\">\n";

static void begin_group(struct svg *svg, const struct op *op)
{
    if (is_link(op)) {
        append_text(svg, "</g>\n<a href=\"", op->group.url, "\"");
        append_text(svg, " aria-label=\"", op->group.label, "\">\n");
    }
    if (is_link(op) || svg->link_depth > 0)
        svg->link_depth++;
}

static void end_group(struct svg *svg)
{
    if (svg->link_depth > 0 && --svg->link_depth == 0) {
        g_string_append(svg->out, "</a>\n");
        g_string_append(svg->out, hidden);
    }
}

static void write_op(struct svg *svg, const struct op *op)
{
    switch (op->kind) {
    case OP_FILL_RECT:
        write_rect(svg, op);
        break;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        write_path(svg, op);
        break;
    case OP_GLYPHS:
        if (svg->glyphs)
            svg_glyphs_use(svg, op);
        else
            svg_live_text(svg, op);
        break;
    case OP_QR:
        write_qr(svg, op);
        break;
    case OP_GROUP_BEGIN: /* one description: of the parts only a link has a voice of its own */
        begin_group(svg, op);
        break;
    case OP_GROUP_END:
        end_group(svg);
        break;
    }
}

/* Forty bits tell the labels of any page apart, and ids stand some hundred times in a file. */
static void name_ids(struct svg *svg)
{
    g_snprintf(svg->use, sizeof svg->use, "<use xlink:href=\"#u%010" PRIx64 "-",
               scene_digest(svg->scene) >> 24);
    svg->prefix = strchr(svg->use, '#') + 1;
}

GBytes *svg_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    const struct scene *scene = input->scene;
    struct svg svg = {.scene = scene, .out = g_string_sized_new(40000)};
    write_head(&svg, input->made, input->options->live_text);
    if (input->label_json)
        write_metadata(&svg, input->label_json);
    if (!input->options->live_text) {
        name_ids(&svg);
        svg_glyphs_define(&svg);
    }
    bool linked = has_link(scene);
    if (linked)
        g_string_append(svg.out, hidden);
    for (guint i = 0; i < scene->ops->len; i++)
        write_op(&svg, &g_array_index(scene->ops, struct op, i));
    g_string_append(svg.out, linked ? "</g>\n</svg>\n" : "</svg>\n");
    svg_glyphs_free(svg.glyphs);
    return g_string_free_to_bytes(svg.out);
}
