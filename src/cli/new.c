/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel new`: a declaration to start from. */
#include "cli/options.h"

#include "base/assets.h"
#include "base/diag.h"
#include "base/source.h"

#include <string.h>

struct new_options {
    const char *syntax;
};

static const struct option_row rows[] = {
    {"syntax", 's', "SYNTAX", "xml (default, with comments) or json", OPTION_TEXT,
     offsetof(struct new_options, syntax)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_new = {
    .name = "new",
    .summary = "print a declaration to start from",
    .synopsis = "[OPTION]…",
    .description = "Prints a declaration that passes 'uplabel check'. Replace its values by your own.",
    .options = rows,
    .run = run,
};

static int run(const struct cli *cli, int argc, char **argv)
{
    struct new_options options = {"xml"};
    g_autofree char **operands = NULL;
    enum options_result parsed = options_parse(cli, &command_new, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (*operands)
        return options_wrong(cli, &command_new, "takes no operand, not even '%s'; redirect its output",
                             *operands);
    if (strcmp(options.syntax, "xml") != 0 && strcmp(options.syntax, "json") != 0)
        return options_wrong(cli, &command_new, "--syntax is xml or json, not '%s'", options.syntax);
    g_autofree char *path = g_strconcat("templates/new/declaration.", options.syntax, NULL);
    struct assets *assets = assets_new(NULL);
    struct diags *diags = diags_new(0);
    struct source *source = assets_open(assets, path, diags);
    if (source)
        fwrite(source->bytes, 1, source->size, cli->out);
    int status = source ? 0 : BLAME_INTERNAL;
    source_free(source);
    diags_free(diags);
    assets_free(assets);
    return status;
}
