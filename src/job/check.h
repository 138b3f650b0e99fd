/* SPDX-License-Identifier: Apache-2.0 */
/* Checks a judged input against profiles: which run, on which variants, against which revision. */
#pragma once

#include "job/job.h"
#include "rules/judged.h"

/* Which profiles run beside core, which always does. */
enum check_choice { CHECK_AUTO /* those of the declared markets */, CHECK_ALL, CHECK_NAMED };

struct check_options {
    enum check_choice choice;
    const char *const *profiles; /* CHECK_NAMED: ids and paths, NULL at the end */
    const char *variant;         /* NULL: the base and every variant that the market leaves */
    struct judging judging;
    bool require_sources;
};

/* Profiles by the way they run, loaded once; NULL after findings. */
struct check *check_new(struct workshop *workshop, const struct check_options *options,
                        struct diags *diags);
void check_free(struct check *check);

/* The profiles (of const struct profile *) that run or, where the markets decide, have run so far;
 * core first. Owned by the check. */
const GPtrArray *check_profiles(const struct check *check);

/* Reads a SOURCE as the earlier revisions that declarations are compared with: by id, else
 * GTIN, else maker and model, or the only one where there is one. False after findings. */
bool check_read_earlier(struct check *check, const char *source, FILE *in, struct diags *diags);

/* Runs the rules on the base, on the variant chosen, or on all of them (of struct judged *, the
 * caller frees with g_ptr_array_unref); NULL after findings in job->diags, which also get what
 * --require-sources finds. */
GPtrArray *check_run(struct check *check, struct job *job);

/* The findings of core alone, which no label is made in spite of: added to diags with their
 * places. */
void check_core(struct workshop *workshop, struct judged *judged, const struct judging *judging,
                struct diags *diags);
