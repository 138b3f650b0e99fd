/* SPDX-License-Identifier: Apache-2.0 */
/* What commands that make labels have in common: inks, dates, layouts and languages, findings. */
#pragma once

#include "cli/cli.h"
#include "job/job.h"

/* Where -o leads: a folder, one file in a folder, or standard output. */
struct labels_where {
    char *folder; /* NULL: standard output */
    char *file;   /* NULL: files have their own names */
    bool to_stdout;
};

/* What -o says. Freed by labels_where_clear. */
void labels_plan_where(const char *option, struct labels_where *where);
void labels_where_clear(struct labels_where *where);

/* Understand an option's value; 0, or the exit status after a line on err. */
int labels_plan_inks(const struct cli *cli, const struct command *command, const GPtrArray *inks,
                     struct job_options *job);
int labels_plan_date(const struct cli *cli, const struct command *command, const char *as_of,
                     struct job_options *job);
int labels_plan_gs1(const struct cli *cli, const struct command *command, const char *host,
                    struct job_options *job);

/* Loads what the job names: where a template or a catalogue is broken, or they do not go together,
 * nothing is judged. job->formats NULL: labels are drawn for a proof, where one
 * without words may stand alone. */
int labels_prepare(const struct cli *cli, const struct command *command,
                   const struct job_options *job, struct workshop *workshop);

/* Loads --map FILE; NULL after findings on err, with *status. */
struct map *labels_load_map(const struct cli *cli, const char *file, int *status);

/* Warns of approved wording that no label was made with. */
void labels_judge_use(const struct cli *cli, const struct workshop *workshop);

/* Sorts findings and prints them on err. */
void labels_print_findings(const struct cli *cli, struct diags *diags);

/* Writes the outputs where they are in order; returns the exit status. */
int labels_commit(const struct cli *cli, struct outputs *outputs);
