/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a catalogue of words, as wording laid over one, or as a translator's XLIFF.
 */
#include "fuzz.h"

#include "read/read.h"
#include "words/xliff.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *const languages[] = {"en", "de", "ar"};

/* A data folder whose catalogues are all one file in memory, which *descriptor is. */
static struct assets *folder_of(int *descriptor)
{
    g_autofree char *folder = g_dir_make_tmp("fuzz-strings-XXXXXX", NULL);
    g_autofree char *templates = g_build_filename(folder, "templates", NULL);
    g_autofree char *strings = g_build_filename(templates, "strings", NULL);
    *descriptor = memfd_create("strings", MFD_CLOEXEC);
    g_autofree char *target = g_strdup_printf("/proc/self/fd/%d", *descriptor);
    if (*descriptor < 0 || !folder || g_mkdir_with_parents(strings, 0700) != 0)
        fuzz_fail("no folder");
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *link = g_strconcat(strings, "/", languages[i], ".xml", NULL);
        if (symlink(target, link) != 0)
            fuzz_fail("no link");
    }
    return assets_new((const char *const[]){folder, NULL});
}

static void judge_status(bool taken, struct diags *diags)
{
    int status = diags_status(diags, SEVERITY_ERROR);
    if (taken ? status != 0 : status != BLAME_USE)
        fuzz_fail("%s with exit status %d", taken ? "taken" : "refused", status);
    fuzz_judge_findings(diags);
    diags_free(diags);
}

static const char *language_of(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *said = g_strdup_printf("language=\"%s\"", languages[i]);
        if (strstr(text, said))
            return languages[i];
    }
    return "en";
}

static void load(const char *text, size_t size, const char *language)
{
    static struct assets *assets;
    static int descriptor;
    if (!assets)
        assets = folder_of(&descriptor);
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, text, size, 0) != (ssize_t)size)
        fuzz_fail("no memory file");
    struct diags *diags = diags_new(0);
    struct catalogue *catalogue = catalogue_load(assets, language, diags);
    judge_status(catalogue != NULL, diags);
    catalogue_free(catalogue);
}

static void lay_over(const char *text, size_t size, const char *language)
{
    struct diags *diags = diags_new(0);
    struct catalogue *overlay = catalogue_read_overlay(source_new("own.xml", text, size), diags);
    judge_status(overlay != NULL, diags);
    if (!overlay)
        return;
    diags = diags_new(0);
    struct catalogue *catalogue = catalogue_load(workshop_assets(fuzz_workshop()), language, diags);
    bool laid = catalogue_lay(catalogue, overlay, diags);
    judge_status(laid, diags);
    catalogue_free(catalogue);
}

/* What is imported is a file of strings. */
static void import(const char *text, size_t size)
{
    struct diags *diags = diags_new(0);
    g_autofree char *strings = xliff_import(source_new("back.xlf", text, size), diags);
    judge_status(strings != NULL, diags);
    if (!strings)
        return;
    diags = diags_new(0);
    struct source *source = source_new("made.xml", strings, strlen(strings));
    struct document *document = read_data_file(source, "schemas/strings.xsd", "strings", diags);
    if (!document)
        fuzz_fail("what was imported is refused: %s", diags_at(diags, 0)->text);
    document_free(document);
    diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    g_autofree char *string = fuzz_string(data, size);
    fuzz_choose(data, size);
    if (strstr(string, "<xliff")) {
        import(text, size);
    } else {
        load(text, size, language_of(string));
        lay_over(text, size, language_of(string));
    }
    return 0;
}
