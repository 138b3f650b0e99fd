/* SPDX-License-Identifier: Apache-2.0 */
/* How an output was made: what it takes to make it again and its label JSON does not tell. */
#include "job/made.h"

#include "base/gs1.h"
#include "base/hash.h"
#include "base/number.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#define PROGRAM_NAME "uplabel/"

static void put(GString *out, const char *key, const char *value)
{
    if (value)
        g_string_append_printf(out, " %s=%s", key, value);
}

static void put_number(GString *out, const char *key, int64_t value)
{
    if (value == 0)
        return;
    g_string_append_printf(out, " %s=", key);
    number_append(out, value);
}

/* The same on every machine; the caller frees. */
static char *made_text(const struct made *made)
{
    GString *out = g_string_new(made->program);
    put(out, "format", made->format);
    put(out, "layout", made->layout);
    put(out, "ink", made->mono ? "mono" : NULL);
    put(out, "theme", made->dark ? "dark" : NULL);
    put(out, "text", made->live_text ? "live" : NULL);
    put_number(out, "scale", made->scale);
    put_number(out, "dpi", made->dpi);
    put(out, "gs1", made->gs1);
    put(out, "fonts", made->fonts);
    put(out, "data", made->data);
    return g_string_free(out, FALSE);
}

/* A name of the program's kind: it ends up in paths and messages. */
static bool is_name(const char *text)
{
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return size > 0 && size <= 64 && text[size] == '\0';
}

static bool take_name(char **field, const char *value)
{
    if (*field || !is_name(value))
        return false;
    *field = g_strdup(value);
    return true;
}

static bool take_host(char **field, const char *value)
{
    const char *why = NULL;
    *field = *field ? *field : gs1_host(value, &why);
    return *field != NULL;
}

static bool take_flag(bool *field, const char *value, const char *on)
{
    *field = strcmp(value, on) == 0;
    return *field;
}

static bool take_number(unsigned *field, const char *value, unsigned max)
{
    return number_parse_uint(value, field) && *field > 0 && *field <= max;
}

static bool take(struct made *made, const char *key, const char *value)
{
    unsigned number = 0;
    if (strcmp(key, "format") == 0)
        return take_name(&made->format, value);
    if (strcmp(key, "layout") == 0)
        return take_name(&made->layout, value);
    if (strcmp(key, "gs1") == 0)
        return take_host(&made->gs1, value);
    if (strcmp(key, "fonts") == 0)
        return take_name(&made->fonts, value);
    if (strcmp(key, "data") == 0)
        return take_name(&made->data, value);
    if (strcmp(key, "ink") == 0)
        return take_flag(&made->mono, value, "mono");
    if (strcmp(key, "theme") == 0)
        return take_flag(&made->dark, value, "dark");
    if (strcmp(key, "text") == 0)
        return take_flag(&made->live_text, value, "live");
    if (strcmp(key, "dpi") == 0)
        return take_number(&made->dpi, value, 2400);
    if (strcmp(key, "scale") != 0 || !take_number(&number, value, 10000))
        return false;
    made->scale = (int32_t)number;
    return true;
}

bool made_parse(const char *text, struct made *made)
{
    *made = (struct made){0};
    g_auto(GStrv) words = g_strsplit(text, " ", 16);
    if (!words[0] || !g_str_has_prefix(words[0], PROGRAM_NAME) || strlen(words[0]) > 64)
        return false;
    made->program = g_strdup(words[0]);
    for (char **word = words + 1; *word; word++) {
        char *value = strchr(*word, '=');
        if (!value)
            return false;
        *value++ = '\0';
        if (!take(made, *word, value))
            return false;
    }
    return made->format != NULL;
}

void made_clear(struct made *made)
{
    g_free(made->program);
    g_free(made->format);
    g_free(made->layout);
    g_free(made->gs1);
    g_free(made->fonts);
    g_free(made->data);
    *made = (struct made){0};
}

static void add_string(uint64_t *hash, const char *text)
{
    for (; text && *text; text++)
        hash_add(hash, (unsigned char)*text);
    hash_add(hash, 0);
}

/* Names the fonts of a scene by name and version, NULL where it has none; the caller frees. They
 * follow each other in the order of the drawing; a label has few. */
static char *fonts_of(const struct scene *scene)
{
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    uint64_t hash = 0;
    for (guint i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS || g_ptr_array_find(seen, op->glyphs.font, NULL))
            continue;
        g_ptr_array_add(seen, (void *)(uintptr_t)op->glyphs.font);
        add_string(&hash, op->glyphs.font->name);
        add_string(&hash, op->glyphs.font->version);
    }
    return seen->len > 0 ? g_strdup_printf("%016" PRIx64, hash) : NULL;
}

char *made_of_output(const struct job_options *options, const struct writer *writer,
                     const struct scene *scene, const char *data)
{
    bool page = writer_is_page(writer), svg = strcmp(writer->name, "svg") == 0;
    bool pixels = scene && !scene->bitmap && strcmp(writer->name, "png") == 0;
    g_autofree char *fonts = scene ? fonts_of(scene) : NULL;
    /* Only read: made_clear is for those that were parsed. */
    struct made made = {
        .program = (char *)(uintptr_t)MADE_PROGRAM,
        .format = (char *)(uintptr_t)writer->name,
        .layout = scene ? (char *)(uintptr_t)scene->layout : NULL,
        .mono = scene && scene->mono,
        .dark = scene && scene->dark,
        .live_text = options->live_text && scene && (svg || page),
        .scale = scene && options->scale > 1000 ? options->scale : 0,
        .dpi = pixels ? options->dpi : 0,
        .gs1 = (char *)(uintptr_t)options->gs1,
        .fonts = fonts,
        .data = (char *)(uintptr_t)data,
    };
    return made_text(&made);
}
