/* SPDX-License-Identifier: Apache-2.0 */
/* The display list: what to draw, in micrometres from the top left corner, y downwards. */
#pragma once

#include "font/font.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Colour by meaning; each writer maps it to RGB, ink or one bit. On a dark screen each meaning has
 * another colour: the ground is dark, ink is light, and what is read on a token stays so. */
enum ink {
    INK_INK,       /* text, icons, QR modules; in a dark scene these are paper on ink */
    INK_PAPER,     /* the ground, and reversed text */
    INK_SECONDARY, /* secondary text; ink in one-ink labels */
    INK_PROMISE,   /* blue */
    INK_OPEN,      /* amber */
    INK_NONE,      /* crimson */
    INK_COUNT
};

/* "ink", "paper", "secondary", "promise", "open", "none". */
const char *ink_name(enum ink ink);

struct point {
    int32_t x, y;
};

enum segment_kind { SEGMENT_MOVE, SEGMENT_LINE, SEGMENT_CUBIC, SEGMENT_CLOSE };

/* MOVE and LINE use p[0]; CUBIC p[0], p[1] as controls and p[2] as end; CLOSE none. */
struct segment {
    enum segment_kind kind;
    struct point p[3];
};

struct glyph {
    uint32_t id;
    int32_t x, y;     /* origin, relative to the run's */
    uint32_t cluster; /* byte offset into the run's text */
};

enum op_kind {
    OP_FILL_RECT,
    OP_FILL_PATH,   /* non-zero winding */
    OP_STROKE_PATH, /* round caps and joins unless butt; optional dash */
    OP_GLYPHS,
    OP_QR,
    OP_GROUP_BEGIN, /* a named part of the label; may hold an alternative text */
    OP_GROUP_END,
};

struct op {
    enum op_kind kind;
    enum ink ink;
    union {
        struct {
            int32_t x, y, width, height, radius;
        } rect;
        struct {
            struct segment *segments;
            size_t count;
            int32_t width;            /* stroke */
            int32_t dash, gap;        /* 0: solid */
            bool butt;                /* butt caps and mitre joins: rules, frames, ruler cells */
        } path;
        struct {
            const struct font *font;
            int32_t x, y;             /* origin of the first glyph's baseline */
            int32_t size;             /* 1/100 pt */
            int32_t tracking;         /* already in the glyph positions; 1/1000 em, for live text */
            int32_t width;            /* advance of the whole run */
            const char *text;         /* UTF-8, what it says … */
            const char *phrase;       /* … and the whole text that it is a part of */
            const char *language;     /* BCP 47 */
            bool rtl;
            const char *role;         /* the word's name: "lead", "hero", … */
            struct glyph *glyphs;     /* visual order */
            size_t count;
        } glyphs;
        struct {
            int32_t x, y;             /* top left of the first module, quiet zone outside */
            int32_t module;           /* side of a module */
            int32_t modules;          /* per side */
            const uint8_t *bits;      /* modules * modules, 1 = dark */
            const char *payload;
        } qr;
        struct {
            const char *role;         /* "band", "ruler", "method", …; "label": a whole one */
            const char *label;        /* alternative text, NULL: decoration or text speaks */
            const char *language;     /* of the text; NULL: the scene's */
            int32_t x, y, width, height; /* a whole label's trim; 0 for other groups */
            const char *url;             /* what it links to, named by label; NULL: nothing */
        } group;
    };
};

/* A colour in place of the palette's, on screen and in print. */
struct scene_colour {
    bool own;
    uint8_t red, green, blue;
    uint8_t cyan, magenta, yellow, black; /* per cent */
};

struct scene {
    int32_t width, height; /* trim */
    int32_t ppi;           /* thousandths of pixels per inch that it is made for; 0: for print */
    bool bitmap;           /* each of these pixels is on or off, and all places are on their grid */
    const char *layout;    /* template name */
    const char *language;  /* BCP 47 */
    bool rtl;
    bool mono;
    bool inlined;          /* its SVG may become a part of a page, which allows it less */
    bool dark;             /* for screens with a dark ground; never with mono */
    struct scene_colour colours[INK_COUNT]; /* of a brand; most scenes have none */
    const char *title;     /* short: "Security updates: HomeCam 3 (HC-300)" */
    const char *spoken;    /* the whole label as sentences; NULL: a page of texts, no label */
    GArray *ops;           /* of struct op */
    GStringChunk *strings;
    GPtrArray *blocks;
};

struct scene *scene_new(int32_t width, int32_t height);
void scene_free(struct scene *scene);

/* A copy that lives as long as the scene. */
const char *scene_string(struct scene *scene, const char *text);

/* Adders; arrays are copied. They assert finite, non-negative sizes. */
void scene_fill_rect(struct scene *scene, enum ink ink, int32_t x, int32_t y, int32_t width,
                     int32_t height, int32_t radius);
void scene_fill_path(struct scene *scene, enum ink ink, const struct segment *segments,
                     size_t count);
void scene_stroke_path(struct scene *scene, enum ink ink, const struct segment *segments,
                       size_t count, int32_t width, int32_t dash, int32_t gap, bool butt);
/* op must be OP_GLYPHS or OP_QR; its arrays and strings are copied. */
void scene_add(struct scene *scene, const struct op *op);
void scene_begin(struct scene *scene, const char *role, const char *label);

/* A part that links to a page; label says where it leads. Links do not hold one another. */
void scene_begin_link(struct scene *scene, const char *role, const char *label, const char *url);

void scene_end(struct scene *scene);

/* Draws a whole label onto a larger scene, its top left corner at x, y: one group that says what
 * the label says, in its language. A one-ink label stays so among coloured ones. */
void scene_place(struct scene *scene, const struct scene *label, int32_t x, int32_t y);

/* Longest side of a page in micrometres: what a PDF 1.4 can be, less a little for the bleed. */
enum { SCENE_MAX_SIDE = 5000000 };

/* Enlarges everything in proportion, by at least 1000/1000; false, and nothing done, where a side
 * would be longer than SCENE_MAX_SIDE. */
bool scene_scale(struct scene *scene, int32_t permille);

/* Names the scene: equal for equal scenes, on every machine. */
uint64_t scene_digest(const struct scene *scene);
