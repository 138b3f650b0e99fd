/* SPDX-License-Identifier: Apache-2.0 */
/* A font file: its names, metrics, coverage, digest and outlines; and files that are no fonts. */
#include "font/raster.h"
#include "unit.h"

#include <hb.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static struct font *open_inter(void)
{
    g_auto(GStrv) folders = g_strsplit(UPLABEL_FONT_PATH_DEFAULT, ":", -1);
    for (char **folder = folders; *folder != NULL; folder++) {
        g_autofree char *path = g_build_filename(*folder, "Inter-Bold.otf", NULL);
        struct font *font = font_open(path, 0);
        if (font != NULL)
            return font;
    }
    ck_abort_msg("Inter-Bold.otf is not installed");
    return NULL;
}

START_TEST(knows_names_and_metrics)
{
    struct font *font = open_inter();
    ck_assert_str_eq(font->file, "Inter-Bold.otf");
    ck_assert_str_eq(font->name, "Inter-Bold");
    ck_assert_ptr_nonnull(strstr(font->version, "Version"));
    ck_assert_uint_ge(font->upem, 1000);
    ck_assert_int_gt(font->ascent, font->cap_height);
    ck_assert_int_gt(font->cap_height, font->x_height);
    ck_assert_int_lt(font->descent, 0);
    font_free(font);
}
END_TEST

START_TEST(tells_what_it_covers)
{
    struct font *font = open_inter();
    ck_assert(font_has(font, 'A'));
    ck_assert(font_has(font, 0x0416));
    ck_assert(!font_has(font, 0x0E01));
    font_free(font);
}
END_TEST

START_TEST(digests_the_whole_file)
{
    struct font *font = open_inter();
    char hex[HASH_HEX_SIZE], expected[HASH_HEX_SIZE];
    gsize size;
    const void *bytes = g_bytes_get_data(font->bytes, &size);
    hash_sha256(bytes, size, expected);
    font_digest(font, hex);
    ck_assert_str_eq(hex, expected);
    font_free(font);
}
END_TEST

struct count {
    int moves, closes, others;
};

static void count_move(void *data, float x, float y)
{
    (void)x, (void)y;
    ((struct count *)data)->moves++;
}

static void count_line(void *data, float x, float y)
{
    (void)x, (void)y;
    ((struct count *)data)->others++;
}

static void count_quad(void *data, float cx, float cy, float x, float y)
{
    (void)cx, (void)cy, (void)x, (void)y;
    ((struct count *)data)->others++;
}

static void count_cubic(void *data, float ax, float ay, float bx, float by, float x, float y)
{
    (void)ax, (void)ay, (void)bx, (void)by, (void)x, (void)y;
    ((struct count *)data)->others++;
}

static void count_close(void *data)
{
    ((struct count *)data)->closes++;
}

START_TEST(every_contour_is_closed)
{
    static const struct outline_sink sink = {count_move, count_line, count_quad, count_cubic,
                                             count_close};
    struct font *font = open_inter();
    for (uint32_t glyph = 1; glyph < 60; glyph++) {
        struct count count = {0};
        font_outline(font, glyph, &sink, &count);
        ck_assert_int_eq(count.moves, count.closes);
        ck_assert(count.moves == 0 || count.others > 0);
        ck_assert_int_ge(font_advance(font, glyph), 0);
    }
    font_free(font);
}
END_TEST

static const struct font_bitmap *pixels_of(const struct font *font, char c, int ppem)
{
    hb_codepoint_t glyph;
    ck_assert(hb_font_get_nominal_glyph(font->hb, (hb_codepoint_t)c, &glyph));
    const struct font_bitmap *bitmap = font_bitmap(font, glyph, ppem);
    ck_assert_ptr_nonnull(bitmap);
    ck_assert_ptr_eq(font_bitmap(font, glyph, ppem), bitmap);
    return bitmap;
}

/* A letter that is one stem is a rectangle at every size, and does not touch its neighbours. */
START_TEST(pixels_are_on_or_off)
{
    struct font *font = open_inter();
    for (int ppem = 11; ppem <= 60; ppem++) {
        const struct font_bitmap *bitmap = pixels_of(font, 'l', ppem);
        ck_assert_int_eq(bitmap->top, bitmap->height);
        ck_assert_int_ge(bitmap->width, 2);
        ck_assert_int_gt(bitmap->left, 0);
        ck_assert_int_gt(bitmap->advance, bitmap->left + bitmap->width);
        for (int i = 0; i < bitmap->width * bitmap->height; i++)
            ck_assert_uint_eq(bitmap->bits[i], 1);
    }
    const struct font_bitmap *blank = pixels_of(font, ' ', 16);
    ck_assert_int_gt(blank->advance, 2);
    for (int i = 0; i < blank->width * blank->height; i++)
        ck_assert_uint_eq(blank->bits[i], 0);
    font_free(font);
}
END_TEST

/* FreeType would take other hinters from the environment. */
START_TEST(pixels_are_the_same_everywhere)
{
    struct font *here = open_inter(), *there = open_inter();
    const struct font_bitmap *one = pixels_of(here, 'g', 13);
    g_setenv("FREETYPE_PROPERTIES", "autofitter:warping=1 cff:no-stem-darkening=0", TRUE);
    const struct font_bitmap *two = pixels_of(there, 'g', 13);
    ck_assert_int_eq(one->advance, two->advance);
    ck_assert_int_eq(one->width, two->width);
    ck_assert_mem_eq(one->bits, two->bits, (size_t)(one->width * one->height));
    font_free(here);
    font_free(there);
}
END_TEST

START_TEST(refuses_what_is_no_font)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_font.txt", NULL);
    ck_assert(g_file_set_contents(path, "not a font", -1, NULL));
    ck_assert_ptr_null(font_open(path, 0));
    ck_assert(g_file_set_contents(path, "", 0, NULL));
    ck_assert_ptr_null(font_open(path, 0));
    remove(path);
    ck_assert_ptr_null(font_open(path, 0));
}
END_TEST

/* Cut anywhere, some table is not whole: its text would be drawn as nothing. */
START_TEST(refuses_a_font_that_was_cut_off)
{
    static const unsigned parts[] = {1, 11, 13, 200, 20000, 270000};
    struct font *font = open_inter();
    gsize size;
    const char *bytes = g_bytes_get_data(font->bytes, &size);
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_font.otf", NULL);
    ck_assert_uint_lt(parts[_i], size);
    ck_assert(g_file_set_contents(path, bytes, parts[_i], NULL));
    ck_assert_ptr_null(font_open(path, 0));
    remove(path);
    font_free(font);
}
END_TEST

START_TEST(does_not_wait_for_a_pipe)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test_font.pipe", NULL);
    remove(path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_ptr_null(font_open(path, 0));
    remove(path);
}
END_TEST

START_TEST(refuses_a_face_that_is_not_there)
{
    struct font *font = open_inter();
    ck_assert_ptr_null(font_open(font->path, 7));
    font_free(font);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("font");
    TCase *one = tcase_create("one font");
    tcase_add_test(one, knows_names_and_metrics);
    tcase_add_test(one, tells_what_it_covers);
    tcase_add_test(one, digests_the_whole_file);
    tcase_add_test(one, every_contour_is_closed);
    tcase_add_test(one, pixels_are_on_or_off);
    tcase_add_test(one, pixels_are_the_same_everywhere);
    tcase_add_test(one, refuses_what_is_no_font);
    tcase_add_loop_test(one, refuses_a_font_that_was_cut_off, 0, 6);
    tcase_add_test(one, does_not_wait_for_a_pipe);
    tcase_add_test(one, refuses_a_face_that_is_not_there);
    suite_add_tcase(suite, one);
    return suite;
}
