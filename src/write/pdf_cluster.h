/* SPDX-License-Identifier: Apache-2.0 */
/* Which text a run's glyphs stand for, cluster by cluster. */
#pragma once

#include "scene/scene.h"

/* Glyphs that stand together for a piece of text. Zero before the first pdf_cluster_next. */
struct pdf_cluster {
    size_t first, count; /* into the run's glyphs */
    const char *text;    /* what they say, as a reader should copy it; "" for invisible marks */
    GString *buffer;     /* holds it */
};

/* Steps to the next cluster of an OP_GLYPHS in visual order; false behind the last one, when the
 * text has been freed. */
bool pdf_cluster_next(const struct op *op, struct pdf_cluster *cluster);
