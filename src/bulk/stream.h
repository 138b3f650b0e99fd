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

/* The line of a record that was refused, or lost, without a worker's word. source NULL: it could not
 * be read; id NULL: not known. */
char *stream_refusal(const struct source *source, const char *file, const char *digest,
                     const char *id, const struct diags *diags);
