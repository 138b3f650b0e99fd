/* SPDX-License-Identifier: Apache-2.0 */
/* Names of output files. */
#include "job/name.h"

#include "base/hash.h"

#include <glib.h>
#include <string.h>

char *name_slug(const char *id)
{
    enum { LONGEST = 80, FIGURES = 10 };
    char hex[HASH_HEX_SIZE];
    hash_sha256(id, strlen(id), hex);
    GString *slug = g_string_new(NULL);
    for (const char *c = id; *c != '\0' && slug->len < LONGEST; c++) {
        bool first = slug->len == 0;
        bool plain = g_ascii_isalnum(*c) || (!first && strchr("._-", *c) != NULL);
        g_string_append_c(slug, plain ? *c : '_');
    }
    g_string_append_c(slug, '-');
    g_string_append_len(slug, hex, FIGURES);
    return g_string_free(slug, FALSE);
}

/* The input's name without folders and its last suffix; the id for standard input. */
static char *base_name(const struct name_parts *parts)
{
    if (parts->by_id)
        return name_slug(parts->id);
    if (strcmp(parts->file, "<stdin>") == 0)
        return g_strdup(parts->id);
    char *name = g_path_get_basename(parts->file);
    char *dot = strrchr(name, '.');
    if (dot && dot != name)
        *dot = '\0';
    return name;
}

static char *customary(const struct name_parts *parts)
{
    g_autofree char *base = base_name(parts);
    GString *name = g_string_new(base);
    if (parts->whole) {
        if (parts->variant)
            g_string_append_printf(name, "-%s", parts->variant);
        if (parts->layout)
            g_string_append_printf(name, "-%s", parts->layout);
        g_string_append_printf(name, "-%s", parts->language);
        if (parts->mono)
            g_string_append(name, "-mono");
        if (parts->dark)
            g_string_append(name, "-dark");
    }
    g_string_append_printf(name, ".%s", parts->suffix);
    return g_string_free(name, FALSE);
}

enum name_field {
    FIELD_NAME,
    FIELD_ID,
    FIELD_VARIANT,
    FIELD_LAYOUT,
    FIELD_LANG,
    FIELD_INK,
    FIELD_THEME,
    FIELD_NONE
};

static const char *const field_names[] = {"{name}", "{id}", "{variant}", "{layout}", "{lang}", "{ink}", "{theme}"};

static enum name_field field_at(const char *text)
{
    for (int i = 0; i < FIELD_NONE; i++)
        if (strncmp(text, field_names[i], strlen(field_names[i])) == 0)
            return (enum name_field)i;
    return FIELD_NONE;
}

static void append_field(GString *name, enum name_field field, const struct name_parts *parts)
{
    g_autofree char *base = base_name(parts);
    const char *values[] = {
        [FIELD_NAME] = base,
        [FIELD_ID] = parts->id,
        [FIELD_VARIANT] = parts->variant ? parts->variant : "base",
        [FIELD_LAYOUT] = parts->layout ? parts->layout : "label",
        [FIELD_LANG] = parts->language,
        [FIELD_INK] = parts->mono ? "mono" : "colour",
        [FIELD_THEME] = parts->dark ? "dark" : "light",
    };
    g_string_append(name, values[field]);
}

char *name_output(const char *pattern, const struct name_parts *parts)
{
    if (!pattern)
        return customary(parts);
    GString *name = g_string_new(NULL);
    while (*pattern) {
        enum name_field field = field_at(pattern);
        if (field == FIELD_NONE) {
            g_string_append_c(name, *pattern++);
        } else {
            append_field(name, field, parts);
            pattern += strlen(field_names[field]);
        }
    }
    g_string_append_printf(name, ".%s", parts->suffix);
    /* An id may hold ':', which some file systems refuse. */
    g_strdelimit(name->str, ":", '_');
    return g_string_free(name, FALSE);
}

bool name_pattern_valid(const char *pattern)
{
    if (!*pattern || *pattern == '.' || *pattern == '-')
        return false;
    while (*pattern) {
        unsigned char c = (unsigned char)*pattern;
        if (c == '/' || c == '\\' || c < 0x20 || c == 0x7f || c == '}')
            return false;
        if (c == '{') {
            enum name_field field = field_at(pattern);
            if (field == FIELD_NONE)
                return false;
            pattern += strlen(field_names[field]);
        } else {
            pattern++;
        }
    }
    return true;
}
