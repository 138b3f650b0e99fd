/* SPDX-License-Identifier: Apache-2.0 */
/* A paragraph into a slot: the largest size, the fewest and most even lines. */
#pragma once

#include "layout/text.h"

enum { FIT_MAX_LINES = 4, FIT_STEP = 25 /* sizes shrink by quarter points */ };

struct slot {
    int32_t width;   /* micrometres */
    int size, floor; /* 1/100 pt */
    int lines;
    bool wrap_early; /* rather several lines at full size than one at a smaller */
    int step;        /* by which sizes shrink, 1/100 pt; 0: FIT_STEP */
};

struct fitted {
    int size;
    size_t count;
    struct line *lines[FIT_MAX_LINES];
};

/* Fits one variant: one line at full size, then smaller down to the floor, then wrapped (full size
 * first). A break that the text forces is a blank in a slot of one line. False where it does not
 * fit; *needed is then the width that its lines need at the floor. */
bool fit_paragraph(struct paragraph *paragraph, const struct slot *slot, struct fitted *fitted,
                   int32_t *needed);
void fit_clear(struct fitted *fitted);
