/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as text: one a line, GNU form, safe for a terminal. */
#include "report/report_text.h"

#include "base/text.h"

/* Longest a file name or pointer is printed, in code points. */
#define MAX_PLACE 240

/* Longest a finding's text is printed: a proposal with all allowed values must fit. */
#define MAX_TEXT 1200

static void append_place(GString *out, const struct diag *diag)
{
    if (diag->file)
        text_append_safe(out, diag->file, MAX_PLACE);
    else
        g_string_append(out, "uplabel");
    if (diag->line > 0)
        g_string_append_printf(out, ":%zu:%zu", diag->line, diag->column);
    g_string_append(out, ": ");
}

static void append_finding(GString *out, const struct diag *diag)
{
    append_place(out, diag);
    g_string_append_printf(out, "%s: %s: ", severity_name(diag->severity),
                           diag_name(diag));
    text_append_safe(out, diag->text, MAX_TEXT);
    if (diag->pointer && *diag->pointer) { /* the root's is empty */
        g_string_append(out, " [");
        text_append_safe(out, diag->pointer, MAX_PLACE);
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, '\n');
}

void report_text_findings(GString *out, const struct diags *diags)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        append_finding(out, diags_at(diags, i));
    size_t dropped = diags_dropped(diags);
    if (dropped > 0)
        g_string_append_printf(out, "uplabel: note: %zu more %s not shown\n", dropped,
                               dropped == 1 ? "finding is" : "findings are");
}

void report_text_begin(GString *out)
{
    (void)out;
}

void report_text_input(GString *out, const struct report_input *input, size_t index)
{
    (void)index;
    report_text_findings(out, input->diags);
    text_append_safe(out, input->file, MAX_PLACE);
    if (input->line > 0)
        g_string_append_printf(out, ":%zu", input->line);
    g_string_append(out, input->refused ? ": refused" : ": accepted");
    if (*input->digest)
        g_string_append_printf(out, " (sha256 %s)", input->digest);
    g_string_append_c(out, '\n');
}

static void append_count(GString *out, size_t count, const char *one, const char *many)
{
    g_string_append_printf(out, "%zu %s", count, count == 1 ? one : many);
}

void report_text_end(GString *out, const struct report_totals *totals)
{
    append_count(out, totals->judged, "declaration", "declarations");
    g_string_append_printf(out, " judged: %zu accepted, %zu refused; ",
                           totals->judged - totals->refused, totals->refused);
    append_count(out, totals->errors, "error", "errors");
    g_string_append(out, ", ");
    append_count(out, totals->warnings, "warning", "warnings");
    g_string_append_c(out, '\n');
}
