/* SPDX-License-Identifier: Apache-2.0 */
/* What drafts of declarations still lack, by profile: for who completes them. */
#pragma once

#include "report/report.h"

struct lacks;
struct lacks *lacks_new(const struct report_run *run);
void lacks_free(struct lacks *lacks);

/* Adds a draft's verdicts: of struct judged *, one for each variant. */
void lacks_add(struct lacks *lacks, const GPtrArray *judged);

/* The list as text: of each profile the rules that the drafts do not meet or are too little for,
 * with how many of several drafts, and how many points no declaration can show. Empty without a
 * draft. */
void lacks_append(const struct lacks *lacks, GString *out);
