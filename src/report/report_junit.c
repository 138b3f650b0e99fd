/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as JUnit XML: a suite per declaration, a case per verdict. */
#include "base/escape.h"
#include "base/text.h"
#include "report/formats.h"
#include "report/verdicts.h"

/* An attribute, or character data between tags; what would reorder or hide it is shown instead. */
static void put(GString *out, const char *before, const char *text, const char *after)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, text, 0);
    g_string_append(out, before);
    escape_xml(out, safe->str);
    g_string_append(out, after);
}

/* What a suite's cases come to. */
struct counts {
    size_t tests, failures, errors, skipped;
};

static void put_detail(GString *out, const struct report_run *run, const struct report_input *input,
                       const struct verdict *verdict, const struct spot *spot)
{
    g_autofree char *sentence = verdict_sentence(verdict, run->language);
    g_autofree char *origin = verdict_origin(verdict);
    put(out, "", input->file, "");
    if (spot->line > 0)
        g_string_append_printf(out, ":%zu:%zu", spot->line, spot->column);
    put(out, ": ", sentence, "");
    if (*spot->pointer)
        put(out, " [", spot->pointer, "]");
    g_string_append_c(out, '\n');
    if (verdict->advice)
        put(out, "", verdict->advice, "\n");
    if (verdict->settled_by)
        put(out, "settled by: ", verdict->settled_by, "\n");
    put(out, "", origin, "\n");
    for (unsigned i = 0; i < spot->sources->len; i++) {
        g_autofree char *words = source_in_words(spot->sources->pdata[i]);
        put(out, "declared from ", words, "\n");
    }
}

static void put_verdict(GString *out, const struct report_run *run,
                        const struct report_input *input, const struct judged *judged,
                        const struct verdict *verdict, struct counts *counts)
{
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    bool failed = verdict->outcome == OUTCOME_FAIL;
    bool skipped =
        verdict->outcome == OUTCOME_UNDETERMINED || verdict->outcome == OUTCOME_NOT_APPLICABLE;
    counts->tests++;
    counts->failures += failed;
    counts->skipped += skipped;
    put(out, "    <testcase classname=\"", verdict->rule->profile->id, "");
    if (judged->variant)
        put(out, " (", judged->variant, ")");
    g_string_append_c(out, '"');
    put(out, " name=\"", verdict->rule->code, "");
    put(out, " ", rule_text(verdict->rule, "title", run->language), "\">");
    if (failed)
        put(out, "<failure type=\"", verdict->rule->code, "\"");
    else if (skipped)
        put(out, "<skipped", "", "");
    else if (verdict->outcome == OUTCOME_WARN)
        g_string_append(out, "<system-out>");
    if (failed || skipped)
        put(out, " message=\"", verdict->reason ? verdict->reason : verdict->message, "\">");
    if (failed || skipped || verdict->outcome == OUTCOME_WARN)
        put_detail(out, run, input, verdict, &spot);
    if (failed || skipped || verdict->outcome == OUTCOME_WARN)
        g_string_append(out, failed ? "</failure>" : skipped ? "</skipped>" : "</system-out>");
    g_string_append(out, "</testcase>\n");
    spot_clear(&spot);
}

/* A finding of reading: one that refuses the declaration is an error, not a failed rule. */
static void put_finding(GString *out, const struct diag *diag, struct counts *counts)
{
    bool error = diag->severity == SEVERITY_ERROR;
    counts->tests++;
    counts->errors += error;
    put(out, "    <testcase classname=\"declaration\" name=\"", diag_name(diag), "\">");
    put(out, error ? "<error type=\"" : "<system-out>", error ? diag_name(diag) : "", "");
    if (error)
        put(out, "\" message=\"", diag->text, "\">");
    if (diag->line > 0)
        g_string_append_printf(out, "%zu:%zu: ", diag->line, diag->column);
    put(out, "", diag->text, "");
    g_string_append(out, error ? "</error></testcase>\n" : "</system-out></testcase>\n");
}

static void put_judged(GString *out, const struct report_run *run, const struct report_input *input,
                       const struct judged *judged, struct counts *counts)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            put_verdict(out, run, input, judged, judgement_at(judgement, j), counts);
    }
}

static void put_property(GString *out, const char *name, const char *value)
{
    put(out, "<property name=\"", name, "\"");
    put(out, " value=\"", value, "\"/>");
}

static void put_versions(GString *out, const struct judged *judged)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct profile *profile =
            ((const struct judgement *)judged->judgements->pdata[i])->profile;
        g_autofree char *name = g_strconcat("profile.", profile->id, NULL);
        put_property(out, name, profile->version);
    }
}

static void put_properties(GString *out, const struct report_run *run,
                           const struct report_input *input)
{
    char day[11];
    g_string_append(out, "    <properties>");
    put_property(out, "asOf", date_format(run->as_of, day));
    put_property(out, "uplabel", PACKAGE_VERSION);
    put_property(out, "sha256", input->digest);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        put_versions(out, input->judged->pdata[i]);
    g_string_append(out, "</properties>\n");
}

void report_junit_begin(GString *out, const struct report_run *run)
{
    (void)run;
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"uplabel check\">\n");
}

void report_junit_input(GString *out, const struct report_run *run,
                        const struct report_input *input, size_t index)
{
    (void)index;
    struct counts counts = {0};
    g_autoptr(GString) cases = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(input->diags); i++)
        put_finding(cases, diags_at(input->diags, i), &counts);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        put_judged(cases, run, input, input->judged->pdata[i], &counts);
    put(out, "  <testsuite name=\"", input->file, "");
    if (input->line > 0)
        g_string_append_printf(out, ":%zu", input->line);
    g_string_append_printf(out,
                           "\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n",
                           counts.tests, counts.failures, counts.errors, counts.skipped);
    put_properties(out, run, input);
    g_string_append(out, cases->str);
    g_string_append(out, "  </testsuite>\n");
}

void report_junit_end(GString *out, const struct report_run *run,
                      const struct report_totals *totals)
{
    (void)run;
    (void)totals;
    g_string_append(out, "</testsuites>\n");
}
