/* SPDX-License-Identifier: Apache-2.0 */
/* Where a paragraph may be broken into lines, and how wide what stands between is. */
#include "layout/text_parts.h"

#include <unicode/ubrk.h>

enum opportunity { BREAK_NO, BREAK_MAY, BREAK_MUST };

/* A simple text breaks behind blanks, and behind a hyphen between letters: never inside a date. */
static enum opportunity break_before(const struct paragraph *paragraph, size_t index)
{
    uint32_t before = letter_at(paragraph, index - 1)->code_point;
    uint32_t here = letter_at(paragraph, index)->code_point;
    if (before == '\n')
        return BREAK_MUST;
    if (before == ' ')
        return here != ' ' && here != '\n' ? BREAK_MAY : BREAK_NO;
    if ((before == '-' || before == 0x2010) && index >= 2)
        return g_unichar_isalpha(here) &&
                       g_unichar_isalpha(letter_at(paragraph, index - 2)->code_point)
                   ? BREAK_MAY
                   : BREAK_NO;
    return BREAK_NO;
}

static void find_simple(const struct paragraph *paragraph, unsigned char *marks)
{
    for (size_t i = 1; i < paragraph->letters->len; i++)
        marks[i] = (unsigned char)break_before(paragraph, i);
}

/* Unicode line breaking in the label's language. */
static void find_by_icu(const struct paragraph *paragraph, unsigned char *marks)
{
    UErrorCode status = U_ZERO_ERROR;
    const UChar *text = (const UChar *)(void *)paragraph->utf16->data;
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, paragraph->shaper->language, text,
                                       (int32_t)paragraph->utf16->len, &status);
    if (!text_icu_good(paragraph, status))
        return;
    for (int32_t at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
        while (at < (int32_t)paragraph->mapping->len &&
               g_array_index(paragraph->mapping, int32_t, at) < 0)
            at++;
        if (at >= (int32_t)paragraph->mapping->len)
            continue;
        bool must = ubrk_getRuleStatus(breaks) >= UBRK_LINE_HARD;
        marks[g_array_index(paragraph->mapping, int32_t, at)] = must ? BREAK_MUST : BREAK_MAY;
    }
    ubrk_close(breaks);
}

/* A line's width in millionths of an em. */
static int32_t em_width(const struct line *line)
{
    int64_t width = 0;
    for (unsigned i = 0; i < line->runs->len; i++) {
        const struct run *run = line->runs->pdata[i];
        width += (int64_t)run->units * 1000000 / run->font->upem;
    }
    return (int32_t)width;
}

static int32_t blank_width(const struct letter *letter)
{
    uint32_t glyph;
    if (letter->code_point != ' ' || !hb_font_get_nominal_glyph(letter->font->hb, ' ', &glyph))
        return 0;
    return (int32_t)((int64_t)font_advance(letter->font, glyph) * 1000000 / letter->font->upem);
}

static void add_piece(struct paragraph *paragraph, size_t start, size_t end, bool forced)
{
    struct piece piece = {start, end, 0, blank_width(letter_at(paragraph, end - 1)), forced};
    if (!text_measure(paragraph, start, end, &piece.width)) {
        struct line *line = paragraph_shape(paragraph, start, end);
        piece.width = line != NULL ? em_width(line) : 0;
        line_free(line);
    }
    g_array_append_val(paragraph->pieces, piece);
}

const struct piece *paragraph_pieces(struct paragraph *paragraph, size_t *count)
{
    if (paragraph->pieces == NULL) {
        paragraph->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
        size_t letters = paragraph->letters->len, start = 0;
        g_autofree unsigned char *marks = g_malloc0(letters + 1);
        if (paragraph->simple)
            find_simple(paragraph, marks);
        else
            find_by_icu(paragraph, marks);
        for (size_t i = 1; i <= letters; i++)
            if (i == letters || marks[i] != BREAK_NO) {
                add_piece(paragraph, start, i, i < letters && marks[i] == BREAK_MUST);
                start = i;
            }
    }
    *count = paragraph->pieces->len;
    return (const struct piece *)(void *)paragraph->pieces->data;
}
