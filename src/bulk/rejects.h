/* SPDX-License-Identifier: Apache-2.0 */
/* Refused records in their original bytes, to be mended and fed again, and why each was refused. */
#pragma once

#include "base/diag.h"
#include "base/source.h"

struct rejects;

/* FILE takes the bytes of refused records of catalogues, and in front the header of CSV files; rows
 * of another header go to FILE.2 and so on. FILE.why.ndjson says of each refused record,
 * whole files too, where it stood, its first code and the findings. NULL after a finding. */
struct rejects *rejects_open(const char *file, struct diags *diags);

/* rejects may be NULL: nothing is kept. source NULL: it could not be read. */
void rejects_add(struct rejects *rejects, const struct source *source, const char *code,
                 const char *findings);

/* False after a finding. Frees it. */
bool rejects_close(struct rejects *rejects, struct diags *diags);
