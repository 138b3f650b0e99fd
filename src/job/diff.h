/* SPDX-License-Identifier: Apache-2.0 */
/* Compares two revisions of a declaration or catalogue, product by product, in the label's words.
 */
#pragma once

#include "base/date.h"
#include "job/revision.h"
#include "job/workshop.h"
#include "rules/comparison.h"

struct diff_options {
    struct date as_of;
    const char *language;         /* of the label's words */
    const char *variant, *market; /* NULL: all */
};

/* Takes each product that is not unchanged, the most serious first, and of those alike in that, in
 * the order of the new revision (what is gone: of the old one). */
typedef void diff_take(void *data, const struct comparison *comparison);

/* Compares and hands over; counts and findings about what could not be compared are complete
 * afterwards. */
void diff_run(struct revision *old, struct revision *new, struct workshop *workshop,
              const struct diff_options *options, struct diags *diags, size_t counts[FATE_COUNT],
              diff_take *take, void *data);
