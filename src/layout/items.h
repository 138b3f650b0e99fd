/* SPDX-License-Identifier: Apache-2.0 */
/* What a template is made of once it is read: items with lengths in micrometres. */
#pragma once

#include "font/fontset.h"
#include "layout/icons.h"
#include "layout/template.h"
#include "read/document.h"
#include "scene/scene.h"
#include "words/wording.h"

#include <stdint.h>

enum item_kind {
    ITEM_GROUP,
    ITEM_CHOOSE,
    ITEM_RECT,
    ITEM_FRAME,
    ITEM_LINE,
    ITEM_PATH,
    ITEM_ICON,
    ITEM_TEXT,
    ITEM_RULER,
    ITEM_QR,
    ITEM_ROWS,
    ITEM_LANGUAGES,
    ITEM_COUNT
};

/* A colour as templates name it: a palette token, or one that the state decides. */
enum tint {
    TINT_INK,
    TINT_PAPER,
    TINT_SECONDARY,
    TINT_PROMISE,
    TINT_OPEN,
    TINT_NONE,
    TINT_BAND,    /* blue, amber or crimson */
    TINT_ON_BAND, /* what is read on it */
    TINT_HERO,    /* ink, or paper where the hero stands on the solid block */
    TINT_ACCENT,  /* the ruler's fill: blue, or ink where no promise stands */
};

/* On which side of the slot or box something stands. */
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* Whether rows stand one below the other, or side by side with two lines each. */
enum flow { FLOW_DOWN, FLOW_ACROSS };

/* One element; fields that its kind does not have are 0. Horizontal places count from the edge
 * where reading starts. */
struct item {
    enum item_kind kind;
    const struct element *element; /* for findings */
    struct item *first, *next;
    const char *when; /* NULL: always */
    const char *role; /* group */
    int32_t down;     /* group: added to the vertical places inside */
    int32_t adds;     /* group: what the page grows by where it is drawn */
    bool link;        /* text: it leads to the declared page */
    bool grows;       /* text, rows: the page grows by what it takes below its first line */
    bool stretch;     /* rect, line: it ends lower by what the page has grown */
    enum tint tint;
    bool clear; /* ends where the QR code's quiet zone begins */

    int32_t x, y, x2, y2, width, height, end;
    int32_t radius, stroke, gap;
    bool top_only;    /* rect: only the upper corners are round */
    const char *name; /* icon: fixed name, "method" or "state" */
    const char *data; /* path: its commands */
    int32_t scale;    /* path: micrometres per unit */

    enum word_id word; /* text */
    int32_t limit;     /* lowest baseline, 0: none */
    int32_t size, floor;
    int lines, leading, tracking;
    enum font_weight weight, strong;
    enum anchor anchor, valign;
    bool prefer_short, wrap_early, rise;
    int32_t clearance; /* kept from the QR code; 0: the gap, unless that is kept from a word */
    bool cut;   /* long declared words may be cut even where another group could be tried */
    bool flush; /* the ink begins at the slot's edge, not the letter's room */
    /* Names of words this one stands below, beside, over: the first that has been placed. */
    const char *under, *after, *above;
    int32_t step; /* from the baseline above; rows: from row to row */

    int32_t labels; /* ruler: baseline of the tick labels, 0: none */
    int32_t module; /* QR: side of a module where there is room */
    bool exact;     /* QR: of every module */
    int max;        /* rows */
    int least, most; /* languages */
    int32_t icon;   /* rows: side of an icon, 0: none */
    enum flow flow; /* rows */
};

/* Moves what an item has of vertical places down by that much. */
void item_move_down(struct item *item, int32_t by);

struct template
{
    struct document *document;
    char *name;
    const char *title;
    int32_t width, height;
    int32_t ppi;        /* thousandths; the template's own lengths are pixels of it, 0: mm */
    bool bitmap;        /* every pixel is on or off */
    bool solid_for_bad; /* in one ink only bad news has a solid block */
    bool dark;          /* may also stand on a dark ground */
    bool inlined;       /* its SVG may become a part of a page */
    struct scene_colour colours[INK_COUNT]; /* of its own */
    bool wordless;      /* stands only beside a label with words */
    bool grows;         /* the page is as high as what stands on it */
    size_t least_languages, most_languages;
    struct item *first;
    struct icons *icons;
    GPtrArray *blocks; /* of struct item */
};

/* A page lower than a centimetre is one line that stands for another page: its words are of one size
 * and it says no more than the state. */
static inline bool template_is_badge(const struct template *template)
{
    return template->height < 10000;
}

/* Whether it repeats the items of a named group before it. */
bool item_is_again(const struct item *item);

/* TEMPLATE-RULE at an item. */
void template_complain(const struct template *template, const struct item *item,
                       struct diags *diags, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* TEMPLATE-RULE for every item, from this one on, that names what is not there or is too small. */
void judge_items(const struct template *template, const struct item *item, struct diags *diags);

/* The same for one whose measures do not fit a screen's pixels. */
void judge_grid(const struct template *template, const struct item *item, struct diags *diags);

/* TEMPLATE-RULE for every state whose hero is missing, or smaller or narrower than good news allow. */
void judge_states(const struct template *template, struct diags *diags);
