/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel explain`: what a code, a field or a value means. */
#include "cli/options.h"

#include "base/diag.h"
#include "base/text.h"
#include "read/vocabulary.h"
#include "report/report.h"

#include <string.h>

static const struct option_row rows[] = {
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_explain = {
    .name = "explain",
    .summary = "explain a diagnostic code or a field",
    .synopsis = "CODE|FIELD…",
    .description = "Explains diagnostic codes (SCHEMA-VALUE) and fields of the declaration\n"
                   "(support.end, or just end). 'uplabel list codes' and 'uplabel list fields' name\n"
                   "them all.",
    .options = rows,
    .run = run,
};

/* Prints text in lines of at most 78 columns behind an indent. */
static void print_wrapped(FILE *out, const char *text, size_t indent)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n\t", -1);
    size_t column = 0;
    for (char **word = words; *word; word++) {
        size_t length = text_length(*word);
        if (length == 0)
            continue;
        bool breaks = column > 0 && column + 1 + length > 78;
        if (breaks)
            fputc('\n', out);
        if (breaks || column == 0) {
            fprintf(out, "%*s%s", (int)indent, "", *word);
            column = indent + length;
        } else {
            fprintf(out, " %s", *word);
            column += 1 + length;
        }
    }
    fputc('\n', out);
}

static void explain_code(FILE *out, const struct code_info *info)
{
    fprintf(out, "%s (%s, exit status %d)\n", info->name, severity_name(info->severity),
            info->severity == SEVERITY_ERROR ? (int)info->blame : 0);
    print_wrapped(out, info->title, 2);
    fputc('\n', out);
    print_wrapped(out, info->explanation, 2);
}

static void print_kind(FILE *out, const struct field *field)
{
    const struct field_type *type = field->type;
    g_autoptr(GString) kind = g_string_new(field->required ? "Required; " : "Optional; ");
    if (type->kind == FIELD_LIST)
        g_string_append_printf(kind, "a list of at most %u.", type->max_items);
    else if (type->kind == FIELD_OBJECT)
        g_string_append(kind, "an object with the fields below.");
    else if (type->kind == FIELD_ENUMERATION)
        g_string_append(kind, "one of the values below.");
    else if (type->kind == FIELD_TEXT)
        g_string_append_printf(kind, "a text of at most %u characters.", type->max_length);
    else
        g_string_append_printf(kind, "%s.", type->form ? type->form : "");
    print_wrapped(out, kind->str, 2);
}

static const struct field_type *value_type(const struct field *field)
{
    return field->type->kind == FIELD_LIST ? field->type->fields[0].type : field->type;
}

static void explain_field(FILE *out, const char *name, const struct field *field)
{
    fprintf(out, "%s\n", name);
    print_wrapped(out, field->documentation, 2);
    fputc('\n', out);
    print_kind(out, field);
    const struct field_type *type = value_type(field);
    for (size_t i = 0; i < type->value_count; i++) {
        fprintf(out, "\n  %s\n", type->values[i].name);
        print_wrapped(out, type->values[i].documentation, 4);
    }
    for (size_t i = 0; type->kind == FIELD_OBJECT && i < type->field_count; i++) {
        fprintf(out, "\n  %s%s\n", type->fields[i].name, type->fields[i].required ? " (required)" : "");
        print_wrapped(out, type->fields[i].documentation, 4);
    }
}

/* JSON pointers and paths with dots name the same field. */
static const struct field *field_named(const char *name)
{
    g_autofree char *path = g_strdup(*name == '/' ? name + 1 : name);
    g_strdelimit(path, "/", '.');
    return vocabulary_find(vocabulary_get(), path);
}

static int explain(const struct cli *cli, const char *name)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    enum code code = code_find(upper);
    const struct field *field = code == CODE_COUNT ? field_named(name) : NULL;
    if (code != CODE_COUNT) {
        explain_code(cli->out, code_info(code));
    } else if (field) {
        explain_field(cli->out, name, field);
    } else {
        return options_wrong(cli, &command_explain,
                             "'%s' is neither a code nor a field; 'uplabel list codes' and "
                             "'uplabel list fields' name them all",
                             name);
    }
    return 0;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    struct {
        bool unused;
    } options = {false};
    g_autofree char **names = NULL;
    enum options_result parsed = options_parse(cli, &command_explain, argc, argv, &options, &names);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!*names)
        return options_wrong(cli, &command_explain, "say which CODE or FIELD");
    int status = 0;
    for (char **name = names; *name; name++) {
        if (name != names)
            fputc('\n', cli->out);
        status = worst(status, explain(cli, *name));
    }
    return status;
}
