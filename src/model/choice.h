/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant a label is for, when the caller may have left it open. */
#pragma once

#include "base/date.h"
#include "base/diag.h"
#include "read/document.h"

#include <stdbool.h>

/* The variant that id or market (either may be NULL) means, NULL in *chosen for the base. Where
 * they leave several (variant_candidates) whose labels would differ as of that date, VARIANT-CHOICE
 * names their ids; where they would not, there is nothing to choose and the first is taken. Returns
 * false after a finding. */
bool variant_choose(struct document *document, const char *id, const char *market,
                    struct date as_of, const char **chosen, struct diags *diags);
