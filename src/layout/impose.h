/* SPDX-License-Identifier: Apache-2.0 */
/* Labels onto sheets: one after the other into the places of a stock, at true size. */
#pragma once

#include "layout/stock.h"
#include "scene/label.h"

enum { IMPOSE_BLEED = 3000 /* what a label needs around it where its colour leaves the trim */ };

struct imposition {
    const struct stock *stock;
    unsigned copies; /* of each label, one after the other */
    unsigned start;  /* first free place of the first sheet, from 0 */
    bool bleed;      /* labels need room around them */
    bool marks;      /* where to cut, outside the outermost labels */
};

/* The sheets (struct scene *) of `labels` (struct label *, one at least), each label in the middle
 * of its place. The caller frees with g_ptr_array_unref. NULL after SHEET-SIZE, for each size of
 * label once. */
GPtrArray *impose(const GPtrArray *labels, const struct imposition *imposition,
                  struct diags *diags);
