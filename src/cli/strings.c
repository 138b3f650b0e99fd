/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel strings`: a language's words out to translators, and back. */
#include "cli/options.h"

#include "base/output.h"
#include "base/source.h"
#include "job/workshop.h"
#include "report/report.h"
#include "words/xliff.h"

#include <string.h>

#define FINDINGS_MAX 2000 /* all of them: a translator mends a file in one go */

struct strings_options {
    const char *output;
    GPtrArray *data_dirs;
};

static const struct option_row rows[] = {
    {"output", 'o', "FILE", "write there; default: standard output", OPTION_OUTPUT,
     offsetof(struct strings_options, output)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     offsetof(struct strings_options, data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_strings = {
    .name = "strings",
    .summary = "exchange a language's words with translators, as XLIFF",
    .synopsis = "[OPTION]… export LANG | import FILE",
    .description =
        "Writes the words of a language beside the English ones as XLIFF 1.2, or makes a\n"
        "catalogue of such a file once it is translated ('-' reads standard input).",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* The text as the one output; takes it. */
static void write_output(const struct cli *cli, const char *where, const char *input, char *text,
                         struct diags *diags)
{
    bool named = where && strcmp(where, "-") != 0;
    g_autofree char *folder = named ? g_path_get_dirname(where) : NULL;
    struct outputs *outputs = outputs_new(folder, cli->out);
    if (input && strcmp(input, "-") != 0)
        outputs_protect(outputs, input);
    outputs_take(outputs, named ? g_path_get_basename(where) : g_strdup("strings"),
                 g_bytes_new_take(text, strlen(text)));
    if (outputs_check(outputs, diags))
        outputs_commit(outputs, diags);
    outputs_free(outputs);
}

/* Every catalogue there is; each belongs to the workshop. */
static GPtrArray *load_all(struct workshop *workshop, struct diags *diags)
{
    g_autoptr(GPtrArray) paths = assets_list(workshop_assets(workshop), "templates/strings/");
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *name = g_path_get_basename(paths->pdata[i]);
        if (!g_str_has_suffix(name, ".xml"))
            continue;
        name[strlen(name) - strlen(".xml")] = '\0';
        const struct catalogue *catalogue = workshop_catalogue(workshop, name, diags);
        if (catalogue)
            g_ptr_array_add(all, (void *)(uintptr_t)catalogue);
    }
    return all;
}

/* True for what the schema takes as a language: en, zh-Hans. */
static bool is_language(const char *tag)
{
    g_auto(GStrv) parts = g_strsplit(tag, "-", -1);
    for (char **part = parts; *part; part++) {
        size_t size = strlen(*part);
        if (size < 2 || size > (part == parts ? 3 : 8))
            return false;
        for (const char *c = *part; *c; c++)
            if (part == parts ? !g_ascii_islower(*c) : !g_ascii_isalnum(*c))
                return false;
    }
    return parts[0] != NULL && strlen(tag) <= 35;
}

static void export_language(const struct cli *cli, const struct strings_options *options,
                            struct workshop *workshop, const char *language, struct diags *diags)
{
    g_autoptr(GPtrArray) all = load_all(workshop, diags);
    bool known = workshop_has_language(workshop, language);
    const struct catalogue *catalogue =
        known ? workshop_catalogue(workshop, language, diags) : NULL;
    if (diags_has_errors(diags))
        return;
    struct catalogue *blank = catalogue ? NULL : catalogue_blank(language);
    char *text = xliff_export(catalogue ? catalogue : blank,
                              (const struct catalogue *const *)(const void *)all->pdata, all->len);
    catalogue_free(blank);
    write_output(cli, options->output, NULL, text, diags);
    if (!known && !diags_has_errors(diags))
        fprintf(cli->err, "uplabel strings: there is no catalogue of '%s' yet: the file is blank\n",
                language);
}

static void import_file(const struct cli *cli, const struct strings_options *options,
                        const char *file, struct diags *diags)
{
    struct source *source = source_read(file, cli->in, SOURCE_MAX_BYTES, diags);
    char *text = source ? xliff_import(source, diags) : NULL;
    if (text)
        write_output(cli, options->output, file, text, diags);
}

static int exchange(const struct cli *cli, const struct strings_options *options, char **operands)
{
    bool export = strcmp(operands[0], "export") == 0;
    if (!export && strcmp(operands[0], "import") != 0)
        return options_wrong(cli, &command_strings, "say export or import, not '%s'", operands[0]);
    if (!operands[1] || operands[2])
        return options_wrong(cli, &command_strings, "%s takes one %s", operands[0],
                             export ? "language, as in 'export de'" : "file");
    if (export && !is_language(operands[1]))
        return options_wrong(cli, &command_strings,
                             "a language is a tag such as de or zh-Hans, not '%s'", operands[1]);
    struct diags *diags = diags_new(FINDINGS_MAX);
    struct workshop *workshop = workshop_new(options_end(options->data_dirs));
    if (export)
        export_language(cli, options, workshop, operands[1], diags);
    else
        import_file(cli, options, operands[1], diags);
    diags_sort(diags);
    g_autoptr(GString) findings = g_string_new(NULL);
    report_text_findings(findings, diags);
    fwrite(findings->str, 1, findings->len, cli->err);
    int status = diags_status(diags, SEVERITY_ERROR);
    workshop_free(workshop);
    diags_free(diags);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct strings_options options = {.data_dirs = data_dirs};
    g_autofree char **operands = NULL;
    enum options_result parsed =
        options_parse(cli, &command_strings, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!operands[0])
        return options_wrong(cli, &command_strings, "say export or import");
    return exchange(cli, &options, operands);
}
