/* SPDX-License-Identifier: Apache-2.0 */
/* What the two files of the SVG writer share: the document being written, and its text. */
#pragma once

#include "scene/scene.h"

struct svg {
    const struct scene *scene;
    GString *out;
    char use[32];              /* how every reference to an outline begins … */
    const char *prefix;        /* … and every id: "u", the beginning of the digest, "-" */
    struct svg_glyphs *glyphs; /* NULL: live text */
    const struct font *font;   /* live text: the one whose family the document names */
    unsigned link_depth;       /* groups that are open from a link on; 0: outside */
};

/* Appends name="value" with the value in millimetres. */
void svg_length(struct svg *svg, const char *name, int32_t micrometres);

/* Appends a fill or stroke attribute unless the colour is the document's own. */
void svg_fill(struct svg *svg, enum ink ink);

/* Gathers the outlines that the scene's runs need and writes as <defs> what is used often; in a page
 * each run has its own, as shops delete every reference. */
void svg_glyphs_define(struct svg *svg);
void svg_glyphs_free(struct svg_glyphs *glyphs);

/* Appends what all text elements have in common to the document's start tag. */
void svg_live_defaults(struct svg *svg);

/* A run as uses of those outlines, or as real text. */
void svg_glyphs_use(struct svg *svg, const struct op *op);
void svg_live_text(struct svg *svg, const struct op *op);
