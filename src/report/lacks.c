/* SPDX-License-Identifier: Apache-2.0 */
/* What drafts of declarations still lack, by profile: for who completes them. */
#include "report/lacks.h"

#include "base/text.h"
#include "report/verdicts.h"

#include <stdint.h>
#include <string.h>

/* A rule that some draft does not meet; or why drafts are too little for some rules, or why nobody
 * can tell whether any binds. */
struct lack {
    const struct profile *profile;
    const struct rule *rule;  /* NULL: a reason */
    const struct rule *first; /* of those that it is about; NULL: of all */
    GString *ids;             /* of the rules; empty: of all */
    char *sentence;
    const char *word;
    char *pointer;      /* of the first one's place; NULL: of all */
    size_t last, count; /* drafts, by number: each counts once */
};

struct lacks {
    const struct report_run *run;
    GArray *found; /* of struct lack */
    size_t drafts;
};

static void clear_lack(void *data)
{
    struct lack *lack = data;
    g_string_free(lack->ids, TRUE);
    g_free(lack->sentence);
    g_free(lack->pointer);
}

struct lacks *lacks_new(const struct report_run *run)
{
    struct lacks *lacks = g_new0(struct lacks, 1);
    lacks->run = run;
    lacks->found = g_array_new(FALSE, FALSE, sizeof(struct lack));
    g_array_set_clear_func(lacks->found, clear_lack);
    return lacks;
}

void lacks_free(struct lacks *lacks)
{
    if (!lacks)
        return;
    g_array_unref(lacks->found);
    g_free(lacks);
}

/* Whether the draft is what has to change: it breaks the rule, would where that binds, or does not
 * say what the rule asks of. */
static bool is_lack(const struct verdict *verdict)
{
    switch (verdict->would) {
    case OUTCOME_FAIL:
    case OUTCOME_WARN:
        return verdict->outcome != OUTCOME_NOT_APPLICABLE;
    case OUTCOME_UNDETERMINED:
        return verdict->outcome == OUTCOME_UNDETERMINED && verdict->rule->test.text;
    default:
        return false;
    }
}

/* The one of the rule, or of the profile with that sentence; a new one where there is none. */
static struct lack *lack_of(struct lacks *lacks, const struct profile *profile,
                            const struct rule *rule, const char *sentence)
{
    for (guint i = 0; i < lacks->found->len; i++) {
        struct lack *lack = &g_array_index(lacks->found, struct lack, i);
        if (lack->profile == profile && lack->rule == rule &&
            (rule || strcmp(lack->sentence, sentence) == 0))
            return lack;
    }
    struct lack lack = {profile, rule, .ids = g_string_new(NULL), .sentence = g_strdup(sentence)};
    g_array_append_val(lacks->found, lack);
    return &g_array_index(lacks->found, struct lack, lacks->found->len - 1);
}

static void count(const struct lacks *lacks, struct lack *lack)
{
    lack->count += lack->last != lacks->drafts;
    lack->last = lacks->drafts;
}

static void add_id(struct lack *lack, const char *id)
{
    g_auto(GStrv) known = g_strsplit(lack->ids->str, ", ", -1);
    if (!g_strv_contains((const char *const *)known, id))
        g_string_append_printf(lack->ids, "%s%s", lack->ids->len > 0 ? ", " : "", id);
}

/* Rules that drafts are too little for have one entry for each reason. */
static void add_rule(struct lacks *lacks, const struct verdict *verdict)
{
    const struct rule *rule = verdict->rule;
    bool reason = !verdict->message && !verdict->unbound;
    const char *title = rule_text(rule, "title", lacks->run->language);
    const char *sentence = verdict->message ? verdict->message : reason ? verdict->reason : title;
    struct lack *lack = lack_of(lacks, rule->profile, reason ? NULL : rule, sentence);
    const char *would = verdict_would(verdict);
    if (!lack->pointer) {
        lack->word = would ? would : verdict_word(verdict);
        lack->pointer = element_pointer(verdict->element);
        lack->first = rule;
    }
    add_id(lack, rule->id);
    count(lacks, lack);
}

static void add_reason(struct lacks *lacks, const struct verdict *verdict)
{
    count(lacks, lack_of(lacks, verdict->rule->profile, NULL, verdict->reason));
}

static void add_judgement(struct lacks *lacks, const struct judgement *judgement)
{
    for (unsigned i = 0; i < judgement->verdicts->len; i++) {
        const struct verdict *verdict = judgement_at(judgement, i);
        if (verdict->unbound && verdict->outcome == OUTCOME_UNDETERMINED)
            add_reason(lacks, verdict);
        if (is_lack(verdict))
            add_rule(lacks, verdict);
    }
}

void lacks_add(struct lacks *lacks, const GPtrArray *judged)
{
    lacks->drafts++;
    for (unsigned i = 0; i < judged->len; i++) {
        const struct judged *one = judged->pdata[i];
        for (unsigned j = 0; j < one->judgements->len; j++)
            add_judgement(lacks, one->judgements->pdata[j]);
    }
}

/* In the order of the rules; what is about all comes first. */
static int compare_lacks(const void *a, const void *b)
{
    uintptr_t one = (uintptr_t)((const struct lack *)a)->first;
    uintptr_t other = (uintptr_t)((const struct lack *)b)->first;
    return (one > other) - (one < other);
}

static void append_lack(const struct lacks *lacks, const struct lack *lack, GString *out)
{
    enum { MAX_TEXT = 500, MAX_PLACE = 200 };
    g_string_append(out, "    ");
    if (lack->ids->len > 0)
        g_string_append_printf(out, "%s: %s: ", lack->ids->str, lack->word);
    text_append_safe(out, lack->sentence, MAX_TEXT);
    if (lack->pointer && *lack->pointer) {
        g_string_append(out, " [");
        text_append_safe(out, lack->pointer, MAX_PLACE);
        g_string_append_c(out, ']');
    }
    if (lacks->drafts > 1)
        g_string_append_printf(out, " (%zu of %zu drafts)", lack->count, lacks->drafts);
    g_string_append_c(out, '\n');
}

void lacks_append(const struct lacks *lacks, GString *out)
{
    char day[11];
    if (lacks->drafts == 0)
        return;
    g_array_sort(lacks->found, compare_lacks);
    g_string_append_printf(out,
                           "What %s, by profile, as of %s, without what no declaration can "
                           "show:\n",
                           lacks->drafts > 1 ? "the drafts lack" : "the draft lacks",
                           date_format(lacks->run->as_of, day));
    for (unsigned i = 0; i < lacks->run->profiles->len; i++) {
        const struct profile *profile = lacks->run->profiles->pdata[i];
        size_t length = out->len;
        g_string_append_printf(out, "  %s %s\n", profile->id, profile->version);
        size_t head = out->len;
        for (guint j = 0; j < lacks->found->len; j++) {
            const struct lack *lack = &g_array_index(lacks->found, struct lack, j);
            if (lack->profile == profile)
                append_lack(lacks, lack, out);
        }
        if (out->len == head)
            g_string_truncate(out, length);
    }
}
