/* SPDX-License-Identifier: Apache-2.0 */
/* Type in a PDF as text: glyphs of a font subset, each where layout has put it. */
#include "write/pdf_text.h"

#include "base/escape.h"
#include "base/number.h"
#include "write/pdf_cluster.h"

/* Drift of a glyph from its place that is left uncorrected, in micrometres. */
#define TOLERANCE 2

/* A run while it is shown. Lengths are in 1/10000 em, as widths are. */
struct run {
    GString *out;
    const struct op *op;
    const struct pdf_font *font;
    int64_t pen;  /* where the next glyph would stand */
    int32_t rise; /* in force, micrometres */
    bool spans;   /* say what glyphs cannot say themselves */
    bool in_array, in_string;
};

static void put_operator(struct run *run, const char *name)
{
    g_string_append(run->out, name);
    g_string_append_c(run->out, '\n');
}

/* Micrometres to 1/10000 em: an em is size * 127/36 µm. */
static int64_t from_micrometres(const struct run *run, int64_t value)
{
    int64_t em = (int64_t)run->op->glyphs.size * 127;
    return (value * 360000 + (value < 0 ? -em / 2 : em / 2)) / em;
}

static void end_string(struct run *run)
{
    if (run->in_string)
        g_string_append_c(run->out, '>');
    run->in_string = false;
}

static void end_array(struct run *run)
{
    end_string(run);
    if (run->in_array)
        put_operator(run, "]TJ");
    run->in_array = false;
}

static void set_rise(struct run *run, int32_t rise)
{
    if (rise == run->rise)
        return;
    end_array(run);
    number_append(run->out, rise);
    g_string_append_c(run->out, ' ');
    put_operator(run, "Ts");
    run->rise = rise;
}

static void move_pen(struct run *run, int64_t to)
{
    int64_t back = run->pen - to;
    if (ABS(back) <= from_micrometres(run, TOLERANCE))
        return;
    end_string(run);
    number_append_fixed(run->out, back, 1);
    run->pen = to;
}

static void show_glyph(struct run *run, const struct glyph *glyph)
{
    const struct pdf_glyph *known = pdf_font_glyph(run->font, glyph->id);
    set_rise(run, -glyph->y);
    if (!run->in_array)
        g_string_append_c(run->out, '[');
    run->in_array = true;
    move_pen(run, from_micrometres(run, glyph->x));
    if (!run->in_string)
        g_string_append_c(run->out, '<');
    run->in_string = true;
    pdf_put_hex(run->out, known->code);
    run->pen += known->width;
}

/* True if the glyph alone says the cluster's text. */
static bool speaks_for_itself(const struct run *run, const struct pdf_cluster *cluster)
{
    if (cluster->count != 1)
        return false;
    uint32_t id = run->op->glyphs.glyphs[cluster->first].id;
    return g_strcmp0(pdf_font_glyph(run->font, id)->text, cluster->text) == 0;
}

static void show_cluster(struct run *run, const struct pdf_cluster *cluster)
{
    bool plain = !run->spans || speaks_for_itself(run, cluster);
    if (!plain) {
        end_array(run);
        g_string_append(run->out, "/Span<</ActualText");
        escape_pdf_text(run->out, cluster->text);
        put_operator(run, ">>BDC");
    }
    for (size_t i = 0; i < cluster->count; i++)
        show_glyph(run, &run->op->glyphs.glyphs[cluster->first + i]);
    if (!plain) {
        end_array(run);
        put_operator(run, "EMC");
    }
}

void pdf_text_run(GString *out, const struct op *op, const struct pdf_fonts *fonts,
                  int32_t page_height, bool spans)
{
    unsigned index = pdf_fonts_index(fonts, op->glyphs.font);
    struct run run = {.out = out, .op = op, .spans = spans};
    run.font = &g_array_index(fonts->fonts, struct pdf_font, index);
    g_string_append(out, "BT/F");
    number_append(out, index + 1);
    g_string_append_c(out, ' ');
    number_append_fixed(out, ((int64_t)op->glyphs.size * 127000 + 18) / 36, 3);
    g_string_append(out, " Tf ");
    number_append(out, op->glyphs.x);
    g_string_append_c(out, ' ');
    number_append(out, page_height - op->glyphs.y);
    put_operator(&run, " Td");
    struct pdf_cluster cluster = {0};
    while (pdf_cluster_next(op, &cluster))
        if (*cluster.text != '\0')
            show_cluster(&run, &cluster);
    end_array(&run);
    set_rise(&run, 0);
    put_operator(&run, "ET");
}
