/* SPDX-License-Identifier: Apache-2.0 */
/* The colour operators of a PDF: gray and RGB for a screen, CMYK and spot inks for a press. */
#pragma once

#include "scene/scene.h"
#include "write/press.h"

/* The operands and operator that set the colour for filling; the operator for stroking, and nothing
 * else in the text, is the same in capitals. press is NULL for a screen. The caller frees. */
char *pdf_ink(const struct scene *scene, enum ink ink, const struct press *press);

/* True where black alone draws the ink: text in it is printed onto what lies below. */
bool pdf_ink_overprints(const struct scene *scene, enum ink ink, const struct press *press);

/* Appends the colour spaces of the spot inks that the scenes use. */
void pdf_ink_spaces(GString *out, const struct scene *const *scenes, size_t count,
                    const struct press *press);
