/* SPDX-License-Identifier: Apache-2.0 */
/* Labels for displays, pixel by pixel: all of it on the grid, every letter seen, no two in one
 * place. */
#include "font/raster.h"
#include "label.h"
#include "scene/grid.h"
#include "unit.h"

#include <string.h>

#define LONGER_QR                                                                                  \
    "; evidence/information/url=https://northwind.example/products/cameras/homecam-3/"             \
    "security-updates?serial=HC300"

static const char *const layouts[] = {"shelf-296x128", "shelf-250x122", "shelf-400x300"};

static const char *const codes[] = {"", QR, LONG_QR, LONGER_QR};

static const char *const names[] = {
    "product/model=WWWWWWWWWWWW",
    "product/labelName=WWWWWWWWW WWWWWWWWW WWWWWWWWW WWWWWWWWWW",
    "product/model=i",
};

/* A label's pixels, each with the ink that was drawn on it last. */
struct picture {
    const struct scene *scene;
    const char *members;
    int32_t width, height;
    uint8_t *inks;
    uint8_t *drawn; /* by the text being drawn */
};

static bool on_grid(const struct scene *scene, int32_t place)
{
    int32_t nearest = grid_length(scene->ppi, grid_pixel(scene->ppi, place) * 1000);
    return ABS(place - nearest) <= 3; /* a sum of a few lengths, each rounded */
}

static int32_t pixel(const struct picture *picture, int32_t place)
{
    ck_assert_msg(on_grid(picture->scene, place), "%s, %s: %d is no pixel's edge",
                  picture->scene->layout, picture->members, place);
    return grid_pixel(picture->scene->ppi, place);
}

static void fill(struct picture *picture, const struct op *op)
{
    int32_t left = pixel(picture, op->rect.x), top = pixel(picture, op->rect.y);
    int32_t right = pixel(picture, op->rect.x + op->rect.width);
    int32_t bottom = pixel(picture, op->rect.y + op->rect.height);
    ck_assert(left >= 0 && top >= 0 && right <= picture->width && bottom <= picture->height);
    ck_assert_int_eq(op->rect.radius, 0);
    for (int32_t y = top; y < bottom; y++)
        memset(picture->inks + (ptrdiff_t)y * picture->width + left, (int)op->ink,
               (size_t)(right - left));
}

static void put_glyph(struct picture *picture, const struct op *op, const struct glyph *glyph)
{
    int ppem = grid_ppem(picture->scene->ppi, op->glyphs.size);
    const struct font_bitmap *bitmap = font_bitmap(op->glyphs.font, glyph->id, ppem);
    ck_assert_ptr_nonnull(bitmap);
    int32_t left = pixel(picture, op->glyphs.x + glyph->x) + bitmap->left;
    int32_t top = pixel(picture, op->glyphs.y + glyph->y) - bitmap->top;
    for (int i = 0; i < bitmap->width * bitmap->height; i++) {
        if (bitmap->bits[i] == 0)
            continue;
        int32_t x = left + i % bitmap->width, y = top + i / bitmap->width;
        ck_assert_msg(x >= 0 && y >= 0 && x < picture->width && y < picture->height,
                      "%s, %s: \"%s\" (%s) is cut off", picture->scene->layout, picture->members,
                      op->glyphs.text, op->glyphs.role);
        ck_assert_msg(picture->inks[y * picture->width + x] != op->ink,
                      "%s, %s: \"%s\" (%s) is not seen at %d, %d", picture->scene->layout,
                      picture->members, op->glyphs.text, op->glyphs.role, x, y);
        picture->drawn[y * picture->width + x] = 1;
    }
}

/* Every pixel of a text differs from what is below it: its ground, or another text. */
static void put_text(struct picture *picture, const struct op *op)
{
    size_t count = (size_t)picture->width * (size_t)picture->height;
    int ppem = grid_ppem(picture->scene->ppi, op->glyphs.size);
    ck_assert_int_ge(ppem, 11);
    memset(picture->drawn, 0, count);
    for (size_t i = 0; i < op->glyphs.count; i++)
        put_glyph(picture, op, &op->glyphs.glyphs[i]);
    for (size_t i = 0; i < count; i++)
        if (picture->drawn[i] != 0)
            picture->inks[i] = (uint8_t)op->ink;
}

static void check_code(const struct picture *picture, const struct op *op)
{
    int32_t module = grid_pixel(picture->scene->ppi, op->qr.module);
    int32_t x = pixel(picture, op->qr.x), y = pixel(picture, op->qr.y);
    ck_assert(on_grid(picture->scene, op->qr.module));
    ck_assert_int_ge(module, 2);
    int32_t side = module * (op->qr.modules + 8), left = x - 4 * module, top = y - 4 * module;
    ck_assert(left >= 0 && top >= 0 && left + side <= picture->width &&
              top + side <= picture->height);
    for (int32_t i = 0; i < side * side; i++)
        ck_assert_msg(
            picture->inks[(top + i / side) * picture->width + left + i % side] == INK_PAPER,
            "%s, %s: something is in the quiet zone", picture->scene->layout, picture->members);
}

/* Draws the label, and looks at its code when all else is drawn. */
static void check_pixels(const struct scene *scene, const char *members)
{
    struct picture picture = {.scene = scene, .members = members};
    const struct op *code = NULL;
    picture.width = pixel(&picture, scene->width);
    picture.height = pixel(&picture, scene->height);
    size_t count = (size_t)picture.width * (size_t)picture.height;
    picture.inks = g_malloc(count);
    picture.drawn = g_malloc(count);
    memset(picture.inks, INK_PAPER, count);
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_FILL_RECT)
            fill(&picture, op);
        else if (op->kind == OP_GLYPHS)
            put_text(&picture, op);
        else if (op->kind == OP_QR)
            code = op;
        if (op->kind < OP_GROUP_BEGIN)
            ck_assert(op->ink == INK_INK || op->ink == INK_PAPER ||
                      (op->ink == INK_NONE && !scene->mono));
    }
    if (code != NULL)
        check_code(&picture, code);
    g_free(picture.inks);
    g_free(picture.drawn);
}

static void check_label(struct workshop *workshop, const char *language, const char *layout,
                        const char *members, bool mono)
{
    struct diags *diags = diags_new(0);
    struct said said = said_new(workshop, language, members);
    struct scene *scene = said_draw(&said, workshop, layout, mono, diags);
    ck_assert_msg(scene != NULL, "%s, %s, %s: %s", layout, language, members,
                  first_finding(diags));
    ck_assert(scene->bitmap);
    check_pixels(scene, members);
    scene_free(scene);
    said_free(&said);
    diags_free(diags);
}

/* Every case meets every address in some language. Arabic is left out: it hangs so low that its
 * rows may touch where there are many of them. */
START_TEST(every_pixel_of_a_letter_is_seen)
{
    struct workshop *workshop = workshop_new((const char *const[]){NULL});
    g_auto(GStrv) languages = label_languages();
    for (size_t l = 0; languages[l] != NULL; l++)
        for (size_t i = 0; i < label_case_count; i++) {
            size_t code = (i + l) % G_N_ELEMENTS(codes);
            g_autofree char *members =
                g_strconcat(label_cases[i], i % 3 == 0 ? "" : "; product/model=HC-300", codes[code],
                            NULL);
            if (strcmp(languages[l], "ar") != 0 && label_is_due(i + l, 3))
                check_label(workshop, languages[l], layouts[_i], members, i % 2 == 0);
        }
    workshop_free(workshop);
}
END_TEST

START_TEST(the_longest_and_the_shortest_model_fit)
{
    struct workshop *workshop = workshop_new((const char *const[]){NULL});
    for (size_t i = 0; i < label_case_count; i++)
        for (size_t k = 0; k < 3; k++) /* beside the longest address there is not always room */
            for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
                g_autofree char *members =
                    g_strconcat(label_cases[i], "; ", names[n], codes[k], NULL);
                /* Beside a condition of many words the smallest tag has no room for it. */
                bool tight = _i == 1 && strstr(members, "conditions") != NULL;
                if (label_is_due(i + k + n, 4) && !tight)
                    check_label(workshop, "en", layouts[_i], members, true);
            }
    workshop_free(workshop);
}
END_TEST

/* One label in English, with what its glyphs need. */
struct drawn {
    struct workshop *workshop;
    struct scene *scene;
};

static struct drawn draw(const char *layout, const char *members, bool mono)
{
    struct drawn drawn = {.workshop = workshop_new((const char *const[]){NULL})};
    struct diags *diags = diags_new(0);
    struct said said = said_new(drawn.workshop, "en", members);
    drawn.scene = said_draw(&said, drawn.workshop, layout, mono, diags);
    ck_assert_msg(drawn.scene != NULL, "%s, %s: %s", layout, members, first_finding(diags));
    said_free(&said);
    diags_free(diags);
    return drawn;
}

static void drawn_free(struct drawn *drawn)
{
    scene_free(drawn->scene);
    workshop_free(drawn->workshop);
}

/* Whether the scene says the role with a text that contains `part`. */
static bool says(const struct scene *scene, const char *role, const char *part)
{
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS && strcmp(op->glyphs.role, role) == 0 &&
            strstr(op->glyphs.phrase, part) != NULL)
            return true;
    }
    return false;
}

START_TEST(a_tag_says_which_product_whose_word_and_on_what_condition)
{
    struct drawn drawn = draw(
        layouts[_i], "support/end=2031-03; updates/cost=subscription; product/model=HC-300" LONG_QR,
        false);
    const struct scene *scene = drawn.scene;
    ck_assert(says(scene, "model", "HC-300") || says(scene, "product", "HC-300"));
    ck_assert(says(scene, "condition", "subscription"));
    ck_assert(says(scene, "voice", "Maker") || says(scene, "disclaimer", "Maker"));
    ck_assert(says(scene, "statedOn", "2026-06-15") || says(scene, "stated", "2026-06-15"));
    drawn_free(&drawn);
}
END_TEST

/* A part of a year is never drawn as more than it is. */
START_TEST(the_ruler_rounds_down)
{
    struct drawn drawn = draw(layouts[_i], "support/end=2026-11", true);
    int32_t cell = 0, filled = 0, ppi = drawn.scene->ppi;
    bool ruler = false;
    for (unsigned i = 0; i < drawn.scene->ops->len; i++) {
        const struct op *op = &g_array_index(drawn.scene->ops, struct op, i);
        if (op->kind == OP_GROUP_BEGIN)
            ruler = strcmp(op->group.role, "ruler") == 0;
        if (!ruler || (op->kind != OP_FILL_PATH && op->kind != OP_STROKE_PATH))
            continue;
        int32_t width = op->path.segments[1].p[0].x - op->path.segments[0].p[0].x;
        if (op->kind == OP_FILL_PATH)
            filled = grid_pixel(ppi, width);
        else if (cell == 0)
            cell = grid_pixel(ppi, width) + 1;
    }
    ck_assert_int_gt(filled, 0);
    ck_assert_int_eq(filled, cell * 11 / 12);
    drawn_free(&drawn);
}
END_TEST

START_TEST(colour_is_kept_for_updates_that_never_come)
{
    static const struct {
        const char *members;
        bool red;
    } rows[] = {{"support/end=2031-03", false},
                {"support/commitment=notStated", false},
                {"support/updatesStopped=yes", false},
                {"support/commitment=none", true},
                {"updates/capability=no", true}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawn drawn = draw(layouts[_i], rows[i].members, false);
        bool red = false;
        for (unsigned k = 0; k < drawn.scene->ops->len; k++)
            red |= g_array_index(drawn.scene->ops, struct op, k).ink == INK_NONE;
        ck_assert_msg(red == rows[i].red, "%s", rows[i].members);
        drawn_free(&drawn);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("bitmap");
    TCase *all = tcase_create("shelf tags");
    int count = (int)G_N_ELEMENTS(layouts);
    tcase_set_timeout(all, 120);
    tcase_add_loop_test(all, every_pixel_of_a_letter_is_seen, 0, count);
    tcase_add_loop_test(all, the_longest_and_the_shortest_model_fit, 0, count);
    tcase_add_loop_test(all, a_tag_says_which_product_whose_word_and_on_what_condition, 0, count);
    tcase_add_loop_test(all, the_ruler_rounds_down, 0, count);
    tcase_add_loop_test(all, colour_is_kept_for_updates_that_never_come, 0, count);
    suite_add_tcase(suite, all);
    return suite;
}
