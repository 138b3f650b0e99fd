/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has changed: changes.ndjson, and the outputs of products that are gone. */
#pragma once

#include "bulk/journal.h"
#include "bulk/totals.h"

/* Writes changes.ndjson beside the outputs: a line for each product that was added, changed (old
 * and new state and date), has ended, or was removed; counts them. prune: files that no label has
 * any more are removed. False after a finding. */
bool changes_write(struct journal *journal, struct tree *tree, bool prune, struct totals *totals,
                   struct diags *diags);
