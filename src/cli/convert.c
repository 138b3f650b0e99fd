/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel convert`: declarations in the other syntax, or drafts of them from other formats. */
#include "cli/labels.h"
#include "cli/options.h"

#include "job/check.h"
#include "job/name.h"
#include "read/foreign.h"
#include "read/map.h"
#include "report/lacks.h"
#include "write/declaration.h"

#include <string.h>

struct convert_options {
    GPtrArray *profiles, *data_dirs;
    const char *to, *output, *map, *as_of;
};

#define FIELD(field) offsetof(struct convert_options, field)

static const struct option_row rows[] = {
    {"to", 't', "SYNTAX", "json, xml, or ndjson: a line for each declaration", OPTION_TEXT,
     FIELD(to)},
    {"output", 'o', "WHERE", "a file, or a folder with a file for each; default: standard output",
     OPTION_PLACE, FIELD(output)},
    {"map", 0, "FILE", "the source is CSV: this says what its columns mean", OPTION_FILE,
     FIELD(map)},
    {"profile", 'p', "PROFILE,…", "of drafts: say what these still need; default: all", OPTION_NAMES,
     FIELD(profiles)},
    {"as-of", 0, "DATE", "the day the profiles are asked for; default: today (UTC)", OPTION_TEXT,
     FIELD(as_of)},
    {"data-dir", 0, "DIR", "look for profiles here first (repeatable)", OPTION_FILES,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_convert = {
    .name = "convert",
    .summary = "write declarations in the other syntax, or draft them from other formats",
    .synopsis = "--to json|xml|ndjson [OPTION]… SOURCE",
    .description =
        "Writes declarations, those that labels carry too, as JSON or XML, members in the order of\n"
        "the vocabulary. OpenEoX, CTA-2120 and CSV (with --map) are drafted into declarations, with\n"
        "a list of what each profile still needs. A SOURCE is a file, an NDJSON catalogue, a\n"
        "folder, or '-' for standard input.",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* A conversion under way. */
struct converting {
    const struct cli *cli;
    enum syntax syntax;
    bool lines; /* all in one file, a line each */
    struct labels_where where;
    struct check *check;
    struct lacks *lacks;
    struct outputs *outputs;
    GString *text; /* the lines */
    size_t count;
    int status;
};

/* Neither tree keeps comments. */
static void say_comments(struct document *document, struct diags *diags)
{
    const char *comment =
        document->syntax == SYNTAX_XML ? strstr(document->source->bytes, "<!--") : NULL;
    if (comment)
        diag_add(
            diags, CODE_CONVERT_COMMENTS,
            (struct place){document->source, (size_t)(comment - document->source->bytes), NULL},
            "comments, of which this is the first, are not in what was written");
}

/* After the draft was written, as it is filled for the rules. */
static void ask_rules(struct converting *converting, struct job *job)
{
    draft_fill(job->document);
    g_autoptr(GPtrArray) judged = check_run(converting->check, job);
    if (judged)
        lacks_add(converting->lacks, judged);
}

/* In a folder a declaration has the name of its id, without one that of its source. */
static char *name_of(const struct converting *converting, const struct job *job)
{
    const char *suffix = converting->syntax == SYNTAX_XML ? "xml" : "json";
    const char *id = element_child_text(job->document->root, "id");
    if (converting->where.file)
        return g_strdup(converting->where.file);
    g_autofree char *line =
        job->line > 0 ? g_strdup_printf("%s-%zu.", job->file, job->line) : g_strdup(job->file);
    struct name_parts parts = {.file = id ? "<stdin>" : line, .id = id, .suffix = suffix};
    return name_output(id ? "{id}" : "{name}", &parts);
}

static void write_document(struct converting *converting, const struct job *job)
{
    converting->count++;
    if (converting->lines) {
        g_autofree char *line = declaration_line(job->document);
        g_string_append(converting->text, line);
        g_string_append_c(converting->text, '\n');
    } else {
        outputs_take(converting->outputs, name_of(converting, job),
                     declaration_write(job->document, converting->syntax));
    }
}

/* A refused record costs that record. */
static void convert_job(struct converting *converting, struct job *job, bool draft)
{
    outputs_protect(converting->outputs, job->file);
    if (job->document) {
        write_document(converting, job);
        if (draft)
            ask_rules(converting, job);
        else
            say_comments(job->document, job->diags);
    }
    labels_print_findings(converting->cli, job->diags);
    converting->status = worst(converting->status, diags_status(job->diags, SEVERITY_ERROR));
}

static void print_lacks(const struct converting *converting)
{
    g_autoptr(GString) text = g_string_new(NULL);
    lacks_append(converting->lacks, text);
    fwrite(text->str, 1, text->len, converting->cli->err);
}

static int convert_source(struct converting *converting, const char *path, const struct map *map)
{
    const struct cli *cli = converting->cli;
    bool folder = converting->where.folder && !converting->where.file, draft;
    struct records *records = records_open(path, cli->in);
    records_set_map(records, map);
    for (struct job *job; (job = job_next_draft(records, &draft)); job_free(job))
        convert_job(converting, job, draft);
    records_free(records);
    print_lacks(converting);
    if (!converting->lines && !folder && converting->count > 1)
        return options_wrong(cli, &command_convert,
                             "the source has %zu declarations: write them with --to ndjson, or "
                             "into a folder, as in -o declarations/",
                             converting->count);
    if (converting->lines && converting->count > 0)
        outputs_take(converting->outputs,
                     g_strdup(converting->where.file ? converting->where.file : "-"),
                     g_string_free_to_bytes(g_steal_pointer(&converting->text)));
    return worst(converting->status, labels_commit(cli, converting->outputs));
}

/* Understanding the options */

static int plan_to(const struct cli *cli, const struct convert_options *options,
                   struct converting *converting)
{
    static const char *const names[] = {"json", "xml", "ndjson", NULL};
    if (!options->to || !g_strv_contains(names, options->to))
        return options_wrong(cli, &command_convert, "--to is json, xml or ndjson%s%s%s",
                             options->to ? ", not '" : "", options->to ? options->to : "",
                             options->to ? "'" : "");
    converting->syntax = strcmp(options->to, "xml") == 0 ? SYNTAX_XML : SYNTAX_JSON;
    converting->lines = strcmp(options->to, "ndjson") == 0;
    if (options->output)
        labels_plan_where(options->output, &converting->where);
    if (converting->lines && converting->where.folder && !converting->where.file)
        return options_wrong(cli, &command_convert,
                             "--to ndjson makes one file: name it, as in -o catalogue.ndjson");
    return 0;
}

static int plan_check(const struct cli *cli, const struct convert_options *options,
                      struct check_options *check)
{
    struct job_options day;
    int status = labels_plan_date(cli, &command_convert, options->as_of, &day);
    check->choice = options->profiles->len > 0 ? CHECK_NAMED : CHECK_ALL;
    check->profiles = options_end(options->profiles);
    check->judging = (struct judging){.as_of = day.as_of, .language = "en"};
    return status;
}

static int convert(const struct cli *cli, const struct convert_options *options, const char *path)
{
    struct converting converting = {.cli = cli};
    struct check_options check = {0};
    struct map *map = NULL;
    int status = plan_to(cli, options, &converting);
    if (status == 0)
        status = plan_check(cli, options, &check);
    if (status == 0 && options->map)
        map = labels_load_map(cli, options->map, &status);
    struct workshop *workshop = workshop_new(options_end(options->data_dirs));
    struct diags *diags = diags_new(0);
    if (status == 0 && !(converting.check = check_new(workshop, &check, diags)))
        status = worst(diags_status(diags, SEVERITY_ERROR), BLAME_USE);
    labels_print_findings(cli, diags);
    if (status == 0) {
        struct report_run run = {check.judging.as_of, check_profiles(converting.check), "en", NULL};
        converting.lacks = lacks_new(&run);
        converting.text = g_string_new(NULL);
        converting.outputs = outputs_new(converting.where.folder, cli->out);
        status = convert_source(&converting, path, map);
        outputs_free(converting.outputs);
        if (converting.text)
            g_string_free(converting.text, TRUE);
        lacks_free(converting.lacks);
    }
    diags_free(diags);
    check_free(converting.check);
    workshop_free(workshop);
    map_free(map);
    labels_where_clear(&converting.where);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) profiles = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct convert_options options = {.profiles = profiles, .data_dirs = data_dirs};
    g_autofree char **operands = NULL;
    enum options_result parsed =
        options_parse(cli, &command_convert, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!operands[0] || operands[1])
        return options_wrong(cli, &command_convert, "takes one SOURCE ('-' reads standard input)");
    return convert(cli, &options, operands[0]);
}
