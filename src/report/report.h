/* SPDX-License-Identifier: Apache-2.0 */
/* What was judged and found, for people and for machines: the table of report formats. */
#pragma once

#include "base/date.h"
#include "base/diag.h"
#include "report/gaps.h"
#include "report/tally.h"
#include "rules/judged.h"

#include <glib.h>
#include <stdbool.h>

/* What all inputs of a run have in common. */
struct report_run {
    struct date as_of;
    const GPtrArray *profiles; /* of const struct profile *: complete when the run ends */
    const char *language;      /* of the messages */
    const struct asked *asked; /* for the gap table; NULL: there is none */
};

/* One judged input. */
struct report_input {
    const char *file;          /* as the user named it */
    size_t line;               /* of a record of a catalogue; 0: the whole file */
    const char *digest;        /* SHA-256 of the judged bytes, "" where they could not be read */
    const struct diags *diags; /* sorted */
    const GPtrArray *judged;   /* of struct judged *: what the rules say; NULL: none has run */
    bool refused;
};

struct report_totals {
    size_t judged, refused, errors, warnings;
    size_t outcomes[OUTCOME_COUNT];
    int status; /* exit status so far */
    struct tally *tally;
};

struct report_format {
    const char *name;
    const char *title; /* one line for help */
    void (*begin)(GString *out, const struct report_run *run);
    void (*input)(GString *out, const struct report_run *run, const struct report_input *input,
                  size_t index);
    void (*end)(GString *out, const struct report_run *run, const struct report_totals *totals);
};

/* All formats, name NULL at the end. */
extern const struct report_format report_formats[];
const struct report_format *report_format_find(const char *name);

void report_totals_init(struct report_totals *totals);
void report_totals_clear(struct report_totals *totals);
void report_totals_add(struct report_totals *totals, const struct report_input *input);

/* "note", "warning", "error"; and back, false where there is none of that name. */
const char *severity_name(enum severity severity);
bool severity_find(const char *name, enum severity *severity);

/* Findings in the form `file:line:col: error: CODE: text [/pointer]`, one a line, with a last line
 * that counts what was beyond the cap. Untrusted bytes are made safe for a terminal. */
void report_text_findings(GString *out, const struct diags *diags);
