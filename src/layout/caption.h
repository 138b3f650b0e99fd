/* SPDX-License-Identifier: Apache-2.0 */
/* Text beside labels: English, or a value in its own script, broken into lines. */
#pragma once

#include "font/fontset.h"
#include "scene/scene.h"

/* What the captions of a document have in common. */
struct captions;
struct captions *captions_new(struct fontset *fontset, struct diags *diags);
void captions_free(struct captions *captions);

struct caption_style {
    int size; /* 1/100 pt */
    enum font_weight weight;
    enum ink ink;
};

struct caption;

/* Breaks a text into lines of at most that many micrometres. Where no font has a character, all
 * that are not ASCII are written as \u{…}. NULL after FONT-MISSING. */
struct caption *caption_new(struct captions *captions, const char *text,
                            const struct caption_style *style, int32_t width);
void caption_free(struct caption *caption);

int32_t caption_height(const struct caption *caption);
int32_t caption_width(const struct caption *caption); /* of the longest line */

/* Draws the lines with their upper left corner at x, y. */
void caption_draw(const struct caption *caption, struct scene *scene, int32_t x, int32_t y);
