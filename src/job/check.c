/* SPDX-License-Identifier: Apache-2.0 */
/* Checks a judged input against profiles: which run, on which variants, against which revision. */
#include "job/check.h"

#include "model/variant.h"
#include "rules/pairing.h"

#include <string.h>

#define CORE "core"

struct check {
    const struct check_options *options;
    struct workshop *workshop;
    GPtrArray *ids;          /* of all profiles, where the markets decide */
    GPtrArray *profiles;     /* of const struct profile *, core first */
    GPtrArray *earlier;      /* of struct job *; NULL: nothing to compare with */
    struct pairing *pairing; /* of the earlier ones, by their numbers */
};

static const struct profile *add_profile(struct check *check, const char *name, struct diags *diags)
{
    const struct profile *profile = workshop_profile(check->workshop, name, diags);
    if (profile && !g_ptr_array_find(check->profiles, profile, NULL))
        g_ptr_array_add(check->profiles, (void *)(uintptr_t)profile);
    return profile;
}

static bool add_named(struct check *check, struct diags *diags)
{
    bool done = true;
    for (const char *const *name = check->options->profiles; *name; name++)
        done = add_profile(check, *name, diags) && done;
    return done;
}

static bool add_listed(struct check *check, struct diags *diags)
{
    bool done = true;
    for (unsigned i = 0; i < check->ids->len; i++)
        done = add_profile(check, check->ids->pdata[i], diags) && done;
    return done;
}

static void free_job(void *job)
{
    job_free(job);
}

struct check *check_new(struct workshop *workshop, const struct check_options *options,
                        struct diags *diags)
{
    struct check *check = g_new0(struct check, 1);
    check->options = options;
    check->workshop = workshop;
    check->profiles = g_ptr_array_new();
    check->ids = profile_list(workshop_assets(workshop));
    bool done = add_profile(check, CORE, diags) != NULL;
    if (options->choice == CHECK_NAMED)
        done = add_named(check, diags) && done;
    else if (options->choice == CHECK_ALL)
        done = add_listed(check, diags) && done;
    if (done)
        return check;
    check_free(check);
    return NULL;
}

void check_free(struct check *check)
{
    if (!check)
        return;
    if (check->earlier) {
        pairing_free(check->pairing);
        g_ptr_array_unref(check->earlier);
    }
    g_ptr_array_unref(check->ids);
    g_ptr_array_unref(check->profiles);
    g_free(check);
}

const GPtrArray *check_profiles(const struct check *check)
{
    return check->profiles;
}

/* The earlier revision */

static bool add_earlier(struct check *check, struct job *job, struct diags *diags)
{
    diags_sort(job->diags);
    for (size_t i = 0; i < diags_count(job->diags); i++)
        diag_add_copy(diags, diags_at(job->diags, i));
    if (!job->document) {
        job_free(job);
        return false;
    }
    pairing_add(check->pairing, check->earlier->len, job->document);
    g_ptr_array_add(check->earlier, job);
    return true;
}

bool check_read_earlier(struct check *check, const char *source, FILE *in, struct diags *diags)
{
    check->earlier = g_ptr_array_new_with_free_func(free_job);
    check->pairing = pairing_new();
    struct records *records = records_open(source, in);
    bool done = true;
    diags_blame_use(diags, true);
    for (struct job *job; (job = job_next(records));)
        done = add_earlier(check, job, diags) && done;
    diags_blame_use(diags, false);
    records_free(records);
    return done;
}

/* Of the same product; where there is a single earlier one, that. */
static struct document *earlier_of(const struct check *check, const struct job *job)
{
    if (!check->earlier)
        return NULL;
    size_t found = pairing_find(check->pairing, job->document);
    if (found == PAIRING_NONE && check->earlier->len == 1)
        found = 0;
    const struct job *earlier = found != PAIRING_NONE ? check->earlier->pdata[found] : NULL;
    return earlier ? earlier->document : NULL;
}

/* The same variant of the earlier revision, or its base where it has none of that id. */
static struct document *apply_variant(struct document *earlier, const char *variant)
{
    g_autofree const char **ids = variant_ids(earlier);
    const char *id = NULL;
    for (const char **own = ids; variant && *own; own++)
        if (strcmp(*own, variant) == 0)
            id = variant;
    return variant_apply(earlier, id);
}

/* Running */

static bool may_be_for(const struct check *check, const char *id, const struct judged *judged)
{
    for (const char **market = judged->markets; *market; market++)
        if (profile_may_be_for(workshop_assets(check->workshop), id, *market))
            return true;
    return false;
}

static bool is_for(const struct profile *profile, const struct judged *judged)
{
    for (const char **market = judged->markets; *market; market++)
        if (profile_is_for(profile, *market))
            return true;
    return false;
}

/* Loads what is for the declared markets; broken ones are findings. */
static void choose_by_market(struct check *check, const struct judged *judged, GPtrArray *chosen,
                             struct diags *diags)
{
    for (unsigned i = 0; i < check->ids->len; i++) {
        const char *id = check->ids->pdata[i];
        if (strcmp(id, CORE) == 0 || !may_be_for(check, id, judged))
            continue;
        const struct profile *profile = workshop_profile(check->workshop, id, diags);
        if (profile && is_for(profile, judged))
            g_ptr_array_add(chosen, (void *)(uintptr_t)add_profile(check, id, diags));
    }
}

static GPtrArray *chosen_profiles(struct check *check, const struct judged *judged,
                                  struct diags *diags)
{
    GPtrArray *chosen = g_ptr_array_new();
    bool automatic = check->options->choice == CHECK_AUTO;
    for (unsigned i = 0; i < (automatic ? 1 : check->profiles->len); i++)
        g_ptr_array_add(chosen, check->profiles->pdata[i]);
    if (automatic)
        choose_by_market(check, judged, chosen, diags);
    return chosen;
}

static void require_source(const struct judged *judged, const struct verdict *verdict,
                           struct diags *diags)
{
    g_autofree char *pointer = NULL;
    struct place place = document_place(judged->document, verdict->element, &pointer);
    if (verdict->outcome == OUTCOME_NOT_APPLICABLE || !*pointer)
        return;
    g_autoptr(GPtrArray) sources = judged_sources(judged, pointer);
    if (sources->len == 0)
        diag_add(diags, CODE_SOURCE_MISSING, place,
                 "no item of sources covers %s, on which a verdict rests", pointer);
}

static void require_sources(const struct judged *judged, struct diags *diags)
{
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            require_source(judged, judgement_at(judgement, j), diags);
    }
}

static bool run(struct check *check, struct job *job, struct judged *judged)
{
    g_autoptr(GPtrArray) profiles = chosen_profiles(check, judged, job->diags);
    struct document *earlier = earlier_of(check, job);
    struct document *chosen = earlier ? apply_variant(earlier, judged->variant) : NULL;
    bool done = judged_run(judged, profiles, chosen, &check->options->judging);
    document_free(chosen);
    if (!done)
        diag_add(job->diags, CODE_INTERNAL, NOWHERE, "out of memory: no rule was judged");
    else if (check->options->require_sources)
        require_sources(judged, job->diags);
    return done;
}

static void free_judged(void *judged)
{
    judged_free(judged);
}

GPtrArray *check_run(struct check *check, struct job *job)
{
    const struct check_options *options = check->options;
    if (!job->document)
        return NULL;
    g_autoptr(GArray) variants =
        variant_candidates(job->document, options->variant, options->judging.market, job->diags);
    if (!variants)
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_judged);
    for (unsigned i = 0; i < variants->len; i++) {
        const char *variant = g_array_index(variants, const char *, i);
        struct judged *judged = judged_new(job->document, variant, &options->judging);
        if (variants->len > 1 && !judged_is_sold(judged)) {
            judged_free(judged);
            continue;
        }
        g_ptr_array_add(all, judged);
        if (!run(check, job, judged))
            return NULL;
    }
    return g_steal_pointer(&all);
}

/* Core alone */

/* Notes are left to `check`: what they note, the label says itself. */
static void add_finding(const struct judged *judged, const struct verdict *verdict,
                        struct diags *diags)
{
    bool failed = verdict->outcome == OUTCOME_FAIL || verdict->outcome == OUTCOME_WARN;
    if (!failed || verdict->rule->severity == SEVERITY_NOTE)
        return;
    g_autofree char *pointer = NULL;
    struct place place = document_place(judged->document, verdict->element, &pointer);
    diag_add_rule(diags, verdict->rule->code, verdict->rule->severity, place, verdict->message);
}

void check_core(struct workshop *workshop, struct judged *judged, const struct judging *judging,
                struct diags *diags)
{
    const struct profile *core = workshop_profile(workshop, CORE, diags);
    if (!core)
        return;
    g_autoptr(GPtrArray) profiles = g_ptr_array_new();
    g_ptr_array_add(profiles, (void *)(uintptr_t)core);
    if (!judged_run(judged, profiles, NULL, judging)) {
        diag_add(diags, CODE_INTERNAL, NOWHERE, "out of memory: no rule was judged");
        return;
    }
    const struct judgement *judgement = judged->judgements->pdata[0];
    for (unsigned i = 0; i < judgement->verdicts->len; i++)
        add_finding(judged, judgement_at(judgement, i), diags);
}
