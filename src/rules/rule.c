/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a profile's rules over a declaration: verdicts with place, reason and advice. */
#include "rules/rule.h"

#include "rules/binding.h"
#include "rules/expression.h"
#include "rules/judge.h"

#include <string.h>

static const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_PASS] = "pass",
    [OUTCOME_FAIL] = "fail",
    [OUTCOME_WARN] = "warn",
    [OUTCOME_UNDETERMINED] = "undetermined",
    [OUTCOME_NOT_APPLICABLE] = "notApplicable",
};

const char *outcome_name(enum outcome outcome)
{
    return outcome_names[outcome];
}

enum outcome outcome_worst(enum outcome a, enum outcome b)
{
    static const int weights[OUTCOME_COUNT] = {
        [OUTCOME_NOT_APPLICABLE] = 0, [OUTCOME_PASS] = 1, [OUTCOME_UNDETERMINED] = 2,
        [OUTCOME_WARN] = 3,           [OUTCOME_FAIL] = 4,
    };
    return weights[a] >= weights[b] ? a : b;
}

static void clear_verdict(void *data)
{
    struct verdict *verdict = data;
    g_free(verdict->message);
    g_free(verdict->advice);
    g_free(verdict->reason);
    g_free(verdict->report);
}

/* One rule on one node. */
struct trial {
    struct judge *judge;
    struct rule *rule;
    const struct element *at;
    struct verdict *verdict;
};

static void decide(struct trial *trial, enum outcome outcome, char *reason)
{
    trial->verdict->outcome = trial->verdict->would = outcome;
    g_free(trial->verdict->reason);
    trial->verdict->reason = reason;
}

static const char *language_of(const struct trial *trial)
{
    return trial->judge->input->language;
}

/* The text of the rule with its values, NULL where it has none. */
static char *fill(const struct trial *trial, const char *name)
{
    const char *text = rule_text(trial->rule, name, language_of(trial));
    return text ? expression_fill(trial->judge, text, trial->at, NULL) : NULL;
}

/* A report is about its values: without one of them it says nothing. */
static char *fill_report(const struct trial *trial)
{
    const char *text = rule_text(trial->rule, "report", language_of(trial));
    bool whole = false;
    g_autofree char *report = text ? expression_fill(trial->judge, text, trial->at, &whole) : NULL;
    return whole ? g_steal_pointer(&report) : NULL;
}

static char *gate_reason(const struct trial *trial, const struct gate *gate, char *doubt)
{
    const char *text = rule_gate_reason(trial->rule, gate, language_of(trial));
    g_autofree char *reason = expression_fill(trial->judge, text, trial->at, NULL);
    char *whole =
        doubt ? g_strdup_printf("whether it applies: %s", doubt) : g_steal_pointer(&reason);
    g_free(doubt);
    return whole;
}

/* The gates that say where a rule applies; true where one has decided. */
static bool stopped_by_applies(struct trial *trial, const struct gates *gates)
{
    for (size_t i = 0; i < gates->count; i++) {
        char *doubt = NULL;
        enum truth truth = expression_test(trial->judge, &gates->first[i].when, trial->at, &doubt);
        if (truth == TRUTH_YES)
            continue;
        decide(trial, truth == TRUTH_NO ? OUTCOME_NOT_APPLICABLE : OUTCOME_UNDETERMINED,
               gate_reason(trial, &gates->first[i], doubt));
        return true;
    }
    return false;
}

/* Those that say where nothing can be told. */
static bool stopped_by_undetermined(struct trial *trial, const struct gates *gates)
{
    for (size_t i = 0; i < gates->count; i++) {
        char *doubt = NULL;
        enum truth truth = expression_test(trial->judge, &gates->first[i].when, trial->at, &doubt);
        g_free(doubt);
        if (truth == TRUTH_NO)
            continue;
        decide(trial, OUTCOME_UNDETERMINED, gate_reason(trial, &gates->first[i], NULL));
        return true;
    }
    return false;
}

static void run_test(struct trial *trial)
{
    struct rule *rule = trial->rule;
    if (!rule->test.text) {
        decide(trial, OUTCOME_UNDETERMINED, g_strdup("a declaration cannot show this"));
        return;
    }
    char *doubt = NULL;
    enum truth truth = expression_test(trial->judge, &rule->test, trial->at, &doubt);
    if (truth == TRUTH_OPEN)
        decide(trial, OUTCOME_UNDETERMINED, doubt ? doubt : g_strdup("it could not be evaluated"));
    else if (truth == TRUTH_YES)
        decide(trial, OUTCOME_PASS, NULL);
    else
        decide(trial, rule->severity == SEVERITY_ERROR ? OUTCOME_FAIL : OUTCOME_WARN, NULL);
}

static void run_rule(struct trial *trial)
{
    const struct rule *rule = trial->rule;
    if (!stopped_by_undetermined(trial, &rule->profile->undetermined) &&
        !stopped_by_undetermined(trial, &rule->undetermined))
        run_test(trial);
}

/* Where the rule does not bind this product, or nobody can tell: the verdict is what it would be.
 */
static void bind(struct trial *trial)
{
    char *reason = NULL;
    enum truth binds = binding_of(trial->rule, trial->judge->input->facts, &reason);
    if (binds == TRUTH_YES)
        return;
    enum outcome would = trial->verdict->would;
    decide(trial, binds == TRUTH_NO ? OUTCOME_NOT_APPLICABLE : OUTCOME_UNDETERMINED, reason);
    trial->verdict->would = would;
    trial->verdict->unbound = true;
}

static const struct element *place_of(const struct trial *trial)
{
    if (!trial->rule->points.text)
        return trial->at;
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    expression_select(trial->judge, &trial->rule->points, trial->at, places);
    return places->len > 0 ? places->pdata[places->len - 1] : trial->at;
}

static bool is_failed(enum outcome outcome)
{
    return outcome == OUTCOME_FAIL || outcome == OUTCOME_WARN;
}

static void say(struct trial *trial)
{
    struct verdict *verdict = trial->verdict;
    if (is_failed(verdict->would)) {
        verdict->message = fill(trial, "message");
        verdict->advice = fill(trial, "advice");
    }
    if (verdict->would != OUTCOME_NOT_APPLICABLE)
        verdict->report = fill_report(trial);
    if (verdict->outcome == OUTCOME_UNDETERMINED || verdict->would == OUTCOME_UNDETERMINED)
        verdict->settled_by = rule_text(trial->rule, "settledBy", language_of(trial));
}

static void judge_node(struct judge *judge, struct rule *rule, const struct element *at,
                       GArray *verdicts)
{
    struct verdict verdict = {.rule = rule};
    struct trial trial = {judge, rule, at, &verdict};
    if (!stopped_by_applies(&trial, &rule->profile->applies) &&
        !stopped_by_applies(&trial, &rule->applies)) {
        run_rule(&trial);
        bind(&trial);
    }
    verdict.element = place_of(&trial);
    say(&trial);
    g_array_append_val(verdicts, verdict);
}

static void judge_rule(struct judge *judge, struct rule *rule, GArray *verdicts)
{
    const struct element *root = judge->input->document->root;
    if (!rule->at.text) {
        judge_node(judge, rule, root, verdicts);
        return;
    }
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    bool found = expression_select(judge, &rule->at, root, places);
    for (unsigned i = 0; i < places->len; i++)
        judge_node(judge, rule, places->pdata[i], verdicts);
    if (places->len > 0)
        return;
    enum outcome outcome = found ? OUTCOME_NOT_APPLICABLE : OUTCOME_UNDETERMINED;
    struct verdict verdict = {.rule = rule, .outcome = outcome, .would = outcome, .element = root};
    verdict.reason = g_strdup(found ? "the declaration has nothing that it is about"
                                    : "it could not be evaluated");
    g_array_append_val(verdicts, verdict);
}

struct judgement *rules_judge(struct judge *judge, const struct profile *profile)
{
    struct judgement *judgement = g_new0(struct judgement, 1);
    judgement->profile = profile;
    judgement->verdicts = g_array_new(FALSE, FALSE, sizeof(struct verdict));
    g_array_set_clear_func(judgement->verdicts, clear_verdict);
    for (size_t i = 0; i < profile->rule_count; i++)
        judge_rule(judge, &profile->rules[i], judgement->verdicts);
    return judgement;
}

void judgement_free(struct judgement *judgement)
{
    if (!judgement)
        return;
    g_array_unref(judgement->verdicts);
    g_free(judgement);
}

const struct verdict *judgement_at(const struct judgement *judgement, size_t index)
{
    return &g_array_index(judgement->verdicts, struct verdict, index);
}

size_t judgement_count(const struct judgement *judgement, enum outcome outcome)
{
    size_t count = 0;
    for (unsigned i = 0; i < judgement->verdicts->len; i++)
        count += judgement_at(judgement, i)->outcome == outcome;
    return count;
}

size_t judgement_warnings(const struct judgement *judgement)
{
    size_t count = 0;
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        count += verdict->outcome == OUTCOME_WARN && verdict->rule->severity == SEVERITY_WARNING;
    }
    return count;
}
