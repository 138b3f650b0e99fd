/* SPDX-License-Identifier: Apache-2.0 */
/* What of a declaration another format has no place for, and what the format would need. */
#pragma once

#include "base/diag.h"
#include "read/document.h"

/* Adds EXPORT-LOST with every field of the declaration that is neither at one of the `kept` paths
 * ("support.end", NULL at the end) nor below one. */
void losses_report(const struct element *root, const char *format, const char *const *kept,
                   struct diags *diags);
