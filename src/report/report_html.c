/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as a page to print and file: no script, nothing fetched, a sheet for each
 * declaration, the matrix and the totals. */
#include "base/hash.h"
#include "report/formats.h"
#include "report/html_sheet.h"
#include "report/verdicts.h"

#include <string.h>

static const char style[] =
    "body{font:10pt/1.35 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;"
    "margin:1rem auto;padding:0 1rem}"
    "h1{font-size:15pt;margin:0 0 .2rem}h2{font-size:11pt;margin:.8rem 0 .1rem;break-after:avoid}"
    "p{margin:.2rem 0}"
    "article{break-after:page;border-bottom:1px solid "
    "#888;padding-bottom:1rem;margin-bottom:1.5rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:0 .8rem;"
    "margin:.4rem 0}dt{color:#444}dd{margin:0;overflow-wrap:anywhere}dd.long{grid-column:2/-1}"
    "ul{margin:.2rem 0;padding-left:1.1rem}li{margin:.15rem 0;overflow-wrap:anywhere;"
    "break-inside:avoid}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #888;padding:.25rem .4rem;text-align:left;vertical-align:top}"
    "thead{display:table-header-group}tr{break-inside:avoid}td code{overflow-wrap:anywhere}"
    ".fail,.refused{font-weight:700}.fail .detail{font-weight:400}.detail{color:#333}"
    "li .detail{font-size:.9em}details{margin-top:.8rem}"
    ".remark{border:1px solid #888;min-height:6rem;break-inside:avoid}"
    "ol{columns:12rem}.matrix{margin:.6rem 0}.matrix td,.matrix th{text-align:center;padding:.1rem}"
    ".matrix th[scope=row]{text-align:left;white-space:nowrap;width:1%}"
    "@media print{body{margin:0;padding:0;max-width:none;font-size:8pt}@page{margin:12mm}"
    "article{border:0;margin:0;padding:0}details:not([open]){display:none}.matrix "
    "table{font-size:6pt}}";

/* The policy names the one style that the page may have, by its digest. */
static void put_policy(GString *out)
{
    uint8_t digest[HASH_RAW_SIZE];
    hash_sha256_raw(style, strlen(style), digest);
    g_autofree char *base64 = g_base64_encode(digest, sizeof digest);
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
    html_put(out, "<title>Check of update-capability declarations, as of ",
             date_format(run->as_of, day), "</title>\n");
    g_string_append_printf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

void report_html_input(GString *out, const struct report_run *run, const struct report_input *input,
                       size_t index)
{
    (void)index;
    if (!input->judged)
        html_put_sheet(out, run, input, NULL);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        html_put_sheet(out, run, input, input->judged->pdata[i]);
}

/* The matrix */

/* Columns that a printed sheet has room for. */
#define MATRIX_COLUMNS 25

static void put_matrix_row(GString *out, const struct tally *tally, const struct tally_row *rule,
                           unsigned first, unsigned end)
{
    static const char *const letters[OUTCOME_COUNT] = {
        [OUTCOME_PASS] = "P",         [OUTCOME_FAIL] = "F",           [OUTCOME_WARN] = "W",
        [OUTCOME_UNDETERMINED] = "?", [OUTCOME_NOT_APPLICABLE] = "·",
    };
    html_put(out, "<tr><th scope=\"row\">", rule->name, "</th>");
    for (unsigned i = first; i < end; i++) {
        enum outcome outcome;
        bool ran = tally_find(tally->declarations->pdata[i], rule, &outcome);
        html_put(out, "<td>", ran ? letters[outcome] : "", "</td>");
    }
    g_string_append(out, "</tr>\n");
}

/* Rules downwards, and of the declarations as many as fit the width: each has a number. */
static void put_matrix_part(GString *out, const struct tally *tally, unsigned first, unsigned end)
{
    g_string_append(out, "<table class=\"matrix\">\n<thead><tr><th scope=\"col\">Rule</th>");
    for (unsigned i = first; i < end; i++)
        g_string_append_printf(out, "<th scope=\"col\">%u</th>", i + 1);
    g_string_append(out, "</tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < tally->rules->len; i++)
        put_matrix_row(out, tally, tally->rules->pdata[i], first, end);
    g_string_append(out, "</tbody>\n</table>\n");
}

static void put_matrix(GString *out, const struct tally *tally)
{
    unsigned count = tally->declarations->len;
    g_string_append(out, "<h2>Verdicts by declaration</h2>\n<p>P pass, F fail, W warn, ? "
                         "undetermined, · not applicable</p>\n<ol>\n");
    for (unsigned i = 0; i < count; i++)
        html_put(out, "<li>", ((struct tally_row *)tally->declarations->pdata[i])->name, "</li>\n");
    g_string_append(out, "</ol>\n");
    for (unsigned first = 0; first < count; first += MATRIX_COLUMNS)
        put_matrix_part(out, tally, first, MIN(count, first + MATRIX_COLUMNS));
}

static void put_totals(GString *out, const char *title, const GPtrArray *rows)
{
    static const enum outcome order[] = {OUTCOME_FAIL, OUTCOME_WARN, OUTCOME_UNDETERMINED,
                                         OUTCOME_PASS, OUTCOME_NOT_APPLICABLE};
    if (rows->len == 0)
        return;
    html_put(out, "<h2>", title, "</h2>\n<table>\n<thead><tr><th></th>");
    g_string_append(out, "<th scope=\"col\">fail</th><th scope=\"col\">warn</th>"
                         "<th scope=\"col\">undetermined</th><th scope=\"col\">pass</th>"
                         "<th scope=\"col\">not applicable</th></tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < rows->len; i++) {
        const struct tally_row *row = rows->pdata[i];
        html_put(out, "<tr><th scope=\"row\">", row->name, "</th>");
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
