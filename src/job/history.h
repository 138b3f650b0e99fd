/* SPDX-License-Identifier: Apache-2.0 */
/* What earlier revisions of a declaration said, and what changed from each to the next. */
#pragma once

#include "job/job.h"
#include "job/revision.h"

/* The product's earlier revisions among those given (NULL at the end), the latest statement first:
 * of struct write_revision *, in the words of the catalogue. variant NULL: the base. HISTORY-NONE
 * for each of them that lacks the product. The caller frees with g_ptr_array_unref. */
GPtrArray *history_new(struct revision *const *revisions, struct document *document,
                       const char *variant, struct date as_of, const struct catalogue *catalogue,
                       struct diags *diags);
