/* SPDX-License-Identifier: Apache-2.0 */
/* The display list keeps copies, dumps one op per line and is named by its dump. */
#include "scene/scene.h"
#include "scene/scene_dump.h"
#include "unit.h"

#include <string.h>

static struct scene *small_scene(void)
{
    struct scene *scene = scene_new(60000, 90000);
    scene->layout = "panel";
    scene->language = "en";
    scene->title = "a \"quoted\" title";
    scene->spoken = "one\\two";
    return scene;
}

static char *dump(const struct scene *scene)
{
    GString *out = g_string_new(NULL);
    scene_dump(scene, out);
    return g_string_free(out, FALSE);
}

START_TEST(dumps_every_kind_on_its_line)
{
    struct scene *scene = small_scene();
    struct segment segments[] = {{SEGMENT_MOVE, {{1, 2}}},
                                 {SEGMENT_LINE, {{-3, 4}}},
                                 {SEGMENT_CUBIC, {{5, 6}, {7, 8}, {9, 10}}},
                                 {.kind = SEGMENT_CLOSE}};
    uint8_t bits[] = {1, 0, 0, 1};
    struct op qr = {.kind = OP_QR, .ink = INK_INK};
    qr.qr.module = 400;
    qr.qr.modules = 2;
    qr.qr.bits = bits;
    qr.qr.payload = "HTTPS://A";
    scene_begin(scene, "band", NULL);
    scene_fill_rect(scene, INK_PROMISE, 0, 0, 60000, 11500, 2000);
    scene_end(scene);
    scene_fill_path(scene, INK_OPEN, segments, 4);
    scene_stroke_path(scene, INK_NONE, segments, 2, 350, 640, 520, true);
    scene_add(scene, &qr);
    g_autofree char *text = dump(scene);
    ck_assert_str_eq(text, "scene panel en ltr colour 60000 90000\n"
                           "title \"a \\\"quoted\\\" title\"\n"
                           "spoken \"one\\\\two\"\n"
                           "begin band\n"
                           "rect promise 0 0 60000 11500 radius 2000\n"
                           "end\n"
                           "fill open M 1 2 L -3 4 C 5 6 7 8 9 10 Z\n"
                           "stroke none 350 dash 640 520 butt M 1 2 L -3 4\n"
                           "qr ink 0 0 400 2 \"HTTPS://A\" 10 01\n");
    scene_free(scene);
}
END_TEST

START_TEST(keeps_copies_of_what_it_is_given)
{
    struct scene *scene = small_scene();
    char role[] = "method";
    struct segment segment = {SEGMENT_MOVE, {{1, 2}}};
    scene_begin(scene, role, role);
    scene_fill_path(scene, INK_INK, &segment, 1);
    memset(role, 'x', sizeof role - 1);
    segment.p[0].x = 99;
    g_autofree char *text = dump(scene);
    ck_assert_ptr_nonnull(strstr(text, "begin method \"method\"\nfill ink M 1 2\n"));
    scene_free(scene);
}
END_TEST

START_TEST(is_named_by_what_it_draws)
{
    char one[17], two[17];
    struct scene *scene = small_scene();
    scene_digest(scene, one);
    ck_assert_uint_eq(strlen(one), 16);
    ck_assert_uint_eq(strspn(one, "0123456789abcdef"), 16);
    scene_fill_rect(scene, INK_INK, 0, 0, 1, 1, 0);
    scene_digest(scene, two);
    ck_assert_str_ne(one, two);
    scene_free(scene);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("scene");
    TCase *list = tcase_create("display list");
    tcase_add_test(list, dumps_every_kind_on_its_line);
    tcase_add_test(list, keeps_copies_of_what_it_is_given);
    tcase_add_test(list, is_named_by_what_it_draws);
    suite_add_tcase(suite, list);
    return suite;
}
