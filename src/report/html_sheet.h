/* SPDX-License-Identifier: Apache-2.0 */
/* One declaration as a sheet of the HTML report: what people have to look at, room for a remark,
 * and every verdict folded away behind it. */
#pragma once

#include "report/report.h"

/* Puts text that came from outside between two pieces of markup, escaped and safe to show. */
void html_put(GString *out, const char *before, const char *text, const char *after);

/* judged is NULL where the input was refused. */
void html_put_sheet(GString *out, const struct report_run *run, const struct report_input *input,
                    const struct judged *judged);
