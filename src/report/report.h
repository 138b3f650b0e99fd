/* SPDX-License-Identifier: Apache-2.0 */
/* What was judged and found, for people and for machines: the table of report formats. */
#pragma once

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>

/* One judged input. */
struct report_input {
    const char *file;          /* as the user named it */
    size_t line;               /* of a record of a catalogue; 0: the whole file */
    const char *digest;        /* SHA-256 of the judged bytes, "" where they could not be read */
    const struct diags *diags; /* sorted */
    bool refused;
};

struct report_totals {
    size_t judged, refused, errors, warnings;
};

struct report_format {
    const char *name;
    const char *title; /* one line for help */
    void (*begin)(GString *out);
    void (*input)(GString *out, const struct report_input *input, size_t index);
    void (*end)(GString *out, const struct report_totals *totals);
};

/* All formats, name NULL at the end. */
extern const struct report_format report_formats[];
const struct report_format *report_format_find(const char *name);

void report_totals_add(struct report_totals *totals, const struct report_input *input);

/* "note", "warning", "error"; and back, false where there is none of that name. */
const char *severity_name(enum severity severity);
bool severity_find(const char *name, enum severity *severity);

/* Findings in the form `file:line:col: error: CODE: text [/pointer]`, one a line, with a last line
 * that counts what was beyond the cap. Untrusted bytes are made safe for a terminal. */
void report_text_findings(GString *out, const struct diags *diags);
