/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as one JSON document, an input a line so that a long run can be streamed.
 * schemas/report.schema.json describes it. */
#include "report/formats.h"
#include "report/json_parts.h"
#include "report/verdicts.h"

static json_t *finding_of(const struct diag *diag)
{
    json_t *finding = json_object();
    json_put_text(finding, "code", diag_name(diag));
    json_put_text(finding, "severity", severity_name(diag->severity));
    json_put_text(finding, "text", diag->text);
    json_put_text(finding, "pointer", diag->pointer);
    if (diag->line > 0) {
        json_put_count(finding, "line", diag->line);
        json_put_count(finding, "column", diag->column);
        json_put_count(finding, "offset", diag->offset);
    }
    return finding;
}

static json_t *source_of_rule(const struct rule_source *source)
{
    json_t *object = json_object();
    json_put_text(object, "id", source->id);
    json_put_text(object, "title", source->title);
    json_put_text(object, "url", source->url);
    return object;
}

static json_t *sources_of(const struct spot *spot)
{
    static const char *const members[] = {"url", "seenOn", "quote", "archiveUrl", "sha256"};
    json_t *sources = json_array();
    for (unsigned i = 0; i < spot->sources->len; i++) {
        json_t *source = json_object();
        for (size_t j = 0; j < G_N_ELEMENTS(members); j++)
            json_put_text(source, members[j],
                          element_child_text(spot->sources->pdata[i], members[j]));
        json_array_append_new(sources, source);
    }
    return sources;
}

static void put_rule(json_t *object, const struct rule *rule, const char *language)
{
    json_put_text(object, "rule", rule->code);
    json_put_text(object, "title", rule_text(rule, "title", language));
    json_put_text(object, "clause", rule->clause);
    json_object_set_new(object, "source", source_of_rule(rule->source));
    json_put_text(object, "mark", mark_name(rule->mark));
    json_object_set_new(object, "verified", json_boolean(rule->mark == MARK_READ));
    json_put_text(object, "severity", severity_name(rule->severity));
}

static json_t *verdict_of(const struct report_run *run, const struct judged *judged,
                          const struct verdict *verdict)
{
    json_t *object = json_object();
    put_rule(object, verdict->rule, run->language);
    json_put_text(object, "outcome", outcome_name(verdict->outcome));
    if (verdict->would != verdict->outcome)
        json_put_text(object, "would", outcome_name(verdict->would));
    json_put_text(object, "message", verdict->message);
    json_put_text(object, "reason", verdict->reason);
    json_put_text(object, "advice", verdict->advice);
    json_put_text(object, "report", verdict->report);
    json_put_text(object, "settledBy", verdict->settled_by);
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    json_put_text(object, "pointer", spot.pointer);
    if (spot.line > 0) {
        json_put_count(object, "line", spot.line);
        json_put_count(object, "column", spot.column);
    }
    json_object_set_new(object, "sources", sources_of(&spot));
    spot_clear(&spot);
    return object;
}

static json_t *counts_of(const size_t *outcomes)
{
    json_t *counts = json_object();
    for (int i = 0; i < OUTCOME_COUNT; i++)
        json_put_count(counts, outcome_name((enum outcome)i), outcomes[i]);
    return counts;
}

static json_t *judgement_of(const struct report_run *run, const struct judged *judged,
                            const struct judgement *judgement)
{
    json_t *object = json_object(), *verdicts = json_array();
    size_t outcomes[OUTCOME_COUNT] = {0};
    json_put_text(object, "profile", judgement->profile->id);
    json_put_text(object, "version", judgement->profile->version);
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        outcomes[verdict->outcome]++;
        json_array_append_new(verdicts, verdict_of(run, judged, verdict));
    }
    json_object_set_new(object, "counts", counts_of(outcomes));
    json_object_set_new(object, "verdicts", verdicts);
    return object;
}

/* What is asked for and not declared, with the ids of those who ask. */
static json_t *gaps_json(const struct asked *asked, const struct document *document)
{
    json_t *array = json_array();
    g_autoptr(GPtrArray) gaps = gaps_of(asked, document);
    for (unsigned i = 0; i < gaps->len; i++) {
        const struct term *term = gaps->pdata[i];
        json_t *object = json_object(), *by = json_array();
        json_put_text(object, "field", term->id);
        for (size_t k = 0; k < term->known_count; k++)
            json_array_append_new(by, json_of_text(term->known[k].by));
        json_object_set_new(object, "askedBy", by);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *judged_of(const struct report_run *run, const struct judged *judged)
{
    json_t *object = json_object(), *markets = json_array(), *profiles = json_array();
    json_object_set_new(object, "variant", json_of_text(judged->variant));
    json_put_text(object, "id", judged->declaration->id);
    json_put_text(object, "product", judged->declaration->product.name);
    json_put_text(object, "maker", judged->declaration->maker);
    for (const char **market = judged->markets; *market; market++)
        json_array_append_new(markets, json_of_text(*market));
    json_object_set_new(object, "markets", markets);
    for (unsigned i = 0; i < judged->judgements->len; i++)
        json_array_append_new(profiles, judgement_of(run, judged, judged->judgements->pdata[i]));
    json_object_set_new(object, "profiles", profiles);
    if (run->asked)
        json_object_set_new(object, "gaps", gaps_json(run->asked, judged->document));
    return object;
}

void report_json_begin(GString *out, const struct report_run *run)
{
    char day[11];
    g_string_append_printf(out,
                           "{\"program\":\"uplabel\",\"version\":\"" PACKAGE_VERSION
                           "\",\"asOf\":\"%s\",\"inputs\":[\n",
                           date_format(run->as_of, day));
}

void report_json_input(GString *out, const struct report_run *run, const struct report_input *input,
                       size_t index)
{
    g_autoptr(json_t) object = json_object();
    json_put_text(object, "file", input->file);
    if (input->line > 0)
        json_put_count(object, "line", input->line);
    json_object_set_new(object, "sha256", json_of_text(*input->digest ? input->digest : NULL));
    json_object_set_new(object, "refused", json_boolean(input->refused));
    json_t *findings = json_array(), *judged = json_array();
    for (size_t i = 0; i < diags_count(input->diags); i++)
        json_array_append_new(findings, finding_of(diags_at(input->diags, i)));
    json_object_set_new(object, "findings", findings);
    json_put_count(object, "notShown", diags_dropped(input->diags));
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        json_array_append_new(judged, judged_of(run, input->judged->pdata[i]));
    json_object_set_new(object, "judged", judged);
    if (index > 0)
        g_string_append(out, ",\n");
    json_append(out, object);
}

static json_t *totals_of(const GPtrArray *rows)
{
    json_t *totals = json_array();
    for (unsigned i = 0; i < rows->len; i++) {
        const struct tally_row *row = rows->pdata[i];
        json_t *object = json_object();
        json_put_text(object, "name", row->name);
        json_object_set_new(object, "counts", counts_of(row->outcomes));
        json_array_append_new(totals, object);
    }
    return totals;
}

static json_t *matrix_of(const struct tally *tally)
{
    json_t *matrix = json_array();
    for (unsigned i = 0; i < tally->declarations->len; i++) {
        const struct tally_row *declaration = tally->declarations->pdata[i];
        json_t *row = json_object(), *outcomes = json_object();
        for (unsigned j = 0; j < tally->rules->len; j++) {
            const struct tally_row *rule = tally->rules->pdata[j];
            enum outcome outcome;
            if (tally_find(declaration, rule, &outcome))
                json_put_text(outcomes, rule->name, outcome_name(outcome));
        }
        json_put_text(row, "declaration", declaration->name);
        json_object_set_new(row, "outcomes", outcomes);
        json_array_append_new(matrix, row);
    }
    return matrix;
}

static json_t *profiles_of(const struct report_run *run)
{
    json_t *profiles = json_array();
    for (unsigned i = 0; i < run->profiles->len; i++) {
        const struct profile *profile = run->profiles->pdata[i];
        json_t *object = json_object();
        char digest[65];
        profile_digest(profile, digest);
        json_put_text(object, "id", profile->id);
        json_put_text(object, "title", profile_title(profile, run->language));
        json_put_text(object, "version", profile->version);
        json_put_text(object, "sha256", digest);
        json_array_append_new(profiles, object);
    }
    return profiles;
}

static void append_member(GString *out, const char *name, json_t *value)
{
    g_string_append_printf(out, ",\"%s\":", name);
    json_append(out, value);
    json_decref(value);
}

void report_json_end(GString *out, const struct report_run *run, const struct report_totals *totals)
{
    const struct tally *tally = totals->tally;
    g_string_append_printf(out,
                           "\n],\"summary\":{\"judged\":%zu,\"accepted\":%zu,\"refused\":%zu,"
                           "\"errors\":%zu,\"warnings\":%zu",
                           totals->judged, totals->judged - totals->refused, totals->refused,
                           totals->errors, totals->warnings);
    append_member(out, "verdicts", counts_of(totals->outcomes));
    g_string_append_c(out, '}');
    append_member(out, "profiles", profiles_of(run));
    if (totals->judged > 1) {
        append_member(out, "matrix", matrix_of(tally));
        append_member(out, "byRule", totals_of(tally->rules));
        append_member(out, "byMaker", totals_of(tally->makers));
        append_member(out, "byMarket", totals_of(tally->markets));
    }
    g_string_append(out, "}\n");
}
