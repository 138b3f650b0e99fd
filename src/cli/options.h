/* SPDX-License-Identifier: Apache-2.0 */
/* Options as rows: they drive getopt, --help, and the tests of manual and completions. */
#pragma once

#include "cli/cli.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum option_kind {
    OPTION_FLAG, /* bool */
    OPTION_TEXT, /* const char *, the last one counts */
    OPTION_MAYBE, /* const char *: --name or --name=VALUE; "" without a value */
    OPTION_LIST, /* GPtrArray *: comma-separated, repeatable */
    OPTION_EACH, /* GPtrArray *: repeatable, commas are part of the value */
};

struct option_row {
    const char *name;     /* long name, NULL at the end of the rows */
    char letter;          /* 0: none */
    const char *argument; /* "FILE"; NULL for flags */
    const char *help;     /* one line */
    enum option_kind kind;
    size_t offset; /* of the field in the command's options struct */
};

/* What came of parsing. */
enum options_result { OPTIONS_RUN, OPTIONS_DONE /* --help was printed */, OPTIONS_WRONG };

/* Parses argv into values (list fields must be set to empty arrays before) and leaves the operands
 * in *operands (NULL-terminated, borrowed strings, array freed by the caller with g_free). A wrong
 * option is one line on err with the nearest one that exists. */
enum options_result options_parse(const struct cli *cli, const struct command *command, int argc,
                                  char **argv, void *values, char ***operands);

/* The command's --help. */
void options_help(const struct command *command, FILE *out);

/* One line on err: "uplabel render: …" and where to look; returns exit status 2. */
int options_wrong(const struct cli *cli, const struct command *command, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* An array that options fill: no free function, NULL-terminated by options_end. */
GPtrArray *options_list_new(void);

/* The list as a NULL-terminated array owned by it. */
const char *const *options_end(GPtrArray *list);
