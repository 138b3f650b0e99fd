/* SPDX-License-Identifier: Apache-2.0 */
/* Options that say which labels are made and how they look, common to commands that write them. */
#pragma once

#include "cli/cli.h"
#include "cli/press.h"
#include "job/job.h"

/* As given; NULL or empty: not given. */
struct looks_words {
    GPtrArray *layouts, *languages, *formats, *inks, *themes, *strings;
    const char *as_of, *text, *dpi, *scale;
    bool bleed, crop_marks, allow_unreviewed;
    struct press_words press;
};

/* Empty lists for options_parse, and their end. */
void looks_init(struct looks_words *words);
void looks_clear(struct looks_words *words);

/* Adds the writers of the formats that are named; 0, or the exit status after a line on err. */
int looks_plan_formats(const struct cli *cli, const struct command *command,
                       const GPtrArray *names, GPtrArray *wanted);

/* Adds one, unless it is among them. */
void looks_add_writer(GPtrArray *wanted, const struct writer *writer);

/* Fills the job, whose formats are known, with all the rest; press_clear frees what it holds. paper:
 * the option by which labels are for paper, NULL: none. 0, or the exit status after a line on err. */
int looks_plan(const struct cli *cli, const struct command *command, struct looks_words *words,
               const char *paper, struct job_options *job);
