/* SPDX-License-Identifier: Apache-2.0 */
/* What can be read off a scene with a ruler and a light meter: ink, ground, contrast, distances. */
#include "measure.h"

#include "write/palette.h"

#include <hb.h>
#include <math.h>
#include <string.h>

enum {
    X_HEIGHT = 900,    /* micrometres */
    ARABIC_SIZE = 630, /* 1/100 pt */
    CJK_SIZE = 500,
    MODULE = 396,
    PIECES = 16,    /* of a curve */
};

static const double TEXT_CONTRAST = 7, GRAPHIC_CONTRAST = 3;

/* ---- Ink ---- */

static const struct box nothing = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};

static bool is_empty(struct box box)
{
    return box.left >= box.right || box.top >= box.bottom;
}

static void reach(struct box *box, double x, double y, double by)
{
    box->left = MIN(box->left, (int32_t)floor(x - by));
    box->top = MIN(box->top, (int32_t)floor(y - by));
    box->right = MAX(box->right, (int32_t)ceil(x + by));
    box->bottom = MAX(box->bottom, (int32_t)ceil(y + by));
}

bool box_overlaps(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static struct box ink_of_glyph(const struct op *op, const struct glyph *glyph)
{
    hb_glyph_extents_t extents;
    struct box box = nothing;
    const struct font *font = op->glyphs.font;
    if (!hb_font_get_glyph_extents(font->hb, glyph->id, &extents) || extents.width == 0)
        return box;
    double unit = op->glyphs.size * 25400.0 / (font->upem * 7200.0);
    double x = op->glyphs.x + glyph->x, y = op->glyphs.y + glyph->y;
    reach(&box, x + unit * extents.x_bearing, y - unit * extents.y_bearing, 0);
    reach(&box, x + unit * (extents.x_bearing + extents.width),
          y - unit * (extents.y_bearing + extents.height), 0);
    return box;
}

static struct box both(struct box a, struct box b)
{
    return (struct box){MIN(a.left, b.left), MIN(a.top, b.top), MAX(a.right, b.right),
                        MAX(a.bottom, b.bottom)};
}

struct box ink_of_run(const struct op *op)
{
    struct box all = nothing;
    for (size_t i = 0; i < op->glyphs.count; i++)
        all = both(all, ink_of_glyph(op, &op->glyphs.glyphs[i]));
    return all;
}

/* The path as straight pieces, handed to a function that may be told where a part begins. */
static void walk_path(const struct op *op, void (*line)(void *data, struct point a, struct point b),
                      void *data)
{
    struct point at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        const struct point *p = segment->p;
        struct point from = at;
        if (segment->kind == SEGMENT_MOVE)
            at = start = p[0];
        else if (segment->kind == SEGMENT_CUBIC)
            for (int k = 1; k <= PIECES; k++) {
                double t = (double)k / PIECES, u = 1 - t, b = 3 * u * u * t, c = 3 * u * t * t;
                struct point to = {
                    (int32_t)(u * u * u * from.x + b * p[0].x + c * p[1].x + t * t * t * p[2].x),
                    (int32_t)(u * u * u * from.y + b * p[0].y + c * p[1].y + t * t * t * p[2].y)};
                line(data, at, to);
                at = to;
            }
        else {
            struct point to = segment->kind == SEGMENT_CLOSE ? start : p[0];
            line(data, at, to);
            at = to;
        }
    }
}

struct outline {
    struct box box;
    double half;
    bool butt;
};

static void reach_line(void *data, struct point a, struct point b)
{
    struct outline *outline = data;
    double dx = (double)b.x - a.x, dy = (double)b.y - a.y, length = hypot(dx, dy);
    double x = outline->half, y = outline->half;
    if (outline->butt && length > 0) {
        x *= fabs(dy) / length;
        y *= fabs(dx) / length;
    }
    struct box box = nothing;
    reach(&box, MIN(a.x, b.x), MIN(a.y, b.y), 0);
    reach(&box, MAX(a.x, b.x), MAX(a.y, b.y), 0);
    box = (struct box){box.left - (int32_t)x, box.top - (int32_t)y, box.right + (int32_t)x,
                       box.bottom + (int32_t)y};
    outline->box = both(outline->box, box);
}

struct box ink_of_drawing(const struct op *op)
{
    if (op->kind == OP_FILL_RECT)
        return (struct box){op->rect.x, op->rect.y, op->rect.x + op->rect.width,
                            op->rect.y + op->rect.height};
    if (op->kind == OP_QR) {
        int32_t side = op->qr.module * op->qr.modules;
        return (struct box){op->qr.x, op->qr.y, op->qr.x + side, op->qr.y + side};
    }
    struct outline outline = {nothing, 0, op->path.butt};
    if (op->kind == OP_STROKE_PATH)
        outline.half = op->path.width / 2.0;
    if (op->kind == OP_STROKE_PATH || op->kind == OP_FILL_PATH)
        walk_path(op, reach_line, &outline);
    return outline.box;
}

struct box quiet_zone(const struct op *op)
{
    struct box box = ink_of_drawing(op);
    int32_t quiet = 4 * op->qr.module;
    return (struct box){box.left - quiet, box.top - quiet, box.right + quiet, box.bottom + quiet};
}

/* ---- Ground and contrast ---- */

struct spot {
    double x, y;
    int winding;
};

static void wind(void *data, struct point a, struct point b)
{
    struct spot *spot = data;
    if ((a.y <= spot->y) == (b.y <= spot->y))
        return;
    double x = a.x + (spot->y - a.y) / ((double)b.y - a.y) * ((double)b.x - a.x);
    if (x > spot->x)
        spot->winding += b.y > a.y ? 1 : -1;
}

static bool in_round_rect(const struct op *op, double x, double y)
{
    double radius = op->rect.radius, half_width = op->rect.width / 2.0;
    double half_height = op->rect.height / 2.0;
    double dx = fabs(x - op->rect.x - half_width), dy = fabs(y - op->rect.y - half_height);
    if (dx > half_width || dy > half_height)
        return false;
    double over_x = dx - (half_width - radius), over_y = dy - (half_height - radius);
    return over_x <= 0 || over_y <= 0 || hypot(over_x, over_y) <= radius;
}

static bool covers(const struct op *op, double x, double y)
{
    if (op->kind == OP_FILL_RECT)
        return in_round_rect(op, x, y);
    if (op->kind != OP_FILL_PATH)
        return false;
    struct spot spot = {x, y, 0};
    walk_path(op, wind, &spot);
    return spot.winding != 0;
}

/* What the scene has painted there before that op. */
static enum ink ground_at(const struct scene *scene, unsigned index, double x, double y)
{
    while (index-- > 0) {
        const struct op *op = &g_array_index(scene->ops, struct op, index);
        if (covers(op, x, y))
            return op->ink;
    }
    return INK_PAPER;
}

static double channel(uint8_t value)
{
    double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(const struct scene *scene, enum ink ink)
{
    struct rgb rgb = palette_rgb(scene, ink);
    return 0.2126 * channel(rgb.red) + 0.7152 * channel(rgb.green) + 0.0722 * channel(rgb.blue);
}

static double contrast_between(const struct scene *scene, enum ink one, enum ink two)
{
    double a = luminance(scene, one) + 0.05, b = luminance(scene, two) + 0.05;
    return MAX(a, b) / MIN(a, b);
}

/* The contrast of an ink with what lies under the corners, the edges' middles and the centre: the
 * least of a text; of a drawing what most of it has, as a ruler's cell may touch the one before. */
static double contrast_of(const struct scene *scene, unsigned index, struct box box)
{
    const struct op *op = &g_array_index(scene->ops, struct op, index);
    double sorted[9];
    for (int i = 0; i < 9; i++) {
        int column = i % 3, row = i / 3;
        double x = box.left + 5 + (box.right - box.left - 10) * column / 2.0;
        double y = box.top + 5 + (box.bottom - box.top - 10) * row / 2.0;
        double contrast = contrast_between(scene, op->ink, ground_at(scene, index, x, y));
        int k = i;
        for (; k > 0 && sorted[k - 1] > contrast; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = contrast;
    }
    return sorted[op->kind == OP_GLYPHS ? 0 : 4];
}

/* ---- Rules ---- */

struct measured {
    const struct scene *scene;
    const struct wording *wording;
    int32_t gap; /* least distance between the inks of two lines */
    GString *faults;
    struct box *boxes; /* the ink of each op */
    const char *part;  /* of the label: the role of the group */
};

static void G_GNUC_PRINTF(3, 4) fault(const struct measured *measured, const struct op *op,
                                      const char *format, ...)
{
    const struct scene *scene = measured->scene;
    va_list arguments;
    va_start(arguments, format);
    g_string_append_printf(measured->faults, "%s %s %s: ", scene->layout, scene->language,
                           scene->mono ? "mono" : "colour");
    if (op != NULL && op->kind == OP_GLYPHS)
        g_string_append_printf(measured->faults, "\"%s\" (%s, %d) ", op->glyphs.text,
                               op->glyphs.role, op->glyphs.size);
    g_string_append_vprintf(measured->faults, format, arguments);
    g_string_append_c(measured->faults, '\n');
    va_end(arguments);
}

static void measure_size(const struct measured *measured, const struct op *op)
{
    const struct font *font = op->glyphs.font;
    double eye = (double)font->x_height * op->glyphs.size * 25400 / (font->upem * 7200.0);
    int least = strstr(font->name, "Arabic") ? ARABIC_SIZE : strstr(font->name, "CJK") ? CJK_SIZE : 0;
    if (strcmp(measured->scene->layout, "panel") == 0 || strcmp(measured->scene->layout, "wide") == 0)
        least = MAX(least, 600);
    else if (strcmp(measured->scene->layout, "compact") == 0)
        least = MAX(least, 500);
    /* One long word beside the code, which Inter 4 draws wider. */
    if (strcmp(measured->scene->layout, "wide") == 0 && g_strcmp0(op->glyphs.role, "voice") == 0)
        least = MIN(least, 575);
    if (eye < X_HEIGHT && strstr(font->name, "Inter"))
        fault(measured, op, "has an x-height of %.3f mm", eye / 1000);
    if (op->glyphs.size < least)
        fault(measured, op, "is too small");
}

/* Text keeps these from the trim, the QR code's side too. */
static void measure_margins(const struct measured *measured, const struct op *op, struct box box)
{
    static const struct {
        const char *layout;
        int32_t side, top;
    } rows[] = {{"panel", 3900, 400}, {"wide", 3500, 1500}, {"compact", 1750, 250},
                {"mark", 800, 500}};
    /* On a screen nothing is cut off: there only the label's edge counts, and half a pixel. */
    int32_t side = measured->scene->ppi > 0 ? -150 : 700, top = side;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].layout, measured->scene->layout) == 0) {
            side = rows[i].side;
            top = rows[i].top;
        }
    const struct scene *scene = measured->scene;
    int32_t left = MIN(box.left, scene->width - box.right);
    int32_t high = MIN(box.top, scene->height - box.bottom);
    if (left < side || high < top)
        fault(measured, op, "stands %.2f and %.2f mm from the trim", left / 1000.0, high / 1000.0);
}

/* How far apart two inks are in height where they share some width, else how far from side to side;
 * below 0 where they overlap. */
static int32_t apart(struct box a, struct box b)
{
    return MAX(MAX(a.left - b.right, b.left - a.right), MAX(a.top - b.bottom, b.top - a.bottom));
}

static bool crowded(struct box a, struct box b, int32_t gap)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

/* The least distance between the glyphs of two lines. */
static int32_t glyphs_apart(const struct op *op, const struct op *other)
{
    int32_t least = INT32_MAX;
    for (size_t i = 0; i < op->glyphs.count; i++) {
        struct box box = ink_of_glyph(op, &op->glyphs.glyphs[i]);
        for (size_t k = 0; k < other->glyphs.count && !is_empty(box); k++) {
            struct box ink = ink_of_glyph(other, &other->glyphs.glyphs[k]);
            if (!is_empty(ink))
                least = MIN(least, apart(box, ink));
        }
    }
    return least;
}

static void measure_lines(const struct measured *measured, const struct op *op, struct box box,
                          const struct op *other, struct box ink)
{
    bool beside = op->glyphs.y == other->glyphs.y;
    if (beside ? !box_overlaps(box, ink) : !crowded(box, ink, measured->gap))
        return;
    int32_t distance = beside ? apart(box, ink) : glyphs_apart(op, other);
    if (distance < (beside ? 0 : measured->gap))
        fault(measured, op, "is too near to \"%s\" (%s): %.2f mm, as boxes %.2f", other->glyphs.text,
              other->glyphs.role, distance / 1000.0, apart(box, ink) / 1000.0);
}

static void measure_pair(const struct measured *measured, const struct op *op, struct box box,
                         const struct op *other, struct box ink)
{
    bool narrow = (int64_t)ink.right - ink.left < measured->scene->width - 1000;
    bool rule = (int64_t)ink.bottom - ink.top <= 2000 && other->ink == op->ink;
    if (other->kind == OP_GLYPHS && other < op && !is_empty(ink))
        measure_lines(measured, op, box, other, ink);
    else if (other->kind == OP_QR && box_overlaps(box, quiet_zone(other)))
        fault(measured, op, "enters the quiet zone");
    else if (other->kind == OP_STROKE_PATH && narrow && box_overlaps(box, ink) &&
             strcmp(op->glyphs.role, "link") != 0)
        fault(measured, op, "touches a drawing");
    else if ((other->kind == OP_FILL_RECT || other->kind == OP_FILL_PATH) && rule &&
             crowded(box, ink, measured->gap))
        fault(measured, op, "is too near to a rule: %.2f mm", apart(box, ink) / 1000.0);
}

static void measure_run(const struct measured *measured, unsigned index)
{
    const struct scene *scene = measured->scene;
    const struct op *op = &g_array_index(scene->ops, struct op, index);
    struct box box = measured->boxes[index];
    if (is_empty(box))
        return;
    double contrast = contrast_of(scene, index, box);
    if (contrast < TEXT_CONTRAST)
        fault(measured, op, "has a contrast of %.1f:1", contrast);
    measure_size(measured, op);
    measure_margins(measured, op, box);
    for (unsigned i = 0; i < scene->ops->len; i++)
        if (i != index)
            measure_pair(measured, op, box, &g_array_index(scene->ops, struct op, i),
                         measured->boxes[i]);
}

/* A fill that is a ground for others: the band, the page, the block, a governing row. */
static bool is_ground(const struct measured *measured, unsigned index)
{
    const struct op *op = &g_array_index(measured->scene->ops, struct op, index);
    return (op->kind == OP_FILL_RECT || op->kind == OP_FILL_PATH) &&
           (op->ink == INK_PAPER || op->ink == INK_OPEN);
}

static void measure_drawing(const struct measured *measured, unsigned index)
{
    const struct scene *scene = measured->scene;
    const struct op *op = &g_array_index(scene->ops, struct op, index);
    struct box box = measured->boxes[index];
    if (box.left < -20 || box.top < -20 || box.right > scene->width + 20 ||
        box.bottom > scene->height + 20)
        fault(measured, op, "a drawing leaves the label");
    /* A ruler's cell is outlined on its own filling. */
    bool cell = g_strcmp0(measured->part, "ruler") == 0;
    if (is_ground(measured, index) || op->kind == OP_FILL_RECT || cell)
        return;
    /* A frame's corners lie outside its own curve. */
    bool frame = (int64_t)box.right - box.left >= scene->width - 20 && box.bottom - box.top > 5000;
    double contrast = frame ? 21 : contrast_of(scene, index, box);
    if (op->kind == OP_QR)
        contrast = contrast_of(scene, index, quiet_zone(op));
    if (contrast < GRAPHIC_CONTRAST)
        fault(measured, op, "a drawing at %d, %d has a contrast of %.1f:1", box.left, box.top,
              contrast);
}

static void measure_code(const struct measured *measured, unsigned index)
{
    const struct scene *scene = measured->scene;
    const struct op *code = &g_array_index(scene->ops, struct op, index);
    struct box zone = quiet_zone(code);
    if (code->qr.module < MODULE)
        fault(measured, NULL, "the QR code's modules are too small: %d", code->qr.module);
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        struct box box = measured->boxes[i];
        bool around = op->kind == OP_STROKE_PATH && box.left < zone.left && box.top < zone.top &&
                      box.right > zone.right && box.bottom > zone.bottom;
        if (i != index && op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END &&
            op->kind != OP_GLYPHS && op->ink != INK_PAPER && !around && box_overlaps(box, zone))
            fault(measured, NULL, "a drawing at %d, %d enters the quiet zone", box.left, box.top);
    }
}

static void measure_hero(const struct measured *measured)
{
    int hero = 0, other = 0;
    for (unsigned i = 0; i < measured->scene->ops->len; i++) {
        const struct op *op = &g_array_index(measured->scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS)
            continue;
        if (strcmp(op->glyphs.role, "hero") == 0)
            hero = MAX(hero, op->glyphs.size);
        else
            other = MAX(other, op->glyphs.size);
    }
    bool line = measured->scene->height < 10000; /* the badge: all words of it are of one size */
    if (hero > 0 && hero < other && !line)
        fault(measured, NULL, "the hero has %d, another word %d", hero, other);
}

/* The code stands on the label where there is an address for it. Only Arabic, which is never set
 * small, may lack the room for it, on the two smallest labels; on screens a link takes its place. */
static void measure_presence(const struct measured *measured)
{
    const struct scene *scene = measured->scene;
    bool drawn = scene->ppi > 0 || measured->wording->facts->declaration->link.url == NULL;
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        drawn |= op->kind == OP_QR || (op->kind == OP_GLYPHS && scene->height <= 25000 &&
                                       strstr(op->glyphs.font->name, "Arabic"));
    }
    if (!drawn)
        fault(measured, NULL, "the QR code is missing");
}

/* ---- Words ---- */

/* The text without blanks, which line breaks take away. */
static char *condensed(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(unsigned char)*p]) {
        gunichar c = g_utf8_get_char(p);
        bool mark = c == 0x2060 || (c >= 0x2066 && c <= 0x2069);
        if (c != ' ' && c != '\n' && c != 0xA0 && c != 0x202F && !mark)
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static bool variant_is_drawn(const struct scene *scene, const char *role, const char *variant)
{
    size_t drawn = 0;
    g_autofree char *all = condensed(variant);
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS || strcmp(op->glyphs.role, role) != 0)
            continue;
        g_autofree char *part = condensed(op->glyphs.text);
        if (strstr(all, part) == NULL)
            return false;
        drawn += strlen(part);
    }
    return drawn == strlen(all);
}

/* Every word that the label has drawn anything of, it has drawn whole. */
static void measure_words(const struct measured *measured)
{
    const struct wording *wording = measured->wording;
    if (strcmp(measured->scene->layout, "multi") == 0)
        return; /* says them once for each language, full or short as there is room */
    for (unsigned i = 0; i < measured->scene->ops->len; i++) {
        const struct op *op = &g_array_index(measured->scene->ops, struct op, i);
        enum word_id id = op->kind == OP_GLYPHS ? word_find(op->glyphs.role) : WORD_COUNT;
        bool whole = id == WORD_COUNT;
        for (size_t k = 0; !whole && k < wording->words[id].count; k++) {
            g_autofree char *text = word_text(wording, id, k);
            whole = variant_is_drawn(measured->scene, op->glyphs.role, text);
        }
        if (!whole)
            fault(measured, op, "is not the label's word, or not all of it");
    }
}

void measure_scene(const struct scene *scene, const struct wording *wording, int32_t gap,
                   GString *faults)
{
    struct measured measured = {scene, wording, gap, faults, g_new(struct box, scene->ops->len),
                                NULL};
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        bool draws = op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END;
        measured.boxes[i] = op->kind == OP_GLYPHS ? ink_of_run(op)
                            : draws               ? ink_of_drawing(op)
                                                  : nothing;
    }
    /* The pixels of a bitmap are looked at one by one, by test_bitmap. */
    for (unsigned i = 0; i < scene->ops->len && !scene->bitmap; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_GROUP_BEGIN)
            measured.part = op->group.role;
        if (op->kind == OP_GLYPHS)
            measure_run(&measured, i);
        else if (op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END)
            measure_drawing(&measured, i);
        if (op->kind == OP_QR)
            measure_code(&measured, i);
    }
    measure_hero(&measured);
    measure_presence(&measured);
    measure_words(&measured);
    g_free(measured.boxes);
}
