/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → the operators of a PDF page. */
#pragma once

#include "scene/scene.h"
#include "write/pdf_font.h"
#include "write/pdf_print.h"

/* Appends the page's content, in micrometres from the bottom left corner, to out. Returns how many
 * stretches of it are the label's, as marked by pdf_tags; with a sheet, that of a press, none. */
unsigned pdf_content(GString *out, const struct scene *scene, const struct pdf_fonts *fonts,
                     const struct pdf_sheet *sheet);
