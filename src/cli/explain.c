/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel explain`: what a code, a field, a value, a term, a rule or a standard means. */
#include "cli/explained.h"
#include "cli/labels.h"
#include "cli/options.h"

#include "base/text.h"
#include "job/workshop.h"

#include <stdint.h>
#include <string.h>

struct explain_options {
    GPtrArray *data_dirs;
};

static const struct option_row rows[] = {
    {"data-dir", 0, "DIR", "look for profiles here first (repeatable)", OPTION_DATA,
     offsetof(struct explain_options, data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_explain = {
    .name = "explain",
    .summary = "explain a field, a term, a rule, a standard or a code",
    .synopsis = "[OPTION]… NAME…",
    .description = "Explains what a NAME means: a field of the declaration (support.end, or just\n"
                   "end), a value (automaticOptOut), a shared term (support-period,\n"
                   "patching-process, label-claims), a rule (eu-cra/C1), a profile or standard\n"
                   "(eu-cra), a diagnostic code (SCHEMA-VALUE). Fields and terms come with those\n"
                   "who ask for them and what they call them. 'uplabel list' names them all.",
    .options = rows,
    .run = run,
};

/* What explaining needs, loaded when first asked for. */
struct library {
    struct workshop *workshop;
    struct glossary *glossary;
    struct standards *standards;
    struct diags *diags;
};

static bool library_open(struct library *library, struct workshop *workshop)
{
    const struct assets *assets = workshop_assets(workshop);
    struct diags *diags = diags_new(0);
    *library = (struct library){workshop, glossary_load(assets, diags),
                                standards_load(assets, diags), diags};
    return library->glossary && library->standards;
}

static void library_close(struct library *library)
{
    glossary_free(library->glossary);
    standards_free(library->standards);
    diags_free(library->diags);
}

static bool is_position(const char *segment)
{
    return *segment && segment[strspn(segment, "0123456789")] == '\0';
}

/* JSON pointers and paths with dots name the same field; positions in a list say nothing of it. */
static const struct term *term_named(const struct library *library, const char *name)
{
    const struct term *term = glossary_find(library->glossary, name); /* "schemaVersion.1.0" */
    if (term)
        return term;
    g_auto(GStrv) segments = g_strsplit_set(*name == '/' ? name + 1 : name, "/.", -1);
    g_autoptr(GString) path = g_string_new(NULL);
    for (char **segment = segments; *segment; segment++)
        if (!is_position(*segment))
            g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "", *segment);
    return glossary_find(library->glossary, path->str);
}

static bool profile_exists(const struct library *library, const char *id)
{
    g_autoptr(GPtrArray) ids = profile_list(workshop_assets(library->workshop));
    for (unsigned i = 0; i < ids->len; i++)
        if (strcmp(ids->pdata[i], id) == 0)
            return true;
    return false;
}

/* "eu-cra/C1" or "RULE:eu-cra/C1". */
static const struct rule *rule_named(const struct library *library, const char *name)
{
    if (g_str_has_prefix(name, "RULE:"))
        name += strlen("RULE:");
    const char *slash = strchr(name, '/');
    g_autofree char *id = slash ? g_strndup(name, (size_t)(slash - name)) : NULL;
    const struct profile *profile = id && profile_exists(library, id)
                                        ? workshop_profile(library->workshop, id, library->diags)
                                        : NULL;
    for (size_t i = 0; profile && i < profile->rule_count; i++)
        if (strcmp(profile->rules[i].id, slash + 1) == 0)
            return &profile->rules[i];
    return NULL;
}

/* Every value of that name, as several fields may have one. */
static bool explain_values(FILE *out, const struct library *library, const char *name)
{
    bool any = false;
    for (size_t i = 0; i < glossary_count(library->glossary); i++) {
        const struct term *term = glossary_at(library->glossary, i);
        if (term->kind != TERM_VALUE || strcmp(term->value->name, name) != 0)
            continue;
        if (any)
            fputc('\n', out);
        explain_term(out, library->glossary, library->standards, term, term->id);
        any = true;
    }
    return any;
}

static bool explain_profile_named(FILE *out, const struct library *library, const char *name)
{
    const struct profile *profile = profile_exists(library, name)
                                        ? workshop_profile(library->workshop, name, library->diags)
                                        : NULL;
    if (profile)
        explain_profile(out, profile);
    return profile != NULL;
}

/* A standard, and the profile of that name where there is one; either may be alone. */
static bool explain_regime(FILE *out, const struct library *library, const char *name)
{
    const struct standard *standard = standards_find(library->standards, name);
    if (standard)
        explain_standard(out, standard);
    if (standard && profile_exists(library, name))
        fputc('\n', out);
    return explain_profile_named(out, library, name) || standard;
}

static bool explain(FILE *out, const struct library *library, const char *name)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    enum code code = code_find(upper);
    if (code != CODE_COUNT) {
        explain_code(out, code_info(code));
        return true;
    }
    const struct rule *rule = rule_named(library, name);
    if (rule) {
        explain_rule(out, rule);
        return true;
    }
    const struct term *term = term_named(library, name);
    if (term) {
        explain_term(out, library->glossary, library->standards, term, name);
        return true;
    }
    return explain_regime(out, library, name) || explain_values(out, library, name);
}

/* The nearest term, profile or standard; NULL where none is near. */
static const char *nearest_name(const struct library *library, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < glossary_count(library->glossary); i++)
        g_ptr_array_add(names, (char *)(uintptr_t)glossary_at(library->glossary, i)->id);
    for (size_t i = 0; i < standards_count(library->standards); i++)
        g_ptr_array_add(names, (char *)(uintptr_t)standards_at(library->standards, i)->id);
    g_ptr_array_add(names, NULL);
    return text_nearest(name, (const char *const *)(void *)names->pdata);
}

static int refuse(const struct cli *cli, const struct library *library, const char *name)
{
    const char *nearest = nearest_name(library, name);
    return options_wrong(cli, &command_explain,
                         "'%s' is no code, field, value, term, rule or standard%s%s%s; 'uplabel "
                         "list codes', 'list terms', 'list profiles' and 'list standards' name "
                         "them",
                         name, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                         nearest ? "'" : "");
}

static int explain_all(const struct cli *cli, const struct library *library, char **names)
{
    int status = 0;
    for (char **name = names; *name; name++) {
        if (name != names)
            fputc('\n', cli->out);
        if (!explain(cli->out, library, *name))
            status = worst(status, refuse(cli, library, *name));
    }
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct explain_options options = {data_dirs};
    g_autofree char **names = NULL;
    enum options_result parsed = options_parse(cli, &command_explain, argc, argv, &options, &names);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!*names)
        return options_wrong(cli, &command_explain, "say which code, field, term or rule");
    struct workshop *workshop = workshop_new(options_end(data_dirs));
    struct library library;
    int status = library_open(&library, workshop) ? explain_all(cli, &library, names) : 0;
    labels_print_findings(cli, library.diags);
    status = worst(status, diags_status(library.diags, SEVERITY_ERROR));
    library_close(&library);
    workshop_free(workshop);
    return status;
}
