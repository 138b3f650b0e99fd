/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel render`: declarations in, labels out. */
#include "cli/labels.h"
#include "cli/options.h"
#include "cli/sheet.h"

#include "cli/looks.h"
#include "job/job.h"
#include "job/name.h"
#include "job/revision.h"

#include <string.h>

struct render_options {
    struct looks_words looks;
    GPtrArray *data_dirs, *against;
    const char *output, *name, *variant, *market;
    struct sheet_options sheet;
};

#define FIELD(field) offsetof(struct render_options, field)

static const struct option_row rows[] = {
    {"layout", 'l', "LAYOUT,…", "panel (default), wide, compact, mark, web, …, or a template FILE", OPTION_NAMES,
     FIELD(looks.layouts)},
    {"lang", 'L', "LANG,…", "languages, or de+fr for one label in both; default: the declaration's, else en", OPTION_LIST,
     FIELD(looks.languages)},
    {"format", 'f', "FORMAT,…", "svg, pdf, png, json, html, fragment, badge, jsonld, openeox, cta2120, cyclonedx, mud, text, statement, scene; default: svg,pdf,json", OPTION_LIST,
     FIELD(looks.formats)},
    {"output", 'o', "WHERE", "a folder, a file, or - for standard output; default: .", OPTION_PLACE,
     FIELD(output)},
    {"name", 0, "PATTERN", "file names from {name} {id} {variant} {layout} {lang} {ink} {theme}",
     OPTION_TEXT, FIELD(name)},
    {"against", 0, "OLD", "html: say what has changed since this earlier revision (repeatable)",
     OPTION_FILES, FIELD(against)},
    {"variant", 0, "ID", "the product variant the label is for", OPTION_TEXT, FIELD(variant)},
    {"market", 0, "XX", "the market the label is for, which chooses the variant", OPTION_TEXT,
     FIELD(market)},
    {"ink", 0, "INK,…", "colour (default), mono, or colour,mono", OPTION_LIST, FIELD(looks.inks)},
    {"theme", 0, "THEME,…", "the ground on a screen: light (default), dark, or light,dark", OPTION_LIST,
     FIELD(looks.themes)},
    {"as-of", 0, "DATE", "the day the label is true for, YYYY-MM-DD; default: today (UTC)",
     OPTION_TEXT, FIELD(looks.as_of)},
    LOOKS_ROWS(struct render_options),
    {"allow-unreviewed", 0, NULL, "with --print: even words that no native speaker has read",
     OPTION_FLAG, FIELD(looks.allow_unreviewed)},
    {"sheet", 0, "STOCK", "all labels on sheets, one PDF: a name, or paper=A4,columns=3,rows=5,…",
     OPTION_TEXT, FIELD(sheet.sheet)},
    {"copies", 0, "N", "with --sheet: how many of each label, 1 to 1000; default: 1", OPTION_TEXT,
     FIELD(sheet.copies)},
    {"start", 0, "PLACE", "with --sheet: the first free place, as 5 or ROW,COLUMN; default: 1",
     OPTION_TEXT, FIELD(sheet.start)},
    {"strings", 0, "FILE", "approved wording that overlays a language's own (repeatable)",
     OPTION_FILES, FIELD(looks.strings)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_render = {
    .name = "render",
    .summary = "make labels: SVG, PDF, PNG, JSON, text",
    .synopsis = "[OPTION]… FILE…",
    .description = "Makes the label of each declaration ('-' reads standard input). A declaration that\n"
                   "is refused gives no output at all; every output file is whole or absent.",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* Options that have been understood. */
struct plan {
    struct job_options job;
    GPtrArray *writers;
    struct labels_where where;
    GPtrArray *against; /* of struct revision *, NULL at the end */
};

static const struct writer *writer_of_suffix(const char *file)
{
    for (const struct writer *writer = writers; writer->name; writer++) {
        g_autofree char *suffix = g_strconcat(".", writer->suffix, NULL);
        if (g_str_has_suffix(file, suffix))
            return writer;
    }
    const char *dot = strrchr(file, '.');
    return dot ? writer_find(dot + 1) : NULL;
}

/* Without -f a file's suffix decides, and a folder gets the customary three; a printer has no use
 * for the first. */
static int add_unnamed(const struct cli *cli, struct plan *plan)
{
    static const char *const customary[] = {"svg", "pdf", "json"};
    const struct writer *by_suffix = plan->where.file ? writer_of_suffix(plan->where.file) : NULL;
    if (by_suffix)
        looks_add_writer(plan->writers, by_suffix);
    else if (plan->where.file || plan->where.to_stdout)
        return options_wrong(cli, &command_render, "choose the format of that one output with -f");
    else
        for (size_t i = plan->job.print ? 1 : 0; i < G_N_ELEMENTS(customary); i++)
            looks_add_writer(plan->writers, writer_find(customary[i]));
    return 0;
}

static int plan_formats(const struct cli *cli, const struct render_options *options,
                        struct plan *plan)
{
    const GPtrArray *names = options->looks.formats;
    const struct writer *by_suffix = plan->where.file ? writer_of_suffix(plan->where.file) : NULL;
    plan->writers = g_ptr_array_new();
    int status = looks_plan_formats(cli, &command_render, names, plan->writers);
    bool named = options->output && !options->sheet.sheet && by_suffix && names->len == 1;
    if (status == 0 && named && plan->writers->pdata[0] != by_suffix)
        return options_wrong(cli, &command_render, "-o %s names a file of %s, and -f asks for %s",
                             plan->where.file, by_suffix->name, (const char *)names->pdata[0]);
    if (names->len == 0 && options->sheet.sheet && !plan->where.file)
        looks_add_writer(plan->writers, writer_find("pdf"));
    else if (names->len == 0)
        status = add_unnamed(cli, plan);
    plan->job.formats = (const struct writer *const *)(const void *)options_end(plan->writers);
    return status;
}

static int plan_name(const struct cli *cli, const struct render_options *options,
                     struct plan *plan)
{
    if (options->name && !name_pattern_valid(options->name))
        return options_wrong(cli, &command_render,
                             "--name takes {name}, {id}, {variant}, {layout}, {lang}, {ink} "
                             "and {theme}, and no folder; not '%s'",
                             options->name);
    plan->job.name = options->name;
    plan->job.variant = options->variant;
    plan->job.market = options->market;
    return 0;
}

/* After the formats are known: a sheet is one PDF, whatever is on it. */
static int plan_sheet(const struct cli *cli, const struct render_options *options,
                      const struct plan *plan)
{
    const struct sheet_options *sheet = &options->sheet;
    if (!sheet->sheet && (sheet->copies || sheet->start))
        return options_wrong(cli, &command_render, "--%s is for --sheet",
                             sheet->copies ? "copies" : "start");
    if (sheet->sheet && options->looks.press.slug)
        return options_wrong(cli, &command_render,
                             "--slug stands beside single labels; a sheet has no room for it");
    if (sheet->sheet && options->name)
        return options_wrong(cli, &command_render,
                             "--name is for files of single labels; -o names the sheet");
    for (const struct writer *const *format = plan->job.formats; sheet->sheet && *format; format++)
        if (strcmp((*format)->name, "pdf") != 0)
            return options_wrong(cli, &command_render, "--sheet makes a PDF, no %s",
                                 (*format)->name);
    return 0;
}

static int plan_make(const struct cli *cli, struct render_options *options, struct plan *plan)
{
    const char *paper = options->sheet.sheet ? "--sheet" : NULL;
    labels_plan_where(options->output, &plan->where);
    plan->job.file = plan->where.file;
    plan->job.print = options->looks.press.print != NULL;
    int status = plan_formats(cli, options, plan);
    if (status == 0)
        status = plan_sheet(cli, options, plan);
    if (status == 0)
        status = looks_plan(cli, &command_render, &options->looks, paper, &plan->job);
    if (status == 0)
        status = plan_name(cli, options, plan);
    return status;
}

static int render_each(const struct cli *cli, const struct plan *plan, struct workshop *workshop,
                       char **files, struct outputs *outputs)
{
    int status = 0;
    for (; *files; files++) {
        if (strcmp(*files, "-") != 0)
            outputs_protect(outputs, *files);
        struct job *job = job_read(*files, cli->in);
        job_render(job, workshop, &plan->job, outputs);
        labels_print_findings(cli, job->diags);
        status = worst(status, diags_status(job->diags, SEVERITY_ERROR));
        job_free(job);
    }
    return status;
}

static void free_revision(void *data)
{
    revision_free(data);
}

/* Reads the earlier revisions, which a page alone tells of. */
static int read_against(const struct cli *cli, const struct render_options *options,
                        struct plan *plan)
{
    struct diags *diags = diags_new(0);
    bool page = false;
    for (const struct writer *const *format = plan->job.formats; *format; format++)
        page = page || writer_is_page(*format);
    if (options->against->len > 0 && !page)
        return options_wrong(cli, &command_render, "--against is for -f html, which tells of it");
    plan->against = g_ptr_array_new_with_free_func(free_revision);
    for (guint i = 0; i < options->against->len; i++)
        g_ptr_array_add(plan->against, revision_read(options->against->pdata[i], cli->in, diags));
    labels_print_findings(cli, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    g_ptr_array_add(plan->against, NULL);
    if (options->against->len > 0)
        plan->job.against = (struct revision *const *)(const void *)plan->against->pdata;
    return status;
}

static int render_files(const struct cli *cli, const struct render_options *options,
                        const struct plan *plan, struct workshop *workshop, char **files)
{
    struct outputs *outputs = outputs_new(plan->where.folder, cli->out);
    int status = options->sheet.sheet
                     ? sheet_render(cli, &command_render, &options->sheet, &plan->job, workshop,
                                    files, outputs)
                     : render_each(cli, plan, workshop, files, outputs);
    status = worst(status, labels_commit(cli, outputs));
    outputs_free(outputs);
    return status;
}

static int render(const struct cli *cli, struct render_options *options, char **files)
{
    struct plan plan = {0};
    int status = plan_make(cli, options, &plan);
    if (status == 0) {
        struct workshop *workshop = workshop_new(options_end(options->data_dirs));
        status = labels_prepare(cli, &command_render, &plan.job, workshop);
        if (status == 0)
            status = read_against(cli, options, &plan);
        if (status == 0)
            status = render_files(cli, options, &plan, workshop, files);
        if (status == 0)
            labels_judge_use(cli, workshop);
        workshop_free(workshop);
    }
    press_clear(&plan.job.press);
    if (plan.writers)
        g_ptr_array_unref(plan.writers);
    if (plan.against)
        g_ptr_array_unref(plan.against);
    labels_where_clear(&plan.where);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new(), against = options_list_new();
    g_autofree char **files = NULL;
    struct render_options options = {.data_dirs = data_dirs, .against = against, .output = "."};
    looks_init(&options.looks);
    enum options_result parsed = options_parse(cli, &command_render, argc, argv, &options, &files);
    int status = parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (parsed == OPTIONS_RUN)
        status = *files ? render(cli, &options, files)
                        : options_wrong(cli, &command_render,
                                        "a FILE is missing ('-' reads standard input)");
    looks_clear(&options.looks);
    return status;
}
