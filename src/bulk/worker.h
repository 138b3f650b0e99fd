/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: records in, results out, nothing kept between them. */
#pragma once

#include "bulk/bulk.h"

/* A record as a message, which the caller frees. */
GString *worker_request(uint64_t number, const struct source *source);

/* Makes of a request one that asks for nothing but the record's id: it was lost, and of whom is to be
 * told. The answer is a result of OUTCOME_FAILED, or OUTCOME_ELSEWHERE. */
void worker_ask_id(GString *request);

enum { WORKER_CPU_SECONDS = 10 /* of one record */ };

/* Answers requests from the descriptor until it closes. Staged files of record N are N-0, N-1, … in
 * the open folder `staging`; -1 where results go to the stream. */
void worker_run(int descriptor, int staging, const struct bulk_options *options,
                struct workshop *workshop);
