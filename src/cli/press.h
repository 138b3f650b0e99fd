/* SPDX-License-Identifier: Apache-2.0 */
/* What the command line says of a printer's file, understood. */
#pragma once

#include "cli/cli.h"
#include "write/press.h"

/* As given; NULL or empty: not given. */
struct press_words {
    const char *print; /* "" for --print alone */
    const char *icc, *condition;
    GPtrArray *spots; /* of "TOKEN=NAME" */
    bool slug;
};

/* Fills press, which press_clear frees; 0, or the exit status after one line on err or a finding in
 * diags. Without --print all words must be absent; text is the value of --text. */
int press_plan(const struct cli *cli, const struct command *command,
               const struct press_words *words, const char *text, struct press *press,
               struct diags *diags);
void press_clear(struct press *press);
