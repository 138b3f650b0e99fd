/* SPDX-License-Identifier: Apache-2.0 */
/* A font reduced to the glyphs of a label, and kept for the next label that needs the same. */
#pragma once

#include "font/font.h"
#include "write/pdf_file.h"

struct pdf_subset {
    bool is_cff;
    size_t size;        /* of the program: a CFF table, or a TrueType file */
    const void *packed; /* the same, deflated */
    size_t packed_size;
    uint16_t *codes; /* what a page's text says for each of the glyphs */
};

/* The subset of these glyphs, sorted by number; file deflates it where it is new. NULL where
 * HarfBuzz cannot make it. Borrowed from the font until other glyphs of it are asked for. */
const struct pdf_subset *pdf_subset_get(const struct font *font, const uint32_t *ids, size_t count,
                                        struct pdf_file *file);
