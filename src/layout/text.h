/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases → shaped runs: direction, scripts, fonts, break opportunities, glyphs. */
#pragma once

#include "font/fontset.h"
#include "scene/scene.h"
#include "words/wording.h"

/* What one label's texts have in common; holds the buffer that shaping reuses. */
struct shaper;

/* language: of the label, BCP 47, and its direction. All arguments are borrowed. */
struct shaper *shaper_new(struct fontset *fontset, const char *language, bool rtl,
                          struct diags *diags);
void shaper_free(struct shaper *shaper);

/* From now on lines stand on the pixels of a bitmap of that resolution, in thousandths. */
void shaper_keep_to(struct shaper *shaper, int32_t ppi);

struct style {
    enum font_weight weight, strong;
    int tracking;       /* 1/1000 em between letters; not in cursive scripts */
    struct place place; /* where findings about the text point */
};

/* A stretch in one font, direction and language. */
struct run {
    const struct font *font;
    char *text;
    size_t start; /* of the text in the paragraph's */
    const char *language;
    bool rtl;
    GArray *shaped; /* what it was shaped to; NULL: cut from another run */
    GArray *glyphs; /* struct glyph in font units, visual order */
    int32_t units;  /* width in font units */
};

/* Runs from left to right. */
struct line {
    GPtrArray *runs;
    int32_t ppi; /* of the bitmap on whose pixels it stands, in thousandths; 0: of none */
};

void line_free(struct line *line);

/* Width in micrometres at a size in 1/100 pt. */
int32_t line_width(const struct line *line, int32_t size);

/* Places of a run's glyphs (may be NULL) at that many pixels per em, y downwards; returns its width.
 * All in whole pixels. */
int32_t run_pixels(const struct run *run, int ppem, struct glyph *places);

/* From the line's left (right) edge to the ink of its first (last) glyph, in micrometres. */
int32_t line_bearing(const struct line *line, int32_t size, bool right);

/* How a line is drawn. */
struct type {
    int size;     /* 1/100 pt */
    int tracking; /* that it was shaped with */
    enum ink ink;
    const char *role; /* the word's name */
};

/* Draws a line from its left end at x on the baseline y. phrase: the whole text that it is of. */
void line_draw(const struct line *line, struct scene *scene, const struct type *type, int32_t x,
               int32_t y, const char *phrase);

/* Font units to micrometres, rounded half away from zero: the only conversion there is. */
int32_t text_scale(int32_t units, int32_t size, unsigned upem);

struct paragraph;

/* NULL after FONT-MISSING or FONT-GLYPH. The phrase must outlive it. */
struct paragraph *paragraph_new(struct shaper *shaper, const struct phrase *phrase,
                                const struct style *style);
void paragraph_free(struct paragraph *paragraph);

/* Its whole text as one line. Borrowed; `whole` is a share of it that the caller
 * frees. */
const struct line *paragraph_line(const struct paragraph *paragraph);
struct line *paragraph_whole(const struct paragraph *paragraph);

/* The plain text, for findings. */
const char *paragraph_text(const struct paragraph *paragraph);

/* Script classes that type rules distinguish. */
bool paragraph_has_script(const struct paragraph *paragraph, const char *script);

/* A stretch between two break opportunities. */
struct piece {
    size_t start, end; /* letters, [start, end) */
    int32_t width;     /* millionths of an em, without the blank at its end */
    int32_t blank;     /* width of that blank */
    bool forced;       /* the line must end here */
};

/* The paragraph's pieces in order, made when first asked for. Borrowed. */
const struct piece *paragraph_pieces(struct paragraph *paragraph, size_t *count);

/* From now on declared words wider than that many millionths of an em are cut between graphemes: the
 * last resort for a name without a place to break. */
void paragraph_break_words(struct paragraph *paragraph, int32_t ems);

/* Shapes letters [start, end) as a line of their own, blanks at its end left out. NULL after
 * FONT-GLYPH. The caller frees. */
struct line *paragraph_shape(struct paragraph *paragraph, size_t start, size_t end);
