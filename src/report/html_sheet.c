/* SPDX-License-Identifier: Apache-2.0 */
/* One declaration as a sheet: facts, findings by profile, a remark, and every verdict behind it. */
#include "report/html_sheet.h"

#include "base/escape.h"
#include "base/text.h"
#include "report/verdicts.h"

#include <string.h>

void html_put(GString *out, const char *before, const char *text, const char *after)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, text ? text : "", 0);
    g_string_append(out, before);
    escape_xml(out, safe->str);
    g_string_append(out, after);
}

static void put_term(GString *out, const char *term, const char *text)
{
    if (!text || !*text)
        return;
    html_put(out, "<dt>", term, "</dt>");
    html_put(out, "<dd>", text, "</dd>\n");
}

/* One that has a line to itself. */
static void put_long_term(GString *out, const char *term, const char *text)
{
    if (!*text)
        return;
    html_put(out, "<dt>", term, "</dt>");
    html_put(out, "<dd class=\"long\">", text, "</dd>\n");
}

static void put_facts(GString *out, const struct report_run *run, const struct report_input *input,
                      const struct judged *judged)
{
    char day[11];
    g_autofree char *markets =
        judged ? g_strjoinv(", ", (char **)(void *)judged->markets) : g_strdup("");
    g_string_append(out, "<dl>\n");
    if (judged) {
        const struct element *root = judged->document->root;
        put_term(out, "Maker", judged->declaration->maker);
        put_term(out, "Declaration", judged->declaration->id);
        put_term(out, "Revision", element_child_text(root, "revision"));
        put_term(out, "Variant", judged->variant);
        put_term(out, "Declared by", judged->declaration->declarant.name);
        put_term(out, "Stated on", date_format(judged->declaration->declarant.stated_on, day));
        put_term(out, "Markets", markets);
    }
    put_term(out, "Checked as of", date_format(run->as_of, day));
    put_term(out, "Checked with", "uplabel " PACKAGE_VERSION);
    put_long_term(out, "File", input->file);
    put_long_term(out, "SHA-256", input->digest);
    g_string_append(out, "</dl>\n");
}

static void put_findings(GString *out, const struct diags *diags)
{
    if (diags_count(diags) == 0)
        return;
    g_string_append(out, "<h2>The declaration</h2>\n<ul>\n");
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        g_string_append_printf(
            out, "<li class=\"%s\">%s: ", diag->severity == SEVERITY_ERROR ? "fail" : "warn",
            severity_name(diag->severity));
        if (diag->line > 0)
            g_string_append_printf(out, "line %zu, column %zu: ", diag->line, diag->column);
        html_put(out, "", diag->text, "");
        html_put(out, " <code>", diag_name(diag), "</code></li>\n");
    }
    g_string_append(out, "</ul>\n");
}

/* What people have to look at */

static void put_remainder(GString *out, const char *before, const char *text, const char *after)
{
    if (text && *text)
        html_put(out, before, text, after);
}

/* Clause, place and the declaration's own sources, in brackets. */
static void put_whence(GString *out, const struct judged *judged, const struct verdict *verdict)
{
    g_autofree char *origin = verdict_origin(verdict);
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    html_put(out, " [", origin, "");
    if (*spot.pointer) {
        html_put(out, "; ", spot.pointer, "");
        if (spot.line > 0)
            g_string_append_printf(out, ", line %zu", spot.line);
    }
    for (unsigned i = 0; i < spot.sources->len; i++) {
        g_autofree char *words = source_in_words(spot.sources->pdata[i]);
        html_put(out, "; declared from ", words, "");
    }
    g_string_append_c(out, ']');
    spot_clear(&spot);
}

static void put_point(GString *out, const struct report_run *run, const struct judged *judged,
                      const struct verdict *verdict)
{
    g_autofree char *sentence = verdict_sentence(verdict, run->language);
    g_string_append_printf(out, "<li class=\"%s\">%s ", outcome_name(verdict->outcome),
                           verdict_word(verdict));
    html_put(out, "", verdict->rule->id, ": ");
    html_put(out, "", sentence, ".<span class=\"detail\">");
    put_remainder(out, " ", verdict->advice, "");
    put_remainder(out, " For the record: ", verdict->report, ".");
    put_remainder(out, " Settled by: ", verdict->settled_by, "");
    put_whence(out, judged, verdict);
    g_string_append(out, "</span></li>\n");
}

/* Rules that do not bind, or perhaps not, for one reason: how many, and which would not be met. */
static void put_unbound(GString *out, const struct judgement *judgement, unsigned first)
{
    const struct verdict *one = judgement_at(judgement, first);
    g_autoptr(GString) would = g_string_new(NULL);
    size_t count = 0;
    for (unsigned i = first; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        if (!verdict->unbound || strcmp(verdict->reason, one->reason) != 0)
            continue;
        count++;
        if (!verdict->message)
            continue;
        html_put(would, "<li>", verdict->rule->id, " ");
        html_put(would, verdict_would(verdict), ": ", "");
        html_put(would, "", verdict->message, "</li>\n");
    }
    g_string_append_printf(out, "<li>%s %zu %s: ", verdict_word(one), count,
                           count == 1 ? "rule" : "rules");
    html_put(out, "", one->reason, would->len > 0 ? ".\n<ul>\n" : ".");
    g_string_append_printf(out, "%s%s</li>\n", would->str, would->len > 0 ? "</ul>" : "");
}

static void put_points(GString *out, const struct report_run *run, const struct judged *judged,
                       const struct judgement *judgement)
{
    g_autoptr(GString) points = g_string_new(NULL);
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        if (verdict_is_for_people(verdict))
            put_point(points, run, judged, verdict);
        else if (verdict->unbound && judgement_is_first_unbound(judgement, i))
            put_unbound(points, judgement, i);
    }
    if (points->len > 0)
        g_string_append_printf(out, "<ul>\n%s</ul>\n", points->str);
}

static void put_heading(GString *out, const char *level, const struct report_run *run,
                        const struct profile *profile)
{
    g_string_append_printf(out, "<%s>", level);
    html_put(out, "", profile_title(profile, run->language), "");
    html_put(out, " (", profile->id, "");
    html_put(out, " ", profile->version, ")");
    g_string_append_printf(out, "</%s>\n", level);
}

static void put_judgement(GString *out, const struct report_run *run, const struct judged *judged,
                          const struct judgement *judgement)
{
    put_heading(out, "h2", run, judgement->profile);
    g_string_append(out, "<p>");
    append_conclusion(out, judgement_count(judgement, OUTCOME_FAIL), judgement_warnings(judgement),
                      judgement_count(judgement, OUTCOME_UNDETERMINED));
    size_t inert = judgement_count(judgement, OUTCOME_NOT_APPLICABLE);
    if (inert > 0)
        g_string_append_printf(out, "; %zu %s not apply", inert, inert == 1 ? "does" : "do");
    g_string_append(out, ".</p>\n");
    put_points(out, run, judged, judgement);
}

/* Every verdict */

static void put_detail(GString *out, const char *label, const char *text)
{
    if (!text)
        return;
    html_put(out, "<div class=\"detail\">", label, "");
    html_put(out, "", text, "</div>");
}

static void put_origin(GString *out, const struct verdict *verdict)
{
    g_autofree char *origin = verdict_origin(verdict);
    const char *url = verdict->rule->source->url;
    html_put(out, "<td>", verdict->rule->id, "<div class=\"detail\">");
    if (url)
        html_put(out, "<a rel=\"noopener noreferrer\" href=\"", url, "\">");
    html_put(out, "", origin, url ? "</a></div></td>" : "</div></td>");
}

static void put_sentence(GString *out, const struct report_run *run, const struct verdict *verdict)
{
    html_put(out, "<td>", rule_text(verdict->rule, "title", run->language), "");
    if (verdict->outcome != verdict->would || !verdict->reason)
        put_detail(out, "", verdict->message);
    put_detail(out, "", verdict->reason);
    put_detail(out, "", verdict->advice);
    put_detail(out, "", verdict->report);
    put_detail(out, "Settled by: ", verdict->settled_by);
    g_string_append(out, "</td>");
}

static void put_verdict(GString *out, const struct report_run *run, const struct judged *judged,
                        const struct verdict *verdict)
{
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    g_string_append(out, "<tr>");
    put_origin(out, verdict);
    g_string_append_printf(out, "<td class=\"%s\">%s", outcome_name(verdict->outcome),
                           verdict_word(verdict));
    put_detail(out, "", verdict_would(verdict));
    g_string_append(out, "</td>");
    put_sentence(out, run, verdict);
    html_put(out, "<td><code>", *spot.pointer ? spot.pointer : "/", "</code>");
    if (spot.line > 0)
        g_string_append_printf(out, "<div class=\"detail\">line %zu, column %zu</div>", spot.line,
                               spot.column);
    for (unsigned i = 0; i < spot.sources->len; i++) {
        g_autofree char *words = source_in_words(spot.sources->pdata[i]);
        put_detail(out, "declared from ", words);
    }
    g_string_append(out, "</td></tr>\n");
    spot_clear(&spot);
}

static void put_table(GString *out, const struct report_run *run, const struct judged *judged,
                      const struct judgement *judgement)
{
    put_heading(out, "h3", run, judgement->profile);
    g_string_append(out, "<table>\n<thead><tr><th scope=\"col\">Rule</th>"
                         "<th scope=\"col\">Verdict</th><th scope=\"col\">What it asks, and what "
                         "was found</th><th scope=\"col\">Where</th></tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < judgement->verdicts->len; i++)
        put_verdict(out, run, judged, judgement_at(judgement, i));
    g_string_append(out, "</tbody>\n</table>\n");
}

static void put_tables(GString *out, const struct report_run *run, const struct judged *judged)
{
    g_string_append(out, "<details>\n<summary>Every verdict (printed when unfolded)</summary>\n");
    for (unsigned i = 0; i < judged->judgements->len; i++)
        put_table(out, run, judged, judged->judgements->pdata[i]);
    g_string_append(out, "</details>\n");
}

void html_put_sheet(GString *out, const struct report_run *run, const struct report_input *input,
                    const struct judged *judged)
{
    g_string_append(out, "<article>\n");
    html_put(out, "<h1>", judged ? judged->declaration->product.name : input->file, "</h1>\n");
    put_facts(out, run, input, judged);
    if (!judged)
        g_string_append(out, "<p class=\"refused\">Refused: no rule was judged.</p>\n");
    put_findings(out, input->diags);
    for (unsigned i = 0; judged && i < judged->judgements->len; i++)
        put_judgement(out, run, judged, judged->judgements->pdata[i]);
    g_string_append(out, "<p>These verdicts are about the declaration, not about the "
                         "product.</p>\n<h2>Remark</h2>\n<div class=\"remark\"></div>\n");
    if (judged)
        put_tables(out, run, judged);
    g_string_append(out, "</article>\n");
}
