/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as a page to print and file: no script, nothing fetched, a sheet per
 * declaration with room for a remark. */
#include "base/escape.h"
#include "base/text.h"
#include "report/formats.h"
#include "report/verdicts.h"

#include <string.h>

static const char style[] =
    "body{font:10pt/1.4 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;"
    "margin:1rem auto;padding:0 1rem}"
    "h1{font-size:15pt;margin:0 0 .2rem}h2{font-size:11pt;margin:1.2rem 0 .3rem}"
    "article{break-after:page;border-bottom:1px solid "
    "#888;padding-bottom:1rem;margin-bottom:1.5rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.5rem 0}"
    "dt{color:#444}dd{margin:0;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #888;padding:.25rem .4rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    ".fail,.refused{font-weight:700}.detail{color:#333}"
    ".remark{border:1px solid #888;min-height:9rem;padding:.3rem;color:#444}"
    "@media print{body{margin:0;padding:0;max-width:none}@page{margin:15mm}}";

static void put(GString *out, const char *before, const char *text, const char *after)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, text ? text : "", 0);
    g_string_append(out, before);
    escape_xml(out, safe->str);
    g_string_append(out, after);
}

/* The policy names the one style that the page may have, by its digest. */
static void put_policy(GString *out)
{
    guint8 digest[32];
    size_t size = sizeof digest;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)style, (gssize)strlen(style));
    g_checksum_get_digest(checksum, digest, &size);
    g_checksum_free(checksum);
    g_autofree char *base64 = g_base64_encode(digest, size);
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; style-src 'sha256-%s'; base-uri 'none'; form-action "
                           "'none'\">\n",
                           base64);
}

void report_html_begin(GString *out, const struct report_run *run)
{
    char day[11];
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    put_policy(out);
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<meta name=\"generator\" content=\"uplabel " PACKAGE_VERSION "\">\n");
    put(out, "<title>Check of update-capability declarations, as of ", date_format(run->as_of, day),
        "</title>\n");
    g_string_append_printf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void put_term(GString *out, const char *term, const char *text)
{
    if (!text || !*text)
        return;
    put(out, "<dt>", term, "</dt>");
    put(out, "<dd>", text, "</dd>\n");
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
        put_term(out, "on", date_format(judged->declaration->declarant.stated_on, day));
        put_term(out, "Markets", markets);
    }
    put_term(out, "File", input->file);
    put_term(out, "SHA-256", input->digest);
    put_term(out, "Checked as of", date_format(run->as_of, day));
    put_term(out, "Checked with", "uplabel " PACKAGE_VERSION);
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
        put(out, "", diag->text, "");
        put(out, " <code>", diag_name(diag), "</code></li>\n");
    }
    g_string_append(out, "</ul>\n");
}

static void put_detail(GString *out, const char *label, const char *text)
{
    if (!text)
        return;
    put(out, "<div class=\"detail\">", label, "");
    put(out, "", text, "</div>");
}

static void put_origin(GString *out, const struct verdict *verdict)
{
    g_autofree char *origin = verdict_origin(verdict);
    const char *url = verdict->rule->source->url;
    put(out, "<td>", verdict->rule->id, "<div class=\"detail\">");
    if (url)
        put(out, "<a rel=\"noopener noreferrer\" href=\"", url, "\">");
    put(out, "", origin, url ? "</a></div></td>" : "</div></td>");
}

static void put_sentence(GString *out, const struct report_run *run, const struct verdict *verdict)
{
    put(out, "<td>", rule_text(verdict->rule, "title", run->language), "");
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
    put(out, "<td><code>", *spot.pointer ? spot.pointer : "/", "</code>");
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

static void put_judgement(GString *out, const struct report_run *run, const struct judged *judged,
                          const struct judgement *judgement)
{
    const struct profile *profile = judgement->profile;
    put(out, "<h2>", profile_title(profile, run->language), "");
    put(out, " (", profile->id, "");
    put(out, " ", profile->version, ")</h2>\n<p>");
    append_conclusion(out, judgement_count(judgement, OUTCOME_FAIL), judgement_warnings(judgement),
                      judgement_count(judgement, OUTCOME_UNDETERMINED));
    g_string_append(out, ".</p>\n<table>\n<thead><tr><th scope=\"col\">Rule</th>"
                         "<th scope=\"col\">Verdict</th><th scope=\"col\">What it asks, and what "
                         "was found</th><th scope=\"col\">Where</th></tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < judgement->verdicts->len; i++)
        put_verdict(out, run, judged, judgement_at(judgement, i));
    g_string_append(out, "</tbody>\n</table>\n");
}

static void put_sheet(GString *out, const struct report_run *run, const struct report_input *input,
                      const struct judged *judged)
{
    g_string_append(out, "<article>\n");
    put(out, "<h1>", judged ? judged->declaration->product.name : input->file, "</h1>\n");
    put_facts(out, run, input, judged);
    if (!judged)
        g_string_append(out, "<p class=\"refused\">Refused: no rule was judged.</p>\n");
    put_findings(out, input->diags);
    for (unsigned i = 0; judged && i < judged->judgements->len; i++)
        put_judgement(out, run, judged, judged->judgements->pdata[i]);
    g_string_append(out, "<p>These verdicts are about the declaration, not about the "
                         "product.</p>\n<h2>Remark</h2>\n<div class=\"remark\"></div>\n"
                         "</article>\n");
}

void report_html_input(GString *out, const struct report_run *run, const struct report_input *input,
                       size_t index)
{
    (void)index;
    if (!input->judged)
        put_sheet(out, run, input, NULL);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        put_sheet(out, run, input, input->judged->pdata[i]);
}

/* The matrix */

static void put_matrix_row(GString *out, const struct tally *tally, const struct tally_row *rule)
{
    static const char *const letters[OUTCOME_COUNT] = {
        [OUTCOME_PASS] = "P",         [OUTCOME_FAIL] = "F",           [OUTCOME_WARN] = "W",
        [OUTCOME_UNDETERMINED] = "?", [OUTCOME_NOT_APPLICABLE] = "·",
    };
    put(out, "<tr><th scope=\"row\">", rule->name, "</th>");
    for (unsigned i = 0; i < tally->declarations->len; i++) {
        enum outcome outcome;
        bool ran = tally_find(tally->declarations->pdata[i], rule, &outcome);
        put(out, "<td>", ran ? letters[outcome] : "", "</td>");
    }
    g_string_append(out, "</tr>\n");
}

/* Rules downwards: there are more declarations than fit a sheet's width only in catalogues, and
 * there each has a number. */
static void put_matrix(GString *out, const struct tally *tally)
{
    g_string_append(out, "<h2>Verdicts by declaration</h2>\n<p>P pass, F fail, W warn, ? "
                         "undetermined, · not applicable</p>\n<ol>\n");
    for (unsigned i = 0; i < tally->declarations->len; i++)
        put(out, "<li>", ((struct tally_row *)tally->declarations->pdata[i])->name, "</li>\n");
    g_string_append(out, "</ol>\n<table>\n<thead><tr><th scope=\"col\">Rule</th>");
    for (unsigned i = 0; i < tally->declarations->len; i++)
        g_string_append_printf(out, "<th scope=\"col\">%u</th>", i + 1);
    g_string_append(out, "</tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < tally->rules->len; i++)
        put_matrix_row(out, tally, tally->rules->pdata[i]);
    g_string_append(out, "</tbody>\n</table>\n");
}

static void put_totals(GString *out, const char *title, const GPtrArray *rows)
{
    static const enum outcome order[] = {OUTCOME_FAIL, OUTCOME_WARN, OUTCOME_UNDETERMINED,
                                         OUTCOME_PASS, OUTCOME_NOT_APPLICABLE};
    if (rows->len == 0)
        return;
    put(out, "<h2>", title, "</h2>\n<table>\n<thead><tr><th></th>");
    g_string_append(out, "<th scope=\"col\">fail</th><th scope=\"col\">warn</th>"
                         "<th scope=\"col\">undetermined</th><th scope=\"col\">pass</th>"
                         "<th scope=\"col\">not applicable</th></tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < rows->len; i++) {
        const struct tally_row *row = rows->pdata[i];
        put(out, "<tr><th scope=\"row\">", row->name, "</th>");
        for (size_t j = 0; j < G_N_ELEMENTS(order); j++)
            g_string_append_printf(out, "<td>%zu</td>", row->outcomes[order[j]]);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody>\n</table>\n");
}

void report_html_end(GString *out, const struct report_run *run, const struct report_totals *totals)
{
    const struct tally *tally = totals->tally;
    g_string_append(out, "<section>\n<h1>Summary</h1>\n<p>");
    g_string_append_printf(out, "%zu judged, %zu refused; ", totals->judged, totals->refused);
    append_conclusion(out, totals->errors, totals->warnings,
                      totals->outcomes[OUTCOME_UNDETERMINED]);
    g_string_append(out, "; ");
    append_circumstances(out, run);
    g_string_append(out, ".</p>\n");
    if (totals->judged > 1) {
        put_matrix(out, tally);
        put_totals(out, "By rule", tally->rules);
        put_totals(out, "By maker", tally->makers);
        put_totals(out, "By market", tally->markets);
    }
    g_string_append(out, "</section>\n</main>\n</body>\n</html>\n");
}
