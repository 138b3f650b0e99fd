/* SPDX-License-Identifier: Apache-2.0 */
/* `render --sheet`: understands stock, copies and start, gathers the labels, writes the PDF. */
#include "cli/sheet.h"

#include "base/number.h"
#include "cli/labels.h"
#include "cli/options.h"
#include "layout/impose.h"
#include "read/records.h"
#include "write/pdf.h"

#include <string.h>

enum { COPIES_MAX = 1000 };

static int plan_copies(const struct cli *cli, const struct command *command, const char *text,
                       struct imposition *imposition)
{
    imposition->copies = 1;
    if (text && (!number_parse_uint(text, &imposition->copies) || imposition->copies < 1 ||
                 imposition->copies > COPIES_MAX))
        return options_wrong(cli, command, "--copies is a whole number from 1 to %d, not '%s'",
                             COPIES_MAX, text);
    return 0;
}

/* "5", or "2,1" for the first place of the second row: counted from 1, made to count from 0. */
static bool parse_start(const char *text, const struct stock *stock, unsigned *start)
{
    const char *comma = strchr(text, ',');
    g_autofree char *first = comma ? g_strndup(text, (size_t)(comma - text)) : g_strdup(text);
    unsigned row, column = 1;
    if (!number_parse_uint(first, &row) || (comma && !number_parse_uint(comma + 1, &column)))
        return false;
    if (!comma) {
        *start = row - 1;
        return row >= 1 && row <= stock_places(stock);
    }
    *start = (row - 1) * (unsigned)stock->columns + column - 1;
    return row >= 1 && row <= (unsigned)stock->rows && column >= 1 &&
           column <= (unsigned)stock->columns;
}

static int plan_start(const struct cli *cli, const struct command *command, const char *text,
                      struct imposition *imposition)
{
    const struct stock *stock = imposition->stock;
    imposition->start = 0;
    if (text && !parse_start(text, stock, &imposition->start))
        return options_wrong(cli, command,
                             "--start is a place from 1 to %u, or ROW,COLUMN up to %d,%d; not '%s'",
                             stock_places(stock), stock->rows, stock->columns, text);
    return 0;
}

/* Everything but the labels; 0, or the exit status. */
static int plan(const struct cli *cli, const struct command *command,
                const struct sheet_options *options, const struct workshop *workshop,
                struct stock *stock, struct imposition *imposition)
{
    struct diags *diags = diags_new(0);
    stock_read(options->sheet, workshop_assets(workshop), stock, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(cli, diags);
    diags_free(diags);
    imposition->stock = stock;
    if (status == 0)
        status = plan_copies(cli, command, options->copies, imposition);
    if (status == 0)
        status = plan_start(cli, command, options->start, imposition);
    return status;
}

static int gather(const struct cli *cli, const struct job_options *options,
                  struct workshop *workshop, char **files, struct outputs *outputs,
                  GPtrArray *labels)
{
    int status = 0;
    for (; *files; files++) {
        struct records *records = records_open(*files, cli->in);
        for (struct job *job; (job = job_next(records)); job_free(job)) {
            outputs_protect(outputs, job->file);
            job_draw(job, workshop, options, labels);
            labels_print_findings(cli, job->diags);
            status = worst(status, diags_status(job->diags, SEVERITY_ERROR));
        }
        records_free(records);
    }
    return status;
}

/* The latest day that any of the declarations was stated on: PDF/X wants a date. */
static struct date stated_on(const GPtrArray *labels)
{
    struct date date = label_at(labels, 0)->stated_on;
    for (unsigned i = 1; i < labels->len; i++)
        if (date_compare(date, label_at(labels, i)->stated_on) < 0)
            date = label_at(labels, i)->stated_on;
    return date;
}

static GBytes *write_pages(const GPtrArray *pages, const GPtrArray *labels,
                           const struct job_options *job, const char *title, struct diags *diags)
{
    struct write_options options = {.print = job->print, .bleed = job->bleed, .press = job->press};
    struct pdf_pages pdf = {
        .scenes = (const struct scene *const *)(const void *)pages->pdata,
        .count = pages->len,
        .title = title,
        .language = "en",
        .stated_on = stated_on(labels),
        .whole_paper = true,
        .options = &options,
    };
    return pdf_write_pages(&pdf, diags);
}

static int impose_labels(const struct cli *cli, const struct imposition *imposition,
                         const GPtrArray *labels, const struct job_options *job,
                         struct outputs *outputs)
{
    struct diags *diags = diags_new(0);
    unsigned count = labels->len * imposition->copies;
    g_autofree char *title =
        g_strdup_printf("%u label%s on %s", count, count == 1 ? "" : "s", imposition->stock->name);
    g_autoptr(GPtrArray) pages = impose(labels, imposition, diags);
    GBytes *bytes = pages ? write_pages(pages, labels, job, title, diags) : NULL;
    if (bytes)
        outputs_take(outputs, g_strdup(job->file ? job->file : "sheet.pdf"), bytes);
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

int sheet_render(const struct cli *cli, const struct command *command,
                 const struct sheet_options *options, const struct job_options *job,
                 struct workshop *workshop, char **files, struct outputs *outputs)
{
    struct stock stock;
    struct imposition imposition = {.bleed = job->bleed, .marks = job->crop_marks};
    int status = plan(cli, command, options, workshop, &stock, &imposition);
    if (status != 0)
        return status;
    g_autoptr(GPtrArray) labels = labels_new();
    status = gather(cli, job, workshop, files, outputs, labels);
    if (labels->len > 0)
        status = worst(status, impose_labels(cli, &imposition, labels, job, outputs));
    return status;
}
