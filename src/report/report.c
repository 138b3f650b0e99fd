/* SPDX-License-Identifier: Apache-2.0 */
/* The table of report formats, and what all of them need. */
#include "report/report.h"

#include "report/formats.h"

#include <string.h>

const struct report_format report_formats[] = {
    {"text", "findings and verdicts, for people and editors", report_text_begin, report_text_input,
     report_text_end},
    {"json", "one JSON document, for programs", report_json_begin, report_json_input,
     report_json_end},
    {"sarif", "SARIF 2.1.0, for code hosts and editors", report_sarif_begin, report_sarif_input,
     report_sarif_end},
    {"junit", "JUnit XML, for build servers", report_junit_begin, report_junit_input,
     report_junit_end},
    {"csv", "one row per verdict, for spreadsheets", report_csv_begin, report_csv_input,
     report_csv_end},
    {"html", "a page to print and file", report_html_begin, report_html_input, report_html_end},
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

void report_totals_init(struct report_totals *totals)
{
    *totals = (struct report_totals){.tally = tally_new()};
}

void report_totals_clear(struct report_totals *totals)
{
    tally_free(totals->tally);
}

static void add_verdict(struct report_totals *totals, const struct verdict *verdict)
{
    totals->outcomes[verdict->outcome]++;
    totals->errors += verdict->outcome == OUTCOME_FAIL;
    totals->warnings +=
        verdict->outcome == OUTCOME_WARN && verdict->rule->severity == SEVERITY_WARNING;
}

static void add_judged(struct report_totals *totals, const struct judged *judged)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            add_verdict(totals, judgement_at(judgement, j));
    }
}

void report_totals_add(struct report_totals *totals, const struct report_input *input)
{
    totals->judged++;
    totals->refused += input->refused ? 1 : 0;
    totals->errors += diags_count_of(input->diags, SEVERITY_ERROR);
    totals->warnings += diags_count_of(input->diags, SEVERITY_WARNING);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++) {
        add_judged(totals, input->judged->pdata[i]);
        tally_add(totals->tally, input->judged->pdata[i]);
    }
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
