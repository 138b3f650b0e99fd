/* SPDX-License-Identifier: Apache-2.0 */
/* What every report says of a verdict: where it points, what the text is, which sources cover it.
 */
#include "report/verdicts.h"

#include "base/source.h"

#include <string.h>

void spot_init(struct spot *spot, const struct judged *judged, const struct element *element)
{
    *spot = (struct spot){0};
    struct place place = document_place(judged->document, element, &spot->pointer);
    spot->offset = place.offset;
    if (place.source && place.offset != NO_OFFSET)
        source_locate(place.source, place.offset, &spot->line, &spot->column);
    spot->sources = judged_sources(judged, spot->pointer);
}

void spot_clear(struct spot *spot)
{
    g_free(spot->pointer);
    g_ptr_array_unref(spot->sources);
}

const char *verdict_word(const struct verdict *verdict)
{
    static const char *const words[OUTCOME_COUNT] = {
        [OUTCOME_PASS] = "pass",
        [OUTCOME_UNDETERMINED] = "undetermined",
        [OUTCOME_NOT_APPLICABLE] = "not applicable",
    };
    bool failed = verdict->outcome == OUTCOME_FAIL || verdict->outcome == OUTCOME_WARN;
    return failed ? severity_name(verdict->rule->severity) : words[verdict->outcome];
}

char *verdict_sentence(const struct verdict *verdict, const char *language)
{
    if (verdict->reason)
        return g_strdup_printf("%s: %s", rule_text(verdict->rule, "title", language),
                               verdict->reason);
    return g_strdup(verdict->message ? verdict->message
                                     : rule_text(verdict->rule, "title", language));
}

char *verdict_origin(const struct verdict *verdict)
{
    static const char *const known[] = {
        [MARK_READ] = "",
        [MARK_SECONDARY] = " (unverified: read in a secondary source)",
        [MARK_RECALLED] = " (unverified: recalled, not read)",
    };
    const struct rule *rule = verdict->rule;
    return g_strdup_printf("%s, %s%s", rule->source->title, rule->clause, known[rule->mark]);
}

const char *verdict_would(const struct verdict *verdict)
{
    static const char *const words[OUTCOME_COUNT] = {
        [OUTCOME_PASS] = "would pass",
        [OUTCOME_FAIL] = "would fail",
        [OUTCOME_WARN] = "would be warned of",
        [OUTCOME_UNDETERMINED] = "could not be judged",
    };
    return verdict->would == verdict->outcome ? NULL : words[verdict->would];
}

bool verdict_is_for_people(const struct verdict *verdict)
{
    if (verdict->unbound || verdict->outcome == OUTCOME_NOT_APPLICABLE)
        return false;
    return verdict->outcome != OUTCOME_PASS || verdict->report != NULL;
}

bool judgement_is_first_unbound(const struct judgement *judgement, unsigned index)
{
    const char *reason = judgement_at(judgement, index)->reason;
    for (unsigned i = 0; i < index; i++)
        if (judgement_at(judgement, i)->unbound &&
            strcmp(judgement_at(judgement, i)->reason, reason) == 0)
            return false;
    return true;
}

char *source_in_words(const struct element *source)
{
    const char *url = element_child_text(source, "url");
    const char *seen = element_child_text(source, "seenOn");
    return g_strdup_printf("%s%s%s%s", url ? url : "", seen ? " (seen " : "", seen ? seen : "",
                           seen ? ")" : "");
}

static void append_count(GString *out, size_t count, const char *one, const char *many)
{
    g_string_append_printf(out, "%zu %s", count, count == 1 ? one : many);
}

void append_conclusion(GString *out, size_t failures, size_t warnings, size_t undetermined)
{
    append_count(out, failures, "failure", "failures");
    if (warnings > 0) {
        g_string_append(out, " and ");
        append_count(out, warnings, "warning", "warnings");
    }
    g_string_append(out, " found in the declared data; ");
    append_count(out, undetermined, "point", "points");
    g_string_append(out, " cannot be judged from it");
}

void append_circumstances(GString *out, const struct report_run *run)
{
    char day[11];
    g_string_append_printf(out, "as of %s by uplabel " PACKAGE_VERSION ", with",
                           date_format(run->as_of, day));
    for (unsigned i = 0; i < run->profiles->len; i++) {
        const struct profile *profile = run->profiles->pdata[i];
        g_string_append_printf(out, "%s %s %s", i > 0 ? "," : "", profile->id, profile->version);
    }
}
