/* SPDX-License-Identifier: Apache-2.0 */
/* The label under construction: what is placed where, in which ink, and whether all of it fits. */
#pragma once

#include "layout/fit.h"
#include "layout/items.h"
#include "layout/layout.h"
#include "layout/qr.h"
#include "layout/when.h"

/* Where a text ended up: horizontal places from the edge where reading starts. */
struct placed {
    bool there;
    int32_t start, end;
    int32_t first, baseline; /* of the first and the last line */
};

struct canvas {
    const struct template *template;
    const struct wording *wording;
    struct diags *diags;
    struct fontset *fontset;
    struct shaper *shaper;
    struct scene *scene;
    struct when_facts facts;
    const struct layout_options *options;
    int32_t down;    /* added to every vertical place: what has grown so far */
    int32_t stretch; /* what the page grows by in all */
    struct qr *qr; /* NULL: the declaration names no page */
    struct {
        bool there;
        int32_t x, y, side; /* with quiet zone; x from the edge where reading starts */
        int32_t module;
        unsigned ground; /* the op that is its ground and covers those before; 0: the paper is */
    } qr_box;
    struct placed placed[WORD_COUNT];
    bool said[WORD_COUNT]; /* in the lines of all languages */
    bool way_drawn; /* the icon of how updates arrive */
    int trial;   /* above 0: what does not fit is no finding, something else will be tried */
    bool failed; /* something did not fit or was missing */
};

/* One text to be placed: an item's slot, or a part of rows and ruler. */
struct text_slot {
    const char *role;
    const struct word *word;
    enum word_id id;               /* whose the word is; WORD_COUNT: of rows or ruler */
    const struct element *element; /* of the declaration, where no id tells it; may be NULL */
    size_t variant;                /* the first to try, where the word has so many */
    int32_t x, end, y;
    int32_t limit; /* lowest baseline, 0: none */
    int32_t above; /* baseline that the last one stays a line above, 0: none */
    enum anchor anchor;
    bool rise, flush;
    bool cut; /* declared words may be cut though something else could be tried */
    int leading;
    struct slot slot;   /* width is set from x and end */
    struct style style; /* place is set from id or element */
    enum ink ink;
};

/* Places a text; false (and canvas->failed) after a finding. */
bool canvas_text(struct canvas *canvas, const struct text_slot *text, struct placed *placed);

/* Whether the text would fit, without placing it. */
bool canvas_text_fits(struct canvas *canvas, const struct text_slot *text, int32_t *width);

enum ink canvas_ink(const struct canvas *canvas, enum tint tint);

/* From the edge where reading starts to the left edge, for something of that width. */
int32_t canvas_left(const struct canvas *canvas, int32_t x, int32_t width);

/* In a bitmap the nearest pixel's edge; elsewhere the place itself. */
int32_t canvas_snap(const struct canvas *canvas, int32_t place);

/* Pixels of a bitmap as a length. */
int32_t canvas_pixels(const struct canvas *canvas, int32_t count);

/* By which type shrinks until it fits: quarter points, or pixels of a bitmap; 1/100 pt. */
int canvas_step(const struct canvas *canvas);

/* Narrows something at these heights so that it stays clear of the QR code: it ends before the code
 * where it starts before it, else it starts behind it. */
void canvas_clear(const struct canvas *canvas, int32_t *start, int32_t *end, int32_t top,
                  int32_t bottom);

/* TEMPLATE-RULE at an item that cannot be drawn here; none while something else is tried. */
void refuse_item(struct canvas *canvas, const struct item *item, const char *why);

/* The same at something drawn: "a drawing leaves the label". */
void refuse_op(struct canvas *canvas, const char *what, const struct op *op);

void draw_items(struct canvas *canvas, const struct item *item);
void draw_rows(struct canvas *canvas, const struct item *item);
void draw_languages(struct canvas *canvas, const struct item *item);
void draw_ruler(struct canvas *canvas, const struct item *item);

/* Whether text can be read on a ground, at 4.5:1 or more. */
bool ink_readable(enum ink ground, enum ink text);

/* Of a finished scene: words are read on all they stand on, nothing hides them or the QR code, and
 * no ground has the colour of another state. */
void check_cover(struct canvas *canvas);

/* The engine's own rules on a finished scene: one QR code and nothing in its quiet zone, nothing
 * outside the trim, text on a ground it can be read on. */
void check_scene(struct canvas *canvas);
