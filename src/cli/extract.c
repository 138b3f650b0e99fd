/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel extract`: the data that labels carry, and whether the labels show what it says. */
#include "cli/labels.h"
#include "cli/options.h"

#include "job/extract.h"
#include "read/carrier.h"

#include <string.h>

struct extract_options {
    const char *output, *layout, *fail_on;
    GPtrArray *strings, *data_dirs;
};

#define FIELD(field) offsetof(struct extract_options, field)

static const struct option_row rows[] = {
    {"output", 'o', "FILE", "write there; default: standard output", OPTION_OUTPUT, FIELD(output)},
    {"layout", 'l', "FILE", "the template of labels that were made with one of your own",
     OPTION_FILE, FIELD(layout)},
    {"strings", 0, "FILE", "approved wording that the labels were made with (repeatable)",
     OPTION_FILES, FIELD(strings)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     FIELD(data_dirs)},
    {"fail-on", 0, "LEVEL", "exit with 1 from error (default) or warning on", OPTION_TEXT,
     FIELD(fail_on)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_extract = {
    .name = "extract",
    .summary = "get the data back that a label carries, and compare",
    .synopsis = "[OPTION]… FILE…",
    .description = "Writes the label JSON of each SVG, PDF, PNG or HTML file, a line for each "
                   "label, and says\n"
                   "whether what the file shows agrees with it ('-' reads standard input).",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

static void extract_each(const struct cli *cli, const struct extract_options *options,
                         struct workshop *workshop, char **files, GString *out, int *status,
                         enum severity fail_on)
{
    for (; *files; files++) {
        struct diags *diags = diags_new(0);
        struct source *source = source_read(*files, cli->in, CARRIER_MAX_BYTES, diags);
        if (source)
            extract_labels(source, workshop, options->layout, out, diags);
        labels_print_findings(cli, diags);
        *status = worst(*status, diags_status(diags, fail_on));
        diags_free(diags);
    }
}

/* Nothing is written where no label was found. */
static int write_output(const struct cli *cli, const char *where, char **files, GString *text)
{
    bool named = where && strcmp(where, "-") != 0;
    g_autofree char *folder = named ? g_path_get_dirname(where) : NULL;
    struct outputs *outputs = outputs_new(folder, cli->out);
    for (; *files; files++)
        if (strcmp(*files, "-") != 0)
            outputs_protect(outputs, *files);
    if (text->len > 0)
        outputs_take(outputs, named ? g_path_get_basename(where) : g_strdup("label.json"),
                     g_bytes_new(text->str, text->len));
    int status = labels_commit(cli, outputs);
    outputs_free(outputs);
    return status;
}

/* Templates and wording that the user names come first: where one is broken nothing is judged. */
static int load(const struct cli *cli, const struct extract_options *options,
                struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    for (guint i = 0; i < options->strings->len; i++)
        workshop_add_strings(workshop, options->strings->pdata[i], diags);
    if (options->layout)
        workshop_template(workshop, options->layout, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

static int extract(const struct cli *cli, const struct extract_options *options, char **files)
{
    enum severity fail_on = SEVERITY_ERROR;
    if (strcmp(options->fail_on, "warning") == 0)
        fail_on = SEVERITY_WARNING;
    else if (strcmp(options->fail_on, "error") != 0)
        return options_wrong(cli, &command_extract, "--fail-on is error or warning, not '%s'",
                             options->fail_on);
    struct workshop *workshop = workshop_new(options_end(options->data_dirs));
    int status = load(cli, options, workshop);
    if (status == 0) {
        g_autoptr(GString) out = g_string_new(NULL);
        extract_each(cli, options, workshop, files, out, &status, fail_on);
        status = worst(status, write_output(cli, options->output, files, out));
    }
    workshop_free(workshop);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) strings = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autofree char **files = NULL;
    struct extract_options options = {
        .strings = strings, .data_dirs = data_dirs, .fail_on = "error"};
    enum options_result parsed = options_parse(cli, &command_extract, argc, argv, &options, &files);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!*files)
        return options_wrong(cli, &command_extract, "a FILE is missing ('-' reads standard input)");
    return extract(cli, &options, files);
}
