/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of each report format: begin, one input, end. */
#pragma once

#include "report/report.h"

#define FORMAT(name)                                                                               \
    void report_##name##_begin(GString *out, const struct report_run *run);                        \
    void report_##name##_input(GString *out, const struct report_run *run,                         \
                               const struct report_input *input, size_t index);                    \
    void report_##name##_end(GString *out, const struct report_run *run,                           \
                             const struct report_totals *totals);

FORMAT(text)
FORMAT(json)
FORMAT(sarif)
FORMAT(junit)
FORMAT(csv)
FORMAT(html)
#undef FORMAT
