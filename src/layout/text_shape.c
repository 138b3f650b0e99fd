/* SPDX-License-Identifier: Apache-2.0 */
/* Shaping: letters of one font and direction → glyphs, by HarfBuzz; widths in micrometres. */
#include "layout/text_parts.h"

#include <string.h>

int32_t text_scale(int32_t units, int32_t size, unsigned upem)
{
    /* 1/100 pt is 25400 / 7200 micrometres */
    int64_t above = (int64_t)units * size * 25400, below = (int64_t)upem * 7200;
    return (int32_t)((2 * above + (above < 0 ? -below : below)) / (2 * below));
}

int32_t line_width(const struct line *line, int32_t size)
{
    int32_t width = 0;
    for (unsigned i = 0; i < line->runs->len; i++) {
        const struct run *run = line->runs->pdata[i];
        width += text_scale(run->units, size, run->font->upem);
    }
    return width;
}

static void run_free(void *data)
{
    struct run *run = data;
    g_free(run->text);
    g_array_unref(run->glyphs);
    g_free(run);
}

struct line *text_line_new(void)
{
    struct line *line = g_new(struct line, 1);
    line->runs = g_ptr_array_new_with_free_func(run_free);
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

/* Turns the buffer's advances into positions; false where a glyph is missing. */
static bool take_glyphs(struct paragraph *paragraph, struct run *run, int32_t tracking)
{
    unsigned count;
    hb_buffer_t *buffer = paragraph->shaper->buffer;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    int32_t pen = 0;
    for (unsigned i = 0; i < count; i++) {
        if (infos[i].codepoint == 0) {
            report_glyph(paragraph, run, infos[i].cluster);
            return false;
        }
        struct glyph glyph = {infos[i].codepoint, pen + positions[i].x_offset,
                              positions[i].y_offset, infos[i].cluster};
        g_array_append_val(run->glyphs, glyph);
        pen += positions[i].x_advance;
        if (i + 1 < count && infos[i + 1].cluster != infos[i].cluster)
            pen += tracking;
    }
    run->units = MAX(pen, 0);
    return true;
}

/* What shaping gave for a text in a font; kept because choices, sizes and lines ask again. */
struct shaped {
    GArray *glyphs;
    int32_t units;
};

static void free_shaped(void *data)
{
    struct shaped *shaped = data;
    g_array_unref(shaped->glyphs);
    g_free(shaped);
}

GHashTable *text_shaped_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_shaped);
}

/* Shapes a run whose text, font, language and direction are set. */
static bool shape_run(struct paragraph *paragraph, struct run *run, const char *script)
{
    static const hb_feature_t plain[] = {
        {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    bool cursive = is_cursive(script); /* needs its contextual forms, joins its letters */
    int32_t tracking = cursive ? 0 : paragraph->style.tracking * (int32_t)run->font->upem / 1000;
    GHashTable *known = paragraph->shaper->shaped;
    g_autofree char *key = g_strdup_printf("%p %s %s %d %d %s", (const void *)run->font, script,
                                           run->language, run->rtl, tracking, run->text);
    const struct shaped *same = g_hash_table_lookup(known, key);
    if (same != NULL) {
        run->glyphs = g_array_ref(same->glyphs);
        run->units = same->units;
        return true;
    }
    run->glyphs = g_array_new(FALSE, FALSE, sizeof(struct glyph));
    fill_buffer(paragraph, run, script);
    hb_shape(run->font->hb, paragraph->shaper->buffer, plain, cursive ? 0 : 1);
    if (!take_glyphs(paragraph, run, tracking))
        return false;
    struct shaped *shaped = g_new(struct shaped, 1);
    *shaped = (struct shaped){g_array_ref(run->glyphs), run->units};
    g_hash_table_insert(known, g_steal_pointer(&key), shaped);
    return true;
}

bool text_add_run(struct paragraph *paragraph, struct line *line, size_t start, size_t end,
                  bool rtl)
{
    const struct letter *first = letter_at(paragraph, start);
    size_t stop =
        end < paragraph->letters->len ? letter_at(paragraph, end)->offset : paragraph->text->len;
    struct run *run = g_new0(struct run, 1);
    run->font = first->font;
    run->text = g_strndup(paragraph->text->str + first->offset, stop - first->offset);
    g_strdelimit(run->text, "\n", ' '); /* a forced break inside a line only being measured */
    run->language = language_of(paragraph, first);
    run->rtl = rtl;
    g_ptr_array_add(line->runs, run);
    return shape_run(paragraph, run, first->script);
}
