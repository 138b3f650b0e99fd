/* SPDX-License-Identifier: Apache-2.0 */
/* Type in a PDF as shapes, for files without fonts. */
#pragma once

#include "scene/scene.h"

/* Appends the glyphs of an OP_GLYPHS on a page of that height, filled with the colour in force. */
void pdf_outline_run(GString *out, const struct op *op, int32_t page_height);
