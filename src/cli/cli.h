/* SPDX-License-Identifier: Apache-2.0 */
/* The program as a function, and the table of its subcommands. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

/* Where a run reads and writes; never the process's own streams directly. */
struct cli {
    FILE *in, *out, *err;
    bool confined; /* for good: only where the process ends with the run */
};

struct option_row;

struct command {
    const char *name;
    const char *summary;              /* one line for `uplabel --help` */
    const char *synopsis;             /* behind the name: "[OPTION]… FILE…" */
    const char *description;          /* a paragraph for the command's --help */
    const struct option_row *options; /* name NULL at the end */
    bool reads_operands; /* they are files or folders */
    bool reads_beside;   /* … and more is read beside them … */
    bool writes_beside;  /* … or written, or in them where they are folders */
    bool supervises;     /* starts processes, which confine themselves further */
    int (*run)(const struct cli *cli, int argc, char **argv);
};

/* In the order of help; NULL at the end. */
extern const struct command *const commands[];

extern const struct command command_check, command_render, command_new, command_list,
    command_strings, command_explain, command_proof, command_bulk, command_diff, command_convert,
    command_extract, command_sign,
    command_verify;

/* The higher of two exit statuses. */
static inline int worst(int a, int b)
{
    return a > b ? a : b;
}

/* Runs the program; returns its exit status. May be called again in the same process. */
int uplabel_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);

/* The same for a process that does nothing else: on the standard streams, confined. */
int uplabel_process(int argc, char **argv);
