/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts and findings as CSV, a row each (RFC 4180), which no spreadsheet takes for formulas. */
#include "base/text.h"
#include "report/formats.h"
#include "report/verdicts.h"

#include <string.h>

static const char *const columns[] = {
    "file",     "sha256",  "id",     "variant",   "product",      "maker",  "markets",
    "profile",  "version", "rule",   "title",     "source",       "clause", "mark",
    "severity", "outcome", "would",  "pointer",   "line",         "column", "message",
    "reason",   "advice",  "report", "settledBy", "declaredFrom", "asOf",
};

/* One row under work. */
struct row {
    GString *out;
    bool begun;
};

/* A cell that begins like a formula gets an apostrophe before it, as spreadsheets read those as
 * text; control characters and bytes that are no UTF-8 are shown as \x1b. */
static void put(struct row *row, const char *text)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, text ? text : "", 0);
    if (row->begun)
        g_string_append_c(row->out, ',');
    row->begun = true;
    g_string_append_c(row->out, '"');
    if (safe->len > 0 && strchr("=+-@", *safe->str))
        g_string_append_c(row->out, '\'');
    for (const char *at = safe->str; *at; at++) {
        if (*at == '"')
            g_string_append_c(row->out, '"');
        g_string_append_c(row->out, *at);
    }
    g_string_append_c(row->out, '"');
}

static void put_count(struct row *row, size_t count)
{
    char text[24] = "";
    if (count > 0)
        g_snprintf(text, sizeof text, "%zu", count);
    put(row, text);
}

static void end_row(struct row *row)
{
    g_string_append(row->out, "\r\n");
    row->begun = false;
}

static void put_times(struct row *row, const char *text, unsigned times)
{
    while (times-- > 0)
        put(row, text);
}

static void put_day(struct row *row, const struct report_run *run)
{
    char day[11];
    put(row, date_format(run->as_of, day));
    end_row(row);
}

static void put_finding(struct row *row, const struct report_run *run,
                        const struct report_input *input, const struct diag *diag)
{
    put(row, input->file);
    put(row, input->digest);
    put_times(row, "", 7);
    put(row, diag_name(diag));
    put(row, code_info(diag->code)->title);
    put_times(row, "", 3);
    put(row, severity_name(diag->severity));
    put(row, diag->severity == SEVERITY_ERROR ? "refused" : "warn");
    put(row, "");
    put(row, diag->pointer);
    put_count(row, diag->line);
    put_count(row, diag->column);
    put(row, diag->text);
    put_times(row, "", 5);
    put_day(row, run);
}

static void put_subject(struct row *row, const struct report_input *input,
                        const struct judged *judged)
{
    g_autofree char *markets = g_strjoinv(" ", (char **)(void *)judged->markets);
    put(row, input->file);
    put(row, input->digest);
    put(row, judged->declaration->id);
    put(row, judged->variant);
    put(row, judged->declaration->product.name);
    put(row, judged->declaration->maker);
    put(row, markets);
}

static void put_rule(struct row *row, const struct report_run *run, const struct rule *rule)
{
    put(row, rule->profile->id);
    put(row, rule->profile->version);
    put(row, rule->code);
    put(row, rule_text(rule, "title", run->language));
    put(row, rule->source->title);
    put(row, rule->clause);
    put(row, mark_name(rule->mark));
    put(row, severity_name(rule->severity));
}

static void put_sources(struct row *row, const struct spot *spot)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (unsigned i = 0; i < spot->sources->len; i++) {
        g_autofree char *words = source_in_words(spot->sources->pdata[i]);
        g_string_append_printf(list, "%s%s", i > 0 ? "; " : "", words);
    }
    put(row, list->str);
}

static void put_verdict(struct row *row, const struct report_run *run,
                        const struct report_input *input, const struct judged *judged,
                        const struct verdict *verdict)
{
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    put_subject(row, input, judged);
    put_rule(row, run, verdict->rule);
    put(row, outcome_name(verdict->outcome));
    put(row, verdict_would(verdict) ? outcome_name(verdict->would) : "");
    put(row, spot.pointer);
    put_count(row, spot.line);
    put_count(row, spot.column);
    put(row, verdict->message);
    put(row, verdict->reason);
    put(row, verdict->advice);
    put(row, verdict->report);
    put(row, verdict->settled_by);
    put_sources(row, &spot);
    put_day(row, run);
    spot_clear(&spot);
}

static void put_judged(struct row *row, const struct report_run *run,
                       const struct report_input *input, const struct judged *judged)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            put_verdict(row, run, input, judged, judgement_at(judgement, j));
    }
}

void report_csv_begin(GString *out, const struct report_run *run)
{
    (void)run;
    struct row row = {out, false};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        put(&row, columns[i]);
    end_row(&row);
}

void report_csv_input(GString *out, const struct report_run *run, const struct report_input *input,
                      size_t index)
{
    (void)index;
    struct row row = {out, false};
    for (size_t i = 0; i < diags_count(input->diags); i++)
        put_finding(&row, run, input, diags_at(input->diags, i));
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        put_judged(&row, run, input, input->judged->pdata[i]);
}

void report_csv_end(GString *out, const struct report_run *run, const struct report_totals *totals)
{
    (void)out;
    (void)run;
    (void)totals;
}
