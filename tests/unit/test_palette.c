/* SPDX-License-Identifier: Apache-2.0 */
/* Both themes: what is read is read at 7:1, and hue alone tells nothing. */
#include "write/palette.h"

#include "drawn.h"
#include "unit.h"

#include <math.h>

static double linear(uint8_t value)
{
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Relative luminance of WCAG 2. */
static double luminance(const struct scene *scene, enum ink ink)
{
    struct rgb rgb = palette_rgb(scene, ink);
    return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
}

static double contrast(const struct scene *scene, enum ink one, enum ink other)
{
    double a = luminance(scene, one), b = luminance(scene, other);
    return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

/* Text on its ground, as layout allows it. */
static const struct {
    enum ink text, ground;
} pairs[] = {
    {INK_INK, INK_PAPER},   {INK_SECONDARY, INK_PAPER}, {INK_PROMISE, INK_PAPER},
    {INK_PAPER, INK_INK},   {INK_PAPER, INK_PROMISE},   {INK_INK, INK_OPEN},
    {INK_PAPER, INK_NONE},
};

START_TEST(all_text_is_read)
{
    struct scene *scene = scene_new(10000, 10000);
    scene->dark = _i == 1;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        ck_assert_double_ge(contrast(scene, pairs[i].text, pairs[i].ground), 7);
    scene_free(scene);
}
END_TEST

/* Dated and none have a heavy band, open a light one: against the ground, not against each other. */
START_TEST(weights_tell_the_states)
{
    struct scene *scene = scene_new(10000, 10000);
    scene->dark = _i == 1;
    ck_assert_double_ge(contrast(scene, INK_PROMISE, INK_PAPER), 7);
    ck_assert_double_ge(contrast(scene, INK_NONE, INK_PAPER), 7);
    ck_assert_double_le(contrast(scene, INK_OPEN, INK_PAPER), 2.5);
    scene_free(scene);
}
END_TEST

START_TEST(dark_ground_is_a_colour)
{
    struct scene *scene = scene_new(10000, 10000);
    ck_assert(!palette_is_coloured(scene));
    scene->dark = true;
    ck_assert(palette_is_coloured(scene));
    ck_assert_uint_eq(palette_rgb(scene, INK_PAPER).blue, 0x1a);
    scene_free(scene);
}
END_TEST

START_TEST(a_brand_has_its_own_colours_but_no_own_text)
{
    struct scene *scene = drawn_empty();
    scene->colours[INK_PROMISE] =
        (struct scene_colour){true, 0x0f, 0x4c, 0x5c, .cyan = 90, .magenta = 40, .black = 50};
    ck_assert_uint_eq(palette_rgb(scene, INK_PROMISE).green, 0x4c);
    ck_assert_uint_eq(palette_cmyk(scene, INK_PROMISE).cyan, 90);
    ck_assert_uint_eq(palette_cmyk(scene, INK_INK).black, 100);
    ck_assert_uint_eq(palette_rgb(scene, INK_NONE).red, 0x8f);
    uint64_t own = scene_digest(scene);
    scene->mono = true;
    ck_assert_uint_eq(palette_rgb(scene, INK_PROMISE).green, 0);
    ck_assert_uint_eq(palette_cmyk(scene, INK_PROMISE).cyan, 0);
    scene->mono = false;
    scene->dark = true;
    ck_assert_uint_eq(palette_rgb(scene, INK_PROMISE).green, 0xb4);
    scene->dark = false;
    scene->colours[INK_PROMISE].own = false;
    ck_assert(scene_digest(scene) != own);
    scene_free(scene);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("palette");
    TCase *list = tcase_create("themes");
    tcase_add_loop_test(list, all_text_is_read, 0, 2);
    tcase_add_loop_test(list, weights_tell_the_states, 0, 2);
    tcase_add_test(list, dark_ground_is_a_colour);
    tcase_add_test(list, a_brand_has_its_own_colours_but_no_own_text);
    suite_add_tcase(suite, list);
    return suite;
}
