/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of a paragraph, shared by the files of layout/text. */
#pragma once

#include "layout/text.h"

#include <hb.h>
#include <unicode/ubidi.h>

struct shaper {
    struct fontset *fontset;
    struct diags *diags;
    const char *language;
    bool rtl;
    int32_t ppi; /* of a bitmap, 0: none */
    hb_buffer_t *buffer;
    hb_language_t hb_language;
};

/* One code point. */
struct letter {
    uint32_t code_point;
    uint32_t offset; /* into the paragraph's text */
    const struct span *span;
    const char *script; /* as fontset_get names it; NULL: not decided yet */
    const struct font *font;
    bool joined; /* to the letter before it: no line may break between them */
};

struct paragraph {
    struct shaper *shaper;
    struct style style;
    GString *text;
    GArray *letters;
    bool simple;  /* Latin, left to right: no need to ask ICU */
    bool joining; /* while letters are added: the next one is joined */
    UBiDi *bidi;
    GArray *utf16;   /* UChar, values between isolates */
    GArray *mapping; /* for each UTF-16 unit, its letter; -1 for isolates and joiners */
    struct line *line;
    GArray *pieces;
};

static inline struct letter *letter_at(const struct paragraph *paragraph, size_t index)
{
    return &g_array_index(paragraph->letters, struct letter, index);
}

static inline const char *language_of(const struct paragraph *paragraph,
                                      const struct letter *letter)
{
    const char *language = letter->span->language;
    return language != NULL ? language : paragraph->shaper->language;
}

/* Where the letter begins in the paragraph's text; the text's end behind the last one. */
static inline size_t letter_offset(const struct paragraph *paragraph, size_t index)
{
    return index < paragraph->letters->len ? letter_at(paragraph, index)->offset
                                           : paragraph->text->len;
}

/* The end of letters [start, end) without the blanks at it, which no line shows. */
static inline size_t letters_trimmed(const struct paragraph *paragraph, size_t start, size_t end)
{
    while (end > start && (letter_at(paragraph, end - 1)->code_point == ' ' ||
                           letter_at(paragraph, end - 1)->code_point == '\n'))
        end--;
    return end;
}

/* The width in millionths of an em that letters [start, end) would have as a line, where it can be
 * told without shaping them. */
bool text_measure(const struct paragraph *paragraph, size_t start, size_t end, int32_t *ems);

/* Shapes letters [start, end), which share font, direction and language, as one run at the line's
 * end. False after FONT-GLYPH. */
bool text_add_run(struct paragraph *paragraph, struct line *line, size_t start, size_t end,
                  bool rtl);

/* From a run's left (right) edge to the pixels of its first (last) glyph; it has one. */
int32_t run_bearing(const struct run *run, int ppem, bool right);

struct line *text_line_new(const struct paragraph *paragraph);

/* False after INTERNAL, where a call of ICU has failed. */
bool text_icu_good(const struct paragraph *paragraph, UErrorCode status);
