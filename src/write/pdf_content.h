/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → the operators of a PDF page. */
#pragma once

#include "scene/scene.h"
#include "write/pdf_font.h"
#include "write/pdf_print.h"
#include "write/pdf_tags.h"

/* Appends the page's content, in micrometres from the trim's bottom left corner, to out: marked as
 * tags then say. */
void pdf_content(GString *out, const struct scene *scene, const struct pdf_fonts *fonts,
                 struct pdf_tags *tags, unsigned page);

/* The same for a press, with a slug unless that is NULL. */
void pdf_content_press(GString *out, const struct scene *scene, const struct scene *slug,
                       const struct pdf_fonts *fonts, const struct pdf_sheet *sheet);
