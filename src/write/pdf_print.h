/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: sheet and boxes, bleed, crop marks, and the keys of PDF/X-1a:2003. */
#pragma once

#include "base/date.h"
#include "write/writer.h"

/* What lies around the trim, in micrometres. */
struct pdf_sheet {
    int32_t margin; /* from the trim to the sheet's edge */
    int32_t bleed;
    bool marks;
};

struct pdf_sheet pdf_print_sheet(const struct write_options *options);

/* Appends the page's boxes, and the resources that print content uses. */
void pdf_print_boxes(GString *out, const struct pdf_sheet *sheet, const struct scene *scene);
void pdf_print_resources(GString *out);

/* Appends the catalogue's output intent and the document information's entries. The dates are the
 * declaration's, none where it is not known. */
void pdf_print_intent(GString *out);
void pdf_print_info(GString *out, struct date stated_on);

/* Appends the crop marks in micrometres from the trim's bottom left corner. */
void pdf_print_marks(GString *out, const struct scene *scene);

/* Micrometres, y downwards. */
struct pdf_rect {
    int32_t left, top, right, bottom;
};

/* What becomes of an op beyond the trim (the page's edge, or that of one label on it): the frame is
 * dropped, a block that touches the trim is drawn into the bleed. */
bool pdf_print_is_frame(const struct pdf_rect *trim, const struct op *op);
bool pdf_print_bleeds(const struct pdf_rect *trim, const struct op *op, int32_t bleed,
                      struct op *block);
