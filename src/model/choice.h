/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant a label is for, when the caller may have left it open. */
#pragma once

#include "base/date.h"
#include "base/diag.h"
#include "read/document.h"

#include <stdbool.h>

struct choice {
    const char *id, *market; /* NULL: not said */
    struct date as_of;
    const char *gs1; /* the host of the labels' links (link_to_gs1), NULL: as declared */
};

/* The variant that id or market means, NULL in *chosen for the base. Where they leave several
 * (variant_candidates) whose labels would differ as of that date, VARIANT-CHOICE names their ids;
 * where they would not, there is nothing to choose and the first is taken. Returns false after a
 * finding. */
bool variant_choose(struct document *document, const struct choice *choice, const char **chosen,
                    struct diags *diags);
