/* SPDX-License-Identifier: Apache-2.0 */
/* What is carried comes out of whole files, and damaged or hostile ones do no harm. */
#include "read/carrier.h"

#include "unit.h"

#include "base/diag.h"
#include "drawn.h"
#include "read/markup.h"

#include <string.h>

static const char json[] =
    "{\"schema\":\"urn:uplabel:label:1\",\"declaration\":{\"id\":\"a\"},"
    "\"declarationSha256\":\"0\",\"language\":\"de\",\"spoken\":\"<&>\\\"'\","
    "\"facts\":{\"validFrom\":\"2026-01-02\"},"
    "\"otherLanguages\":[{\"language\":\"fr\"}]}\n";

/* A label of that format as a source. */
static struct source *drawn_source(const char *format)
{
    struct fontset *fontset = fontset_new(NULL);
    struct scene *scene = drawn_all(fontset, false);
    size_t size;
    g_autofree char *bytes = drawn_write(format, scene, false, json, &size);
    scene_free(scene);
    fontset_free(fontset);
    return source_new("x", bytes, size);
}

static const struct {
    const char *format;
    enum carrier kind;
} formats[] = {{"svg", CARRIER_SVG}, {"pdf", CARRIER_PDF}, {"png", CARRIER_PNG}};

START_TEST(data_come_out_as_they_went_in)
{
    struct source *source = drawn_source(formats[_i].format);
    struct diags *diags = diags_new(0);
    ck_assert_int_eq(carrier_kind(source), formats[_i].kind);
    GPtrArray *list = carrier_read(source, diags);
    ck_assert_ptr_nonnull(list);
    ck_assert_uint_eq(list->len, 1);
    const struct carried *carried = list->pdata[0];
    ck_assert_str_eq(carried->json, json);
    ck_assert_str_eq(carried->language, "de+fr");
    ck_assert_int_eq(carried->as_of.day, 2);
    ck_assert(carrier_unpack(source, diags));
    ck_assert_ptr_nonnull(strstr(source->bytes, "{\"id\":\"a\"}"));
    ck_assert_ptr_null(strstr(source->bytes, "schema"));
    g_ptr_array_unref(list);
    source_free(source);
    diags_free(diags);
}
END_TEST

/* Reads and compares whatever the bytes are; what comes of it does not matter. */
static void survive(const struct source *whole, const char *bytes, size_t size)
{
    struct source *source = source_new("x", bytes, size);
    struct diags *diags = diags_new(0);
    GPtrArray *list = carrier_read(source, diags);
    ck_assert(list != NULL || diags_has_errors(diags));
    if (list) {
        g_autoptr(GBytes) expected = g_bytes_new(whole->bytes, whole->size);
        g_autofree char *difference = NULL;
        enum likeness likeness =
            carrier_compare(carrier_kind(source), source, list->pdata[0], expected, &difference);
        ck_assert(likeness == LIKENESS_SAME || difference != NULL);
        g_ptr_array_unref(list);
    }
    diags_free(diags);
    source_free(source);
}

/* A number from 0 to below `end`; the same in each run. */
static size_t next_number(uint32_t *state, size_t end)
{
    *state = *state * 1664525 + 1013904223;
    return (size_t)(*state >> 8) % end;
}

START_TEST(damaged_files_do_no_harm)
{
    struct source *source = drawn_source(formats[_i].format);
    g_autofree char *bytes = g_malloc(source->size);
    uint32_t state = 1;
    for (int round = 0; round < 600; round++) {
        memcpy(bytes, source->bytes, source->size);
        size_t changes = 1 + next_number(&state, 4);
        for (size_t i = 0; i < changes; i++) { /* rather at the end, where a PDF has its table */
            size_t at = next_number(&state, round % 2 ? MIN(source->size, 2000) : source->size);
            bytes[round % 2 ? source->size - 1 - at : at] = (char)next_number(&state, 256);
        }
        size_t cut = round % 5 == 0 ? next_number(&state, source->size) : source->size;
        survive(source, bytes, cut);
    }
    source_free(source);
}
END_TEST

static const char *const hostile_pdfs[] = {
    "%PDF-1.7\nstartxref\n0\n%%EOF\n",
    "%PDF-1.7\nstartxref\n99999999\n%%EOF\n",
    "%PDF-1.7\nxref\n0 99999999999\n0000000000 00000 n \ntrailer<<>>\nstartxref\n9\n%%EOF\n",
    "%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF\n",
    "%PDF-1.7\nxref\n0 1\n0000000000 00000 f \ntrailer<</Root 1 0 R/XRefStm "
    "9>>\nstartxref\n9\n%%EOF\n",
    "%PDF-1.7\nxref\n0 1\n0000000000 00000 f \ntrailer<</Root 1 0 R/Encrypt 2 0 "
    "R>>\nstartxref\n9\n",
    /* an object that is its own answer, and a stream that is as long as itself */
    "%PDF-1.7\n1 0 obj\n1 0 R\nendobj\nxref\n0 2\n0000000000 00000 f \n0000000009 00000 n \n"
    "trailer<</Root 1 0 R>>\nstartxref\n29\n%%EOF\n",
    "%PDF-1.7\n1 0 obj\n<</Names 1 0 R/EmbeddedFiles 1 0 R/Length 1 0 "
    "R>>stream\nx\nendstream\nendobj\n"
    "xref\n1 1\n0000000009 00000 n \ntrailer<</Root 1 0 R>>\nstartxref\n89\n%%EOF\n",
    "%PDF-1.7\n1 0 obj\n<</Type/XRef/W[0 0 0]/Size 9/Length "
    "0>>stream\n\nendstream\nendobj\nstartxref\n9\n",
    "%PDF-1.7\n1 0 obj\n<</Type/XRef/W[7 7 7]/Size 999999/Length 0>>stream\n\nendstream\nendobj\n"
    "startxref\n9\n",
};

START_TEST(hostile_pdfs_are_refused)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", hostile_pdfs[_i], strlen(hostile_pdfs[_i]));
    ck_assert_ptr_null(carrier_read(source, diags));
    ck_assert(diags_at(diags, 0)->code == CODE_CARRIER_BROKEN ||
              diags_at(diags, 0)->code == CODE_CARRIER_NONE);
    source_free(source);
    diags_free(diags);
}
END_TEST

/* Arrays in arrays in arrays. */
START_TEST(deep_pdfs_are_refused)
{
    g_autoptr(GString) text = g_string_new("%PDF-1.7\nxref\n0 0\ntrailer");
    for (int i = 0; i < 100000; i++)
        g_string_append_c(text, '[');
    g_string_append(text, "\nstartxref\n9\n%%EOF\n");
    struct diags *diags = diags_new(0);
    struct source *source = source_new("x", text->str, text->len);
    ck_assert_ptr_null(carrier_read(source, diags));
    source_free(source);
    diags_free(diags);
}
END_TEST

static const struct {
    const char *found, *expected;
    bool same;
} markups[] = {
    {"<a b='1' c=\"2\">x</a>", "<a c=\"2\"  b=\"1\" >x</a >", true},
    {"<a>x  y\n</a>", "<a>x y</a>", true},
    {"<a/>", "<a></a>", true},
    {"<a b=\"&quot;&#60;&amp;\"/>", "<a b='\"&lt;&#38;'/>", true},
    {"<a>x</a>", "<a>x<!-- --></a>", false},
    {"<a>x</a>", "<a>x<!--></a><b>y</b>--></a>", false},
    {"<a>x</a>", "<?xml version=\"1.0\"?><a>x</a>", true},
    {"<a>x</a>", "<?xml-stylesheet href=\"y\"?><a>x</a>", false},
    {"<a>x</a>", "<a>x<metadata>y</metadata></a>", true},
    {"<a>x</a>", "<a>x<metadata><b/></metadata></a>", false},
    {"<a>x</a>", "<a>x<metadata><!--</metadata>--></metadata></a>", false},
    {"<a>x</a>", "<a>x<metadata>y", false},
    {"<a b=\"1\">x</a>", "<a b=\"1\" onclick=\"y\">x</a>", false},
    {"<a>x</a>", "<a>x&#120;</a>", false},
    {"<a>20 31</a>", "<a>2031</a>", false},
    {"<a b=\"M1 0\"/>", "<a b=\"M10\"/>", false},
    {"<style>a<b</style>", "<style>a&lt;b</style>", true},
};

START_TEST(markup_is_compared_by_what_it_shows)
{
    static const char *const elements[] = {"metadata", NULL};
    const char *pair[] = {markups[_i].found, markups[_i].expected};
    char *shown[2];
    for (int i = 0; i < 2; i++)
        shown[i] =
            markup_shown(pair[i], strlen(pair[i]), &(struct markup_rest){.elements = elements});
    ck_assert_int_eq(strcmp(shown[0], shown[1]) == 0, markups[_i].same);
    g_free(shown[0]);
    g_free(shown[1]);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("carrier");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 120);
    tcase_add_loop_test(all, data_come_out_as_they_went_in, 0, G_N_ELEMENTS(formats));
    tcase_add_loop_test(all, damaged_files_do_no_harm, 0, G_N_ELEMENTS(formats));
    tcase_add_loop_test(all, hostile_pdfs_are_refused, 0, G_N_ELEMENTS(hostile_pdfs));
    tcase_add_test(all, deep_pdfs_are_refused);
    tcase_add_loop_test(all, markup_is_compared_by_what_it_shows, 0, G_N_ELEMENTS(markups));
    suite_add_tcase(suite, all);
    return suite;
}
