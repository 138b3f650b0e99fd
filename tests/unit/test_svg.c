/* SPDX-License-Identifier: Apache-2.0 */
/* The SVG writer: shapes to the digit, text that cannot break out, ids that cannot clash. */
#include "drawn.h"
#include "unit.h"
#include "write/path_data.h"
#include "write/qr_trace.h"

#include <inttypes.h>
#include <string.h>

#define ck_assert_has(text, part) ck_assert_msg(strstr(text, part), "no %s in:\n%s", part, text)
#define ck_assert_lacks(text, part) ck_assert_msg(!strstr(text, part), "%s in:\n%s", part, text)

static struct fontset *fontset;

static void open_fonts(void)
{
    fontset = fontset_new(NULL);
}

static void close_fonts(void)
{
    fontset_free(fontset);
}

START_TEST(path_data_is_relative_and_short)
{
    static const int32_t quad[][2] = {{10, 0}, {10, 10}};
    static const int32_t cubic[][2] = {{500, -250}, {1000, 0}, {0, 0}};
    g_autoptr(GString) out = g_string_new(NULL);
    struct path_data path = {.out = out};
    path_data_move(&path, 5, 5);
    path_data_line(&path, 9, 5);
    path_data_line(&path, 9, 2);
    path_data_line(&path, 5, 5); /* closing draws it */
    path_data_close(&path);
    path_data_move(&path, 0, 0);
    path_data_curve(&path, quad, 2);
    path_data_end(&path);
    ck_assert_str_eq(out->str, "m5 5h4v-3zm-5-5q10 0 10 10");

    g_string_truncate(out, 0);
    path = (struct path_data){.out = out, .decimals = 3};
    path_data_move(&path, 1500, 0);
    path_data_line(&path, 1500, 0); /* a dot under a round cap */
    path_data_line(&path, 0, 0);
    path_data_curve(&path, cubic, 3);
    path_data_end(&path);
    ck_assert_str_eq(out->str, "m1.5 0h0-1.5c.5-.25 1 0 0 0");
}
END_TEST

/* Winding numbers of the module centres, from the edges that go up or down left of them. */
struct winding {
    int32_t size, x, y, first_x, first_y;
    int numbers[32 * 32];
};

static void wind(struct winding *winding, int32_t x, int32_t y)
{
    for (int32_t row = MIN(y, winding->y); x == winding->x && row < MAX(y, winding->y); row++)
        for (int32_t column = x; column < winding->size; column++)
            winding->numbers[row * winding->size + column] += y < winding->y ? 1 : -1;
    ck_assert(x == winding->x || y == winding->y);
    winding->x = x;
    winding->y = y;
}

static void wind_corner(void *data, int32_t x, int32_t y, bool first)
{
    struct winding *winding = data;
    if (first) {
        wind(winding, winding->x, winding->first_y); /* corners end on the first one's edge */
        winding->x = winding->first_x = x;
        winding->y = winding->first_y = y;
    } else {
        wind(winding, x, y);
    }
}

START_TEST(qr_outlines_fill_dark_modules_alone)
{
    uint32_t seed = (uint32_t)_i + 1;
    uint8_t bits[32 * 32];
    int32_t size = 1 + _i % 32;
    for (int32_t i = 0; i < size * size; i++) {
        seed = seed * 1664525u + 1013904223u;
        bits[i] = seed >> 16 & 1;
    }
    struct op op = {.kind = OP_QR};
    op.qr.modules = size;
    op.qr.bits = bits;
    struct winding winding = {.size = size};
    qr_trace(&op, wind_corner, &winding);
    wind(&winding, winding.x, winding.first_y);
    for (int32_t i = 0; i < size * size; i++)
        ck_assert_int_eq(winding.numbers[i], bits[i]);
}
END_TEST

START_TEST(shapes_are_exact)
{
    static const char *const ring[] = {"###", "#.#", "###"};
    static const struct segment line[] = {{SEGMENT_MOVE, {{4000, 47000}}},
                                          {SEGMENT_LINE, {{56000, 47000}}}};
    struct scene *scene = drawn_empty();
    scene_fill_rect(scene, INK_PROMISE, 0, 1001, 4750, 250, 0);
    scene_fill_rect(scene, INK_INK, 100, 0, 10, 1, 2000);
    scene_stroke_path(scene, INK_NONE, line, 2, 720, 0, 0, false);
    scene_stroke_path(scene, INK_INK, line, 2, 200, 640, 520, true);
    drawn_qr(scene, 44500, 20000, ring, 3);
    g_autofree char *svg = drawn_write("svg", scene, false, NULL, NULL);
    ck_assert_has(svg, " width=\"60mm\" height=\"40mm\" viewBox=\"0 0 60 40\" lang=\"en\"");
    ck_assert_has(svg, "<rect y=\"1.001\" width=\"4.75\" height=\"0.25\" fill=\"#0b3d91\"/>");
    ck_assert_has(svg, "<rect x=\"0.1\" width=\"0.01\" height=\"0.001\" rx=\"2\"/>");
    ck_assert_has(svg, "<path d=\"m4 47h52\" fill=\"none\" stroke=\"#8f1023\" stroke-width=\"0.72\""
                       " stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
    ck_assert_has(svg, "stroke=\"#111\" stroke-width=\"0.2\" stroke-dasharray=\"0.64 0.52\"/>");
    ck_assert_has(svg, "<path transform=\"translate(44.5 20)scale(0.5)\""
                       " shape-rendering=\"crispEdges\" d=\"m0 0h3v3h-3zm1 2h1v-1h-1z\"/>");
    scene_free(scene);
}
END_TEST

START_TEST(text_cannot_break_out)
{
    struct scene *scene = drawn_empty();
    scene->spoken = "\"><script>alert('1')</script> ]]> &amp;";
    g_autofree char *svg =
        drawn_write("svg", scene, true, "{\"a\":\"</metadata><script>\"}\n", NULL);
    ck_assert_lacks(svg, "<script");
    ck_assert_lacks(svg, "]]>");
    ck_assert_has(svg, "<metadata>{&quot;a&quot;:&quot;&lt;/metadata&gt;&lt;script&gt;&quot;}"
                       "</metadata>\n");
    ck_assert_has(svg, "<title>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; ]]&gt; "
                       "&amp;amp;</title>\n<desc>&quot;");
    ck_assert_has(svg, "role=\"img\" aria-label=\"&quot;&gt;");
    scene_free(scene);
}
END_TEST

START_TEST(one_ink_is_black)
{
    struct scene *scene = drawn_all(fontset, true);
    g_autofree char *svg = drawn_write("svg", scene, false, NULL, NULL);
    ck_assert_has(svg, " fill=\"#000\" role=");
    ck_assert_has(svg, "stroke=\"#000\"");
    ck_assert_lacks(svg, "#111");
    scene_free(scene);
}
END_TEST

/* The id behind each occurrence of mark, in order. */
static GPtrArray *ids_behind(const char *svg, const char *mark)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = strstr(svg, mark); at; at = strstr(at, mark)) {
        at += strlen(mark);
        g_ptr_array_add(ids, g_strndup(at, strcspn(at, "\"")));
    }
    return ids;
}

START_TEST(ids_name_their_scene)
{
    struct scene *scene = drawn_all(fontset, false);
    g_autofree char *prefix = g_strdup_printf("u%010" PRIx64 "-", scene_digest(scene) >> 24);
    g_autofree char *svg = drawn_write("svg", scene, false, NULL, NULL);
    g_autofree char *again = drawn_write("svg", scene, false, NULL, NULL);
    ck_assert_str_eq(svg, again);
    g_autoptr(GPtrArray) defined = ids_behind(svg, " id=\"");
    g_autoptr(GPtrArray) used = ids_behind(svg, "xlink:href=\"#");
    ck_assert_uint_gt(defined->len, 0);
    ck_assert_uint_gt(used->len, defined->len);
    for (guint i = 0; i < defined->len; i++)
        ck_assert_msg(g_str_has_prefix(defined->pdata[i], prefix), "%s", svg);
    for (guint i = 0; i < used->len; i++)
        ck_assert(g_ptr_array_find_with_equal_func(defined, used->pdata[i], g_str_equal, NULL));
    scene_free(scene);
}
END_TEST

START_TEST(live_text_keeps_its_width)
{
    struct scene *scene = drawn_empty();
    drawn_text(scene, drawn_font(fontset), 4000, 15000, "A<b", false);
    drawn_text(scene, drawn_font(fontset), 4000, 25000, "A<b", true);
    int32_t width = g_array_index(scene->ops, struct op, 0).glyphs.width;
    g_autofree char *svg = drawn_write("svg", scene, true, NULL, NULL);
    g_autofree char *ltr = g_strdup_printf(
        "<text x=\"4\" y=\"15\" font-weight=\"700\" font-size=\"3.52778\" textLength=\"%d.%03d\"",
        width / 1000, width % 1000);
    g_autofree char *rtl =
        g_strdup_printf("<text x=\"%d.%03d\" y=\"25\"", (4000 + width) / 1000, width % 1000);
    ck_assert_has(svg, " font-family=\"Inter,sans-serif\"");
    ck_assert_has(svg, ltr);
    ck_assert_has(svg, rtl);
    ck_assert_has(svg, " direction=\"rtl\">A&lt;b</text>");
    ck_assert_lacks(svg, " id=");
    scene_free(scene);
}
END_TEST

START_TEST(inlined_refers_to_nothing)
{
    struct scene *scene = drawn_all(fontset, false);
    scene->inlined = true;
    g_autofree char *svg = drawn_write("svg", scene, false, "{}", NULL);
    /* 60 mm in pixels; a run is one path. */
    ck_assert_has(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"226.77\"");
    ck_assert_has(svg, "<path transform=\"translate(");
    ck_assert_lacks(svg, "<g");
    ck_assert_lacks(svg, "<defs");
    ck_assert_lacks(svg, "<use");
    ck_assert_lacks(svg, "xlink");
    ck_assert_lacks(svg, " id=");
    scene_free(scene);
}
END_TEST

/* A group that is an image would hide the link in it. */
START_TEST(links_are_found)
{
    struct scene *scene = drawn_empty();
    scene_begin(scene, "note", NULL);
    scene_fill_rect(scene, INK_PAPER, 0, 0, 1000, 1000, 0);
    scene_begin_link(scene, "link", "Check \"it\"", "https://a.example/?b&c");
    scene_begin(scene, "inner", NULL);
    scene_fill_rect(scene, INK_PROMISE, 0, 0, 1000, 1000, 0);
    scene_end(scene);
    scene_end(scene);
    scene_end(scene);
    g_autofree char *svg = drawn_write("svg", scene, false, NULL, NULL);
    ck_assert_has(svg, " role=\"group\" aria-label=\"Security updates for HomeCam 3: ");
    ck_assert_has(svg, "<g aria-hidden=\"true\">\n<rect width=\"1\" height=\"1\" fill=\"#fff\"/>\n</g>\n"
                       "<a href=\"https://a.example/?b&amp;c\" aria-label=\"Check &quot;it&quot;\">\n"
                       "<rect width=\"1\" height=\"1\" fill=\"#0b3d91\"/>\n</a>\n"
                       "<g aria-hidden=\"true\">\n</g>\n</svg>");
    scene_free(scene);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("svg");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, open_fonts, close_fonts);
    tcase_add_test(all, path_data_is_relative_and_short);
    tcase_add_loop_test(all, qr_outlines_fill_dark_modules_alone, 0, 100);
    tcase_add_test(all, shapes_are_exact);
    tcase_add_test(all, text_cannot_break_out);
    tcase_add_test(all, one_ink_is_black);
    tcase_add_test(all, ids_name_their_scene);
    tcase_add_test(all, live_text_keeps_its_width);
    tcase_add_test(all, inlined_refers_to_nothing);
    tcase_add_test(all, links_are_found);
    suite_add_tcase(suite, all);
    return suite;
}
