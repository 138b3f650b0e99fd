/* SPDX-License-Identifier: Apache-2.0 */
/* The cost of each stage of a label in a loop over declarations, in microseconds of this thread. */
#include "base/hash.h"
#include "job/job.h"
#include "layout/layout.h"
#include "model/variant.h"
#include "read/read.h"
#include "write/label_json.h"
#include "write/pdf.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SLICES 9

enum stage { READ, FACTS, WORDS, LABEL_JSON, LAYOUT, SVG, SVG_LIVE, PDF, PAGES, PNG, TEXT, STAGES };

static const char *const names[STAGES] = {
    "read", "facts", "words", "json", "layout", "svg", "svg-live", "pdf", "pdf-pages", "png", "text",
};

struct bench {
    char **files;
    struct source **sources;
    size_t count;
    struct workshop *workshop;
    const char *layout;
    struct date as_of;
    bool wanted[STAGES];
    GPtrArray *scenes; /* of struct scene *: of the slice, for one document */
    int64_t spent[STAGES]; /* nanoseconds of the slice */
    size_t bytes[STAGES];  /* of the outputs of the slice */
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void write_one(struct bench *bench, enum stage stage, const char *format,
                      const struct scene *scene, const struct wording *wording, GBytes *label_json)
{
    if (!bench->wanted[stage])
        return;
    struct write_options options = {.live_text = stage == SVG_LIVE, .dpi = 300};
    struct write_input input = {
        .scene = scene,
        .wordings = &wording,
        .wording_count = 1,
        .label_json = label_json,
        .options = &options,
    };
    struct diags *diags = diags_new(0);
    int64_t begin = now();
    GBytes *bytes = writer_find(format)->write(&input, diags);
    bench->spent[stage] += now() - begin;
    if (!bytes)
        abort();
    bench->bytes[stage] += g_bytes_get_size(bytes);
    g_bytes_unref(bytes);
    diags_free(diags);
}

static void draw(struct bench *bench, const struct wording *wording, GBytes *label_json,
                 struct diags *diags)
{
    struct layout_options options = {0};
    const struct template *template = workshop_template(bench->workshop, bench->layout, diags);
    int64_t begin = now();
    struct scene *scene =
        layout_label(template, wording, workshop_fontset(bench->workshop), &options, diags);
    bench->spent[LAYOUT] += now() - begin;
    if (!scene)
        abort();
    write_one(bench, SVG, "svg", scene, wording, label_json);
    write_one(bench, SVG_LIVE, "svg", scene, wording, label_json);
    write_one(bench, PDF, "pdf", scene, wording, label_json);
    write_one(bench, PNG, "png", scene, wording, label_json);
    if (bench->wanted[PAGES])
        g_ptr_array_add(bench->scenes, scene);
    else
        scene_free(scene);
}

/* All labels so far as one document, a page each. */
static void write_pages(struct bench *bench)
{
    if (bench->scenes->len == 0)
        return;
    struct write_options options = {0};
    struct pdf_pages pages = {
        .scenes = (const struct scene *const *)(const void *)bench->scenes->pdata,
        .count = bench->scenes->len,
        .options = &options,
    };
    int64_t begin = now();
    GBytes *bytes = pdf_write_pages(&pages, NULL);
    bench->spent[PAGES] += now() - begin;
    bench->bytes[PAGES] += g_bytes_get_size(bytes);
    g_bytes_unref(bytes);
    g_ptr_array_set_size(bench->scenes, 0);
}

static void say(struct bench *bench, const struct document *document, struct diags *diags)
{
    int64_t begin = now();
    struct declaration *declaration = declaration_new(document);
    struct facts *facts = facts_new(declaration, bench->as_of);
    int64_t end = now();
    bench->spent[FACTS] += end - begin;
    const struct catalogue *catalogue = workshop_catalogue(bench->workshop, "en", diags);
    begin = now();
    struct wording *wording = wording_new(facts, catalogue);
    end = now();
    bench->spent[WORDS] += end - begin;
    GBytes *label_json = NULL;
    if (bench->wanted[LABEL_JSON]) {
        label_json = label_json_new((const struct wording *const[]){wording}, 1, diags);
        bench->spent[LABEL_JSON] += now() - end;
        bench->bytes[LABEL_JSON] += g_bytes_get_size(label_json);
    }
    write_one(bench, TEXT, "text", NULL, wording, label_json);
    if (bench->wanted[LAYOUT])
        draw(bench, wording, label_json, diags);
    g_bytes_unref(label_json);
    wording_free(wording);
    facts_free(facts);
    declaration_free(declaration);
}

/* One label through all stages that are wanted. */
static void run(struct bench *bench, size_t number)
{
    const struct source *master = bench->sources[number % bench->count];
    struct diags *diags = diags_new(0);
    struct source *source = source_new(master->name, master->bytes, master->size);
    int64_t begin = now();
    struct document *document = read_declaration(source, diags);
    bench->spent[READ] += now() - begin;
    if (!document)
        abort();
    if (bench->wanted[FACTS]) {
        begin = now();
        struct document *chosen = variant_apply(document, NULL);
        bench->spent[FACTS] += now() - begin;
        say(bench, chosen, diags);
        document_free(chosen);
    }
    document_free(document);
    diags_free(diags);
}

static void free_scene(void *scene)
{
    scene_free(scene);
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static void measure(struct bench *bench, size_t labels)
{
    double results[STAGES][SLICES];
    run(bench, 0); /* schemas, templates and fonts are loaded once */
    write_pages(bench);
    for (size_t slice = 0; slice < SLICES; slice++) {
        memset(bench->spent, 0, sizeof bench->spent);
        memset(bench->bytes, 0, sizeof bench->bytes);
        for (size_t i = 0; i < labels; i++)
            run(bench, slice * labels + i);
        write_pages(bench);
        for (size_t stage = 0; stage < STAGES; stage++)
            results[stage][slice] = (double)bench->spent[stage] / 1000.0 / (double)labels;
    }
    for (size_t stage = 0; stage < STAGES; stage++) {
        qsort(results[stage], SLICES, sizeof(double), compare);
        printf("%s %.1f %zu\n", names[stage], results[stage][SLICES / 2],
               bench->bytes[stage] / labels);
    }
}

/* Which stages an end needs: "svg" is read, facts, words, layout and svg. */
static void want(struct bench *bench, const char *end)
{
    bool all = strcmp(end, "all") == 0;
    for (size_t stage = 0; stage < STAGES; stage++)
        bench->wanted[stage] = all || strcmp(names[stage], end) == 0;
    bool drawn = bench->wanted[SVG] || bench->wanted[SVG_LIVE] || bench->wanted[PDF] ||
                 bench->wanted[PAGES] || bench->wanted[PNG];
    bench->wanted[LAYOUT] = bench->wanted[LAYOUT] || drawn;
    bench->wanted[FACTS] = strcmp(end, "read") != 0;
}

static bool load(struct bench *bench, char **files, size_t count)
{
    bench->sources = g_new0(struct source *, count);
    bench->count = count;
    struct diags *diags = diags_new(0);
    bool loaded = count > 0;
    for (size_t i = 0; i < count; i++) {
        bench->sources[i] = source_read(files[i], stdin, SOURCE_MAX_BYTES, diags);
        loaded = loaded && bench->sources[i];
    }
    diags_free(diags);
    return loaded;
}

/* Arguments: "slices" (prints each stage's median and bytes) or "count" (runs only, for an
 * instruction counter), the last stage or "all", labels, layout, declarations. */
int main(int argc, char **argv)
{
    struct bench bench = {.as_of = {2026, 11, 22}};
    if (argc < 6 || !load(&bench, argv + 5, (size_t)argc - 5)) {
        fputs("usage: stages slices|count STAGE|all LABELS LAYOUT FILE…\n", stderr);
        return 2;
    }
    want(&bench, argv[2]);
    size_t labels = (size_t)strtoul(argv[3], NULL, 10);
    bench.layout = argv[4];
    bench.scenes = g_ptr_array_new_with_free_func(free_scene);
    bench.workshop = workshop_new((const char *const[]){NULL});
    if (strcmp(argv[1], "slices") == 0)
        measure(&bench, labels);
    else
        for (size_t i = 0; i < labels; i++)
            run(&bench, i);
    write_pages(&bench);
    g_ptr_array_unref(bench.scenes);
    workshop_free(bench.workshop);
    for (size_t i = 0; i < bench.count; i++)
        source_free(bench.sources[i]);
    g_free(bench.sources);
    return 0;
}
