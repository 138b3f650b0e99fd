/* SPDX-License-Identifier: Apache-2.0 */
/* The display list keeps copies, dumps one op per line and is named by what it draws. */
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

/* A scene of several kinds of ops in which one thing is different; 0: none. */
static uint64_t digest_of(int change)
{
    static const uint8_t bits[] = {1};
    struct scene *scene = small_scene();
    struct segment line[] = {{SEGMENT_MOVE, {{1, 2}}}, {SEGMENT_LINE, {{3, change == 1 ? 5 : 4}}}};
    struct op qr = {.kind = OP_QR, .ink = INK_INK};
    qr.qr.module = qr.qr.modules = 1;
    qr.qr.bits = bits;
    qr.qr.payload = change == 2 ? "HTTPS://B" : "HTTPS://A";
    scene->mono = change == 3;
    scene_fill_rect(scene, change == 4 ? INK_OPEN : INK_INK, 0, 0, 1, 1, 0);
    scene_stroke_path(scene, INK_INK, line, 2, change == 5 ? 2 : 1, 0, 0, true);
    scene_add(scene, &qr);
    scene_begin(scene, "band", change == 6 ? "a band" : NULL);
    if (change != 7)
        scene_end(scene);
    uint64_t digest = scene_digest(scene);
    scene_free(scene);
    return digest;
}

START_TEST(is_named_by_what_it_draws)
{
    uint64_t digests[8];
    for (int i = 0; i < 8; i++) {
        digests[i] = digest_of(i);
        ck_assert_uint_eq(digest_of(i), digests[i]);
        for (int k = 0; k < i; k++)
            ck_assert_msg(digests[k] >> 24 != digests[i] >> 24, "%d and %d", k, i);
    }
    ck_assert_uint_eq(digests[0] >> 24, UINT64_C(0xc680594e96)); /* the same on every machine */
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
