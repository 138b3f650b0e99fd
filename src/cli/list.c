/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel list`: layouts, languages, profiles, terms, codes and more that there are. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/number.h"
#include "base/text.h"
#include "job/workshop.h"
#include "layout/stock.h"
#include "read/glossary.h"
#include "read/standards.h"
#include "read/vocabulary.h"
#include "rules/profile.h"
#include "report/report.h"
#include "write/html_style.h"
#include "write/writer.h"

#include <string.h>

struct list_options {
    GPtrArray *data_dirs, *strings;
};

static const struct option_row rows[] = {
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     offsetof(struct list_options, data_dirs)},
    {"strings", 0, "FILE", "with languages: approved wording, as for render (repeatable)",
     OPTION_FILES, offsetof(struct list_options, strings)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_list = {
    .name = "list",
    .summary = "list layouts, languages, profiles, terms, codes and more",
    .synopsis = "[OPTION]… layouts|languages|profiles|formats|sheets|codes|fields|terms|standards|style",
    .description = "Prints one line for each: its name, and what it is. `style' prints uplabel.css, to which a\n"
                   "page of cards and badges links.",
    .options = rows,
    .run = run,
};

static void print_line(FILE *out, const char *name, const char *title)
{
    fprintf(out, "%-22s %s\n", name, title);
}

/* Calls print for the bare name of each file below a data folder. */
static int each_asset(FILE *out, struct workshop *workshop, const char *folder,
                      int (*print)(FILE *out, struct workshop *workshop, const char *name))
{
    g_autoptr(GPtrArray) paths = assets_list(workshop_assets(workshop), folder);
    int status = 0;
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        if (!g_str_has_suffix(path, ".xml"))
            continue;
        g_autofree char *name = g_path_get_basename(path);
        name[strlen(name) - strlen(".xml")] = '\0';
        status = worst(status, print(out, workshop, name));
    }
    return status;
}

/* Says what is wrong with a data file where its line would stand. */
static int print_broken(FILE *out, const char *name, struct diags *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    diags_sort(diags);
    report_text_findings(text, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    if (text->len > 0)
        fprintf(out, "%-22s broken:\n%s", name, text->str);
    return status;
}

static int print_layout(FILE *out, struct workshop *workshop, const char *name)
{
    if (strcmp(name, "icons") == 0)
        return 0; /* drawings that templates share, not a layout */
    struct diags *diags = diags_new(0);
    const struct template *template = workshop_template(workshop, name, diags);
    if (template)
        print_line(out, name, template_title(template));
    int status = print_broken(out, name, diags);
    diags_free(diags);
    return status;
}

static int print_language(FILE *out, struct workshop *workshop, const char *name)
{
    struct diags *diags = diags_new(0);
    const struct catalogue *catalogue = workshop_catalogue(workshop, name, diags);
    if (catalogue) {
        g_autoptr(GString) title = g_string_new(catalogue_name(catalogue));
        if (!catalogue_reviewed(catalogue))
            g_string_append(title, " (not reviewed)");
        struct approval approval = catalogue_approval(catalogue);
        if (approval.reviewer) {
            g_string_append_printf(title, " (%u of %u texts approved by ", approval.texts,
                                   approval.of);
            text_append_safe(title, approval.reviewer, 0);
            g_string_append_printf(title, " on %s)", approval.reviewed_on);
        }
        print_line(out, name, title->str);
    }
    int status = print_broken(out, name, diags);
    diags_free(diags);
    return status;
}

static int print_profile(FILE *out, struct workshop *workshop, const char *name)
{
    struct diags *diags = diags_new(0);
    const struct profile *profile = workshop_profile(workshop, name, diags);
    if (profile) {
        g_autofree char *title = g_strdup_printf("%s (%s; version %s, %zu rules%s%s)",
                                                 profile->title, profile->kind, profile->version,
                                                 profile->rule_count,
                                                 *profile->markets ? "; for " : "", profile->markets);
        print_line(out, name, title);
    }
    int status = print_broken(out, name, diags);
    diags_free(diags);
    return status;
}

static int list_profiles(FILE *out, struct workshop *workshop)
{
    return each_asset(out, workshop, "schemas/profiles/", print_profile);
}

static int list_layouts(FILE *out, struct workshop *workshop)
{
    return each_asset(out, workshop, "templates/", print_layout);
}

static int list_languages(FILE *out, struct workshop *workshop)
{
    return each_asset(out, workshop, "templates/strings/", print_language);
}

static int list_formats(FILE *out, struct workshop *workshop)
{
    (void)workshop;
    for (const struct writer *writer = writers; writer->name; writer++)
        print_line(out, writer->name, writer->title);
    return 0;
}

static void print_stock(void *data, const struct stock *stock)
{
    g_autoptr(GString) title = g_string_new(NULL);
    g_string_append_printf(title, "%d × %d labels of ", stock->columns, stock->rows);
    number_append_fixed(title, stock->place_width, 3);
    g_string_append(title, " × ");
    number_append_fixed(title, stock->place_height, 3);
    g_string_append(title, " mm on ");
    number_append_fixed(title, stock->width, 3);
    g_string_append(title, " × ");
    number_append_fixed(title, stock->height, 3);
    g_string_append(title, " mm");
    print_line(data, stock->name, title->str);
}

static int list_sheets(FILE *out, struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    stock_each(workshop_assets(workshop), print_stock, out, diags);
    int status = print_broken(out, "stock", diags);
    diags_free(diags);
    return status;
}

static int list_codes(FILE *out, struct workshop *workshop)
{
    (void)workshop;
    for (int i = 0; i < CODE_COUNT; i++) {
        const struct code_info *info = code_info((enum code)i);
        fprintf(out, "%-22s %-8s %s\n", info->name, severity_name(info->severity), info->title);
    }
    return 0;
}

static const char *const kind_names[] = {
    [FIELD_OBJECT] = "object",   [FIELD_LIST] = "list",       [FIELD_TEXT] = "text",
    [FIELD_TOKEN] = "code",      [FIELD_URL] = "URL",         [FIELD_DATE] = "date",
    [FIELD_INTEGER] = "number",  [FIELD_BOOLEAN] = "boolean", [FIELD_ENUMERATION] = "one of a list",
};

/* Depth is bounded by the schema: it has no recursive type. */
static void print_fields(FILE *out, const struct field *field, const char *prefix)
{
    for (size_t i = 0; i < field->type->field_count; i++) {
        const struct field *member = &field->type->fields[i];
        if (field->type->kind == FIELD_LIST) {
            print_fields(out, member, prefix);
            continue;
        }
        g_autofree char *path =
            *prefix ? g_strconcat(prefix, ".", member->name, NULL) : g_strdup(member->name);
        fprintf(out, "%-44s %-14s %s\n", path, kind_names[member->type->kind],
                member->required ? "required" : "");
        print_fields(out, member, path);
    }
}

static int list_fields(FILE *out, struct workshop *workshop)
{
    (void)workshop;
    print_fields(out, vocabulary_root(vocabulary_get()), "");
    return 0;
}

static int list_terms(FILE *out, struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    struct glossary *glossary = glossary_load(workshop_assets(workshop), diags);
    for (size_t i = 0; glossary && i < glossary_count(glossary); i++) {
        const struct term *term = glossary_at(glossary, i);
        fprintf(out, "%-46s %s\n", term->id,
                term->kind == TERM_FIELD   ? "field"
                : term->kind == TERM_VALUE ? "value"
                                           : term->title);
    }
    glossary_free(glossary);
    int status = print_broken(out, "terms", diags);
    diags_free(diags);
    return status;
}

static int list_standards(FILE *out, struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    struct standards *standards = standards_load(workshop_assets(workshop), diags);
    for (size_t i = 0; standards && i < standards_count(standards); i++) {
        const struct standard *standard = standards_at(standards, i);
        fprintf(out, "%-22s %-10s %-10s %s; %s\n", standard->id, standard->scope, standard->read,
                standard->title, standard->version);
    }
    standards_free(standards);
    int status = print_broken(out, "standards", diags);
    diags_free(diags);
    return status;
}

/* What a page links to where its fragments have no style inside. */
static int list_style(FILE *out, struct workshop *workshop)
{
    (void)workshop;
    fputs(html_shared_style, out);
    return 0;
}

static const struct subject {
    const char *name;
    int (*list)(FILE *out, struct workshop *workshop);
} subjects[] = {
    {"layouts", list_layouts},   {"languages", list_languages}, {"profiles", list_profiles},
    {"formats", list_formats},
    {"sheets", list_sheets},
    {"codes", list_codes},     {"fields", list_fields},
    {"terms", list_terms},     {"standards", list_standards},
    {"style", list_style},
};

static const struct subject *find_subject(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++)
        if (strcmp(subjects[i].name, name) == 0)
            return &subjects[i];
    return NULL;
}

static int add_strings(const struct cli *cli, struct workshop *workshop, const char *const *files)
{
    struct diags *diags = diags_new(0);
    for (; *files; files++)
        workshop_add_strings(workshop, *files, diags);
    labels_print_findings(cli, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autoptr(GPtrArray) strings = options_list_new();
    struct list_options options = {data_dirs, strings};
    g_autofree char **operands = NULL;
    enum options_result parsed = options_parse(cli, &command_list, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    const struct subject *subject = operands[0] ? find_subject(operands[0]) : NULL;
    if (!subject || operands[1])
        return options_wrong(cli, &command_list,
                             "say one of: layouts, languages, profiles, formats, sheets, codes, "
                             "fields, terms, standards");
    struct workshop *workshop = workshop_new(options_end(data_dirs));
    int status = add_strings(cli, workshop, options_end(strings));
    if (status == 0)
        status = subject->list(cli->out, workshop);
    workshop_free(workshop);
    return status;
}
