/* SPDX-License-Identifier: Apache-2.0 */
/* The table of report formats, and what all of them need. */
#include "report/report.h"

#include "report/report_json.h"
#include "report/report_text.h"

#include <string.h>

const struct report_format report_formats[] = {
    {"text", "one finding a line, for people and editors", report_text_begin, report_text_input,
     report_text_end},
    {"json", "one JSON document, for programs", report_json_begin, report_json_input,
     report_json_end},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const severity_names[] = {
    [SEVERITY_NOTE] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

const struct report_format *report_format_find(const char *name)
{
    for (const struct report_format *format = report_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

void report_totals_add(struct report_totals *totals, const struct report_input *input)
{
    totals->judged++;
    totals->refused += input->refused ? 1 : 0;
    totals->errors += diags_count_of(input->diags, SEVERITY_ERROR);
    totals->warnings += diags_count_of(input->diags, SEVERITY_WARNING);
}

const char *severity_name(enum severity severity)
{
    return severity_names[severity];
}

bool severity_find(const char *name, enum severity *severity)
{
    for (size_t i = 0; i < G_N_ELEMENTS(severity_names); i++) {
        if (strcmp(severity_names[i], name) == 0) {
            *severity = (enum severity)i;
            return true;
        }
    }
    return false;
}
