/* SPDX-License-Identifier: Apache-2.0 */
/* Options that say which labels are made and how they look, common to commands that write them. */
#include "cli/looks.h"

#include "base/number.h"
#include "cli/labels.h"
#include "cli/options.h"

#include <string.h>

#define DPI_DEFAULT 300
#define DPI_MIN 150 /* below, a module of the QR code has a single pixel */
#define DPI_MAX 2400
#define SCALE_MAX 10

void looks_init(struct looks_words *words)
{
    words->layouts = options_list_new();
    words->languages = options_list_new();
    words->formats = options_list_new();
    words->inks = options_list_new();
    words->themes = options_list_new();
    words->strings = options_list_new();
    words->press.spots = options_list_new();
}

void looks_clear(struct looks_words *words)
{
    g_ptr_array_unref(words->layouts);
    g_ptr_array_unref(words->languages);
    g_ptr_array_unref(words->formats);
    g_ptr_array_unref(words->inks);
    g_ptr_array_unref(words->themes);
    g_ptr_array_unref(words->strings);
    g_ptr_array_unref(words->press.spots);
}

static char *writer_names(void)
{
    GString *names = g_string_new(NULL);
    for (const struct writer *writer = writers; writer->name; writer++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", writer->name);
    return g_string_free(names, FALSE);
}

void looks_add_writer(GPtrArray *wanted, const struct writer *writer)
{
    if (!g_ptr_array_find(wanted, writer, NULL))
        g_ptr_array_add(wanted, (void *)(uintptr_t)writer);
}

int looks_plan_formats(const struct cli *cli, const struct command *command,
                       const GPtrArray *names, GPtrArray *wanted)
{
    for (guint i = 0; i < names->len; i++) {
        const struct writer *writer = writer_find(names->pdata[i]);
        if (!writer) {
            g_autofree char *all = writer_names();
            return options_wrong(cli, command, "there is no format '%s'; one of: %s",
                                 (const char *)names->pdata[i], all);
        }
        looks_add_writer(wanted, writer);
    }
    return 0;
}

/* Only a PDF can be made for a press. */
static int plan_print(const struct cli *cli, const struct command *command,
                      const struct looks_words *words, struct job_options *job)
{
    if (!job->print && (job->bleed || job->crop_marks || job->allow_unreviewed))
        return options_wrong(cli, command, "--%s is for --print",
                             job->bleed        ? "bleed"
                             : job->crop_marks ? "crop-marks"
                                               : "allow-unreviewed");
    for (const struct writer *const *format = job->formats; job->print && *format; format++)
        if (strcmp((*format)->name, "svg") == 0 || strcmp((*format)->name, "png") == 0 ||
            strcmp((*format)->name, "statement") == 0)
            return options_wrong(cli, command, "--print makes a PDF; %s has no inks for a press",
                                 (*format)->name);
    struct diags *diags = diags_new(0);
    int status = press_plan(cli, command, &words->press, words->text, &job->press, diags);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

/* After the inks are known. */
static int plan_themes(const struct cli *cli, const struct command *command,
                       const GPtrArray *themes, const char *paper, struct job_options *job)
{
    bool light = themes->len == 0;
    for (guint i = 0; i < themes->len; i++) {
        const char *theme = themes->pdata[i];
        if (strcmp(theme, "light") == 0)
            light = true;
        else if (strcmp(theme, "dark") == 0)
            job->dark = true;
        else
            return options_wrong(cli, command, "--theme is light or dark, not '%s'", theme);
    }
    job->dark_only = job->dark && !light;
    if (job->mono || job->print)
        paper = job->mono ? "--ink mono" : "--print";
    if (job->dark && paper)
        return options_wrong(cli, command,
                             "--theme dark is for screens, %s for paper: make them apart", paper);
    return 0;
}

static int plan_scale(const struct cli *cli, const struct command *command, const char *text,
                      struct job_options *job)
{
    int32_t scale = 1000;
    if (text && !number_parse_milli(text, &scale))
        return options_wrong(cli, command, "--scale is a number from 1 to 10 such as 1.5, not '%s'",
                             text);
    if (scale < 1000)
        return options_wrong(cli, command,
                             "--scale %s would make the label smaller than it can be read; choose a "
                             "smaller layout",
                             text);
    if (scale > SCALE_MAX * 1000)
        return options_wrong(cli, command, "--scale is at most %d, not '%s'", SCALE_MAX, text);
    job->scale = scale;
    return 0;
}

static int plan_text(const struct cli *cli, const struct command *command,
                     const struct looks_words *words, struct job_options *job)
{
    const char *text = words->text ? words->text : "outline";
    job->live_text = strcmp(text, "live") == 0;
    if (!job->live_text && strcmp(text, "outline") != 0)
        return options_wrong(cli, command, "--text is outline or live, not '%s'", text);
    job->dpi = DPI_DEFAULT;
    if (words->dpi && (!number_parse_uint(words->dpi, &job->dpi) || job->dpi < DPI_MIN ||
                       job->dpi > DPI_MAX))
        return options_wrong(cli, command, "--dpi is a whole number from %d to %d, not '%s'",
                             DPI_MIN, DPI_MAX, words->dpi);
    return 0;
}

static int plan_style(const struct cli *cli, const struct command *command, const char *style,
                      struct job_options *job)
{
    job->style_apart = g_strcmp0(style, "apart") == 0;
    if (style && !job->style_apart && strcmp(style, "inside") != 0)
        return options_wrong(cli, command, "--style is inside or apart, not '%s'", style);
    return 0;
}

int looks_plan(const struct cli *cli, const struct command *command, struct looks_words *words,
               const char *paper, struct job_options *job)
{
    static char panel[] = "panel";
    if (words->layouts->len == 0)
        g_ptr_array_add(words->layouts, panel);
    job->layouts = options_end(words->layouts);
    job->languages = options_end(words->languages);
    job->strings = options_end(words->strings);
    job->print = words->press.print != NULL;
    job->slug = words->press.slug;
    job->bleed = words->bleed;
    job->crop_marks = words->crop_marks;
    job->allow_unreviewed = words->allow_unreviewed;
    int status = plan_print(cli, command, words, job);
    if (status == 0)
        status = labels_plan_inks(cli, command, words->inks, job);
    if (status == 0)
        status = plan_themes(cli, command, words->themes, paper, job);
    if (status == 0)
        status = labels_plan_date(cli, command, words->as_of, job);
    if (status == 0)
        status = labels_plan_gs1(cli, command, words->gs1, job);
    if (status == 0)
        status = plan_scale(cli, command, words->scale, job);
    if (status == 0)
        status = plan_text(cli, command, words, job);
    if (status == 0)
        status = plan_style(cli, command, words->style, job);
    return status;
}
