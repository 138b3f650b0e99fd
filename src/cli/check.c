/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel check`: judges declarations and reports every finding with its place. */
#include "cli/options.h"

#include "job/job.h"
#include "report/report.h"

#include <string.h>

struct check_options {
    const char *report, *fail_on;
};

static const struct option_row rows[] = {
    {"report", 'r', "FORMAT", "text (default) or json", OPTION_TEXT,
     offsetof(struct check_options, report)},
    {"fail-on", 0, "LEVEL", "exit with 1 from this level on: error (default), warning or note",
     OPTION_TEXT, offsetof(struct check_options, fail_on)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_check = {
    .name = "check",
    .summary = "judge declarations: every mistake with its place",
    .synopsis = "[OPTION]… SOURCE…",
    .description = "Judges update-capability declarations, XML or JSON, and reports on standard output.\n"
                   "A SOURCE is a file, an NDJSON catalogue (.ndjson, .jsonl), a folder of both, or '-'\n"
                   "for standard input. Nothing is written and nothing is fetched.",
    .options = rows,
    .run = run,
};

static void print(GString *text, FILE *out)
{
    fwrite(text->str, 1, text->len, out);
    g_string_truncate(text, 0);
}

static int check_files(const struct cli *cli, char **files, const struct report_format *format,
                       enum severity fail_on)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct report_totals totals = {0};
    size_t index = 0;
    int status = 0;
    format->begin(text);
    for (; *files; files++) {
        struct records *records = records_open(*files, cli->in);
        for (struct job *job; (job = job_next(records)); job_free(job)) {
            diags_sort(job->diags);
            int job_status = diags_status(job->diags, fail_on);
            struct report_input input = {job->file, job->line, job->digest, job->diags, job_status != 0};
            report_totals_add(&totals, &input);
            format->input(text, &input, index++);
            print(text, cli->out);
            status = worst(status, job_status);
        }
        records_free(records);
    }
    format->end(text, &totals);
    print(text, cli->out);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    struct check_options options = {"text", "error"};
    g_autofree char **files = NULL;
    enum options_result parsed = options_parse(cli, &command_check, argc, argv, &options, &files);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    const struct report_format *format = report_format_find(options.report);
    enum severity fail_on;
    if (!format)
        return options_wrong(cli, &command_check, "--report is text or json, not '%s'",
                             options.report);
    if (!severity_find(options.fail_on, &fail_on))
        return options_wrong(cli, &command_check, "--fail-on is error, warning or note, not '%s'",
                             options.fail_on);
    if (!*files)
        return options_wrong(cli, &command_check, "a SOURCE is missing ('-' reads standard input)");
    return check_files(cli, files, format, fail_on);
}
