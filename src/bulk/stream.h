/* SPDX-License-Identifier: Apache-2.0 */
/* A record's line on the stream: id, findings, label JSON and the bytes of every other output. */
#pragma once

#include "base/output.h"
#include "bulk/result.h"
#include "job/job.h"

/* One line of JSON with its end, self-contained; the caller frees. Outputs that are text stand in
 * it as text, the others in base64. */
char *stream_line(const struct result *result, const struct job *job,
                  const struct outputs *outputs);
