/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as one JSON document. */
#pragma once

#include "report/report.h"

void report_json_begin(GString *out);
void report_json_input(GString *out, const struct report_input *input, size_t index);
void report_json_end(GString *out, const struct report_totals *totals);
