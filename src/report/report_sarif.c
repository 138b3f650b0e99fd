/* SPDX-License-Identifier: Apache-2.0 */
/* Findings and verdicts as SARIF 2.1.0 (OASIS): one run, a result a line. */
#include "base/hash.h"
#include "report/formats.h"
#include "report/json_parts.h"
#include "report/verdicts.h"

#include <string.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static json_t *message_of(const char *text)
{
    json_t *message = json_object();
    json_put_text(message, "text", text);
    return message;
}

static const char *level_of(enum severity severity)
{
    return severity_name(severity); /* SARIF has the same three words */
}

/* The rules */

static void put_configuration(json_t *rule, enum severity severity)
{
    json_t *configuration = json_object();
    json_put_text(configuration, "level", level_of(severity));
    json_object_set_new(rule, "defaultConfiguration", configuration);
}

static json_t *rule_of(const struct rule *rule, const char *language)
{
    json_t *object = json_object(), *properties = json_object();
    g_autofree char *origin = g_strdup_printf("%s, %s", rule->source->title, rule->clause);
    json_put_text(object, "id", rule->code);
    json_object_set_new(object, "shortDescription", message_of(rule_text(rule, "title", language)));
    json_object_set_new(object, "fullDescription", message_of(origin));
    json_put_text(object, "helpUri", rule->source->url);
    put_configuration(object, rule->severity);
    json_put_text(properties, "profile", rule->profile->id);
    json_put_text(properties, "profileVersion", rule->profile->version);
    json_put_text(properties, "mark", mark_name(rule->mark));
    json_object_set_new(object, "properties", properties);
    return object;
}

static json_t *code_of(enum code code)
{
    const struct code_info *info = code_info(code);
    json_t *object = json_object();
    json_put_text(object, "id", info->name);
    json_object_set_new(object, "shortDescription", message_of(info->title));
    json_object_set_new(object, "fullDescription", message_of(info->explanation));
    put_configuration(object, info->severity);
    return object;
}

/* What the last result of every input is called: SARIF wants a rule for each. */
#define INPUT_RULE "INPUT"

static json_t *input_rule(void)
{
    json_t *object = json_object();
    json_put_text(object, "id", INPUT_RULE);
    json_object_set_new(object, "shortDescription",
                        message_of("Whether the input was accepted or refused"));
    put_configuration(object, SEVERITY_NOTE);
    return object;
}

static json_t *rules_of(const struct report_run *run)
{
    json_t *rules = json_array();
    json_array_append_new(rules, input_rule());
    for (int i = 0; i < CODE_COUNT; i++)
        if (i != CODE_RULE)
            json_array_append_new(rules, code_of((enum code)i));
    for (unsigned i = 0; i < run->profiles->len; i++) {
        const struct profile *profile = run->profiles->pdata[i];
        for (size_t j = 0; j < profile->rule_count; j++)
            json_array_append_new(rules, rule_of(&profile->rules[j], run->language));
    }
    return rules;
}

static json_t *tool_of(const struct report_run *run)
{
    json_t *tool = json_object(), *driver = json_object();
    json_put_text(driver, "name", "uplabel");
    json_put_text(driver, "version", PACKAGE_VERSION);
    json_object_set_new(driver, "rules", rules_of(run));
    json_object_set_new(tool, "driver", driver);
    return tool;
}

void report_sarif_begin(GString *out, const struct report_run *run)
{
    (void)run;
    g_string_append(out, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{"
                         "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n");
}

/* Results */

/* A file's name as a relative or absolute URI reference: what is not plain is percent-encoded. */
static char *uri_of(const char *file)
{
    static const char plain[] = "/-._~!$&'()*+,;=@";
    GString *uri = g_string_new(NULL);
    bool colon = strchr(file, ':') && !strchr(file, '/');
    g_string_append(uri, colon ? "./" : *file == '/' ? "file://" : "");
    for (const char *at = file; *at; at++) {
        if (g_ascii_isalnum(*at) || strchr(plain, *at))
            g_string_append_c(uri, *at);
        else
            g_string_append_printf(uri, "%%%02X", (unsigned char)*at);
    }
    return g_string_free(uri, FALSE);
}

static json_t *location_of(const char *file, size_t line, size_t column, const char *pointer)
{
    g_autofree char *uri = uri_of(file);
    json_t *location = json_object(), *physical = json_object();
    json_t *artifact = json_object(), *region = json_object();
    json_put_text(artifact, "uri", uri);
    json_put_count(region, "startLine", MAX(line, 1));
    json_put_count(region, "startColumn", MAX(column, 1));
    json_object_set_new(physical, "artifactLocation", artifact);
    json_object_set_new(physical, "region", region);
    json_object_set_new(location, "physicalLocation", physical);
    if (pointer) {
        json_t *logical = json_object(), *list = json_array();
        json_put_text(logical, "fullyQualifiedName", pointer);
        json_put_text(logical, "kind", "member");
        json_array_append_new(list, logical);
        json_object_set_new(location, "logicalLocations", list);
    }
    json_t *locations = json_array();
    json_array_append_new(locations, location);
    return locations;
}

/* What stays the same when lines move: the declaration, the rule, the place in it. */
static json_t *fingerprints(const char *id, const char *variant, const char *rule,
                            const char *pointer)
{
    char hex[HASH_HEX_SIZE];
    g_autofree char *key =
        g_strjoin("\n", id, variant ? variant : "", rule, pointer ? pointer : "", NULL);
    json_t *object = json_object();
    hash_sha256(key, strlen(key), hex);
    json_put_text(object, "uplabelPlace/v1", hex);
    return object;
}

static void append_result(GString *out, json_t *result, bool *begun)
{
    g_string_append(out, *begun ? ",\n" : "");
    *begun = true;
    json_append(out, result);
    json_decref(result);
}

static json_t *finding_of(const struct report_input *input, const struct diag *diag)
{
    json_t *result = json_object();
    json_put_text(result, "ruleId", diag_name(diag));
    json_put_text(result, "kind", "fail");
    json_put_text(result, "level", level_of(diag->severity));
    json_object_set_new(result, "message", message_of(diag->text));
    json_object_set_new(result, "locations",
                        location_of(input->file, diag->line ? diag->line : input->line,
                                    diag->column, diag->pointer));
    json_object_set_new(result, "partialFingerprints",
                        fingerprints(input->file, NULL, diag_name(diag), diag->pointer));
    return result;
}

static json_t *properties_of(const struct report_input *input, const struct judged *judged,
                             const struct verdict *verdict, const struct spot *spot)
{
    json_t *properties = json_object(), *sources = json_array();
    for (unsigned i = 0; i < spot->sources->len; i++)
        json_array_append_new(sources,
                              json_of_text(element_child_text(spot->sources->pdata[i], "url")));
    json_put_text(properties, "declaration", judged->declaration->id);
    json_put_text(properties, "variant", judged->variant);
    json_put_text(properties, "outcome", outcome_name(verdict->outcome));
    json_put_text(properties, "advice", verdict->advice);
    json_put_text(properties, "settledBy", verdict->settled_by);
    json_put_text(properties, "sha256", input->digest);
    json_object_set_new(properties, "sources", sources);
    return properties;
}

static json_t *verdict_of(const struct report_run *run, const struct report_input *input,
                          const struct judged *judged, const struct verdict *verdict)
{
    struct spot spot;
    spot_init(&spot, judged, verdict->element);
    bool open = verdict->outcome == OUTCOME_UNDETERMINED;
    g_autofree char *sentence = verdict_sentence(verdict, run->language);
    g_autofree char *text =
        verdict->advice ? g_strconcat(sentence, ". ", verdict->advice, NULL) : g_strdup(sentence);
    json_t *result = json_object();
    json_put_text(result, "ruleId", verdict->rule->code);
    json_put_text(result, "kind", open ? "open" : "fail");
    json_put_text(result, "level", open ? "none" : level_of(verdict->rule->severity));
    json_object_set_new(result, "message", message_of(text));
    json_object_set_new(result, "locations",
                        location_of(input->file, spot.line, spot.column, spot.pointer));
    json_object_set_new(
        result, "partialFingerprints",
        fingerprints(judged->declaration->id, judged->variant, verdict->rule->code, spot.pointer));
    json_object_set_new(result, "properties", properties_of(input, judged, verdict, &spot));
    spot_clear(&spot);
    return result;
}

static void append_judged(GString *out, const struct report_run *run,
                          const struct report_input *input, const struct judged *judged,
                          bool *begun)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++) {
            const struct verdict *verdict = judgement_at(judgement, j);
            if (verdict->outcome != OUTCOME_PASS && verdict->outcome != OUTCOME_NOT_APPLICABLE)
                append_result(out, verdict_of(run, input, judged, verdict), begun);
        }
    }
}

/* Every input's results end in one that says that it was judged: so none needs to know whether
 * another came before it. */
static json_t *judged_result(const struct report_input *input)
{
    json_t *result = json_object(), *properties = json_object();
    json_put_text(result, "ruleId", INPUT_RULE);
    json_put_text(result, "kind", "informational");
    json_put_text(result, "level", "none");
    json_object_set_new(result, "message", message_of(input->refused ? "refused" : "accepted"));
    json_object_set_new(result, "locations", location_of(input->file, input->line, 1, NULL));
    json_put_text(properties, "sha256", *input->digest ? input->digest : NULL);
    json_object_set_new(result, "properties", properties);
    return result;
}

void report_sarif_input(GString *out, const struct report_run *run,
                        const struct report_input *input, size_t index)
{
    bool begun = index > 0;
    for (size_t i = 0; i < diags_count(input->diags); i++)
        append_result(out, finding_of(input, diags_at(input->diags, i)), &begun);
    for (unsigned i = 0; input->judged && i < input->judged->len; i++)
        append_judged(out, run, input, input->judged->pdata[i], &begun);
    append_result(out, judged_result(input), &begun);
}

void report_sarif_end(GString *out, const struct report_run *run,
                      const struct report_totals *totals)
{
    char day[11];
    g_autoptr(json_t) tool = tool_of(run);
    g_string_append(out, "\n],\"tool\":");
    json_append(out, tool);
    g_string_append_printf(out,
                           ",\"invocations\":[{\"executionSuccessful\":%s,\"exitCode\":%d}],"
                           "\"properties\":{\"asOf\":\"%s\",\"undetermined\":%zu}}]}\n",
                           totals->status < 2 ? "true" : "false", totals->status,
                           date_format(run->as_of, day), totals->outcomes[OUTCOME_UNDETERMINED]);
}
