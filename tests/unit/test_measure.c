/* SPDX-License-Identifier: Apache-2.0 */
/* Every layout, language, state and ink, measured: contrast, size, distances, words. */
#include "base/escape.h"
#include "label.h"
#include "measure.h"
#include "unit.h"
#include "write/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void measure(struct workshop *workshop, const char *layout, const char *language,
                    const char *members, GString *faults)
{
    struct said said = said_new(workshop, language, members);
    for (int mono = 0; mono < 2; mono++) {
        struct diags *diags = diags_new(0);
        struct scene *scene = said_draw(&said, workshop, layout, mono == 1, diags);
        size_t before = faults->len;
        if (scene != NULL)
            measure_scene(scene, said.wording, strcmp(language, "ar") == 0 ? 0 : 50, faults);
        else
            g_string_append_printf(faults, "%s %s: %s\n", layout, language, first_finding(diags));
        if (faults->len > before)
            g_string_append_printf(faults, "    %s\n", members);
        scene_free(scene);
        diags_free(diags);
    }
    said_free(&said);
}

START_TEST(every_label_keeps_the_rules)
{
    static const char *const codes[] = {"", QR, LONG_QR};
    g_auto(GStrv) layouts = label_layouts();
    g_auto(GStrv) languages = label_languages();
    struct workshop *workshop = workshop_new((const char *const[]){NULL});
    g_autoptr(GString) faults = g_string_new(NULL);
    const char *only = getenv("MEASURE_LAYOUT");
    for (size_t l = 0; layouts[l] != NULL; l++) {
        if (only != NULL && strcmp(only, layouts[l]) != 0)
            continue;
        for (size_t k = 0; languages[k] != NULL; k++)
            for (size_t i = 0; i < label_case_count; i++)
                for (size_t c = 0; c < G_N_ELEMENTS(codes); c++) {
                    if (!label_is_due(l + k + i + c, 4))
                        continue;
                    g_autofree char *members = g_strconcat(label_cases[i], codes[c], NULL);
                    measure(workshop, layouts[l], languages[k], members, faults);
                }
    }
    workshop_free(workshop);
    fputs(faults->str, stderr);
    ck_assert_msg(faults->len == 0, "%.2000s", faults->str);
}
END_TEST

/* The text between two marks, XML's entities undone; the caller frees. */
static char *between(const char *text, const char *before, const char *after)
{
    const char *start = strstr(text, before);
    ck_assert_msg(start != NULL, "no %s", before);
    start += strlen(before);
    const char *end = strstr(start, after);
    ck_assert_ptr_nonnull(end);
    GString *out = g_string_new_len(start, end - start);
    static const char *const entities[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}, {"&amp;", "&"}};
    for (size_t i = 0; i < G_N_ELEMENTS(entities); i++)
        g_string_replace(out, entities[i][0], entities[i][1], 0);
    return g_string_free(out, FALSE);
}

static GBytes *written(const char *format, const struct scene *scene, const struct wording *wording)
{
    struct diags *diags = diags_new(0);
    struct write_options options = {.dpi = 300};
    struct write_input input = {
        .scene = scene, .wordings = &wording, .wording_count = 1, .options = &options};
    GBytes *bytes = writer_find(format)->write(&input, diags);
    ck_assert_msg(bytes != NULL, "%s", first_finding(diags));
    diags_free(diags);
    return bytes;
}

/* Adds what a compressed stream holds; nothing where it is none. */
static void inflate_into(GString *out, const char *data, size_t size)
{
    static unsigned char room[1 << 20];
    uLongf length = sizeof room;
    uLong source = size;
    if (uncompress2(room, &length, (const unsigned char *)data, &source) == Z_OK)
        g_string_append_len(out, (const char *)room, (gssize)length);
}

/* All that the streams of a PDF hold, in which it keeps its tags; the caller frees. */
static GString *streams_of(GBytes *pdf)
{
    static const char begin[] = "stream\n";
    GString *out = g_string_new(NULL);
    size_t size;
    const char *data = g_bytes_get_data(pdf, &size), *end = data + size;
    for (const char *p = data; (p = memmem(p, (size_t)(end - p), begin, strlen(begin))) != NULL;) {
        p += strlen(begin);
        inflate_into(out, p, (size_t)(end - p));
    }
    return out;
}

static void assert_spoken(struct workshop *workshop, const char *language, const char *members)
{
    struct said said = said_new(workshop, language, members);
    struct diags *diags = diags_new(0);
    struct scene *scene = said_draw(&said, workshop, "panel", false, diags);
    ck_assert_msg(scene != NULL, "%s: %s", language, first_finding(diags));
    ck_assert_str_eq(scene->spoken, said.wording->spoken);
    GBytes *written_svg = written("svg", scene, said.wording);
    size_t size;
    const char *bytes = g_bytes_get_data(written_svg, &size);
    g_autofree char *svg = g_strndup(bytes, size);
    g_bytes_unref(written_svg);
    g_autofree char *title = between(svg, "<title>", "</title>");
    g_autofree char *description = between(svg, "<desc>", "</desc>");
    g_autofree char *label = between(svg, "aria-label=\"", "\"");
    ck_assert_str_eq(title, scene->spoken);
    ck_assert_str_eq(description, scene->spoken);
    ck_assert_str_eq(label, scene->spoken);
    GBytes *pdf = written("pdf", scene, said.wording);
    g_autoptr(GString) streams = streams_of(pdf);
    g_bytes_unref(pdf);
    g_autoptr(GString) alternative = g_string_new("/Alt");
    escape_pdf_text(alternative, scene->spoken);
    ck_assert_msg(memmem(streams->str, streams->len, alternative->str, alternative->len) != NULL,
                  "%s: the PDF's alternative text is another", language);
    scene_free(scene);
    diags_free(diags);
    said_free(&said);
}

START_TEST(a_reader_is_told_what_is_spoken)
{
    g_auto(GStrv) languages = label_languages();
    struct workshop *workshop = workshop_new((const char *const[]){NULL});
    for (size_t k = 0; languages[k] != NULL; k++)
        for (size_t i = 0; i < label_case_count; i += 6)
            assert_spoken(workshop, languages[k], label_cases[i]);
    workshop_free(workshop);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("measure");
    TCase *labels = tcase_create("labels");
    tcase_set_timeout(labels, 300);
    tcase_add_test(labels, every_label_keeps_the_rules);
    tcase_add_test(labels, a_reader_is_told_what_is_spoken);
    suite_add_tcase(suite, labels);
    return suite;
}
