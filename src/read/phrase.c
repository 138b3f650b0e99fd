/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of messages: values shortened, names listed, kinds named. */
#include "read/phrase.h"

#include "base/text.h"

#include <string.h>

#define VALUE_MAX 60
#define LIST_MAX 12

char *phrase_value(const char *text)
{
    const char *end = text;
    for (size_t i = 0; i < VALUE_MAX && *end; i++)
        end += g_utf8_skip[(unsigned char)*end];
    return g_strdup_printf("\"%.*s%s\"", (int)(end - text), text, *end ? "…" : "");
}

char *phrase_proposal(const char *name, const char *const *candidates)
{
    const char *nearest = candidates ? text_nearest(name, candidates) : NULL;
    return nearest ? g_strdup_printf("; did you mean \"%s\"?", nearest) : g_strdup("");
}

char *phrase_list(const char *const *names)
{
    GString *list = g_string_new(NULL);
    size_t count = 0;
    for (; names[count]; count++)
        if (count < LIST_MAX)
            g_string_append_printf(list, "%s%s", count > 0 ? ", " : "", names[count]);
    if (count > LIST_MAX)
        g_string_append_printf(list, ", … (%zu more)", count - LIST_MAX);
    return g_string_free(list, FALSE);
}

char *phrase_type(const struct field_type *type)
{
    bool vowel = strchr("AEIOU", type->name[0]) && !g_str_has_prefix(type->name, "Us");
    GString *words = g_string_new(vowel ? "an" : "a");
    for (const char *at = type->name; *at; at++) {
        if (g_ascii_isupper(*at))
            g_string_append_c(words, ' ');
        g_string_append_c(words, g_ascii_tolower(*at));
    }
    return g_string_free(words, FALSE);
}

char *phrase_due(const struct field *field)
{
    const struct field_type *type = field->type;
    if (type->kind == FIELD_ENUMERATION) {
        g_autofree char *list = phrase_list(type->value_names);
        return g_strconcat(type->value_count > 1 ? "one of " : "", list, NULL);
    }
    if (type->kind == FIELD_LIST)
        return g_strdup_printf("a list of \"%s\"", type->fields[0].name);
    if (type->kind == FIELD_OBJECT) {
        g_autofree char *list = phrase_list(type->names);
        return g_strdup_printf("it holds %s", list);
    }
    return g_strdup(type->form);
}
