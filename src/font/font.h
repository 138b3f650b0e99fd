/* SPDX-License-Identifier: Apache-2.0 */
/* One named font file: its bytes, digest, coverage, metrics and glyph outlines. */
#pragma once

#include "base/hash.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct hb_font_t hb_font_t;
typedef struct hb_face_t hb_face_t;
struct raster;

struct font {
    char *path;     /* where it was found */
    char *file;     /* "Inter-Bold.otf": what outputs may name */
    unsigned index; /* face inside a collection, 0 elsewhere */
    char *version;  /* from its name table */
    char *name;     /* PostScript name */
    GBytes *bytes;  /* the file, mapped: a page is read when first touched */
    hb_face_t *face;
    hb_font_t *hb; /* scaled to units per em */
    unsigned upem;
    int ascent, descent; /* font units, descent negative */
    int x_height, cap_height;
    /* What its users have worked out and keep for other labels; a const font may grow in these. */
    GHashTable *shaped;  /* of layout: text and manner → GArray */
    GHashTable *drawn;   /* of a writer: glyph number → one block of memory */
    GHashTable *subsets; /* of a writer: glyph numbers → one block of memory */
    struct raster *raster; /* its glyphs as pixels */
};

/* Opens a font file, or one face of a collection; NULL with errno, which is 0 where it is no font. */
struct font *font_open(const char *path, unsigned index);
void font_free(struct font *font);

/* SHA-256 of the file. Reads all of it: ask once, and only where an output names it. */
void font_digest(const struct font *font, char hex[static HASH_HEX_SIZE]);

bool font_has(const struct font *font, uint32_t code_point);

/* A glyph's outline in font units, y upwards, as commands below; cubic or quadratic as the font has
 * them. */
struct outline_sink {
    void (*move)(void *data, float x, float y);
    void (*line)(void *data, float x, float y);
    void (*quad)(void *data, float cx, float cy, float x, float y);
    void (*cubic)(void *data, float c1x, float c1y, float c2x, float c2y, float x, float y);
    void (*close)(void *data);
};
void font_outline(const struct font *font, uint32_t glyph, const struct outline_sink *sink,
                  void *data);

/* A glyph's advance in font units. */
int font_advance(const struct font *font, uint32_t glyph);
