/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue's site: lists of its pages, a feed of changes, a calendar of coming ends. */
#pragma once

#include "bulk/bulk.h"
#include "bulk/tree.h"

/* Makes the site of index.ndjson and changes.ndjson as they are in place, in each language of the
 * options, and exchanges it for the one that is there. Memory does not grow with the catalogue.
 * False after a finding. */
bool site_write(struct tree *tree, const struct bulk_options *options, struct workshop *workshop,
                struct diags *diags);

/* The same alone, for a folder that parts were put together in; returns the exit status. */
int site_run(const struct bulk_options *options, struct workshop *workshop);
