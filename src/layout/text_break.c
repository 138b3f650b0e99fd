/* SPDX-License-Identifier: Apache-2.0 */
/* Where a paragraph may be broken into lines, and how wide what stands between is. */
#include "layout/text_parts.h"

#include <string.h>
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

/* The width of letters [start, end) as a line, in millionths of an em. */
static int32_t width_of(struct paragraph *paragraph, size_t start, size_t end)
{
    int32_t ems = 0;
    if (text_measure(paragraph, start, end, &ems))
        return ems;
    struct line *line = paragraph_shape(paragraph, start, end);
    ems = line != NULL ? em_width(line) : 0;
    line_free(line);
    return ems;
}

static void add_piece(struct paragraph *paragraph, size_t start, size_t end, bool forced)
{
    struct piece piece = {start, end, width_of(paragraph, start, end),
                          blank_width(letter_at(paragraph, end - 1)), forced};
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

/* Whether a letter stands in the same declared word as the one before it. */
static bool is_inside(const struct paragraph *paragraph, size_t index)
{
    const struct letter *here = letter_at(paragraph, index);
    const struct letter *before = letter_at(paragraph, index - 1);
    return here->span->value && here->span == before->span && !here->joined &&
           here->code_point != ' ' && before->code_point != ' ';
}

/* Marks the letters at which a grapheme begins: never between a letter and the marks on it. */
static void find_graphemes(const struct paragraph *paragraph, unsigned char *marks)
{
    if (paragraph->simple) {
        memset(marks, BREAK_MAY, paragraph->letters->len);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UChar *text = (const UChar *)(void *)paragraph->utf16->data;
    int32_t length = (int32_t)paragraph->utf16->len;
    UBreakIterator *breaks =
        ubrk_open(UBRK_CHARACTER, paragraph->shaper->language, text, length, &status);
    if (!text_icu_good(paragraph, status))
        return;
    for (int32_t at = ubrk_next(breaks); at != UBRK_DONE && at < length; at = ubrk_next(breaks)) {
        int32_t letter = g_array_index(paragraph->mapping, int32_t, at);
        if (letter >= 0)
            marks[letter] = BREAK_MAY;
    }
    ubrk_close(breaks);
}

/* Cuts a word into graphemes, each as wide as it makes the word: letters that join are narrower
 * than alone. */
static void add_graphemes(struct paragraph *paragraph, const struct piece *word,
                          const unsigned char *marks)
{
    size_t start = word->start;
    int32_t before = 0;
    for (size_t i = word->start + 1; i < word->end; i++) {
        if (marks[i] == BREAK_NO || !is_inside(paragraph, i))
            continue;
        int32_t width = width_of(paragraph, word->start, i);
        struct piece piece = {start, i, MAX(width - before, 0), 0, false};
        g_array_append_val(paragraph->pieces, piece);
        before = width;
        start = i;
    }
    struct piece last = {start, word->end, MAX(word->width - before, 0), word->blank, word->forced};
    g_array_append_val(paragraph->pieces, last);
}

void paragraph_break_words(struct paragraph *paragraph, int32_t ems)
{
    size_t count;
    paragraph_pieces(paragraph, &count);
    g_autoptr(GArray) whole = paragraph->pieces;
    g_autofree unsigned char *marks = g_malloc0(paragraph->letters->len + 1);
    paragraph->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
    find_graphemes(paragraph, marks);
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &g_array_index(whole, struct piece, i);
        if (piece->width > ems)
            add_graphemes(paragraph, piece, marks);
        else
            g_array_append_val(paragraph->pieces, *piece);
    }
}
