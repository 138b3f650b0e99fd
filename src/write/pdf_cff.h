/* SPDX-License-Identifier: Apache-2.0 */
/* Character ids inside a CFF table. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Fills ids[0 … count-1] with the CIDs of the glyphs 0 … count-1. Where the font is not keyed by
 * CID, or not understood, a glyph's id is its number. */
void pdf_cff_ids(const uint8_t *cff, size_t size, uint16_t *ids, size_t count);
