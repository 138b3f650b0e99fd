/* SPDX-License-Identifier: Apache-2.0 */
/* Label stock by name and measure; labels in their places, page after page; what has no room. */
#include "findings.h"
#include "layout/impose.h"
#include "unit.h"

#include <string.h>

static struct stock read_stock(const char *text)
{
    struct assets *assets = assets_new(NULL);
    struct diags *diags = diags_new(0);
    struct stock stock;
    ck_assert_msg(stock_read(text, assets, &stock, diags), "%s is refused: %s", text,
                  diags_count(diags) > 0 ? diags_at(diags, 0)->text : "without a word");
    ck_assert_uint_eq(diags_count(diags), 0);
    diags_free(diags);
    assets_free(assets);
    return stock;
}

/* Measures in micrometres: columns, rows, first place, its size, gutters. */
static const struct {
    const char *text;
    int columns, rows;
    int32_t left, top, width, height, gutter_x, gutter_y;
} stocks[] = {
    {"L7165", 2, 4, 4650, 13100, 99100, 67700, 2500, 0},
    {"l7165", 2, 4, 4650, 13100, 99100, 67700, 2500, 0},
    {"L7160", 3, 7, 7250, 15150, 63500, 38100, 2500, 0},
    {"5163", 2, 5, 3968, 12700, 101600, 50800, 4763, 0},
    {"A4-2x4", 2, 4, 0, 0, 105000, 74250, 0, 0},
    {"L7165,margin=5x13", 2, 4, 5000, 13000, 99100, 67700, 2500, 0},
    {"columns=3,rows=5", 3, 5, 0, 0, 70000, 59400, 0, 0},
    {"paper=A4,columns=3,rows=5,margin=10x12,gutter=2x2", 3, 5, 10000, 12000, 62000, 53000, 2000,
     2000},
    {"paper=letter,columns=1,rows=1,label=100x50", 1, 1, 57950, 114700, 100000, 50000, 0, 0},
    {"paper=100.5x50,columns=2,rows=1", 2, 1, 0, 0, 50250, 50000, 0, 0},
    {"columns=2,rows=2,gutter=5", 2, 2, 0, 0, 102500, 146000, 5000, 5000},
};

START_TEST(stock_is_what_was_named_or_measured)
{
    struct stock stock = read_stock(stocks[_i].text);
    ck_assert_int_eq(stock.columns, stocks[_i].columns);
    ck_assert_int_eq(stock.rows, stocks[_i].rows);
    ck_assert_int_eq(stock.left, stocks[_i].left);
    ck_assert_int_eq(stock.top, stocks[_i].top);
    ck_assert_int_eq(stock.place_width, stocks[_i].width);
    ck_assert_int_eq(stock.place_height, stocks[_i].height);
    ck_assert_int_eq(stock.gutter_x, stocks[_i].gutter_x);
    ck_assert_int_eq(stock.gutter_y, stocks[_i].gutter_y);
}
END_TEST

/* What is refused, and a part of what is said. */
static const struct {
    const char *text, *says;
} wrong[] = {
    {"", "needs columns=N"},
    {"L7166x", "did you mean \"L7166\"?"},
    {"columns=3", "needs rows=N"},
    {"rows=3", "needs columns=N"},
    {"columns=0,rows=3", "1 to 100"},
    {"columns=101,rows=3", "1 to 100"},
    {"columns=3,rows=03", "1 to 100"},
    {"L7165,colums=3", "did you mean \"columns\"?"},
    {"L7165,L7160", "no measure \"L7160\""},
    {"L7165,margin=", "not \"\""},
    {"L7165,margin=-1", "not \"-1\""},
    {"L7165,margin=1x2x3", "not \"1x2x3\""},
    {"L7165,gutter=9999999", "not \"9999999\""},
    {"L7165,label=0x10", "label is WIDTHxHEIGHT"},
    {"L7165,margin=20", "2 columns do not fit"},
    {"L7165,rows=5", "5 rows do not fit"},
    {"paper=A7,columns=1,rows=1", "A3, A4"},
    {"paper=10,columns=1,rows=1", "not \"10\""},
    {"columns=2,rows=2,gutter=210", "do not fit"},
    {"columns=2,rows=2,margin=105", "do not fit"},
};

START_TEST(wrong_stock_is_refused_in_words)
{
    struct assets *assets = assets_new(NULL);
    struct diags *diags = diags_new(0);
    struct stock stock;
    ck_assert_msg(!stock_read(wrong[_i].text, assets, &stock, diags), "%s passes", wrong[_i].text);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), BLAME_USE);
    ck_assert_msg(strstr(diags_at(diags, 0)->text, wrong[_i].says) != NULL, "%s: %s",
                  wrong[_i].text, diags_at(diags, 0)->text);
    diags_free(diags);
    assets_free(assets);
}
END_TEST

static void count_stock(void *data, const struct stock *stock)
{
    unsigned *count = data;
    (*count)++;
    int32_t right =
        stock->left + stock->columns * stock->place_width + (stock->columns - 1) * stock->gutter_x;
    int32_t bottom =
        stock->top + stock->rows * stock->place_height + (stock->rows - 1) * stock->gutter_y;
    ck_assert_int_le(right, stock->width);
    ck_assert_int_le(bottom, stock->height);
    /* In the middle, but for what does not divide. */
    ck_assert_int_le(ABS(stock->width - right - stock->left), stock->columns);
    ck_assert_int_le(ABS(stock->height - bottom - stock->top), stock->rows);
}

START_TEST(every_named_stock_lies_in_the_middle_of_its_paper)
{
    struct assets *assets = assets_new(NULL);
    struct diags *diags = diags_new(0);
    unsigned count = 0;
    ck_assert(stock_each(assets, count_stock, &count, diags));
    ck_assert_uint_ge(count, 10);
    diags_free(diags);
    assets_free(assets);
}
END_TEST

/* Imposition */

static GPtrArray *labels_of(const int32_t (*sizes)[2], size_t count)
{
    GPtrArray *labels = labels_new();
    for (size_t i = 0; i < count; i++) {
        struct scene *scene = scene_new(sizes[i][0], sizes[i][1]);
        scene->layout = scene_string(scene, i == 0 ? "one" : "two");
        scene->language = scene_string(scene, i == 0 ? "en" : "de");
        scene->spoken = scene_string(scene, i == 0 ? "First." : "Zweites.");
        scene_fill_rect(scene, INK_PROMISE, 0, 0, sizes[i][0], 1000, 0);
        labels_add(labels, scene);
    }
    return labels;
}

/* The n-th label on a page, NULL where there are fewer. */
static const struct op *placed(const struct scene *page, unsigned n)
{
    for (unsigned i = 0; i < page->ops->len; i++) {
        const struct op *op = &g_array_index(page->ops, struct op, i);
        if (op->kind == OP_GROUP_BEGIN && g_strcmp0(op->group.role, "label") == 0 && n-- == 0)
            return op;
    }
    return NULL;
}

static unsigned count_kind(const struct scene *page, enum op_kind kind)
{
    unsigned count = 0;
    for (unsigned i = 0; i < page->ops->len; i++)
        count += g_array_index(page->ops, struct op, i).kind == kind;
    return count;
}

START_TEST(labels_stand_in_the_middle_and_flow_by_row)
{
    static const int32_t sizes[][2] = {{40000, 25000}, {60000, 50000}};
    struct stock stock = read_stock("A4-2x4");
    struct imposition imposition = {.stock = &stock, .copies = 2};
    struct diags *diags = diags_new(0);
    GPtrArray *labels = labels_of(sizes, 2);
    GPtrArray *pages = impose(labels, &imposition, diags);
    ck_assert_ptr_nonnull(pages);
    ck_assert_uint_eq(pages->len, 1);
    const struct scene *page = pages->pdata[0];
    ck_assert_int_eq(page->width, 210000);
    ck_assert_int_eq(page->height, 297000);
    static const int32_t at[][2] = {
        {32500, 24625}, {137500, 24625}, {22500, 86375}, {127500, 86375}};
    for (unsigned i = 0; i < 4; i++) {
        const struct op *op = placed(page, i);
        ck_assert_int_eq(op->group.x, at[i][0]);
        ck_assert_int_eq(op->group.y, at[i][1]);
        ck_assert_int_eq(op->group.width, sizes[i / 2][0]);
        ck_assert_str_eq(op->group.label, i < 2 ? "First." : "Zweites.");
        ck_assert_str_eq(op->group.language, i < 2 ? "en" : "de");
    }
    ck_assert_ptr_null(placed(page, 4));
    g_ptr_array_unref(pages);
    g_ptr_array_unref(labels);
    diags_free(diags);
}
END_TEST

/* Copies, first place, and how many labels each page then has. */
static const struct {
    unsigned copies, start, counts[4];
} runs[] = {
    {1, 0, {1}},    {8, 0, {8}},        {9, 0, {8, 1}},     {1, 7, {1}},
    {2, 7, {1, 1}}, {17, 3, {5, 8, 4}}, {24, 0, {8, 8, 8}},
};

START_TEST(pages_follow_from_copies_and_start)
{
    static const int32_t size[][2] = {{40000, 25000}};
    struct stock stock = read_stock("L7165");
    struct imposition imposition = {&stock, runs[_i].copies, runs[_i].start, false, false};
    struct diags *diags = diags_new(0);
    GPtrArray *labels = labels_of(size, 1);
    GPtrArray *pages = impose(labels, &imposition, diags);
    unsigned page = 0;
    for (; runs[_i].counts[page] > 0; page++) {
        ck_assert_uint_lt(page, pages->len);
        ck_assert_ptr_nonnull(placed(pages->pdata[page], runs[_i].counts[page] - 1));
        ck_assert_ptr_null(placed(pages->pdata[page], runs[_i].counts[page]));
    }
    ck_assert_uint_eq(pages->len, page);
    const struct op *first = placed(pages->pdata[0], 0);
    int32_t column = (int32_t)runs[_i].start % 2, row = (int32_t)runs[_i].start / 2;
    ck_assert_int_eq(first->group.x, 4650 + (99100 - 40000) / 2 + column * 101600);
    ck_assert_int_eq(first->group.y, 13100 + (67700 - 25000) / 2 + row * 67700);
    g_ptr_array_unref(pages);
    g_ptr_array_unref(labels);
    diags_free(diags);
}
END_TEST

static const struct {
    const char *stock;
    int32_t width, height;
    bool bleed, marks;
    const char *says; /* NULL: there is room */
} rooms[] = {
    {"L7165", 99100, 67700, false, false, NULL},
    {"L7165", 99101, 67700, false, false, ": 0.001 mm of width missing"},
    {"L7165", 60000, 90000, false, false, ": 22.3 mm of height missing"},
    {"L7165", 100000, 90000, false, false, ": 0.9 mm of width and 22.3 mm of height missing"},
    {"L7165", 40000, 61700, true, false, NULL},
    {"L7165", 40000, 61800, true, false, "L7165 leaves 2.95 mm"},
    {"L7165", 95600, 40000, true, false, NULL},
    {"L7165", 95700, 40000, true, false, "L7165 leaves 2.95 mm"},
    {"columns=1,rows=1", 204000, 40000, true, false, NULL},
    {"columns=1,rows=1", 204200, 40000, true, false, "sheet leaves 2.9 mm"},
    {"columns=1,rows=1", 202000, 40000, false, true, NULL},
    {"columns=1,rows=1", 202200, 40000, false, true, "crop marks need 4 mm"},
};

START_TEST(what_has_no_room_is_told_in_millimetres)
{
    const int32_t size[][2] = {{rooms[_i].width, rooms[_i].height}};
    struct stock stock = read_stock(rooms[_i].stock);
    struct imposition imposition = {&stock, 1, 0, rooms[_i].bleed, rooms[_i].marks};
    struct diags *diags = diags_new(0);
    GPtrArray *labels = labels_of(size, 1);
    GPtrArray *pages = impose(labels, &imposition, diags);
    if (rooms[_i].says == NULL) {
        ck_assert_ptr_nonnull(pages);
        ck_assert_uint_eq(diags_count(diags), 0);
    } else {
        ck_assert_ptr_null(pages);
        ck_assert_uint_eq(diags_count(diags), 1);
        ck_assert_int_eq(diags_at(diags, 0)->code, CODE_SHEET_SIZE);
        ck_assert_msg(strstr(diags_at(diags, 0)->text, rooms[_i].says) != NULL, "%s",
                      diags_at(diags, 0)->text);
    }
    g_clear_pointer(&pages, g_ptr_array_unref);
    g_ptr_array_unref(labels);
    diags_free(diags);
}
END_TEST

/* Two columns and rows of labels have four cuts each way, with a mark at either end. */
START_TEST(marks_stand_outside_all_labels)
{
    static const int32_t size[][2] = {{60000, 50000}};
    struct stock stock = read_stock("A4-2x2");
    struct imposition imposition = {&stock, 4, 0, false, true};
    struct diags *diags = diags_new(0);
    GPtrArray *labels = labels_of(size, 1);
    GPtrArray *pages = impose(labels, &imposition, diags);
    const struct scene *page = pages->pdata[0];
    ck_assert_uint_eq(count_kind(page, OP_STROKE_PATH), 16);
    int32_t left = placed(page, 0)->group.x, right = placed(page, 3)->group.x + 60000;
    int32_t top = placed(page, 0)->group.y, bottom = placed(page, 3)->group.y + 50000;
    for (unsigned i = 0; i < page->ops->len; i++) {
        const struct op *op = &g_array_index(page->ops, struct op, i);
        for (size_t k = 0; op->kind == OP_STROKE_PATH && k < op->path.count; k++) {
            struct point p = op->path.segments[k].p[0];
            ck_assert(p.x <= left - 3000 || p.x >= right + 3000 || p.y <= top - 3000 ||
                      p.y >= bottom + 3000);
            ck_assert(p.x >= 0 && p.y >= 0 && p.x <= page->width && p.y <= page->height);
        }
    }
    g_ptr_array_unref(pages);
    g_ptr_array_unref(labels);
    diags_free(diags);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("impose");
    TCase *stock = tcase_create("stock");
    tcase_add_loop_test(stock, stock_is_what_was_named_or_measured, 0, G_N_ELEMENTS(stocks));
    tcase_add_loop_test(stock, wrong_stock_is_refused_in_words, 0, G_N_ELEMENTS(wrong));
    tcase_add_test(stock, every_named_stock_lies_in_the_middle_of_its_paper);
    suite_add_tcase(suite, stock);
    TCase *sheet = tcase_create("sheet");
    tcase_add_test(sheet, labels_stand_in_the_middle_and_flow_by_row);
    tcase_add_loop_test(sheet, pages_follow_from_copies_and_start, 0, G_N_ELEMENTS(runs));
    tcase_add_loop_test(sheet, what_has_no_room_is_told_in_millimetres, 0, G_N_ELEMENTS(rooms));
    tcase_add_test(sheet, marks_stand_outside_all_labels);
    suite_add_tcase(suite, sheet);
    return suite;
}
