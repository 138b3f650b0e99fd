/* SPDX-License-Identifier: Apache-2.0 */
/* Options as rows: they drive getopt, --help, and the tests of manual and completions. */
#include "cli/options.h"

#include "base/diag.h"
#include "base/text.h"
#include "cli/confine.h"

#include <getopt.h>
#include <stdarg.h>
#include <string.h>

/* getopt's value for --help, away from every letter. */
#define HELP 256

/* getopt's value of the first row; row i has ROW + i. */
#define ROW 512

static size_t count_rows(const struct option_row *rows)
{
    size_t count = 0;
    while (rows[count].name)
        count++;
    return count;
}

static int takes_argument(const struct option_row *row)
{
    if (row->kind == OPTION_MAYBE)
        return optional_argument;
    return row->argument ? required_argument : no_argument;
}

static struct option *long_options(const struct option_row *rows, size_t count)
{
    struct option *options = g_new0(struct option, count + 2);
    for (size_t i = 0; i < count; i++)
        options[i] = (struct option){rows[i].name, takes_argument(&rows[i]), NULL, ROW + (int)i};
    options[count] = (struct option){"help", no_argument, NULL, HELP};
    return options;
}

static char *short_options(const struct option_row *rows)
{
    GString *letters = g_string_new(":h");
    for (; rows->name; rows++) {
        if (!rows->letter)
            continue;
        g_string_append_c(letters, rows->letter);
        if (rows->argument)
            g_string_append_c(letters, ':');
    }
    return g_string_free(letters, FALSE);
}

static void add_list(GPtrArray *list, char *argument)
{
    for (char *item = argument; item;) {
        char *comma = strchr(item, ',');
        if (comma)
            *comma++ = '\0';
        if (*item)
            g_ptr_array_add(list, item);
        item = comma;
    }
}

static void set_value(const struct option_row *row, void *values, char *argument)
{
    void *field = (char *)values + row->offset;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        break;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_PLACE:
        *(const char **)field = argument;
        break;
    case OPTION_MAYBE:
        *(const char **)field = argument ? argument : "";
        break;
    case OPTION_LIST:
    case OPTION_NAMES:
        add_list(*(GPtrArray **)field, argument);
        break;
    case OPTION_EACH:
    case OPTION_FILES:
    case OPTION_DATA:
        g_ptr_array_add(*(GPtrArray **)field, argument);
        break;
    }
}

/* getopt returns only what it was given, so there is always a row. */
static const struct option_row *find_row(const struct option_row *rows, int value)
{
    if (value >= ROW)
        return &rows[value - ROW];
    while (rows->letter != value)
        rows++;
    return rows;
}

static void complain(const struct cli *cli, const struct command *command, const char *text)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    text_append_safe(safe, text, 240);
    fprintf(cli->err, "uplabel %s: %s\nTry 'uplabel %s --help'.\n", command->name, safe->str,
            command->name);
}

int options_wrong(const struct cli *cli, const struct command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    complain(cli, command, text);
    return BLAME_USE;
}

static const char *nearest_option(const struct option_row *rows, const char *word)
{
    size_t count = count_rows(rows);
    g_autofree const char **names = g_new0(const char *, count + 2);
    for (size_t i = 0; i < count; i++)
        names[i] = rows[i].name;
    names[count] = "help";
    return text_nearest(word, names);
}

/* getopt has stopped at something unusable; argv[optind - 1] is the word it was in. */
static void wrong_option(const struct cli *cli, const struct command *command, int found,
                         char **argv)
{
    const char *word = argv[optind - 1];
    bool is_long = strncmp(word, "--", 2) == 0;
    g_autofree char *name = is_long ? g_strndup(word + 2, strcspn(word + 2, "="))
                                    : g_strdup_printf("%c", optopt);
    const char *dashes = is_long ? "--" : "-";
    if (found == ':') {
        options_wrong(cli, command, "option '%s%s' needs a value", dashes, name);
        return;
    }
    const char *nearest = is_long ? nearest_option(command->options, name) : NULL;
    if (is_long && nearest && strcmp(nearest, name) == 0)
        options_wrong(cli, command, "option '--%s' takes no value", name);
    else if (nearest)
        options_wrong(cli, command, "there is no option '--%s'; did you mean '--%s'?", name, nearest);
    else
        options_wrong(cli, command, "there is no option '%s%s'", dashes, name);
}

enum options_result options_parse(const struct cli *cli, const struct command *command, int argc,
                                  char **argv, void *values, char ***operands)
{
    g_autofree struct option *longs = long_options(command->options, count_rows(command->options));
    g_autofree char *shorts = short_options(command->options);
    enum options_result result = OPTIONS_RUN;
    optind = 0; /* GNU: start afresh, so that the program can run twice in a process */
    opterr = 0;
    int found;
    while (result == OPTIONS_RUN && (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (found == '?' || found == ':') {
            wrong_option(cli, command, found, argv);
            result = OPTIONS_WRONG;
        } else if (found == HELP || found == 'h') {
            options_help(command, cli->out);
            result = OPTIONS_DONE;
        } else {
            set_value(find_row(command->options, found), values, optarg);
        }
    }
    *operands = g_new0(char *, (size_t)argc + 1);
    for (int i = optind; i < argc; i++)
        (*operands)[i - optind] = argv[i];
    if (result == OPTIONS_RUN && cli->confined)
        confine(cli, command, values, *operands);
    return result;
}

/* One row of help: the option in a column of 26, its line behind or below. */
static void help_row(FILE *out, char letter, const char *name, const char *argument, bool maybe,
                     const char *help)
{
    g_autoptr(GString) left = g_string_new("  ");
    if (letter)
        g_string_append_printf(left, "-%c, ", letter);
    else
        g_string_append(left, "    ");
    g_string_append_printf(left, "--%s", name);
    if (argument)
        g_string_append_printf(left, maybe ? "[=%s]" : " %s", argument);
    size_t width = (size_t)g_utf8_strlen(left->str, -1);
    if (width > 26)
        g_string_append_c(left, '\n');
    fprintf(out, "%s%*s%s\n", left->str, width > 26 ? 28 : (int)(28 - width), "", help);
}

void options_help(const struct command *command, FILE *out)
{
    fprintf(out, "Usage: uplabel %s %s\n\n%s\n\nOptions:\n", command->name, command->synopsis,
            command->description);
    for (const struct option_row *row = command->options; row->name; row++)
        help_row(out, row->letter, row->name, row->argument, row->kind == OPTION_MAYBE, row->help);
    help_row(out, 'h', "help", NULL, false, "print this help");
}

GPtrArray *options_list_new(void)
{
    return g_ptr_array_new();
}

const char *const *options_end(GPtrArray *list)
{
    g_ptr_array_add(list, NULL);
    g_ptr_array_set_size(list, (int)list->len - 1);
    return (const char *const *)list->pdata;
}
