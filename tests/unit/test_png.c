/* SPDX-License-Identifier: Apache-2.0 */
/* The PNG writer: size, kind of pixels, chunks, and a QR code on the pixel grid. */
#include "drawn.h"
#include "scene/grid.h"
#include "unit.h"

#include <png.h>
#include <string.h>

static struct fontset *fontset;

static void open_fonts(void)
{
    fontset = fontset_new(NULL);
}

static void close_fonts(void)
{
    fontset_free(fontset);
}

/* The picture as gray or RGB bytes; its header in *image. */
static png_byte *decoded(const char *bytes, size_t size, png_image *image)
{
    *image = (png_image){.version = PNG_IMAGE_VERSION};
    ck_assert(png_image_begin_read_from_memory(image, bytes, size));
    png_byte *pixels = g_malloc(PNG_IMAGE_SIZE(*image));
    ck_assert(png_image_finish_read(image, NULL, pixels, 0, NULL));
    return pixels;
}

/* The data of the first chunk of that type, and its size; NULL where there is none. */
static const png_byte *chunk(const char *bytes, size_t size, const char *type, size_t *length)
{
    const png_byte *at = (const png_byte *)bytes + 8, *end = (const png_byte *)bytes + size;
    while (at < end) {
        *length = png_get_uint_32(at);
        if (memcmp(at + 4, type, 4) == 0)
            return at + 8;
        at += *length + 12;
    }
    return NULL;
}

START_TEST(picture_has_true_size_and_few_channels)
{
    struct scene *scene = drawn_all(fontset, _i == 1);
    size_t size = 0;
    g_autofree char *bytes = drawn_write("png", scene, false, NULL, &size);
    png_image image;
    g_autofree png_byte *pixels = decoded(bytes, size, &image);
    ck_assert_uint_eq(image.width, 709); /* 60 mm at 300 dpi */
    ck_assert_uint_eq(image.height, 472);
    ck_assert_uint_eq(image.format, _i == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB);
    const png_byte *band = pixels + (size_t)(30 * 709 + 300) * (_i == 1 ? 1 : 3);
    if (_i == 1)
        ck_assert_uint_eq(band[0], 0);
    else
        ck_assert_mem_eq(band, "\x0b\x3d\x91", 3);
    scene_free(scene);
}
END_TEST

START_TEST(chunks_say_resolution_and_label_but_no_time)
{
    struct scene *scene = drawn_all(fontset, false);
    size_t size = 0, length = 0;
    g_autofree char *bytes = drawn_write("png", scene, false, "{\"a\":1}\n", &size);
    const png_byte *physical = chunk(bytes, size, "pHYs", &length);
    ck_assert_ptr_nonnull(physical);
    ck_assert_uint_eq(png_get_uint_32(physical), 11811); /* per metre */
    ck_assert_uint_eq(physical[8], 1);
    const png_byte *text = chunk(bytes, size, "iTXt", &length);
    ck_assert_ptr_nonnull(text);
    ck_assert_mem_eq(text, "uplabel:label\0\1", 15); /* keyword, compressed */
    ck_assert_ptr_null(chunk(bytes, size, "tIME", &length));
    g_autofree char *bare = drawn_write("png", scene, false, NULL, &size);
    ck_assert_ptr_null(chunk(bare, size, "iTXt", &length));
    scene_free(scene);
}
END_TEST

START_TEST(qr_modules_are_whole_pixels)
{
    static const char *const rows[] = {"#.#", ".#.", "#.#"};
    struct scene *scene = drawn_empty();
    scene->mono = true;
    drawn_qr(scene, 10123, 10077, rows, 3); /* 0.5 mm: 5.9 pixels, so 5 or 6 */
    size_t size = 0;
    g_autofree char *bytes = drawn_write("png", scene, false, NULL, &size);
    png_image image;
    g_autofree png_byte *pixels = decoded(bytes, size, &image);
    size_t left = image.width, right = 0;
    for (size_t i = 0; i < (size_t)image.width * image.height; i++) {
        ck_assert(pixels[i] == 0 || pixels[i] == 255);
        if (pixels[i] == 0) {
            left = MIN(left, i % image.width);
            right = MAX(right, i % image.width + 1);
        }
    }
    /* 10.123 mm and 11.623 mm at 300 dpi: the code's true edges, to the nearest pixel. */
    ck_assert_uint_eq(left, 120);
    ck_assert_uint_eq(right, 137);
    scene_free(scene);
}
END_TEST

START_TEST(gray_is_enough_without_colours)
{
    struct scene *scene = drawn_empty();
    scene_fill_rect(scene, INK_SECONDARY, 0, 0, 60000, 40000, 0);
    size_t size = 0;
    g_autofree char *bytes = drawn_write("png", scene, false, NULL, &size);
    png_image image;
    g_autofree png_byte *pixels = decoded(bytes, size, &image);
    ck_assert_uint_eq(image.format, PNG_FORMAT_GRAY);
    ck_assert_uint_eq(pixels[1000], 0x3d);
    scene_free(scene);
}
END_TEST

/* A bitmap of 60 by 40 pixels: its own size, one bit for each or a palette, and nothing between. */
START_TEST(bitmaps_are_written_pixel_by_pixel)
{
    static const char *const rows[] = {"#.#", ".#.", "#.#"};
    static const struct segment line[] = {{SEGMENT_MOVE, {{2000, 8000}}},
                                          {SEGMENT_LINE, {{9000, 5000}}}};
    enum { PPI = 100000, WIDTH = 60, HEIGHT = 40 };
    bool mono = _i == 1;
    struct scene *scene =
        scene_new(grid_length(PPI, WIDTH * 1000), grid_length(PPI, HEIGHT * 1000));
    scene->mono = mono;
    scene->bitmap = true;
    scene->ppi = PPI;
    drawn_text(scene, drawn_font(fontset), 254, 2540, "Security", false);
    drawn_qr(scene, grid_length(PPI, 30000), grid_length(PPI, 20000), rows, 3);
    scene_stroke_path(scene, INK_INK, line, 2, 500, 0, 0, false);
    scene_fill_rect(scene, INK_NONE, 0, grid_length(PPI, 30000), scene->width,
                    grid_length(PPI, 10000), 0);
    size_t size = 0, length = 0;
    g_autofree char *bytes = drawn_write("png", scene, false, NULL, &size);
    const png_byte *header = chunk(bytes, size, "IHDR", &length);
    ck_assert_uint_eq(png_get_uint_32(header), WIDTH);
    ck_assert_uint_eq(png_get_uint_32(header + 4), HEIGHT);
    ck_assert_uint_eq(header[8], mono ? 1 : 2);
    ck_assert_uint_eq(header[9], mono ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_PALETTE);
    ck_assert_uint_eq(png_get_uint_32(chunk(bytes, size, "pHYs", &length)), 3937);
    const png_byte *palette = chunk(bytes, size, "PLTE", &length);
    ck_assert(mono ? palette == NULL : memcmp(palette, "\0\0\0\xff\xff\xff\xc8\x10\x2e", 9) == 0);
    png_image image = {.version = PNG_IMAGE_VERSION};
    ck_assert(png_image_begin_read_from_memory(&image, bytes, size));
    image.format = PNG_FORMAT_RGB;
    g_autofree png_byte *pixels = g_malloc(PNG_IMAGE_SIZE(image));
    ck_assert(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        const png_byte *pixel = pixels + 3 * i;
        bool lower = i >= (size_t)WIDTH * 30; /* where the block is */
        bool block = memcmp(pixel, mono ? "\0\0\0" : "\xc8\x10\x2e", 3) == 0;
        bool black = memcmp(pixel, "\0\0\0", 3) == 0;
        ck_assert(lower ? block : black || memcmp(pixel, "\xff\xff\xff", 3) == 0);
    }
    png_image_free(&image);
    scene_free(scene);
}
END_TEST

START_TEST(a_picture_has_an_upper_bound)
{
    struct scene *scene = scene_new(499000, 499000);
    struct write_options options = {.dpi = 1200};
    struct write_input input = {.scene = scene, .options = &options};
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(writer_find("png")->write(&input, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_USAGE);
    diags_free(diags);
    scene_free(scene);
}
END_TEST

/* 59,000 pixels wide: few enough, and more than the library draws. */
START_TEST(what_cannot_be_drawn_is_said)
{
    struct scene *scene = scene_new(5000000, 1000);
    struct write_options options = {.dpi = 300};
    struct write_input input = {.scene = scene, .options = &options};
    struct diags *diags = diags_new(0);
    ck_assert_ptr_null(writer_find("png")->write(&input, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_INTERNAL);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), BLAME_INTERNAL);
    diags_free(diags);
    scene_free(scene);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("png");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, open_fonts, close_fonts);
    tcase_add_loop_test(all, picture_has_true_size_and_few_channels, 0, 2);
    tcase_add_test(all, chunks_say_resolution_and_label_but_no_time);
    tcase_add_test(all, qr_modules_are_whole_pixels);
    tcase_add_test(all, gray_is_enough_without_colours);
    tcase_add_loop_test(all, bitmaps_are_written_pixel_by_pixel, 0, 2);
    tcase_add_test(all, a_picture_has_an_upper_bound);
    tcase_add_test(all, what_cannot_be_drawn_is_said);
    suite_add_tcase(suite, all);
    return suite;
}
