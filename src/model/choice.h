/* SPDX-License-Identifier: Apache-2.0 */
/* Which variant a label is for, when the caller may have left it open. */
#pragma once

#include "base/date.h"
#include "base/diag.h"
#include "read/document.h"

#include <stdbool.h>

/* The variant named by id or market. Where neither is given and the product's variants would print
 * different labels as of that date, VARIANT-CHOICE names their ids; where they would not, there is
 * nothing to choose and *chosen is NULL: the base. Returns false after a finding. */
bool variant_choose(struct document *document, const char *id, const char *market,
                    struct date as_of, const char **chosen, struct diags *diags);
