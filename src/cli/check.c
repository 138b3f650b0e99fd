/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel check`: judges declarations and reports every finding and verdict with its place. */
#include "cli/labels.h"
#include "cli/options.h"

#include "job/check.h"
#include "read/map.h"
#include "report/report.h"

#include <string.h>

struct check_values {
    GPtrArray *profiles, *data_dirs;
    const char *as_of, *against, *variant, *market, *report, *fail_on, *warn_before, *language,
        *map;
    bool require_sources;
};

#define FIELD(field) offsetof(struct check_values, field)

static const struct option_row rows[] = {
    {"profile", 'p', "PROFILE,…", "beside core: ids or FILEs, auto (default: by market) or all",
     OPTION_NAMES, FIELD(profiles)},
    {"as-of", 0, "DATE", "the day of the check, YYYY-MM-DD; default: today (UTC)", OPTION_TEXT,
     FIELD(as_of)},
    {"against", 0, "OLD", "the earlier revision, or a catalogue of them, to compare with",
     OPTION_FILE, FIELD(against)},
    {"variant", 0, "ID", "only this variant; default: all", OPTION_TEXT, FIELD(variant)},
    {"market", 0, "XX", "only for this market", OPTION_TEXT, FIELD(market)},
    {"map", 0, "FILE", "sources are CSV: this says what their columns mean", OPTION_FILE,
     FIELD(map)},
    {"report", 'r', "FORMAT", "text (default), json, sarif, junit, csv or html", OPTION_TEXT,
     FIELD(report)},
    {"fail-on", 0, "LEVEL", "exit with 1 from error (default), warning, note or undetermined on",
     OPTION_TEXT, FIELD(fail_on)},
    {"require-sources", 0, NULL, "warn of judged statements that no source covers", OPTION_FLAG,
     FIELD(require_sources)},
    {"warn-before", 0, "PERIOD", "warn of dates this long ahead, such as P6M", OPTION_TEXT,
     FIELD(warn_before)},
    {"lang", 'L', "LANG", "of messages, where a profile is translated; default: en", OPTION_TEXT,
     FIELD(language)},
    {"data-dir", 0, "DIR", "look for profiles here first (repeatable)", OPTION_DATA,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_check = {
    .name = "check",
    .summary = "judge declarations: every mistake with its place, every rule with its clause",
    .synopsis = "[OPTION]… SOURCE…",
    .description =
        "Judges update-capability declarations, XML or JSON ('-' reads standard input), and\n"
        "reports on standard output. Nothing is written and nothing is fetched. A SOURCE\n"
        "may be an NDJSON catalogue (.ndjson, .jsonl) or a folder of declarations; with --map\n"
        "it is a CSV file.",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* What is worth exit status 1. */
struct threshold {
    enum severity severity;
    bool undetermined;
};

/* Options that have been understood. */
struct plan {
    struct check_options options;
    const char *against;
    const char *map_file;
    struct map *map; /* NULL: sources are no CSV */
    const struct report_format *format;
    struct threshold threshold;
};

static void print(GString *text, FILE *out)
{
    fwrite(text->str, 1, text->len, out);
    g_string_truncate(text, 0);
}

static int verdict_status(const struct verdict *verdict, const struct threshold *threshold)
{
    switch (verdict->outcome) {
    case OUTCOME_FAIL:
        return 1;
    case OUTCOME_WARN:
        return verdict->rule->severity >= threshold->severity;
    case OUTCOME_UNDETERMINED:
        return threshold->undetermined;
    default:
        return 0;
    }
}

static int judged_status(const struct judged *judged, const struct threshold *threshold)
{
    int status = 0;
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            status = worst(status, verdict_status(judgement_at(judgement, j), threshold));
    }
    return status;
}

static int job_status(const struct job *job, const GPtrArray *judged,
                      const struct threshold *threshold)
{
    int status = diags_status(job->diags, threshold->severity);
    for (unsigned i = 0; judged && i < judged->len; i++)
        status = worst(status, judged_status(judged->pdata[i], threshold));
    return status;
}

/* What a run goes through. */
struct progress {
    const struct cli *cli;
    const struct plan *plan;
    struct check *check;
    struct report_run run;
    struct report_totals totals;
    GString *text;
};

static void check_job(struct progress *progress, struct job *job)
{
    const struct plan *plan = progress->plan;
    struct report_totals *totals = &progress->totals;
    GPtrArray *judged = check_run(progress->check, job);
    diags_sort(job->diags);
    int status = job_status(job, judged, &plan->threshold);
    struct report_input input = {job->file,  job->line, job->digest,
                                 job->diags, judged,    status != 0};
    totals->status = worst(totals->status, status);
    plan->format->input(progress->text, &progress->run, &input, totals->judged);
    report_totals_add(totals, &input);
    print(progress->text, progress->cli->out);
    if (judged)
        g_ptr_array_unref(judged);
}

static int check_sources(struct progress *progress, char **sources)
{
    const struct report_format *format = progress->plan->format;
    progress->text = g_string_new(NULL);
    report_totals_init(&progress->totals);
    format->begin(progress->text, &progress->run);
    for (; *sources; sources++) {
        struct records *records = records_open(*sources, progress->cli->in);
        if (progress->plan->map)
            records_set_map(records, progress->plan->map);
        for (struct job *job; (job = job_next(records)); job_free(job))
            check_job(progress, job);
        records_free(records);
    }
    format->end(progress->text, &progress->run, &progress->totals);
    print(progress->text, progress->cli->out);
    int status = progress->totals.status;
    report_totals_clear(&progress->totals);
    g_string_free(progress->text, TRUE);
    return status;
}

/* Profiles and the earlier revision come first: where they are broken nothing is judged. */
static struct check *prepare(const struct cli *cli, const struct plan *plan,
                             struct workshop *workshop, int *status)
{
    struct diags *diags = diags_new(0);
    struct check *check = check_new(workshop, &plan->options, diags);
    if (check && plan->against && !check_read_earlier(check, plan->against, cli->in, diags))
        g_clear_pointer(&check, check_free);
    g_autoptr(GString) text = g_string_new(NULL);
    diags_sort(diags);
    report_text_findings(text, diags);
    print(text, cli->err);
    *status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return check;
}

static int check_all(const struct cli *cli, const struct plan *plan, struct workshop *workshop,
                     char **sources)
{
    int status = 0;
    struct check *check = prepare(cli, plan, workshop, &status);
    if (!check)
        return worst(status, BLAME_USE);
    struct diags *diags = diags_new(0);
    bool all = plan->options.choice == CHECK_ALL;
    struct glossary *glossary = all ? glossary_load(workshop_assets(workshop), diags) : NULL;
    struct standards *standards = all ? standards_load(workshop_assets(workshop), diags) : NULL;
    struct asked asked = {glossary, standards};
    struct progress progress = {
        .cli = cli,
        .plan = plan,
        .check = check,
        .run = {plan->options.judging.as_of, check_profiles(check), plan->options.judging.language,
                glossary && standards ? &asked : NULL},
    };
    status = worst(check_sources(&progress, sources), diags_status(diags, SEVERITY_ERROR));
    standards_free(standards);
    glossary_free(glossary);
    diags_free(diags);
    check_free(check);
    return status;
}

/* Understanding the options */

static int plan_profiles(const struct cli *cli, const GPtrArray *names,
                         struct check_options *options)
{
    options->choice = names->len == 0 ? CHECK_AUTO : CHECK_NAMED;
    for (unsigned i = 0; i < names->len; i++) {
        bool automatic = strcmp(names->pdata[i], "auto") == 0;
        if (!automatic && strcmp(names->pdata[i], "all") != 0)
            continue;
        if (names->len > 1)
            return options_wrong(cli, &command_check, "--profile %s stands alone",
                                 (const char *)names->pdata[i]);
        options->choice = automatic ? CHECK_AUTO : CHECK_ALL;
    }
    return 0;
}

static int plan_dates(const struct cli *cli, const struct check_values *values,
                      struct judging *judging)
{
    judging->as_of = date_today();
    if (values->as_of && (!date_parse(values->as_of, &judging->as_of) || judging->as_of.day == 0))
        return options_wrong(cli, &command_check, "--as-of is a day such as 2026-06-15, not '%s'",
                             values->as_of);
    if (values->warn_before && !duration_parse(values->warn_before, &judging->warn_before))
        return options_wrong(cli, &command_check,
                             "--warn-before is a period such as P6M or P1Y, not '%s'",
                             values->warn_before);
    return 0;
}

static int plan_report(const struct cli *cli, const struct check_values *values, struct plan *plan)
{
    struct threshold *threshold = &plan->threshold;
    plan->format = report_format_find(values->report);
    threshold->undetermined = strcmp(values->fail_on, "undetermined") == 0;
    threshold->severity = SEVERITY_WARNING;
    if (!plan->format)
        return options_wrong(cli, &command_check,
                             "--report is text, json, sarif, junit, csv or html, not '%s'",
                             values->report);
    if (!threshold->undetermined && !severity_find(values->fail_on, &threshold->severity))
        return options_wrong(cli, &command_check,
                             "--fail-on is error, warning, note or undetermined, not '%s'",
                             values->fail_on);
    return 0;
}

static int make_plan(const struct cli *cli, const struct check_values *values, struct plan *plan)
{
    plan->against = values->against;
    plan->map_file = values->map;
    plan->options.profiles = options_end(values->profiles);
    plan->options.variant = values->variant;
    plan->options.require_sources = values->require_sources;
    plan->options.judging.market = values->market;
    plan->options.judging.language = values->language;
    int status = plan_profiles(cli, values->profiles, &plan->options);
    if (status == 0)
        status = plan_dates(cli, values, &plan->options.judging);
    return status != 0 ? status : plan_report(cli, values, plan);
}

static int run_values(const struct cli *cli, const struct check_values *values, char **sources)
{
    struct plan plan = {0};
    int status = make_plan(cli, values, &plan);
    if (status != 0)
        return status;
    if (!*sources)
        return options_wrong(cli, &command_check, "a SOURCE is missing ('-' reads standard input)");
    if (plan.map_file)
        plan.map = labels_load_map(cli, plan.map_file, &status);
    if (status != 0)
        return status;
    struct workshop *workshop = workshop_new(options_end(values->data_dirs));
    status = check_all(cli, &plan, workshop, sources);
    workshop_free(workshop);
    map_free(plan.map);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) profiles = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct check_values values = {
        .profiles = profiles,
        .data_dirs = data_dirs,
        .report = "text",
        .fail_on = "error",
        .language = "en",
    };
    g_autofree char **sources = NULL;
    enum options_result parsed = options_parse(cli, &command_check, argc, argv, &values, &sources);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    return run_values(cli, &values, sources);
}
