/* SPDX-License-Identifier: Apache-2.0 */
/* Type in a PDF as text. */
#pragma once

#include "write/pdf_font.h"

/* Appends an OP_GLYPHS on a page of that height in the colour in force; with spans, what glyphs
 * alone cannot say stands beside them. */
void pdf_text_run(GString *out, const struct op *op, const struct pdf_fonts *fonts,
                  int32_t page_height, bool spans);
