/* SPDX-License-Identifier: Apache-2.0 */
/* What commands that make labels have in common: inks, dates, layouts and languages, findings. */
#include "cli/labels.h"

#include "base/gs1.h"
#include "cli/options.h"
#include "read/map.h"
#include "report/report.h"

#include <string.h>
#include <sys/stat.h>

/* A folder: it ends in "/", is there as one, or its last part has no suffix. */
static bool names_folder(const char *where)
{
    struct stat status;
    g_autofree char *last = g_path_get_basename(where);
    return g_str_has_suffix(where, "/") || !strchr(last, '.') ||
           (stat(where, &status) == 0 && S_ISDIR(status.st_mode));
}

void labels_plan_where(const char *option, struct labels_where *where)
{
    *where = (struct labels_where){0};
    if (strcmp(option, "-") == 0) {
        where->to_stdout = true;
    } else if (names_folder(option)) {
        where->folder = g_strdup(option);
    } else {
        where->folder = g_path_get_dirname(option);
        where->file = g_path_get_basename(option);
    }
}

void labels_where_clear(struct labels_where *where)
{
    g_free(where->folder);
    g_free(where->file);
}

int labels_plan_inks(const struct cli *cli, const struct command *command, const GPtrArray *inks,
                     struct job_options *job)
{
    job->colour = inks->len == 0;
    for (guint i = 0; i < inks->len; i++) {
        const char *ink = inks->pdata[i];
        if (strcmp(ink, "colour") == 0 || strcmp(ink, "color") == 0)
            job->colour = true;
        else if (strcmp(ink, "mono") == 0)
            job->mono = true;
        else
            return options_wrong(cli, command, "--ink is colour or mono, not '%s'", ink);
    }
    return 0;
}

int labels_plan_date(const struct cli *cli, const struct command *command, const char *as_of,
                     struct job_options *job)
{
    if (!as_of)
        job->as_of = date_today();
    else if (!date_parse(as_of, &job->as_of) || job->as_of.day == 0)
        return options_wrong(cli, command, "--as-of is a day such as 2026-06-15, not '%s'", as_of);
    return 0;
}

int labels_plan_gs1(const struct cli *cli, const struct command *command, const char *host,
                    struct job_options *job)
{
    const char *why;
    if (!host)
        return 0;
    g_autofree char *ascii = gs1_host(host, &why);
    if (!ascii)
        return options_wrong(cli, command,
                             "--gs1 takes the host name that resolves GS1 links, such as "
                             "id.example.com; '%s' %s",
                             host, why);
    job->gs1 = g_intern_string(ascii);
    return 0;
}

void labels_print_findings(const struct cli *cli, struct diags *diags)
{
    diags_sort(diags);
    g_autoptr(GString) text = g_string_new(NULL);
    report_text_findings(text, diags);
    fwrite(text->str, 1, text->len, cli->err);
}

/* Templates and catalogues come first: where one is broken nothing is judged. */
static int load(const struct cli *cli, const struct job_options *job, struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    for (const char *const *file = job->strings; file && *file; file++)
        workshop_add_strings(workshop, *file, diags);
    for (const char *const *layout = job->layouts; *layout; layout++)
        workshop_template(workshop, *layout, diags);
    for (const char *const *languages = job->languages; *languages; languages++) {
        g_auto(GStrv) tags = g_strsplit(*languages, "+", -1);
        for (char **tag = tags; *tag; tag++)
            workshop_catalogue(workshop, *tag, diags);
    }
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

/* How many languages "de+fr" joins; 0 where one stands twice. */
static size_t count_languages(const char *languages)
{
    g_auto(GStrv) tags = g_strsplit(languages, "+", -1);
    size_t count = 0;
    for (; tags[count]; count++)
        for (size_t i = 0; i < count; i++)
            if (strcmp(tags[i], tags[count]) == 0)
                return 0;
    return count;
}

/* Whether a layout has as many lines as the label has languages. */
static int match_languages(const struct cli *cli, const struct command *command,
                           const struct template *template, const char *languages)
{
    size_t least, most, count = count_languages(languages);
    template_languages(template, &least, &most);
    if (count == 0)
        return options_wrong(cli, command, "a language stands twice in '%s'", languages);
    if (count >= least && count <= most)
        return 0;
    if (most > 1)
        return options_wrong(cli, command,
                             "a label of layout %s shows %zu to %zu languages, joined as in "
                             "-L de+fr; not %zu",
                             template_name(template), least, most, count);
    return options_wrong(cli, command,
                         "layout %s shows one language: -L de,fr makes a label each, -l multi one "
                         "in both; not '%s'",
                         template_name(template), languages);
}

/* Whether a layout can be had in the size and on the ground that were asked for. */
static int match_look(const struct cli *cli, const struct command *command,
                      const struct job_options *job, const struct template *template)
{
    if (job->dark && !template_dark(template))
        return options_wrong(cli, command,
                             "layout %s is for paper, which is white: --theme dark is for web and "
                             "badge",
                             template_name(template));
    if (job->print && (template_dark(template) || template_bitmap(template)))
        return options_wrong(cli, command,
                             "layout %s is for a screen: --print is for those on paper",
                             template_name(template));
    if (job->scale > 1000 && template_bitmap(template))
        return options_wrong(cli, command,
                             "layout %s has exactly the pixels of its display: choose another for "
                             "--scale",
                             template_name(template));
    return 0;
}

/* Whether any output has a layout. */
static bool draws(const struct job_options *job)
{
    if (!job->formats)
        return true;
    for (const struct writer *const *format = job->formats; *format; format++)
        if ((*format)->needs_scene)
            return true;
    return false;
}

/* What only the loaded templates tell: how many languages, and whether something is said in words.
 */
static int match(const struct cli *cli, const struct command *command,
                 const struct job_options *job, struct workshop *workshop)
{
    const struct template *wordless = NULL;
    bool worded = false;
    int status = 0;
    if (!draws(job))
        return 0;
    for (const char *const *layout = job->layouts; *layout && status == 0; layout++) {
        const struct template *template = workshop_template(workshop, *layout, NULL);
        if (template_wordless(template))
            wordless = template;
        else
            worded = true;
        status = match_look(cli, command, job, template);
        const char *const *languages = job->languages;
        if (!*languages && status == 0)
            status = match_languages(cli, command, template, "en");
        for (; *languages && status == 0; languages++)
            status = match_languages(cli, command, template, *languages);
    }
    if (status == 0 && job->formats && wordless && !worded)
        status = options_wrong(cli, command,
                               "layout %s has no words: make it together with one that has, as in "
                               "-l %s,panel",
                               template_name(wordless), template_name(wordless));
    return status;
}

int labels_prepare(const struct cli *cli, const struct command *command,
                   const struct job_options *job, struct workshop *workshop)
{
    int status = load(cli, job, workshop);
    return status == 0 ? match(cli, command, job, workshop) : status;
}

void labels_judge_use(const struct cli *cli, const struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    workshop_judge_use(workshop, diags);
    labels_print_findings(cli, diags);
    diags_free(diags);
}

int labels_commit(const struct cli *cli, struct outputs *outputs)
{
    struct diags *diags = diags_new(0);
    if (outputs_check(outputs, diags))
        outputs_commit(outputs, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(cli, diags);
    diags_free(diags);
    return status;
}

struct map *labels_load_map(const struct cli *cli, const char *file, int *status)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_read(file, cli->in, SOURCE_MAX_BYTES, diags);
    struct map *map = source ? map_load(source, diags) : NULL;
    labels_print_findings(cli, diags);
    *status = map ? 0 : diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return map;
}
