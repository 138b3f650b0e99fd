/* SPDX-License-Identifier: Apache-2.0 */
/* The digest of all that decides a catalogue's outputs besides record and day. */
#include "cli/fingerprint.h"

#include "cli/options.h"
#include "cli/version.h"

#include <stdlib.h>
#include <string.h>

static void print_list(FILE *out, const char *name, const char *const *list)
{
    fprintf(out, "%s", name);
    for (; *list; list++)
        fprintf(out, " %s", *list);
    fputc('\n', out);
}

static void print_digest(FILE *out, const char *path, const struct source *source)
{
    char hex[HASH_HEX_SIZE];
    if (!source)
        return;
    hash_sha256(source->bytes, source->size, hex);
    fprintf(out, "%s %s\n", path, hex);
}

/* A template or catalogue of the program's, or of --data-dir. */
static void print_asset(FILE *out, const struct assets *assets, const char *path)
{
    struct diags *diags = diags_new(0);
    struct source *source = assets_open(assets, path, diags);
    print_digest(out, path, source);
    source_free(source);
    diags_free(diags);
}

/* A file that an option names. */
static void print_file(FILE *out, const char *path)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_read(path, NULL, SOURCE_MAX_BYTES, diags);
    print_digest(out, path, source);
    source_free(source);
    diags_free(diags);
}

static void print_data(FILE *out, const struct assets *assets, const struct job_options *job,
                       const struct looks_words *words)
{
    g_autoptr(GPtrArray) strings = assets_list(assets, "templates/strings/");
    for (guint i = 0; i < strings->len; i++)
        print_asset(out, assets, strings->pdata[i]);
    for (const char *const *layout = job->layouts; *layout; layout++) {
        g_autofree char *path = g_strconcat("templates/", *layout, ".xml", NULL);
        if (strchr(*layout, '/') || g_str_has_suffix(*layout, ".xml"))
            print_file(out, *layout);
        else
            print_asset(out, assets, path);
    }
    print_asset(out, assets, "templates/icons.xml");
    for (const char *const *file = job->strings; *file; file++)
        print_file(out, *file);
    if (words->press.icc)
        print_file(out, words->press.icc);
}

static void print_looks(FILE *out, const struct job_options *job, const struct looks_words *words)
{
    const struct press_words *press = &words->press;
    print_list(out, "layouts", job->layouts);
    print_list(out, "languages", job->languages);
    fprintf(out, "gs1 %s\n", job->gs1 ? job->gs1 : "");
    for (const struct writer *const *format = job->formats; *format; format++)
        fprintf(out, "format %s\n", (*format)->name);
    fprintf(out, "%d %d %d %d %d %d %u %d\n", job->colour, job->mono, job->dark, job->dark_only,
            job->live_text, job->style_apart, job->dpi, (int)job->scale);
    if (!press->print)
        return;
    fprintf(out, "print %s %s %d %d %d %d %s\n", press->print,
            press->condition ? press->condition : "", job->bleed, job->crop_marks, job->slug,
            job->press.outlines, getenv("SOURCE_DATE_EPOCH") ? getenv("SOURCE_DATE_EPOCH") : "");
    print_list(out, "spots", options_end(press->spots));
}

static void print_reading(FILE *out, const char *map, const GPtrArray *tolerated)
{
    for (guint i = 0; i < tolerated->len; i++)
        fprintf(out, "tolerate %s\n", (const char *)tolerated->pdata[i]);
    fprintf(out, "map %d\n", map != NULL);
    if (map)
        print_file(out, map);
}

void fingerprint_take(const struct bulk_options *bulk, const struct looks_words *words,
                      const char *map, const GPtrArray *tolerated, const struct assets *assets,
                      char hex[HASH_HEX_SIZE])
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        abort();
    version_print(out);
    print_looks(out, &bulk->job, words);
    fprintf(out, "%d %d %u/%u\n", bulk->flat, bulk->site, bulk->shard, bulk->shards);
    print_reading(out, map, tolerated);
    print_data(out, assets, &bulk->job, words);
    fclose(out);
    hash_sha256(text, size, hex);
    free(text);
}
