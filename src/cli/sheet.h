/* SPDX-License-Identifier: Apache-2.0 */
/* `render --sheet`: all labels of a run on sheets of label stock, as one PDF. */
#pragma once

#include "cli/cli.h"
#include "job/job.h"

struct sheet_options {
    const char *sheet;  /* NULL: labels are files of their own */
    const char *copies; /* NULL: 1 */
    const char *start;  /* the first free place; NULL: the first */
};

/* Draws the files' labels and hands one PDF of that name to outputs; returns the exit status. A
 * file that is refused is left out. */
int sheet_render(const struct cli *cli, const struct command *command,
                 const struct sheet_options *options, const struct job_options *job,
                 struct workshop *workshop, char **files, struct outputs *outputs);
