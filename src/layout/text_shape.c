/* SPDX-License-Identifier: Apache-2.0 */
/* Shaping: letters of one font and direction → glyphs, by HarfBuzz; widths in micrometres. */
#include "layout/text_parts.h"

#include "base/number.h"
#include "scene/grid.h"

#include <string.h>

/* Of one font: the words of a catalogue many times over, a megabyte or two. */
enum { KEPT_TEXTS = 1024 };

int32_t text_scale(int32_t units, int32_t size, unsigned upem)
{
    if (units == 0)
        return 0;
    /* 1/100 pt is 25400 / 7200 micrometres */
    int64_t above = (int64_t)units * size * 25400, below = (int64_t)upem * 7200;
    return (int32_t)((2 * above + (above < 0 ? -below : below)) / (2 * below));
}

int32_t line_width(const struct line *line, int32_t size)
{
    int32_t width = 0, pixels = 0;
    for (unsigned i = 0; i < line->runs->len; i++) {
        const struct run *run = line->runs->pdata[i];
        if (line->ppi != 0)
            pixels += run_pixels(run, grid_ppem(line->ppi, size), NULL);
        else
            width += text_scale(run->units, size, run->font->upem);
    }
    return line->ppi != 0 ? grid_length(line->ppi, pixels * 1000) : width;
}

static void run_free(void *data)
{
    struct run *run = data;
    g_free(run->text);
    g_clear_pointer(&run->shaped, g_array_unref);
    g_clear_pointer(&run->glyphs, g_array_unref);
    g_free(run);
}

struct line *text_line_new(const struct paragraph *paragraph)
{
    struct line *line = g_new(struct line, 1);
    line->runs = g_ptr_array_new_with_free_func(run_free);
    line->ppi = paragraph->shaper->ppi;
    return line;
}

void line_free(struct line *line)
{
    if (line == NULL)
        return;
    g_ptr_array_unref(line->runs);
    g_free(line);
}

static void report_glyph(struct paragraph *paragraph, const struct run *run, uint32_t cluster)
{
    gunichar c = g_utf8_get_char(run->text + cluster);
    diag_add(paragraph->shaper->diags, CODE_FONT_GLYPH, paragraph->style.place,
             "no font of the label has U+%04X, in \"%s\"", (unsigned)c, paragraph->text->str);
}

static bool is_cursive(const char *script)
{
    return strcmp(script, "Arab") == 0;
}

static void fill_buffer(struct paragraph *paragraph, const struct run *run, const char *script)
{
    hb_buffer_t *buffer = paragraph->shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, run->text, -1, 0, -1);
    hb_buffer_set_direction(buffer, run->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, hb_script_from_string(script, 4));
    /* Languages of values are not passed on: HarfBuzz would keep every tag it ever saw. */
    if (strcmp(run->language, paragraph->shaper->language) == 0)
        hb_buffer_set_language(buffer, paragraph->shaper->hb_language);
}

/* A glyph where the pen put it; one more stands for the end of the text. */
struct shaped {
    struct glyph glyph;
    int32_t pen;
    bool bound; /* to what is before it: shaped apart, they might look different */
};

static const struct shaped *shaped_at(const GArray *shaped, size_t index)
{
    return &g_array_index(shaped, struct shaped, index);
}

/* Turns the buffer's advances into positions; NULL where a glyph is missing. */
static GArray *take_glyphs(struct paragraph *paragraph, const struct run *run, int32_t tracking)
{
    unsigned count;
    hb_buffer_t *buffer = paragraph->shaper->buffer;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    g_autoptr(GArray) shaped = g_array_sized_new(FALSE, FALSE, sizeof(struct shaped), count + 1);
    int32_t pen = 0;
    for (unsigned i = 0; i < count; i++) {
        if (infos[i].codepoint == 0) {
            report_glyph(paragraph, run, infos[i].cluster);
            return NULL;
        }
        struct shaped one = {{infos[i].codepoint, pen + positions[i].x_offset,
                              positions[i].y_offset, infos[i].cluster},
                             pen,
                             hb_glyph_info_get_glyph_flags(&infos[i]) != 0};
        g_array_append_val(shaped, one);
        pen += positions[i].x_advance;
        if (i + 1 < count && infos[i + 1].cluster != infos[i].cluster)
            pen += tracking;
    }
    struct shaped end = {{.cluster = (uint32_t)strlen(run->text)}, pen, false};
    g_array_append_val(shaped, end);
    return g_steal_pointer(&shaped);
}

/* Letters that must not be spaced apart have none. */
static int32_t tracking_of(const struct paragraph *paragraph, const struct run *run, bool cursive)
{
    return cursive ? 0 : paragraph->style.tracking * (int32_t)run->font->upem / 1000;
}

static GArray *shape_text(struct paragraph *paragraph, const struct run *run, const char *script)
{
    /* In Inter, ccmp only fits letters to combining marks, which a simple text has none of. */
    static const hb_feature_t off[] = {
        {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'c', 'm', 'p'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    bool cursive = is_cursive(script); /* needs its contextual forms, joins its letters */
    fill_buffer(paragraph, run, script);
    hb_shape(run->font->hb, paragraph->shaper->buffer, off,
             cursive             ? 0
             : paragraph->simple ? 2
                                 : 1);
    return take_glyphs(paragraph, run, tracking_of(paragraph, run, cursive));
}

/* What a text looks like is kept with its font: labels, choices, sizes and lines ask again. */
static GArray *find_or_shape(struct paragraph *paragraph, const struct run *run, const char *script)
{
    GHashTable *known = run->font->shaped;
    g_autoptr(GString) key = g_string_sized_new(128);
    g_string_append(key, script);
    g_string_append_c(key, run->rtl ? '<' : '>');
    number_append(key, paragraph->style.tracking);
    g_string_append_c(key, ' ');
    g_string_append(key, run->language);
    g_string_append_c(key, ' ');
    g_string_append(key, run->text);
    GArray *shaped = g_hash_table_lookup(known, key->str);
    if (shaped != NULL)
        return g_array_ref(shaped);
    shaped = shape_text(paragraph, run, script);
    if (g_hash_table_size(known) == KEPT_TEXTS)
        g_hash_table_remove_all(known);
    if (shaped != NULL)
        g_hash_table_insert(known, g_strdup(key->str), g_array_ref(shaped));
    return shaped;
}

/* The first glyph of the cluster that begins there; that of the end where there is none. */
static size_t glyph_of(const GArray *shaped, size_t cluster)
{
    size_t i = 0;
    while (i + 1 < shaped->len && shaped_at(shaped, i)->glyph.cluster != cluster)
        i++;
    return i;
}

/* Glyphs [from, to) of what a run was shaped to. */
struct cut {
    const GArray *shaped;
    size_t from, to;
};

/* Letters are spaced apart behind each but a line's last. */
static int32_t cut_units(const struct cut *cut, int32_t tracking)
{
    bool whole = cut->to + 1 == cut->shaped->len;
    int32_t units = shaped_at(cut->shaped, cut->to)->pen - shaped_at(cut->shaped, cut->from)->pen;
    return MAX(units - (whole ? 0 : tracking), 0);
}

static void take_cut(struct run *run, const struct cut *cut, int32_t tracking)
{
    const struct shaped *first = shaped_at(cut->shaped, cut->from);
    const struct shaped *end = shaped_at(cut->shaped, cut->to);
    uint32_t begin = run->rtl ? 0 : first->glyph.cluster; /* right to left is taken whole */
    unsigned count = (unsigned)(cut->to - cut->from);
    run->glyphs = g_array_sized_new(FALSE, FALSE, sizeof(struct glyph), count);
    g_array_set_size(run->glyphs, count);
    struct glyph *glyph = &g_array_index(run->glyphs, struct glyph, 0);
    for (const struct shaped *one = first; one < end; one++, glyph++) {
        *glyph = one->glyph;
        glyph->x -= first->pen;
        glyph->cluster -= begin;
    }
    run->units = cut_units(cut, tracking);
}

/* The simple run of the paragraph's single line that holds bytes [begin, end); NULL: none alone. */
static const struct run *run_around(const struct paragraph *paragraph, size_t begin, size_t end)
{
    size_t count = paragraph->simple && paragraph->line ? paragraph->line->runs->len : 0;
    for (size_t i = 0; i < count; i++) {
        const struct run *run = paragraph->line->runs->pdata[i];
        if (begin >= run->start && end <= run->start + strlen(run->text))
            return run;
    }
    return NULL;
}

/* Finds bytes [begin, end) of the paragraph in what was shaped; false where cutting them out might
 * change a glyph. */
static bool find_cut(const struct run *whole, size_t begin, size_t end, struct cut *cut)
{
    const GArray *shaped = whole->shaped;
    *cut = (struct cut){shaped, glyph_of(shaped, begin - whole->start),
                        glyph_of(shaped, end - whole->start)};
    const struct shaped *first = shaped_at(shaped, cut->from), *last = shaped_at(shaped, cut->to);
    return !first->bound && first->glyph.cluster == begin - whole->start && !last->bound &&
           last->glyph.cluster == end - whole->start;
}

static bool cut_run(const struct paragraph *paragraph, struct run *run)
{
    struct cut cut;
    size_t end = run->start + strlen(run->text);
    const struct run *whole = run_around(paragraph, run->start, end);
    if (whole == NULL || !find_cut(whole, run->start, end, &cut))
        return false;
    take_cut(run, &cut, tracking_of(paragraph, run, false));
    return true;
}

bool text_measure(const struct paragraph *paragraph, size_t start, size_t end, int32_t *ems)
{
    end = letters_trimmed(paragraph, start, end);
    size_t begin = letter_at(paragraph, start)->offset;
    size_t stop = letter_offset(paragraph, end);
    const struct run *whole = run_around(paragraph, begin, stop);
    struct cut cut;
    if (whole == NULL || !find_cut(whole, begin, stop, &cut))
        return false;
    int64_t units = cut_units(&cut, tracking_of(paragraph, whole, false));
    *ems = (int32_t)(units * 1000000 / whole->font->upem);
    return true;
}

/* Shapes a run whose text, font, language and direction are set. */
static bool shape_run(struct paragraph *paragraph, struct run *run, const char *script)
{
    if (cut_run(paragraph, run))
        return true;
    run->shaped = find_or_shape(paragraph, run, script);
    if (run->shaped != NULL)
        take_cut(run, &(struct cut){run->shaped, 0, run->shaped->len - 1}, 0);
    return run->shaped != NULL;
}

bool text_add_run(struct paragraph *paragraph, struct line *line, size_t start, size_t end,
                  bool rtl)
{
    const struct letter *first = letter_at(paragraph, start);
    size_t stop = letter_offset(paragraph, end);
    struct run *run = g_new0(struct run, 1);
    run->font = first->font;
    run->start = first->offset;
    run->text = g_strndup(paragraph->text->str + first->offset, stop - first->offset);
    /* A forced break inside a line that is only being measured. */
    for (char *at = strchr(run->text, '\n'); at != NULL; at = strchr(at, '\n'))
        *at = ' ';
    run->language = language_of(paragraph, first);
    run->rtl = rtl;
    g_ptr_array_add(line->runs, run);
    return shape_run(paragraph, run, first->script);
}
