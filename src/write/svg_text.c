/* SPDX-License-Identifier: Apache-2.0 */
/* Text in an SVG: outlines kept once and used often, or real text elements. */
#include "write/svg.h"

#include "base/escape.h"
#include "base/number.h"
#include "write/path_data.h"

#include <math.h>
#include <string.h>

/* A glyph's outline as text, one block of memory that is kept with its font. */
struct drawn {
    int32_t move_x, move_y; /* how it begins, in font units */
    int32_t end_x, end_y;   /* where it leaves the pen */
    size_t size;            /* 0: nothing to draw (a space) */
    char text[];            /* path data behind the first move, no NUL at its end */
};

/* A glyph of the scene: written where it stands, or once and then referred to, whichever is
 * shorter. */
struct outline {
    const struct font *font;
    uint32_t glyph;
    unsigned uses;
    unsigned number; /* of its id; 0: written where it stands */
    const struct drawn *drawn;
};

struct svg_glyphs {
    GHashTable *set;     /* of struct outline, by font and glyph */
    GPtrArray *outlines; /* the same, in order of appearance; owner */
    GPtrArray *sequence; /* the same, one for each glyph of the scene … */
    guint next;          /* … of which this is to be drawn next */
};

static guint outline_hash(gconstpointer key)
{
    const struct outline *outline = key;
    return g_direct_hash(outline->font) ^ (outline->glyph * 2654435761u);
}

static gboolean outline_equal(gconstpointer a, gconstpointer b)
{
    const struct outline *one = a, *other = b;
    return one->font == other->font && one->glyph == other->glyph;
}

/* The font's curves become path data with y downwards. */

enum { LEAST_UNITS = 400 /* per em, for a screen */ };

struct drawing {
    struct path_data path;
    unsigned grain; /* font units per unit of the path */
    int32_t move_x, move_y;
    size_t begin; /* where the text goes on behind the first move */
};

static struct point spot(const struct drawing *drawing, float x, float y)
{
    float grain = (float)drawing->grain;
    return (struct point){(int32_t)lrintf(x / grain), -(int32_t)lrintf(y / grain)};
}

static void sink_move(void *data, float x, float y)
{
    struct drawing *drawing = data;
    struct point to = spot(drawing, x, y);
    path_data_move(&drawing->path, to.x, to.y);
    if (drawing->begin != 0)
        return;
    drawing->move_x = to.x;
    drawing->move_y = to.y;
    drawing->begin = drawing->path.out->len;
}

static void sink_line(void *data, float x, float y)
{
    struct drawing *drawing = data;
    struct point to = spot(drawing, x, y);
    path_data_line(&drawing->path, to.x, to.y);
}

static void sink_quad(void *data, float cx, float cy, float x, float y)
{
    struct drawing *drawing = data;
    struct point control = spot(drawing, cx, cy), to = spot(drawing, x, y);
    const int32_t points[][2] = {{control.x, control.y}, {to.x, to.y}};
    path_data_curve(&drawing->path, points, G_N_ELEMENTS(points));
}

static void sink_cubic(void *data, float c1x, float c1y, float c2x, float c2y, float x, float y)
{
    struct drawing *drawing = data;
    struct point one = spot(drawing, c1x, c1y), two = spot(drawing, c2x, c2y);
    struct point to = spot(drawing, x, y);
    const int32_t points[][2] = {{one.x, one.y}, {two.x, two.y}, {to.x, to.y}};
    path_data_curve(&drawing->path, points, G_N_ELEMENTS(points));
}

static void sink_close(void *data)
{
    struct drawing *drawing = data;
    path_data_close(&drawing->path);
}

/* What is written at every use is drawn no finer than a screen shows it. */
static unsigned grain_of(const struct svg *svg, const struct font *font)
{
    return svg->scene->inlined ? MAX(font->upem / LEAST_UNITS, 1) : 1;
}

static struct drawn *draw(const struct font *font, uint32_t glyph, unsigned grain)
{
    static const struct outline_sink sink = {sink_move, sink_line, sink_quad, sink_cubic,
                                             sink_close};
    g_autoptr(GString) text = g_string_new(NULL);
    struct drawing drawing = {.path = {.out = text}, .grain = grain};
    font_outline(font, glyph, &sink, &drawing);
    size_t size = text->len - drawing.begin;
    struct drawn *drawn = g_malloc(sizeof *drawn + size);
    *drawn = (struct drawn){drawing.move_x, drawing.move_y, drawing.path.x, drawing.path.y, size};
    memcpy(drawn->text, text->str + drawing.begin, size);
    return drawn;
}

/* Glyphs have 16 bits, so that the grain has room above. */
static const struct drawn *find_drawn(const struct font *font, uint32_t glyph, unsigned grain)
{
    void *key = GUINT_TO_POINTER(glyph | (grain - 1) << 16);
    const struct drawn *drawn = g_hash_table_lookup(font->drawn, key);
    if (!drawn) {
        drawn = draw(font, glyph, grain);
        g_hash_table_insert(font->drawn, key, (void *)(uintptr_t)drawn);
    }
    return drawn;
}

static void gather(const struct svg *svg, const struct op *op)
{
    struct svg_glyphs *glyphs = svg->glyphs;
    unsigned grain = grain_of(svg, op->glyphs.font);
    for (size_t i = 0; i < op->glyphs.count; i++) {
        struct outline key = {.font = op->glyphs.font, .glyph = op->glyphs.glyphs[i].id};
        struct outline *outline = g_hash_table_lookup(glyphs->set, &key);
        if (!outline) {
            outline = g_memdup2(&key, sizeof key);
            outline->drawn = find_drawn(key.font, key.glyph, grain);
            g_hash_table_add(glyphs->set, outline);
            g_ptr_array_add(glyphs->outlines, outline);
        }
        outline->uses++;
        g_ptr_array_add(glyphs->sequence, outline);
    }
}

/* A few letters: there are hundreds of uses in a file, and a call costs more than these. */
static inline void append_short(GString *out, const char *text)
{
    for (; *text != '\0'; text++)
        g_string_append_c(out, *text);
}

static void append_move(struct svg *svg, int64_t x, int64_t y)
{
    g_string_append_c(svg->out, 'm');
    number_append(svg->out, x);
    if (y >= 0)
        g_string_append_c(svg->out, ' ');
    number_append(svg->out, y);
}

static void define(struct svg *svg, struct outline *outline, unsigned number)
{
    outline->number = number;
    g_string_append(svg->out, "<path id=\"");
    g_string_append(svg->out, svg->prefix);
    number_append(svg->out, number);
    g_string_append(svg->out, "\" d=\"");
    append_move(svg, outline->drawn->move_x, outline->drawn->move_y);
    g_string_append_len(svg->out, outline->drawn->text, (gssize)outline->drawn->size);
    g_string_append(svg->out, "\"/>\n");
}

/* By the bytes of a definition (36) and of a use (45). */
static bool worth_sharing(const struct outline *outline)
{
    return (outline->uses - 1) * outline->drawn->size > 36 + 45 * outline->uses;
}

void svg_glyphs_define(struct svg *svg)
{
    struct svg_glyphs *glyphs = svg->glyphs = g_new0(struct svg_glyphs, 1);
    glyphs->set = g_hash_table_new(outline_hash, outline_equal);
    glyphs->outlines = g_ptr_array_new_with_free_func(g_free);
    glyphs->sequence = g_ptr_array_sized_new(512);
    for (guint i = 0; i < svg->scene->ops->len; i++) {
        const struct op *op = &g_array_index(svg->scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS)
            gather(svg, op);
    }
    if (svg->scene->inlined)
        return;
    unsigned shared = 0;
    g_string_append(svg->out, "<defs>\n");
    for (guint i = 0; i < glyphs->outlines->len; i++) {
        struct outline *outline = glyphs->outlines->pdata[i];
        if (worth_sharing(outline))
            define(svg, outline, ++shared);
    }
    g_string_append(svg->out, "</defs>\n");
}

void svg_glyphs_free(struct svg_glyphs *glyphs)
{
    if (!glyphs)
        return;
    g_hash_table_destroy(glyphs->set);
    g_ptr_array_unref(glyphs->outlines);
    g_ptr_array_unref(glyphs->sequence);
    g_free(glyphs);
}

/* A run while it is written: the pen is that of an open path element. */
struct run {
    struct svg *svg;
    const struct op *op;
    bool path_open;
    int64_t pen_x, pen_y;
};

/* Micrometres as units of the run's paths: size/100 pt = size * 127/36 µm per em. */
static int64_t path_units(const struct run *run, int32_t micrometres)
{
    const struct op *op = run->op;
    if (micrometres == 0) /* as nearly every glyph is on its baseline */
        return 0;
    int64_t em = (int64_t)op->glyphs.size * 127 * grain_of(run->svg, op->glyphs.font);
    int64_t scaled = (int64_t)micrometres * op->glyphs.font->upem * 36;
    return (scaled + (scaled < 0 ? -em / 2 : em / 2)) / em;
}

static void end_path(struct run *run)
{
    if (run->path_open)
        g_string_append(run->svg->out, "\"/>");
    run->path_open = false;
}

/* Into the run's place and from its units: size * 127/36000 millimetres per em, to nine decimals.
 */
static void append_transform(struct svg *svg, const struct op *op)
{
    int64_t em = (int64_t)op->glyphs.font->upem * 36;
    int64_t unit = (int64_t)op->glyphs.size * 127000000 * grain_of(svg, op->glyphs.font);
    int64_t scale = (unit + em / 2) / em;
    g_string_append(svg->out, " transform=\"translate(");
    number_append_fixed(svg->out, op->glyphs.x, 3);
    g_string_append_c(svg->out, ' ');
    number_append_fixed(svg->out, op->glyphs.y, 3);
    g_string_append(svg->out, ")scale(");
    number_append_fixed(svg->out, scale, 9);
    g_string_append(svg->out, ")\"");
    svg_fill(svg, op->ink);
}

static void begin_path(struct run *run)
{
    g_string_append(run->svg->out, "<path");
    if (run->svg->scene->inlined)
        append_transform(run->svg, run->op);
    g_string_append(run->svg->out, " d=\"");
    run->path_open = true;
    run->pen_x = run->pen_y = 0;
}

static void draw_here(struct run *run, const struct drawn *drawn, int64_t x, int64_t y)
{
    if (!run->path_open)
        begin_path(run);
    append_move(run->svg, x + drawn->move_x - run->pen_x, y + drawn->move_y - run->pen_y);
    g_string_append_len(run->svg->out, drawn->text, (gssize)drawn->size);
    run->pen_x = x + drawn->end_x;
    run->pen_y = y + drawn->end_y;
}

static void use(struct run *run, const struct outline *outline, int64_t x, int64_t y)
{
    GString *out = run->svg->out;
    end_path(run);
    g_string_append(out, run->svg->use);
    number_append(out, outline->number);
    if (x != 0) {
        append_short(out, "\" x=\"");
        number_append(out, x);
    }
    if (y != 0) {
        append_short(out, "\" y=\"");
        number_append(out, y);
    }
    append_short(out, "\"/>");
}

static void draw_glyphs(struct run *run)
{
    const struct op *op = run->op;
    struct svg_glyphs *glyphs = run->svg->glyphs;
    for (size_t i = 0; i < op->glyphs.count; i++) {
        const struct glyph *glyph = &op->glyphs.glyphs[i];
        const struct outline *outline = glyphs->sequence->pdata[glyphs->next++];
        int64_t x = path_units(run, glyph->x), y = path_units(run, glyph->y);
        if (outline->number != 0)
            use(run, outline, x, y);
        else if (outline->drawn->size > 0)
            draw_here(run, outline->drawn, x, y);
    }
    end_path(run);
}

void svg_glyphs_use(struct svg *svg, const struct op *op)
{
    struct run run = {.svg = svg, .op = op};
    if (svg->scene->inlined) {
        draw_glyphs(&run);
        g_string_append_c(svg->out, '\n');
        return;
    }
    g_string_append(svg->out, "<g");
    append_transform(svg, op);
    g_string_append_c(svg->out, '>');
    draw_glyphs(&run);
    g_string_append(svg->out, "</g>\n");
}

/* How a font file is asked for in CSS. */
static const struct {
    const char *prefix; /* of the PostScript name */
    const char *family;
} families[] = {
    {"Inter-", "Inter"},
    {"NotoSansArabic-", "Noto Sans Arabic"},
    {"NotoSansHebrew-", "Noto Sans Hebrew"},
    {"NotoSansCJKjp-", "Noto Sans CJK JP"},
    {"NotoSansCJKsc-", "Noto Sans CJK SC"},
    {"NotoSansCJKtc-", "Noto Sans CJK TC"},
    {"NotoSansCJKkr-", "Noto Sans CJK KR"},
};

static const struct {
    const char *suffix;
    const char *weight;
} weights[] = {
    {"-Medium", "500"}, {"-SemiBold", "600"}, {"-ExtraBold", "800"},
    {"-Bold", "700"},   {"-Black", "900"},
};

static const char *family_of(const struct font *font)
{
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++)
        if (g_str_has_prefix(font->name, families[i].prefix))
            return families[i].family;
    return font->name;
}

static void append_family(struct svg *svg, const struct font *font)
{
    g_string_append(svg->out, " font-family=\"");
    escape_xml(svg->out, family_of(font));
    g_string_append(svg->out, ",sans-serif\"");
}

static void append_weight(struct svg *svg, const struct font *font)
{
    for (size_t i = 0; i < G_N_ELEMENTS(weights); i++) {
        if (!g_str_has_suffix(font->name, weights[i].suffix))
            continue;
        g_string_append_printf(svg->out, " font-weight=\"%s\"", weights[i].weight);
        return;
    }
}

void svg_live_defaults(struct svg *svg)
{
    g_string_append(svg->out, " xml:space=\"preserve\"");
    for (guint i = 0; i < svg->scene->ops->len && !svg->font; i++) {
        const struct op *op = &g_array_index(svg->scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS)
            svg->font = op->glyphs.font;
    }
    if (svg->font)
        append_family(svg, svg->font);
}

static void append_fixed(struct svg *svg, const char *name, int64_t value, unsigned decimals)
{
    g_string_append_printf(svg->out, " %s=\"", name);
    number_append_fixed(svg->out, value, decimals);
    g_string_append_c(svg->out, '"');
}

/* The width is stated, so that another font at the reader's end still fits its place. */
void svg_live_text(struct svg *svg, const struct op *op)
{
    bool rtl = op->glyphs.rtl;
    g_string_append(svg->out, "<text");
    svg_length(svg, "x", op->glyphs.x + (rtl ? op->glyphs.width : 0));
    svg_length(svg, "y", op->glyphs.y);
    if (strcmp(family_of(op->glyphs.font), family_of(svg->font)) != 0)
        append_family(svg, op->glyphs.font);
    append_weight(svg, op->glyphs.font);
    append_fixed(svg, "font-size", ((int64_t)op->glyphs.size * 12700 + 18) / 36, 5);
    if (op->glyphs.tracking != 0) {
        append_fixed(svg, "letter-spacing", op->glyphs.tracking, 3);
        g_string_insert(svg->out, (gssize)svg->out->len - 1, "em");
    }
    if (op->glyphs.width > 0) {
        svg_length(svg, "textLength", op->glyphs.width);
        g_string_append(svg->out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    if (rtl != svg->scene->rtl)
        g_string_append_printf(svg->out, " direction=\"%s\"", rtl ? "rtl" : "ltr");
    if (g_strcmp0(op->glyphs.language, svg->scene->language) != 0) {
        g_string_append(svg->out, " lang=\"");
        escape_xml(svg->out, op->glyphs.language);
        g_string_append_c(svg->out, '"');
    }
    svg_fill(svg, op->ink);
    g_string_append_c(svg->out, '>');
    escape_xml(svg->out, op->glyphs.text);
    g_string_append(svg->out, "</text>\n");
}
