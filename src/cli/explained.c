/* SPDX-License-Identifier: Apache-2.0 */
/* Prints codes, terms with their crosswalk, and standards. */
#include "cli/explained.h"

#include "base/text.h"
#include "report/report.h"

#include <stdint.h>
#include <string.h>

enum { COLUMNS = 78, CROSSWALK = 23 };

void print_hanging(FILE *out, const char *name, const char *text, size_t indent)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n\t", -1);
    fputs(name, out);
    size_t column = text_length(name);
    bool first = true;
    for (char **word = words; *word; word++) {
        size_t length = text_length(*word);
        if (length == 0)
            continue;
        if (!first && column + 1 + length > COLUMNS) {
            fputc('\n', out);
            column = 0;
            first = true;
        }
        size_t blanks = !first ? 1 : column < indent ? indent - column : column > 0 ? 1 : 0;
        fprintf(out, "%*s%s", (int)blanks, "", *word);
        column += blanks + length;
        first = false;
    }
    fputc('\n', out);
}

void print_wrapped(FILE *out, const char *text, size_t indent)
{
    print_hanging(out, "", text, indent);
}

void explain_code(FILE *out, const struct code_info *info)
{
    fprintf(out, "%s (%s, exit status %d)\n", info->name, severity_name(info->severity),
            info->severity == SEVERITY_ERROR ? (int)info->blame : 0);
    print_wrapped(out, info->title, 2);
    fputc('\n', out);
    print_wrapped(out, info->explanation, 2);
}

/* The schema's documentation without the sentence about who asks for it: the crosswalk says more.
 */
static void print_documentation(FILE *out, const char *documentation, size_t indent)
{
    const char *asked = strstr(documentation, " Asked for by: ");
    g_autofree char *text =
        asked ? g_strndup(documentation, (size_t)(asked - documentation)) : g_strdup(documentation);
    print_wrapped(out, text, indent);
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
    fputc('\n', out);
    print_wrapped(out, kind->str, 2);
}

static void print_members(FILE *out, const struct field *field)
{
    const struct field_type *type = field->type;
    if (type->kind == FIELD_LIST)
        type = type->fields[0].type;
    for (size_t i = 0; i < type->value_count; i++) {
        fprintf(out, "\n  %s\n", type->values[i].name);
        print_documentation(out, type->values[i].documentation, 4);
    }
    for (size_t i = 0; type->kind == FIELD_OBJECT && i < type->field_count; i++) {
        const struct field *member = &type->fields[i];
        fprintf(out, "\n  %s%s\n", member->name, member->required ? " (required)" : "");
        print_documentation(out, member->documentation, 4);
    }
}

static void print_parts(FILE *out, const struct glossary *glossary, const struct term *whole)
{
    for (size_t i = 0; i < glossary_count(glossary); i++) {
        const struct term *term = glossary_at(glossary, i);
        if (!term->of || strcmp(term->of, whole->id) != 0)
            continue;
        fprintf(out, "\n  %s (%s)\n", term->title, term->id);
        for (const char *const *meaning = term->meanings; *meaning; meaning++)
            print_wrapped(out, *meaning, 4);
        g_autofree char *see = g_strjoinv(", ", (char **)(uintptr_t)term->see);
        if (*see)
            print_hanging(out, "    Fields:", see, 12);
    }
}

static void print_crosswalk(FILE *out, const struct standards *standards, const struct term *term)
{
    if (term->known_count > 0)
        fputs("\n  Who asks for it, and what they call it:\n", out);
    for (size_t i = 0; i < term->known_count; i++) {
        const struct known *known = &term->known[i];
        const struct standard *standard = standards_find(standards, known->by);
        g_autoptr(GString) text = g_string_new(NULL);
        const char *read = known->read ? known->read : standard ? standard->read : "recalled";
        bool quoted = strcmp(read, "read") == 0; /* else they are not its very words */
        if (known->as)
            g_string_append_printf(text, quoted ? "\"%s\" " : "%s ", known->as);
        if (known->at)
            g_string_append_printf(text, "(%s) ", known->at);
        if (text->len == 0)
            g_string_append(text, "asks for it ");
        if (!quoted)
            g_string_append_printf(text, "[%s]", read);
        g_autofree char *name =
            g_strdup_printf("    %s", standard ? standard->short_name : known->by);
        print_hanging(out, name, text->str, CROSSWALK);
    }
}

void explain_term(FILE *out, const struct glossary *glossary, const struct standards *standards,
                  const struct term *term, const char *name)
{
    fprintf(out, "%s%s%s%s\n", name, term->title ? " (" : "", term->title ? term->title : "",
            term->title ? ")" : "");
    if (term->kind == TERM_FIELD)
        print_documentation(out, term->field->documentation, 2);
    else if (term->kind == TERM_VALUE)
        print_documentation(out, term->value->documentation, 2);
    for (const char *const *meaning = term->meanings; *meaning; meaning++)
        print_wrapped(out, *meaning, 2);
    if (term->kind == TERM_FIELD)
        print_kind(out, term->field);
    print_crosswalk(out, standards, term);
    g_autofree char *see = g_strjoinv(", ", (char **)(uintptr_t)term->see);
    if (*see) {
        fputc('\n', out);
        print_hanging(out, "  See also:", see, 12);
    }
    if (term->kind == TERM_FIELD)
        print_members(out, term->field);
    print_parts(out, glossary, term);
}

static const char *read_phrase(const char *read)
{
    if (strcmp(read, "read") == 0)
        return "The text was read.";
    return strcmp(read, "secondary") == 0 ? "What others say of it was read."
                                          : "The text was not read.";
}

void explain_standard(FILE *out, const struct standard *standard)
{
    fprintf(out, "%s (%s: %s, %s)\n", standard->id, standard->short_name, standard->kind,
            strcmp(standard->scope, "any") == 0 ? "consumer and industrial" : standard->scope);
    print_wrapped(out, standard->title, 2);
    print_wrapped(out, standard->version, 2);
    fputc('\n', out);
    print_wrapped(out, standard->asks, 2);
    if (standard->from)
        fprintf(out, "\n  Binds from %s.\n", standard->from);
    fputc('\n', out);
    print_wrapped(out, read_phrase(standard->read), 2);
    if (standard->note)
        print_wrapped(out, standard->note, 2);
    for (const char *const *source = standard->sources; *source; source++)
        fprintf(out, "    %s\n", *source);
    if (standard->profile)
        fprintf(out, "\n  Judged by: uplabel check -p %s\n", standard->profile);
}
