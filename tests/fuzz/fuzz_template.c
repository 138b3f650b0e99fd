/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a template, drawn for labels of several states. */
#include "fuzz.h"

#include "layout/layout.h"
#include "write/writer.h"

#include <string.h>

#define AS_OF ((struct date){2026, 6, 15})

static const char *const declared[] = {
    "\"support\":{\"commitment\":\"guaranteed\",\"end\":\"2031-03\"}",
    "\"support\":{\"commitment\":\"notStated\"}",
    "\"support\":{\"commitment\":\"guaranteed\",\"end\":\"2024-03-31\"},\"components\":[{\"kind\":"
    "\"cloudService\",\"name\":\"Cloud\",\"essential\":true,\"support\":{\"commitment\":"
    "\"guaranteed\",\"end\":\"2029-06\"}}]",
};

struct sample {
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
    struct wording *wording;
};

static struct sample sample_new(const char *promise, struct diags *diags)
{
    g_autofree char *text = g_strconcat(
        "{\"schemaVersion\":\"1.0\",\"id\":\"fuzz\",\"language\":\"en\",\"declaredBy\":{\"role\":"
        "\"manufacturer\",\"name\":\"Northwind Home\",\"statedOn\":\"2026-06-15\"},\"product\":{"
        "\"name\":\"HomeCam 3\",\"category\":\"camera\"},\"manufacturer\":{\"name\":\"Northwind\"},"
        "\"updates\":{\"capability\":\"yes\",\"mode\":\"automaticOptOut\"},\"evidence\":{"
        "\"information\":{\"url\":\"https://upd.example/1\",\"keptCurrent\":true}},",
        promise, "}", NULL);
    struct sample sample = {.document = fuzz_read(text, strlen(text), diags)};
    if (!sample.document)
        fuzz_fail("a sample declaration was refused: %s", diags_at(diags, 0)->text);
    sample.declaration = declaration_new(sample.document);
    sample.facts = facts_new(sample.declaration, AS_OF);
    sample.wording = wording_new(sample.facts, workshop_catalogue(fuzz_workshop(), "en", diags));
    return sample;
}

/* The samples are made once and kept. */
static const struct sample *samples(void)
{
    static struct sample made[G_N_ELEMENTS(declared)];
    for (size_t i = 0; i < G_N_ELEMENTS(declared) && !made[i].wording; i++) {
        struct diags *diags = diags_new(0);
        made[i] = sample_new(declared[i], diags);
        diags_free(diags);
    }
    return made;
}

/* Templates of a user's own are files; this one stays in memory. */
static struct template *load(const uint8_t *data, size_t size, struct diags *diags)
{
    return template_load(workshop_assets(fuzz_workshop()), fuzz_file(data, size), diags);
}

static void write_all(const struct scene *scene, const struct wording *wording)
{
    struct write_options options = {.dpi = 150};
    struct write_input input = {
        .scene = scene, .wordings = &wording, .wording_count = 1, .options = &options};
    struct diags *diags = diags_new(0);
    for (const struct writer *writer = writers; writer->name; writer++) {
        bool raster = strcmp(writer->name, "png") == 0;
        if (!writer->write || !writer->needs_scene || !fuzz_turn(raster ? 64 : 2))
            continue;
        GBytes *bytes = writer->write(&input, diags);
        if (!bytes && !diags_has_errors(diags))
            fuzz_fail("%s failed without a finding", writer->name);
        g_clear_pointer(&bytes, g_bytes_unref);
    }
    diags_free(diags);
}

static void draw(const struct template *template, const struct sample *sample, bool mono)
{
    struct diags *diags = diags_new(0);
    struct layout_options options = {.mono = mono};
    struct scene *scene =
        layout_label(template, sample->wording, workshop_fontset(fuzz_workshop()), &options, diags);
    if (!scene && !diags_has_errors(diags))
        fuzz_fail("the layout failed without a finding");
    if (scene)
        write_all(scene, sample->wording);
    scene_free(scene);
    diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct sample *made = samples();
    fuzz_choose(data, size);
    struct diags *diags = diags_new(0);
    struct template *template = load(data, size, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    if (template ? status != 0 : status != BLAME_USE)
        fuzz_fail("template %s with exit status %d", template ? "taken" : "refused", status);
    size_t chosen = fuzz_choice(G_N_ELEMENTS(declared));
    if (template)
        draw(template, &made[chosen], fuzz_turn(3));
    template_free(template);
    diags_free(diags);
    return 0;
}
