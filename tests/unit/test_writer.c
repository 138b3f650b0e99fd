/* SPDX-License-Identifier: Apache-2.0 */
/* The table of formats: each is found by its name and gives the same bytes twice. */
#include "drawn.h"
#include "unit.h"

#include <string.h>

START_TEST(formats_are_found_by_name)
{
    static const char *const names[] = {"svg",     "pdf",       "png", "json", "jsonld",    "openeox",
                                        "cta2120", "cyclonedx", "mud", "text", "statement", "fragment",
                                        "badge",   "html",      "scene"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        ck_assert_str_eq(writers[i].name, names[i]);
        ck_assert_ptr_eq(writer_find(names[i]), &writers[i]);
        ck_assert_ptr_nonnull(writers[i].title);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(writers[i].suffix, writers[j].suffix);
    }
    ck_assert_ptr_null(writers[G_N_ELEMENTS(names)].name);
    ck_assert_ptr_null(writer_find("gif"));
    ck_assert_ptr_null(writer_find(""));
    ck_assert_ptr_null(writer_find("SVG"));
}
END_TEST

START_TEST(pictures_are_the_same_twice)
{
    struct fontset *fontset = fontset_new(NULL);
    struct scene *one = drawn_all(fontset, false), *other = drawn_all(fontset, false);
    for (const struct writer *writer = writers; writer->name; writer++) {
        if (!writer->needs_scene)
            continue;
        size_t size = 0, other_size = 0;
        g_autofree char *bytes = drawn_write(writer->name, one, false, "{}\n", &size);
        g_autofree char *others = drawn_write(writer->name, other, false, "{}\n", &other_size);
        ck_assert_uint_eq(size, other_size);
        ck_assert_mem_eq(bytes, others, size);
    }
    scene_free(one);
    scene_free(other);
    fontset_free(fontset);
}
END_TEST

START_TEST(an_empty_scene_is_a_picture_too)
{
    for (const struct writer *writer = writers; writer->name; writer++) {
        if (!writer->needs_scene)
            continue;
        struct scene *scene = drawn_empty();
        g_autofree char *outlines = drawn_write(writer->name, scene, false, NULL, NULL);
        g_autofree char *live = drawn_write(writer->name, scene, true, NULL, NULL);
        ck_assert_uint_gt(strlen(outlines), 3);
        ck_assert_uint_gt(strlen(live), 3);
        scene_free(scene);
    }
}
END_TEST

START_TEST(text_is_what_is_spoken)
{
    char spoken[] = "Security updates for HomeCam 3: ended.";
    struct wording wording = {.spoken = spoken};
    struct write_input input = {.wordings = (const struct wording *const[]){&wording}, .wording_count = 1};
    g_autoptr(GBytes) bytes = writer_find("text")->write(&input, NULL);
    gsize size = 0;
    const char *text = g_bytes_get_data(bytes, &size);
    ck_assert_uint_eq(size, strlen(spoken) + 1);
    ck_assert_mem_eq(text, "Security updates for HomeCam 3: ended.\n", size);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("writer");
    TCase *all = tcase_create("all");
    tcase_add_test(all, formats_are_found_by_name);
    tcase_add_test(all, pictures_are_the_same_twice);
    tcase_add_test(all, an_empty_scene_is_a_picture_too);
    tcase_add_test(all, text_is_what_is_spoken);
    suite_add_tcase(suite, all);
    return suite;
}
