/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: sheet and boxes, bleed, crop marks, and the keys of PDF/X. */
#pragma once

#include "write/pdf_file.h"
#include "write/writer.h"

/* What lies around the trim, in micrometres, and what it is printed with. */
struct pdf_sheet {
    const struct press *press;
    int32_t margin; /* from the trim to the sheet's edge */
    int32_t bleed;
    bool marks;
};

struct pdf_sheet pdf_print_sheet(const struct write_options *options);

/* How far below the trim a slug begins, and how far the sheet then reaches. */
int32_t pdf_print_slug_top(const struct pdf_sheet *sheet);
int32_t pdf_print_bottom(const struct pdf_sheet *sheet, const struct scene *slug);

/* Appends the page's boxes, and the resources that print content uses. slug may be NULL. */
void pdf_print_boxes(GString *out, const struct pdf_sheet *sheet, const struct scene *scene,
                     const struct scene *slug);
void pdf_print_resources(GString *out, const struct pdf_sheet *sheet,
                         const struct scene *const *scenes, size_t count);

/* The printing condition of the catalogue's output intent; its profile, where there is one, is the
 * object of that number. */
void pdf_print_intent(GString *out, const struct press *press, unsigned profile);

/* Adds that profile. */
void pdf_print_profile(struct pdf_file *file, struct icc *icc);

/* When the file was made: as press says, else the declaration's day; unknown where that is. */
struct moment pdf_print_made(const struct press *press, struct date stated_on);

/* Appends the document information's entries. */
void pdf_print_info(GString *out, const struct press *press, struct moment made);

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
