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
    /* The same, naming files and folders: a confined process reaches no others (cli/confine.h). */
    OPTION_FILE,   /* TEXT: a file or folder that is read */
    OPTION_FILES,  /* EACH: such */
    OPTION_DATA,   /* EACH: folders of data */
    OPTION_NAMES,  /* LIST: names that the program knows, or files that are read */
    OPTION_OUTPUT, /* TEXT: a file that is made, or "-" */
    OPTION_PLACE,  /* TEXT: a folder or a file, as labels_plan_where tells, or "-" */
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
 * option is one line on err with the nearest one that exists. With OPTIONS_RUN the process is
 * confined to what was named, where cli says so: whatever is to be read or written without being
 * an option's value or an operand stands in values before. */
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
