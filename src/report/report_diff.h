/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison found, product by product, for people and for programs. */
#pragma once

#include "base/date.h"
#include "rules/comparison.h"

/* What all products of a comparison have in common; complete when it ends. */
struct diff_run_info {
    struct date as_of;
    const char *old, *new;       /* as the user named them */
    const char *language;        /* of the label's words */
    size_t old_count, new_count; /* declarations compared */
    size_t old_refused, new_refused;
    size_t counts[FATE_COUNT];
};

struct diff_format {
    const char *name;
    void (*begin)(GString *out, const struct diff_run_info *run);
    void (*product)(GString *out, const struct diff_run_info *run,
                    const struct comparison *comparison, size_t index);
    void (*end)(GString *out, const struct diff_run_info *run);
};

/* NULL where there is none of that name: "text", "json", "csv". */
const struct diff_format *diff_format_find(const char *name);

void diff_json_begin(GString *out, const struct diff_run_info *run);
void diff_json_product(GString *out, const struct diff_run_info *run,
                       const struct comparison *comparison, size_t index);
void diff_json_end(GString *out, const struct diff_run_info *run);
