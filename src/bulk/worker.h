/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: records in, results out, nothing kept between them. */
#pragma once

#include "bulk/bulk.h"

/* A record as a message, which the caller frees. */
GString *worker_request(uint64_t number, const struct source *source);

/* Answers requests from the descriptor until it closes. Staged files of record N are N-0, N-1, … in
 * the open folder `staging`; -1 where results go to the stream. */
void worker_run(int descriptor, int staging, const struct bulk_options *options,
                struct workshop *workshop);
