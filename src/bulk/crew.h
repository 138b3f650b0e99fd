/* SPDX-License-Identifier: Apache-2.0 */
/* The workers as processes: started, fed, heard, and replaced when they fall. */
#pragma once

#include "bulk/bulk.h"
#include "bulk/result.h"
#include "bulk/tree.h"

struct crew;

/* Starts the workers; tree NULL: results go to the stream. NULL after a finding. */
struct crew *crew_new(const struct bulk_options *options, struct workshop *workshop,
                      struct tree *tree, struct diags *diags);
void crew_free(struct crew *crew);

/* Why no worker can be had any more, NULL: they can. */
const char *crew_failure(const struct crew *crew);

/* Whether some worker can take another record. */
bool crew_has_room(const struct crew *crew);

/* Hands a record to the worker with the least to do. Takes the request. */
void crew_send(struct crew *crew, uint64_t number, GString *request);

/* What a worker told of a record. A worker that crashed, hung or ran out of memory costs the record
 * that it was at, whose result says so, and the id where that can be had; those it had not begun go to another. */
struct told {
    struct result *result; /* the caller frees */
    int staging;           /* the open folder of its staged files, -1: none */
};

/* Waits until something was told, or `descriptor` (-1: none) is readable, which is the result, or a
 * tenth of a second is over. Appends to an array of struct told. */
bool crew_wait(struct crew *crew, int descriptor, GArray *told);
