/* SPDX-License-Identifier: Apache-2.0 */
/* The program as a function: the table of subcommands, --help, --version, the exit status. */
#include "base/diag.h"
#include "base/streams.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/version.h"
#include "read/read.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {
    &command_check, &command_render,  &command_diff,    &command_bulk,
    &command_proof, &command_convert, &command_extract, &command_sign, &command_verify, &command_new,
    &command_list,  &command_strings, &command_explain, NULL,
};

static void print_help(FILE *out)
{
    fputs("Usage: uplabel COMMAND [OPTION]… [OPERAND]…\n\n"
          "Reads a product's update-capability declaration, says what is wrong with it and where,\n"
          "and makes its security-update label.\n\nCommands:\n",
          out);
    for (const struct command *const *command = commands; *command; command++)
        fprintf(out, "  %-10s%s\n", (*command)->name, (*command)->summary);
    fputs("\n  --help     print this help; 'uplabel COMMAND --help' for a command's\n"
          "  --version  print the versions of program, libraries and fonts\n\n"
          "Start with:  uplabel new >camera.xml && uplabel check camera.xml\n"
          "Then:        uplabel render camera.xml\n",
          out);
}

static const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

static int wrong_command(const char *name, FILE *err)
{
    const char *names[G_N_ELEMENTS(commands)] = {NULL};
    for (size_t i = 0; commands[i]; i++)
        names[i] = commands[i]->name;
    const char *nearest = text_nearest(name, names);
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, name, 60);
    fprintf(err, "uplabel: there is no command '%s'", safe->str);
    if (nearest)
        fprintf(err, "; did you mean '%s'?", nearest);
    fputs("\nTry 'uplabel --help'.\n", err);
    return BLAME_USE;
}

static int run(int argc, char **argv, const struct cli *cli)
{
    if (argc < 2) {
        fputs("uplabel: a command is missing\nTry 'uplabel --help'.\n", cli->err);
        return BLAME_USE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(cli->out);
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        version_print(cli->out);
        return 0;
    }
    const struct command *command = find_command(argv[1]);
    return command ? command->run(cli, argc - 1, argv + 1) : wrong_command(argv[1], cli->err);
}

/* What was printed counts only when it has arrived. */
static int judge_output(const struct cli *cli, bool arrived, int status)
{
    if (arrived || status >= BLAME_IO)
        return status;
    fprintf(cli->err, "uplabel: error: IO-WRITE: standard output: %s\n",
            strerror(streams_error()));
    return BLAME_IO;
}

static int run_and_flush(int argc, char **argv, const struct cli *cli)
{
    int status = run(argc, argv, cli);
    read_shutdown();
    return judge_output(cli, fflush(cli->out) == 0 && !ferror(cli->out), status);
}

int uplabel_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
    struct cli cli = {in, out, err, false};
    return run_and_flush(argc, argv, &cli);
}

int uplabel_process(int argc, char **argv)
{
    FILE *out = streams_open(STDOUT_FILENO, "w");
    struct cli cli = {stdin, out, stderr, UPLABEL_CONFINED};
    if (isatty(STDOUT_FILENO) == 1)
        setvbuf(out, NULL, _IOLBF, BUFSIZ);
    int status = run_and_flush(argc, argv, &cli);
    return judge_output(&cli, fclose(out) == 0, status);
}
