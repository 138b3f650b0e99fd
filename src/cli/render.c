/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel render`: declarations in, labels out. */
#include "cli/labels.h"
#include "cli/options.h"
#include "cli/sheet.h"

#include "base/number.h"
#include "cli/press.h"
#include "job/job.h"
#include "job/name.h"

#include <string.h>

#define DPI_DEFAULT 300
#define DPI_MIN 150 /* below, a module of the QR code has a single pixel */
#define DPI_MAX 2400
#define SCALE_MAX 10

struct render_options {
    GPtrArray *layouts, *languages, *formats, *inks, *themes, *data_dirs, *strings;
    const char *output, *name, *variant, *market, *as_of, *text, *dpi, *scale;
    bool bleed, crop_marks, allow_unreviewed;
    struct press_words press;
    struct sheet_options sheet;
};

#define FIELD(field) offsetof(struct render_options, field)

static const struct option_row rows[] = {
    {"layout", 'l', "LAYOUT,…", "panel (default), wide, compact, mark, web, …, or a template FILE", OPTION_LIST,
     FIELD(layouts)},
    {"lang", 'L', "LANG,…", "languages, or de+fr for one label in both; default: the declaration's, else en", OPTION_LIST,
     FIELD(languages)},
    {"format", 'f', "FORMAT,…", "svg, pdf, png, json, text, statement, scene; default: svg,pdf,json", OPTION_LIST,
     FIELD(formats)},
    {"output", 'o', "WHERE", "a folder, a file, or - for standard output; default: .", OPTION_TEXT,
     FIELD(output)},
    {"name", 0, "PATTERN", "file names from {name} {id} {variant} {layout} {lang} {ink} {theme}",
     OPTION_TEXT, FIELD(name)},
    {"variant", 0, "ID", "the product variant the label is for", OPTION_TEXT, FIELD(variant)},
    {"market", 0, "XX", "the market the label is for, which chooses the variant", OPTION_TEXT,
     FIELD(market)},
    {"ink", 0, "INK,…", "colour (default), mono, or both", OPTION_LIST, FIELD(inks)},
    {"theme", 0, "THEME,…", "the ground on a screen: light (default), dark, or both", OPTION_LIST,
     FIELD(themes)},
    {"as-of", 0, "DATE", "the day the label is true for, YYYY-MM-DD; default: today (UTC)",
     OPTION_TEXT, FIELD(as_of)},
    {"text", 0, "KIND", "SVG text as outline (default) or live; also for --print", OPTION_TEXT,
     FIELD(text)},
    {"scale", 0, "N", "enlarge the label in proportion, 1 to 10; default: 1", OPTION_TEXT,
     FIELD(scale)},
    {"dpi", 0, "N", "PNG resolution, 150 to 2400; default: 300", OPTION_TEXT, FIELD(dpi)},
    {"print", 0, "KIND", "the printer's PDF, PDF/X keys: x1a (default) or x4", OPTION_MAYBE,
     FIELD(press.print)},
    {"condition", 0, "NAME", "with --print: how it is printed; default: FOGRA39", OPTION_TEXT,
     FIELD(press.condition)},
    {"icc", 0, "FILE", "with --print=x4: the profile of the printing condition", OPTION_TEXT,
     FIELD(press.icc)},
    {"spot", 0, "TOKEN=NAME",
     "with --print: a spot ink for ink, promise, open or none (repeatable)", OPTION_EACH,
     FIELD(press.spots)},
    {"bleed", 0, NULL, "with --print: colour runs 3 mm beyond the trim, no frame", OPTION_FLAG,
     FIELD(bleed)},
    {"crop-marks", 0, NULL, "with --print: marks where to cut", OPTION_FLAG, FIELD(crop_marks)},
    {"slug", 0, NULL, "with --print: file, number, language and revision below the label",
     OPTION_FLAG, FIELD(press.slug)},
    {"allow-unreviewed", 0, NULL, "with --print: even words that no native speaker has read",
     OPTION_FLAG, FIELD(allow_unreviewed)},
    {"sheet", 0, "STOCK", "all labels on sheets, one PDF: a name, or paper=A4,columns=3,rows=5,…",
     OPTION_TEXT, FIELD(sheet.sheet)},
    {"copies", 0, "N", "with --sheet: how many of each label, 1 to 1000; default: 1", OPTION_TEXT,
     FIELD(sheet.copies)},
    {"start", 0, "PLACE", "with --sheet: the first free place, as 5 or ROW,COLUMN; default: 1",
     OPTION_TEXT, FIELD(sheet.start)},
    {"strings", 0, "FILE", "approved wording that overlays a language's own (repeatable)",
     OPTION_EACH, FIELD(strings)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_EACH,
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
    .run = run,
};

/* Options that have been understood. */
struct plan {
    struct job_options job;
    GPtrArray *writers;
    struct labels_where where;
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

static char *writer_names(void)
{
    GString *names = g_string_new(NULL);
    for (const struct writer *writer = writers; writer->name; writer++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", writer->name);
    return g_string_free(names, FALSE);
}

static void add_writer(struct plan *plan, const struct writer *writer)
{
    if (!g_ptr_array_find(plan->writers, writer, NULL))
        g_ptr_array_add(plan->writers, (void *)(uintptr_t)writer);
}

static int add_named(const struct cli *cli, struct plan *plan, const char *name)
{
    const struct writer *writer = writer_find(name);
    if (!writer) {
        g_autofree char *names = writer_names();
        return options_wrong(cli, &command_render, "there is no format '%s'; one of: %s", name,
                             names);
    }
    add_writer(plan, writer);
    return 0;
}

/* Without -f a file's suffix decides, and a folder gets the customary three; a printer has no use
 * for the first. */
static int add_unnamed(const struct cli *cli, struct plan *plan)
{
    static const char *const customary[] = {"svg", "pdf", "json"};
    const struct writer *by_suffix = plan->where.file ? writer_of_suffix(plan->where.file) : NULL;
    if (by_suffix)
        add_writer(plan, by_suffix);
    else if (plan->where.file || plan->where.to_stdout)
        return options_wrong(cli, &command_render, "choose the format of that one output with -f");
    else
        for (size_t i = plan->job.print ? 1 : 0; i < G_N_ELEMENTS(customary); i++)
            add_writer(plan, writer_find(customary[i]));
    return 0;
}

static int plan_formats(const struct cli *cli, const struct render_options *options,
                        struct plan *plan)
{
    int status = 0;
    plan->writers = g_ptr_array_new();
    for (guint i = 0; status == 0 && i < options->formats->len; i++)
        status = add_named(cli, plan, options->formats->pdata[i]);
    if (status == 0 && options->formats->len == 0)
        status = options->sheet.sheet && !plan->where.file ? add_named(cli, plan, "pdf")
                                                     : add_unnamed(cli, plan);
    plan->job.formats = (const struct writer *const *)(const void *)options_end(plan->writers);
    return status;
}

/* After the inks are known. */
static int plan_themes(const struct cli *cli, const struct render_options *options,
                       struct plan *plan)
{
    bool light = options->themes->len == 0;
    for (guint i = 0; i < options->themes->len; i++) {
        const char *theme = options->themes->pdata[i];
        if (strcmp(theme, "light") == 0)
            light = true;
        else if (strcmp(theme, "dark") == 0)
            plan->job.dark = true;
        else
            return options_wrong(cli, &command_render, "--theme is light or dark, not '%s'", theme);
    }
    plan->job.dark_only = plan->job.dark && !light;
    if (plan->job.dark && (plan->job.mono || plan->job.print || options->sheet.sheet))
        return options_wrong(cli, &command_render,
                             "--theme dark is for screens, %s for paper: make them apart",
                             plan->job.mono    ? "--ink mono"
                             : plan->job.print ? "--print"
                                               : "--sheet");
    return 0;
}

static int plan_scale(const struct cli *cli, const struct render_options *options,
                      struct plan *plan)
{
    int32_t scale = 1000;
    if (options->scale && !number_parse_milli(options->scale, &scale))
        return options_wrong(cli, &command_render,
                             "--scale is a number from 1 to 10 such as 1.5, not '%s'",
                             options->scale);
    if (scale < 1000)
        return options_wrong(cli, &command_render,
                             "--scale %s would make the label smaller than it can be read; choose a "
                             "smaller layout",
                             options->scale);
    if (scale > SCALE_MAX * 1000)
        return options_wrong(cli, &command_render, "--scale is at most %d, not '%s'", SCALE_MAX,
                             options->scale);
    plan->job.scale = scale;
    return 0;
}

static int plan_details(const struct cli *cli, const struct render_options *options,
                        struct plan *plan)
{
    const char *text = options->text ? options->text : "outline";
    plan->job.live_text = strcmp(text, "live") == 0;
    if (!plan->job.live_text && strcmp(text, "outline") != 0)
        return options_wrong(cli, &command_render, "--text is outline or live, not '%s'", text);
    plan->job.dpi = DPI_DEFAULT;
    if (options->dpi && (!number_parse_uint(options->dpi, &plan->job.dpi) ||
                         plan->job.dpi < DPI_MIN || plan->job.dpi > DPI_MAX))
        return options_wrong(cli, &command_render, "--dpi is a whole number from %d to %d, not '%s'",
                             DPI_MIN, DPI_MAX, options->dpi);
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

/* After the formats are known: only a PDF can be made for a press. */
static int plan_print(const struct cli *cli, const struct render_options *options,
                      struct plan *plan)
{
    const struct job_options *job = &plan->job;
    if (!job->print && (job->bleed || job->crop_marks || job->allow_unreviewed))
        return options_wrong(cli, &command_render, "--%s is for --print",
                             job->bleed        ? "bleed"
                             : job->crop_marks ? "crop-marks"
                                               : "allow-unreviewed");
    for (const struct writer *const *format = job->formats; job->print && *format; format++)
        if (strcmp((*format)->name, "svg") == 0 || strcmp((*format)->name, "png") == 0)
            return options_wrong(cli, &command_render,
                                 "--print makes a PDF; %s has no inks for a press",
                                 (*format)->name);
    struct diags *diags = diags_new(0);
    int status = press_plan(cli, &command_render, &options->press, options->text,
                            &plan->job.press, diags);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

/* After the formats are known: a sheet is one PDF, whatever is on it. */
static int plan_sheet(const struct cli *cli, const struct render_options *options,
                      const struct plan *plan)
{
    const struct sheet_options *sheet = &options->sheet;
    if (!sheet->sheet && (sheet->copies || sheet->start))
        return options_wrong(cli, &command_render, "--%s is for --sheet",
                             sheet->copies ? "copies" : "start");
    if (sheet->sheet && options->press.slug)
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

static int plan_make(const struct cli *cli, const struct render_options *options, struct plan *plan)
{
    static char panel[] = "panel";
    if (options->layouts->len == 0)
        g_ptr_array_add(options->layouts, panel);
    plan->job.layouts = options_end(options->layouts);
    plan->job.languages = options_end(options->languages);
    plan->job.print = options->press.print != NULL;
    plan->job.bleed = options->bleed;
    plan->job.crop_marks = options->crop_marks;
    plan->job.slug = options->press.slug;
    plan->job.allow_unreviewed = options->allow_unreviewed;
    plan->job.strings = options_end(options->strings);
    labels_plan_where(options->output, &plan->where);
    plan->job.file = plan->where.file;
    int status = plan_formats(cli, options, plan);
    if (status == 0)
        status = plan_print(cli, options, plan);
    if (status == 0)
        status = plan_sheet(cli, options, plan);
    if (status == 0)
        status = labels_plan_inks(cli, &command_render, options->inks, &plan->job);
    if (status == 0)
        status = plan_themes(cli, options, plan);
    if (status == 0)
        status = labels_plan_date(cli, &command_render, options->as_of, &plan->job);
    if (status == 0)
        status = plan_scale(cli, options, plan);
    if (status == 0)
        status = plan_details(cli, options, plan);
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

static int render(const struct cli *cli, const struct render_options *options, char **files)
{
    struct plan plan = {0};
    int status = plan_make(cli, options, &plan);
    if (status == 0) {
        struct workshop *workshop = workshop_new(options_end(options->data_dirs));
        status = labels_prepare(cli, &command_render, &plan.job, workshop);
        if (status == 0)
            status = render_files(cli, options, &plan, workshop, files);
        if (status == 0)
            labels_judge_use(cli, workshop);
        workshop_free(workshop);
    }
    press_clear(&plan.job.press);
    if (plan.writers)
        g_ptr_array_unref(plan.writers);
    labels_where_clear(&plan.where);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) layouts = options_list_new();
    g_autoptr(GPtrArray) languages = options_list_new();
    g_autoptr(GPtrArray) formats = options_list_new();
    g_autoptr(GPtrArray) inks = options_list_new();
    g_autoptr(GPtrArray) themes = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autoptr(GPtrArray) strings = options_list_new();
    g_autoptr(GPtrArray) spots = options_list_new();
    struct render_options options = {.layouts = layouts,
                                     .languages = languages,
                                     .formats = formats,
                                     .inks = inks,
                                     .themes = themes,
                                     .data_dirs = data_dirs,
                                     .strings = strings,
                                     .press.spots = spots};
    g_autofree char **files = NULL;
    enum options_result parsed = options_parse(cli, &command_render, argc, argv, &options, &files);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!*files)
        return options_wrong(cli, &command_render, "a FILE is missing ('-' reads standard input)");
    return render(cli, &options, files);
}
