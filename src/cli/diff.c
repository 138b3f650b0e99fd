/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel diff`: what a later revision promises less, more or otherwise. */
#include "cli/labels.h"
#include "cli/options.h"

#include "job/diff.h"
#include "report/report_diff.h"

#include <string.h>

struct diff_values {
    GPtrArray *data_dirs;
    const char *as_of, *variant, *market, *report, *language;
};

#define FIELD(field) offsetof(struct diff_values, field)

static const struct option_row rows[] = {
    {"report", 'r', "FORMAT", "text (default), json or csv", OPTION_TEXT, FIELD(report)},
    {"as-of", 0, "DATE", "the day of the labels, YYYY-MM-DD; default: today (UTC)", OPTION_TEXT,
     FIELD(as_of)},
    {"variant", 0, "ID", "only this variant; default: all", OPTION_TEXT, FIELD(variant)},
    {"market", 0, "XX", "only for this market", OPTION_TEXT, FIELD(market)},
    {"lang", 'L', "LANG", "of the labels' words; default: en", OPTION_TEXT, FIELD(language)},
    {"data-dir", 0, "DIR", "look for words here first (repeatable)", OPTION_DATA, FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_diff = {
    .name = "diff",
    .summary = "compare two revisions: what is promised less, more or otherwise",
    .synopsis = "[OPTION]… OLD NEW",
    .description =
        "Compares two declarations, or two catalogues (NDJSON, folders), product by product: by\n"
        "id, else GTIN, else maker and model. A label's JSON counts as the declaration in it.\n"
        "Exit status 1 says that a promise is less than it was, whatever the law.",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

struct progress {
    const struct cli *cli;
    const struct diff_format *format;
    struct diff_run_info info;
    size_t products;
    GString *text;
};

static void print(struct progress *progress)
{
    fwrite(progress->text->str, 1, progress->text->len, progress->cli->out);
    g_string_truncate(progress->text, 0);
}

static void take(void *data, const struct comparison *comparison)
{
    struct progress *progress = data;
    progress->format->product(progress->text, &progress->info, comparison, progress->products++);
    print(progress);
}

static int diff(struct progress *progress, struct workshop *workshop,
                const struct diff_options *options)
{
    struct diff_run_info *info = &progress->info;
    struct diags *diags = diags_new(1000);
    struct revision *old = revision_read(info->old, progress->cli->in, diags);
    struct revision *new = revision_read(info->new, progress->cli->in, diags);
    info->old_count = revision_count(old);
    info->new_count = revision_count(new);
    info->old_refused = revision_refused(old);
    info->new_refused = revision_refused(new);
    progress->format->begin(progress->text, info);
    diff_run(old, new, workshop, options, diags, info->counts, take, progress);
    progress->format->end(progress->text, info);
    print(progress);
    revision_free(old);
    revision_free(new);
    labels_print_findings(progress->cli, diags);
    bool less = info->counts[FATE_WEAKENED] + info->counts[FATE_GONE_EARLY] > 0;
    int status = worst(less ? BLAME_INPUT : 0, diags_status(diags, SEVERITY_ERROR));
    diags_free(diags);
    return status;
}

/* The words come first: without them nothing is compared. */
static int load_words(const struct cli *cli, struct workshop *workshop, const char *language)
{
    struct diags *diags = diags_new(0);
    diags_blame_use(diags, true);
    const struct catalogue *catalogue = workshop_catalogue(workshop, language, diags);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return catalogue ? 0 : BLAME_USE;
}

static int plan(const struct cli *cli, const struct diff_values *values, char **sources,
                struct diff_options *options)
{
    *options =
        (struct diff_options){date_today(), values->language, values->variant, values->market};
    if (values->as_of && (!date_parse(values->as_of, &options->as_of) || options->as_of.day == 0))
        return options_wrong(cli, &command_diff, "--as-of is a day such as 2026-06-15, not '%s'",
                             values->as_of);
    if (!diff_format_find(values->report))
        return options_wrong(cli, &command_diff, "--report is text, json or csv, not '%s'",
                             values->report);
    if (!sources[0] || !sources[1] || sources[2])
        return options_wrong(cli, &command_diff, "takes two operands, OLD and NEW");
    if (strcmp(sources[0], "-") == 0 && strcmp(sources[1], "-") == 0)
        return options_wrong(cli, &command_diff, "only one of OLD and NEW can be standard input");
    return 0;
}

static int run_values(const struct cli *cli, const struct diff_values *values, char **sources)
{
    struct diff_options options;
    int status = plan(cli, values, sources, &options);
    if (status != 0)
        return status;
    struct progress progress = {
        .cli = cli,
        .format = diff_format_find(values->report),
        .info = {.as_of = options.as_of,
                 .old = sources[0],
                 .new = sources[1],
                 .language = options.language},
        .text = g_string_new(NULL),
    };
    struct workshop *workshop = workshop_new(options_end(values->data_dirs));
    status = load_words(cli, workshop, options.language);
    if (status == 0)
        status = diff(&progress, workshop, &options);
    workshop_free(workshop);
    g_string_free(progress.text, TRUE);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct diff_values values = {.data_dirs = data_dirs, .report = "text", .language = "en"};
    g_autofree char **sources = NULL;
    enum options_result parsed = options_parse(cli, &command_diff, argc, argv, &values, &sources);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    return run_values(cli, &values, sources);
}
