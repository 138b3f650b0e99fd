/* SPDX-License-Identifier: Apache-2.0 */
/* The fonts of a PDF: which glyphs are used, their codes and texts, and the subset that draws them.
 */
#pragma once

#include "scene/scene.h"
#include "write/pdf_subset.h"

struct pdf_glyph {
    uint32_t id;
    uint16_t code; /* what the page's text says */
    int32_t width; /* in 1/10000 em */
    char *text;    /* what it stands for alone; NULL: only as a part of something */
};

struct pdf_font {
    const struct font *font;
    GArray *glyphs; /* of struct pdf_glyph, sorted by id */
    const struct pdf_subset *subset;
    char *name;     /* "ABCDEF+Inter-Bold": the tag names the subset */
    int32_t box[4]; /* the rest in 1/1000 em: left, bottom, right, top */
    int32_t ascent, descent, cap_height, stem;
};

struct pdf_fonts {
    GArray *fonts; /* of struct pdf_font, in order of appearance */
};

/* Gathers the fonts and glyphs of scenes, one after the other; then makes the subsets: false where
 * HarfBuzz could not make one. */
void pdf_fonts_init(struct pdf_fonts *fonts);
void pdf_fonts_add(struct pdf_fonts *fonts, const struct scene *scene);
bool pdf_fonts_make(struct pdf_fonts *fonts, struct pdf_file *file);
void pdf_fonts_clear(struct pdf_fonts *fonts);

/* Position of the font, and its glyph of that id (never NULL for a glyph of the scene). */
unsigned pdf_fonts_index(const struct pdf_fonts *fonts, const struct font *font);
const struct pdf_glyph *pdf_font_glyph(const struct pdf_font *font, uint32_t id);

/* How many objects a font has; appends them: the first, which is the font's dictionary, is number
 * first. */
enum { PDF_FONT_OBJECTS = 5 };
void pdf_font_put(struct pdf_file *file, const struct pdf_font *font, unsigned first);
