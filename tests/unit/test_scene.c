/* SPDX-License-Identifier: Apache-2.0 */
/* The display list keeps copies, dumps one op per line and is named by what it draws. */
#include "drawn.h"
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

START_TEST(grows_in_proportion)
{
    struct fontset *fontset = fontset_new(NULL);
    const struct font *font = drawn_font(fontset);
    struct scene *scene = small_scene();
    struct segment segments[] = {{SEGMENT_MOVE, {{10, -20}}},
                                 {SEGMENT_CUBIC, {{50, 60}, {70, 80}, {90, 101}}}};
    static const char *const rows[] = {"#"};
    scene_fill_rect(scene, INK_PROMISE, 20, 40, 60000, 11500, 2000);
    scene_stroke_path(scene, INK_NONE, segments, 2, 350, 640, 520, false);
    drawn_qr(scene, 400, 600, rows, 1);
    drawn_text(scene, font, 1000, 2000, "ab", false);
    const struct op *run = &g_array_index(scene->ops, struct op, 3);
    int32_t width = run->glyphs.width, second = run->glyphs.glyphs[1].x;
    ck_assert(scene_scale(scene, 1500));
    g_autofree char *text = dump(scene);
    ck_assert_ptr_nonnull(strstr(text, " 90000 135000\n"));
    ck_assert_ptr_nonnull(strstr(text, "rect promise 30 60 90000 17250 radius 3000\n"
                                       "stroke none 525 dash 960 780 "
                                       "M 15 -30 C 75 90 105 120 135 152\n"
                                       "qr ink 600 900 750 1 \"test\" 1\n"
                                       "glyphs ink test 1500 3000 "));
    ck_assert_int_eq(run->glyphs.size, 1500);
    ck_assert_int_eq(run->glyphs.width, (width * 3 + 1) / 2);
    ck_assert_int_eq(run->glyphs.glyphs[1].x, (second * 3 + 1) / 2);
    ck_assert_str_eq(run->glyphs.text, "ab");
    scene_free(scene);
    fontset_free(fontset);
}
END_TEST

START_TEST(grows_to_a_limit)
{
    struct scene *scene = scene_new(10000, 500000);
    ck_assert(!scene_scale(scene, 10001));
    ck_assert_int_eq(scene->height, 500000);
    ck_assert(scene_scale(scene, 10000));
    ck_assert_int_eq(scene->height, SCENE_MAX_SIDE);
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

START_TEST(label_stands_on_a_larger_scene)
{
    struct scene *label = small_scene(), *sheet = small_scene();
    struct segment segments[] = {{SEGMENT_MOVE, {{1, 2}}},
                                 {SEGMENT_CUBIC, {{5, 6}, {7, 8}, {9, 10}}}};
    static const char *const rows[] = {"#"};
    label->mono = true;
    label->language = "fi";
    label->spoken = "Yksi.";
    scene_begin(label, "band", NULL);
    scene_fill_rect(label, INK_PROMISE, 0, 0, 60000, 11500, 2000);
    scene_end(label);
    scene_fill_path(label, INK_PAPER, segments, 2);
    scene_stroke_path(label, INK_NONE, segments, 2, 350, 640, 520, true);
    drawn_qr(label, 400, 600, rows, 1);
    scene_place(sheet, label, 1000, 2000);
    scene_free(label);
    g_autofree char *text = dump(sheet);
    ck_assert_ptr_nonnull(strstr(text, "begin label \"Yksi.\" fi 1000 2000 60000 90000\n"
                                       "begin band\n"
                                       "rect ink 1000 2000 60000 11500 radius 2000\n"
                                       "end\n"
                                       "fill paper M 1001 2002 C 1005 2006 1007 2008 1009 2010\n"
                                       "stroke ink 350 dash 640 520 butt M 1001 2002 "
                                       "C 1005 2006 1007 2008 1009 2010\n"
                                       "qr ink 1400 2600 500 1 \"test\" 1\n"
                                       "end\n"));
    uint64_t before = scene_digest(sheet);
    g_array_index(sheet->ops, struct op, 0).group.language = "de";
    ck_assert(before != scene_digest(sheet));
    ck_assert(scene_scale(sheet, 2000));
    ck_assert_int_eq(g_array_index(sheet->ops, struct op, 0).group.width, 120000);
    scene_free(sheet);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("scene");
    TCase *list = tcase_create("display list");
    tcase_add_test(list, dumps_every_kind_on_its_line);
    tcase_add_test(list, keeps_copies_of_what_it_is_given);
    tcase_add_test(list, grows_in_proportion);
    tcase_add_test(list, grows_to_a_limit);
    tcase_add_test(list, is_named_by_what_it_draws);
    tcase_add_test(list, label_stands_on_a_larger_scene);
    suite_add_tcase(suite, list);
    return suite;
}
