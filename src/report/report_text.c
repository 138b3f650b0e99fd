/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as text: one a line, GNU form, safe for a terminal. */
#include "base/text.h"
#include "report/formats.h"
#include "report/verdicts.h"

#include <string.h>

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
    g_string_append_printf(out, "%s: %s: ", severity_name(diag->severity), diag_name(diag));
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

/* Verdicts */

static void append_indented(GString *out, const char *text)
{
    g_string_append(out, "    ");
    text_append_safe(out, text, MAX_TEXT);
    g_string_append_c(out, '\n');
}

static void append_spot(GString *out, const char *file, const struct spot *spot)
{
    text_append_safe(out, file, MAX_PLACE);
    if (spot->line > 0)
        g_string_append_printf(out, ":%zu:%zu", spot->line, spot->column);
    g_string_append(out, ": ");
}

static void append_pointer(GString *out, const char *pointer)
{
    if (*pointer) {
        g_string_append(out, " [");
        text_append_safe(out, pointer, MAX_PLACE);
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, '\n');
}

static void append_first_line(GString *out, const struct report_run *run, const char *file,
                              const struct verdict *verdict, const struct spot *spot)
{
    g_autofree char *sentence = verdict_sentence(verdict, run->language);
    append_spot(out, file, spot);
    g_string_append_printf(out, "%s: %s: ", verdict_word(verdict), verdict->rule->code);
    text_append_safe(out, sentence, MAX_TEXT);
    append_pointer(out, spot->pointer);
}

static void append_sources(GString *out, const struct spot *spot)
{
    for (unsigned i = 0; i < spot->sources->len; i++) {
        g_autofree char *words = source_in_words(spot->sources->pdata[i]);
        g_autofree char *line = g_strconcat("declared from ", words, NULL);
        append_indented(out, line);
    }
}

static void append_verdict(GString *out, const struct report_run *run, const char *file,
                           const struct judged *judged, const struct verdict *verdict)
{
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    append_first_line(out, run, file, verdict, &spot);
    if (verdict->advice)
        append_indented(out, verdict->advice);
    if (verdict->report)
        append_indented(out, verdict->report);
    if (verdict->settled_by) {
        g_autofree char *line = g_strconcat("settled by: ", verdict->settled_by, NULL);
        append_indented(out, line);
    }
    g_autofree char *origin = verdict_origin(verdict);
    append_indented(out, origin);
    append_sources(out, &spot);
    spot_clear(&spot);
}

/* Rules that do not bind, or perhaps not, for one reason: how many, and which would not be met. */
static void append_unbound(GString *out, const char *file, const struct judged *judged,
                           const struct judgement *judgement, unsigned first)
{
    const struct verdict *one = judgement_at(judgement, first);
    size_t count = 0;
    g_autoptr(GString) would = g_string_new(NULL);
    for (unsigned i = first; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        if (!verdict->unbound || strcmp(verdict->reason, one->reason) != 0)
            continue;
        count++;
        if (!verdict->message)
            continue;
        g_string_append_printf(would, "    %s %s: ", verdict->rule->code, verdict_would(verdict));
        text_append_safe(would, verdict->message, MAX_TEXT);
        g_string_append_c(would, '\n');
    }
    struct spot spot;
    spot_init(&spot, judged, judged->document->root);
    append_spot(out, file, &spot);
    spot_clear(&spot);
    g_string_append_printf(
        out, "%s: %zu %s of %s: ", one->outcome == OUTCOME_NOT_APPLICABLE ? "note" : "undetermined",
        count, count == 1 ? "rule" : "rules", judgement->profile->id);
    text_append_safe(out, one->reason, MAX_TEXT);
    g_string_append_c(out, '\n');
    g_string_append(out, would->str);
}

static void append_profile(GString *out, const struct report_run *run, const char *file,
                           const struct judged *judged, const struct judgement *judgement)
{
    const struct profile *profile = judgement->profile;
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        if (verdict_is_for_people(verdict))
            append_verdict(out, run, file, judged, verdict);
        else if (verdict->unbound && judgement_is_first_unbound(judgement, i))
            append_unbound(out, file, judged, judgement, i);
    }
    g_string_append_printf(out, "  %s %s: ", profile->id, profile->version);
    append_conclusion(out, judgement_count(judgement, OUTCOME_FAIL), judgement_warnings(judgement),
                      judgement_count(judgement, OUTCOME_UNDETERMINED));
    size_t inert = judgement_count(judgement, OUTCOME_NOT_APPLICABLE);
    if (inert > 0)
        g_string_append_printf(out, "; %zu %s not apply", inert, inert == 1 ? "does" : "do");
    g_string_append_c(out, '\n');
}

static void append_judged(GString *out, const struct report_run *run, const char *file,
                          const struct judged *judged)
{
    if (judged->document->base) {
        g_autofree char *markets = g_strjoinv(" ", (char **)(void *)judged->markets);
        g_string_append_printf(out, "  %s%s%s%s%s\n", judged->variant ? "variant " : "",
                               judged->variant ? judged->variant : "no variant",
                               *markets ? " (" : "", markets, *markets ? ")" : "");
    }
    for (unsigned i = 0; i < judged->judgements->len; i++)
        append_profile(out, run, file, judged, judged->judgements->pdata[i]);
    if (run->asked)
        gaps_append(out, run->asked, judged->document);
}

void report_text_begin(GString *out, const struct report_run *run)
{
    (void)out;
    (void)run;
}

void report_text_input(GString *out, const struct report_run *run, const struct report_input *input,
                       size_t index)
{
    (void)index;
    report_text_findings(out, input->diags);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        append_judged(out, run, input->file, input->judged->pdata[i]);
    text_append_safe(out, input->file, MAX_PLACE);
    if (input->line > 0)
        g_string_append_printf(out, ":%zu", input->line);
    g_string_append(out, input->refused ? ": refused" : ": accepted");
    if (*input->digest)
        g_string_append_printf(out, " (sha256 %s)", input->digest);
    g_string_append_c(out, '\n');
}

/* The matrix */

/* The digit of a column's number in that place of it, counted from the right. */
static char digit_of(unsigned number, unsigned place)
{
    for (; place > 0; place--)
        number /= 10;
    return number > 0 ? (char)('0' + number % 10) : ' ';
}

/* The rules' names, and their numbers written downwards over the columns. */
static void append_matrix_head(GString *out, const struct tally *tally)
{
    g_string_append(out, "\nVerdicts by declaration: P pass, F fail, W warn, ? undetermined, "
                         ". not applicable\n");
    for (unsigned i = 0; i < tally->rules->len; i++)
        g_string_append_printf(out, "%4u %s\n", i + 1,
                               ((struct tally_row *)tally->rules->pdata[i])->name);
    for (unsigned place = 3; place > 0; place--) {
        for (unsigned i = 0; i < tally->rules->len; i++)
            g_string_append_c(out, digit_of(i + 1, place - 1));
        g_string_append_c(out, '\n');
    }
}

static void append_matrix(GString *out, const struct tally *tally)
{
    static const char letters[OUTCOME_COUNT] = {
        [OUTCOME_PASS] = 'P',         [OUTCOME_FAIL] = 'F',           [OUTCOME_WARN] = 'W',
        [OUTCOME_UNDETERMINED] = '?', [OUTCOME_NOT_APPLICABLE] = '.',
    };
    append_matrix_head(out, tally);
    for (unsigned i = 0; i < tally->declarations->len; i++) {
        const struct tally_row *declaration = tally->declarations->pdata[i];
        for (unsigned j = 0; j < tally->rules->len; j++) {
            enum outcome outcome;
            bool ran = tally_find(declaration, tally->rules->pdata[j], &outcome);
            g_string_append_c(out, ran ? letters[outcome] : ' ');
        }
        g_string_append(out, "  ");
        text_append_safe(out, declaration->name, MAX_PLACE);
        g_string_append_c(out, '\n');
    }
}

static void append_totals(GString *out, const char *title, const GPtrArray *rows)
{
    if (rows->len == 0)
        return;
    g_string_append_printf(out, "\n%-36s %8s %8s %9s %8s %8s\n", title, "fail", "warn", "undeterm.",
                           "pass", "n/a");
    for (unsigned i = 0; i < rows->len; i++) {
        const struct tally_row *row = rows->pdata[i];
        g_autoptr(GString) name = g_string_new(NULL);
        text_append_safe(name, row->name, MAX_PLACE);
        g_string_append_printf(out, "%-36s %8zu %8zu %9zu %8zu %8zu\n", name->str,
                               row->outcomes[OUTCOME_FAIL], row->outcomes[OUTCOME_WARN],
                               row->outcomes[OUTCOME_UNDETERMINED], row->outcomes[OUTCOME_PASS],
                               row->outcomes[OUTCOME_NOT_APPLICABLE]);
    }
}

static void append_count(GString *out, size_t count, const char *one, const char *many)
{
    g_string_append_printf(out, "%zu %s", count, count == 1 ? one : many);
}

void report_text_end(GString *out, const struct report_run *run, const struct report_totals *totals)
{
    const struct tally *tally = totals->tally;
    if (totals->judged > 1) {
        append_matrix(out, tally);
        append_totals(out, "By rule", tally->rules);
        append_totals(out, "By maker", tally->makers);
        append_totals(out, "By market", tally->markets);
        g_string_append_c(out, '\n');
    }
    append_count(out, totals->judged, "declaration", "declarations");
    g_string_append_printf(out, " judged: %zu accepted, %zu refused; ",
                           totals->judged - totals->refused, totals->refused);
    append_count(out, totals->errors, "error", "errors");
    g_string_append(out, ", ");
    append_count(out, totals->warnings, "warning", "warnings");
    size_t undetermined = totals->outcomes[OUTCOME_UNDETERMINED];
    if (undetermined > 0) {
        g_string_append(out, "; ");
        append_count(out, undetermined, "point", "points");
        g_string_append(out, " cannot be judged from the declared data");
    }
    char day[11];
    g_string_append_printf(out, "; as of %s, by uplabel " PACKAGE_VERSION "\n",
                           date_format(run->as_of, day));
}
