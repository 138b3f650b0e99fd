/* SPDX-License-Identifier: Apache-2.0 */
/* Proofs: labels flow over pages, captions take the lines they need; copy as a safe table. */
#include "drawn.h"
#include "layout/caption.h"
#include "layout/proof.h"
#include "unit.h"
#include "write/copy.h"

#include <stdlib.h>
#include <string.h>

static struct scene *label_of(int32_t width, int32_t height)
{
    struct scene *scene = scene_new(width, height);
    scene->layout = scene_string(scene, "panel");
    scene->language = scene_string(scene, "en");
    scene->spoken = scene_string(scene, "Spoken.");
    scene_fill_rect(scene, INK_PROMISE, 0, 0, width, height, 0);
    return scene;
}

static GPtrArray *pages_of(enum proof_kind kind, const struct scene *label, unsigned count,
                           bool approval)
{
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    struct diags *diags = diags_new(0);
    struct proof *proof = proof_new(kind, "Title", "Details");
    for (unsigned i = 0; i < count; i++) {
        proof_add(proof, label, "camera.xml");
        proof_say(proof, "SKU", "9506000134352");
        proof_say(proof, NULL, "a value alone");
        if (approval)
            proof_ask_approval(proof);
    }
    GPtrArray *pages = proof_pages(proof, fontset, diags);
    ck_assert_ptr_nonnull(pages);
    ck_assert_uint_eq(diags_count(diags), 0);
    proof_free(proof);
    diags_free(diags);
    /* Scenes borrow fonts: what is asked of them below does not need these. */
    fontset_free(fontset);
    return pages;
}

static bool is_label(const struct op *op)
{
    return op->kind == OP_GROUP_BEGIN && strcmp(op->group.role, "label") == 0;
}

/* Every label lies on its page and beside all others. Returns how many there are. */
static unsigned judge_page(const struct scene *page)
{
    unsigned count = 0;
    for (unsigned i = 0; i < page->ops->len; i++) {
        const struct op *a = &g_array_index(page->ops, struct op, i);
        if (!is_label(a))
            continue;
        count++;
        ck_assert_int_ge(a->group.x, 12000);
        ck_assert_int_ge(a->group.y, 12000);
        ck_assert_int_le(a->group.x + a->group.width, page->width - 12000);
        ck_assert_int_le(a->group.y + a->group.height, page->height - 12000);
        for (unsigned k = i + 1; k < page->ops->len; k++) {
            const struct op *b = &g_array_index(page->ops, struct op, k);
            if (!is_label(b))
                continue;
            ck_assert(a->group.x + a->group.width < b->group.x ||
                      b->group.x + b->group.width < a->group.x ||
                      a->group.y + a->group.height < b->group.y ||
                      b->group.y + b->group.height < a->group.y);
        }
    }
    return count;
}

/* A label's size, how many there are, and the pages and paper that come of it. */
static const struct {
    enum proof_kind kind;
    int32_t width, height;
    unsigned count;
    bool approval;
    unsigned pages;
    int32_t paper_width, paper_height;
} papers[] = {
    {PROOF_PAGES, 60000, 90000, 1, true, 1, 210000, 297000},
    {PROOF_PAGES, 60000, 90000, 2, true, 1, 210000, 297000},
    {PROOF_PAGES, 40000, 25000, 9, true, 1, 210000, 297000},
    {PROOF_PAGES, 60000, 90000, 20, true, 7, 210000, 297000},
    {PROOF_PAGES, 100000, 50000, 4, true, 1, 210000, 297000},
    {PROOF_PAGES, 300000, 400000, 1, true, 1, 324000, 0},
    {PROOF_ONE_SHEET, 25000, 25000, 1, false, 1, 297000, 210000},
    {PROOF_ONE_SHEET, 60000, 90000, 12, false, 1, 420000, 297000},
    {PROOF_ONE_SHEET, 60000, 90000, 120, false, 1, 1189000, 841000},
    {PROOF_ONE_SHEET, 60000, 90000, 240, false, 1, 1682000, 1189000},
    {PROOF_ONE_SHEET, 60000, 90000, 1000, false, 2, 2378000, 1682000},
};

START_TEST(labels_flow_over_as_many_pages_as_they_need)
{
    struct scene *label = label_of(papers[_i].width, papers[_i].height);
    GPtrArray *pages = pages_of(papers[_i].kind, label, papers[_i].count, papers[_i].approval);
    unsigned count = 0;
    ck_assert_uint_eq(pages->len, papers[_i].pages);
    for (unsigned i = 0; i < pages->len; i++) {
        const struct scene *page = pages->pdata[i];
        count += judge_page(page);
        ck_assert_int_eq(page->width, papers[_i].paper_width);
        if (papers[_i].paper_height > 0)
            ck_assert_int_eq(page->height, papers[_i].paper_height);
    }
    ck_assert_uint_eq(count, papers[_i].count);
    g_ptr_array_unref(pages);
    scene_free(label);
}
END_TEST

START_TEST(what_cannot_be_drawn_is_a_frame_with_its_reason)
{
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    struct diags *diags = diags_new(0);
    struct proof *proof = proof_new(PROOF_ONE_SHEET, "Title", NULL);
    proof_add_missing(proof, 25000, 25000, "LAYOUT-OVERFLOW: something needs 30 mm", "state");
    GPtrArray *pages = proof_pages(proof, fontset, diags);
    ck_assert_uint_eq(pages->len, 1);
    const struct scene *page = pages->pdata[0];
    unsigned labels = 0, reasons = 0;
    for (unsigned i = 0; i < page->ops->len; i++) {
        const struct op *op = &g_array_index(page->ops, struct op, i);
        labels += is_label(op);
        reasons += op->kind == OP_GLYPHS && g_str_has_prefix(op->glyphs.phrase, "LAYOUT-OVERFLOW");
    }
    ck_assert_uint_eq(labels, 0);
    ck_assert_uint_ge(reasons, 1);
    g_ptr_array_unref(pages);
    proof_free(proof);
    diags_free(diags);
    fontset_free(fontset);
}
END_TEST

/* Captions */

static const struct {
    const char *value;
    int32_t width;
    const char *lines; /* as they are drawn, separated by '|' */
} captions[] = {
    {"one line", 60000, "one line"},
    {"two lines of words", 12000, "two lines|of words"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", 20000, NULL},
    {"camera-\xF0\x9F\x98\x80.xml", 60000, "camera-\\u{1F600}.xml"},
    {"", 60000, ""},
};

START_TEST(captions_break_where_they_have_to)
{
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    struct diags *diags = diags_new(0);
    struct captions *all = captions_new(fontset, diags);
    static const struct caption_style style = {650, WEIGHT_REGULAR, INK_INK};
    struct caption *caption = caption_new(all, captions[_i].value, &style, captions[_i].width);
    ck_assert_ptr_nonnull(caption);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_int_le(caption_width(caption), captions[_i].width);
    struct scene *scene = scene_new(100000, 100000);
    caption_draw(caption, scene, 0, 0);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (unsigned i = 0; i < scene->ops->len; i++)
        g_string_append_printf(lines, "%s%s", i > 0 ? "|" : "",
                               g_array_index(scene->ops, struct op, i).glyphs.text);
    if (captions[_i].lines != NULL)
        ck_assert_str_eq(lines->str, captions[_i].lines);
    else
        ck_assert_uint_ge(scene->ops->len, 2);
    scene_free(scene);
    caption_free(caption);
    captions_free(all);
    diags_free(diags);
    fontset_free(fontset);
}
END_TEST

/* Copy */

static void add_phrase(struct scene *scene, const struct font *font, const char *role,
                       const char *phrase)
{
    struct glyph glyph = {0, 0, 0, 0};
    struct op op = {.kind = OP_GLYPHS, .ink = INK_INK};
    op.glyphs.font = font;
    op.glyphs.size = 1000;
    op.glyphs.text = phrase;
    op.glyphs.phrase = phrase;
    op.glyphs.role = role;
    op.glyphs.glyphs = &glyph;
    op.glyphs.count = 1;
    scene_add(scene, &op);
}

START_TEST(copy_is_a_table_that_no_spreadsheet_runs)
{
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    const struct font *font = drawn_font(fontset);
    GPtrArray *labels = labels_new();
    struct scene *scene = label_of(40000, 25000);
    add_phrase(scene, font, "lead", "At least until March");
    add_phrase(scene, font, "lead", "At least until March");
    add_phrase(scene, font, "product", "=HYPERLINK(\"x\")");
    add_phrase(scene, font, "model", "+1, -1");
    add_phrase(scene, font, "side", "years\nfrom purchase");
    struct label *label = labels_add(labels, scene);
    label->file = g_strdup("@x.xml");
    label->id = g_strdup("id");
    label->sku = g_strdup("-5");
    label->language = g_strdup("de+fr");
    g_autoptr(GBytes) bytes = copy_write(labels);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
#define ROW(role, text) "\"'@x.xml\",\"id\",\"'-5\",\"de+fr\",\"panel\"," role "," text ",\"\"\r\n"
    ck_assert_str_eq(text, "\"file\",\"id\",\"sku\",\"language\",\"layout\",\"role\",\"text\","
                           "\"variant\"\r\n" ROW("\"lead\"", "\"At least until March\"")
                               ROW("\"product\"", "\"'=HYPERLINK(\"\"x\"\")\"")
                                   ROW("\"model\"", "\"'+1, -1\"")
                                       ROW("\"side\"", "\"years from purchase\""));
    g_ptr_array_unref(labels);
    fontset_free(fontset);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("proof");
    TCase *pages = tcase_create("pages");
    tcase_add_loop_test(pages, labels_flow_over_as_many_pages_as_they_need, 0,
                        G_N_ELEMENTS(papers));
    tcase_add_test(pages, what_cannot_be_drawn_is_a_frame_with_its_reason);
    suite_add_tcase(suite, pages);
    TCase *words = tcase_create("words");
    tcase_add_loop_test(words, captions_break_where_they_have_to, 0, G_N_ELEMENTS(captions));
    tcase_add_test(words, copy_is_a_table_that_no_spreadsheet_runs);
    suite_add_tcase(suite, words);
    return suite;
}
