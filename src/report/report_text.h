/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as text. */
#pragma once

#include "report/report.h"

void report_text_begin(GString *out);
void report_text_input(GString *out, const struct report_input *input, size_t index);
void report_text_end(GString *out, const struct report_totals *totals);
