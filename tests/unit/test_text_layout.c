/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases become runs in visual order, break where they may, and fit by the documented steps. */
#include "layout/fit.h"
#include "unit.h"

#include <string.h>

static struct diags *diags;
static struct fontset *fontset;
static struct shaper *shaper;

static void setup(void)
{
    diags = diags_new(0);
    fontset = fontset_new(NULL);
    shaper = shaper_new(fontset, "en", false, diags);
}

static void teardown(void)
{
    shaper_free(shaper);
    fontset_free(fontset);
    diags_free(diags);
}

static struct paragraph *shape(struct span *spans, size_t count)
{
    static const struct style style = {WEIGHT_REGULAR, WEIGHT_BOLD, 0, {NULL, NO_OFFSET, NULL}};
    struct phrase phrase = {spans, count};
    return paragraph_new(shaper, &phrase, &style);
}

static struct paragraph *shape_text(char *text)
{
    static struct span span;
    span = (struct span){.text = text};
    return shape(&span, 1);
}

/* The runs of a line, joined by '|'. */
static char *runs_of(const struct line *line)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < line->runs->len; i++) {
        const struct run *run = line->runs->pdata[i];
        g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", run->text);
    }
    return g_string_free(out, FALSE);
}

static void assert_lines(const struct fitted *fitted, const char *expected)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < fitted->count; i++) {
        g_autofree char *runs = runs_of(fitted->lines[i]);
        g_string_append_printf(out, "%s%s", i > 0 ? "/" : "", runs);
    }
    ck_assert_str_eq(out->str, expected);
    g_string_free(out, TRUE);
}

START_TEST(one_weight_is_one_run)
{
    struct span spans[] = {{.text = (char[]){"Stated by "}},
                           {.text = (char[]){"Northwind"}, .value = true},
                           {.text = (char[]){" on 2026"}}};
    struct paragraph *paragraph = shape(spans, 3);
    ck_assert_uint_eq(paragraph_line(paragraph)->runs->len, 1);
    paragraph_free(paragraph);
    spans[1].strong = true;
    paragraph = shape(spans, 3);
    ck_assert_uint_eq(paragraph_line(paragraph)->runs->len, 3);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(width_follows_the_size)
{
    struct paragraph *paragraph = shape_text((char[]){"2031"});
    int32_t ten = line_width(paragraph_line(paragraph), 1000);
    ck_assert_int_gt(ten, 7000);
    ck_assert_int_lt(ten, 10000);
    ck_assert_int_le(ABS(line_width(paragraph_line(paragraph), 2000) - 2 * ten), 1);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(scaling_rounds_both_ways_alike)
{
    ck_assert_int_eq(text_scale(1000, 1000, 1000), 3528);
    ck_assert_int_eq(text_scale(-1000, 1000, 1000), -3528);
    ck_assert_int_eq(text_scale(0, 1000, 1000), 0);
}
END_TEST

START_TEST(shrinks_before_it_wraps)
{
    struct slot slot = {20000, 1000, 600, 2, false, FIT_STEP};
    struct fitted fitted;
    int32_t needed;
    struct paragraph *paragraph = shape_text((char[]){"Cannot be updated"});
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    ck_assert_uint_eq(fitted.count, 1);
    ck_assert_int_lt(fitted.size, 1000);
    ck_assert_int_eq(fitted.size % 25, 0);
    fit_clear(&fitted);
    slot.wrap_early = true;
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    ck_assert_int_eq(fitted.size, 1000);
    assert_lines(&fitted, "Cannot be/updated");
    fit_clear(&fitted);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(lines_are_even_and_no_word_is_left_alone)
{
    struct slot slot = {52000, 750, 600, 2, true, FIT_STEP};
    struct fitted fitted;
    int32_t needed;
    struct paragraph *paragraph =
        shape_text((char[]){"It keeps working, but new security flaws may stay unfixed."});
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    ck_assert_uint_eq(fitted.count, 2);
    int32_t one = line_width(fitted.lines[0], 750), two = line_width(fitted.lines[1], 750);
    ck_assert_int_lt(ABS(one - two), 12000);
    fit_clear(&fitted);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(says_what_it_would_need)
{
    struct slot slot = {10000, 1000, 800, 1, false, FIT_STEP};
    struct fitted fitted;
    int32_t needed = 0;
    struct paragraph *paragraph = shape_text((char[]){"Technician updates it"});
    ck_assert(!fit_paragraph(paragraph, &slot, &fitted, &needed));
    ck_assert_int_eq(needed, line_width(paragraph_line(paragraph), 800));
    paragraph_free(paragraph);
}
END_TEST

START_TEST(breaks_at_blanks_never_inside_a_date)
{
    size_t count;
    struct paragraph *paragraph = shape_text((char[]){"on 2026-06-15 by well-known A\u00a0B"});
    const struct piece *pieces = paragraph_pieces(paragraph, &count);
    ck_assert_uint_eq(count, 6); /* on, date, by, well-, known, A B */
    for (size_t i = 0; i < count; i++)
        ck_assert(!pieces[i].forced);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(a_forced_break_is_kept)
{
    struct slot slot = {60000, 1000, 600, 2, true, FIT_STEP};
    struct fitted fitted;
    int32_t needed;
    struct paragraph *paragraph = shape_text((char[]){"years\nfrom purchase"});
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    assert_lines(&fitted, "years/from purchase");
    fit_clear(&fitted);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(a_forced_break_may_leave_a_word_alone)
{
    struct slot slot = {20000, 1000, 1000, 2, true, FIT_STEP};
    struct fitted fitted;
    int32_t needed;
    struct paragraph *paragraph = shape_text((char[]){"a b c d\nend"});
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    assert_lines(&fitted, "a b c d/end");
    fit_clear(&fitted);
    paragraph_free(paragraph);
}
END_TEST

START_TEST(a_word_joiner_holds_a_line_together_and_goes_no_further)
{
    size_t count;
    struct paragraph *paragraph = shape_text((char[]){"one\u2060-\u2060two three"});
    const struct piece *pieces = paragraph_pieces(paragraph, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(pieces[1].start, 8);
    g_autofree char *runs = runs_of(paragraph_line(paragraph));
    ck_assert_str_eq(runs, "one-two three");
    paragraph_free(paragraph);
}
END_TEST

START_TEST(a_product_and_its_model_are_one_whole_in_right_to_left_text)
{
    struct shaper *hebrew = shaper_new(fontset, "he", true, diags);
    struct span spans[] = {{.text = (char[]){"Cam 3"}, .value = true, .whole = true},
                           {.text = (char[]){" ("}, .whole = true},
                           {.text = (char[]){"HC-300"}, .value = true, .whole = true},
                           {.text = (char[]){")"}, .whole = true}};
    struct phrase phrase = {spans, 4};
    struct style style = {WEIGHT_REGULAR, WEIGHT_BOLD, 0, NOWHERE};
    struct paragraph *paragraph = paragraph_new(hebrew, &phrase, &style);
    ck_assert_ptr_nonnull(paragraph);
    g_autofree char *runs = runs_of(paragraph_line(paragraph));
    ck_assert_str_eq(runs, "Cam 3| (|HC-300|)");
    paragraph_free(paragraph);
    shaper_free(hebrew);
}
END_TEST

START_TEST(names_a_missing_glyph)
{
    ck_assert_ptr_null(shape_text((char[]){"ab\u0e01"}));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_FONT_GLYPH);
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "U+0E01"));
}
END_TEST

START_TEST(greek_and_cyrillic_need_no_other_font)
{
    struct paragraph *paragraph = shape_text((char[]){"Άγνωστο Неизвестна"});
    const struct line *line = paragraph_line(paragraph);
    for (unsigned i = 0; i < line->runs->len; i++)
        ck_assert_str_eq(((struct run *)line->runs->pdata[i])->font->file, "Inter-Regular.otf");
    paragraph_free(paragraph);
}
END_TEST

/* Needs Noto Sans Hebrew; where that is not installed there is nothing to see. */
START_TEST(values_keep_their_order_in_right_to_left_text)
{
    struct shaper *hebrew = shaper_new(fontset, "he", true, diags);
    struct span spans[] = {{.text = (char[]){"עד "}},
                           {.text = (char[]){"2031-03-31"}, .value = true},
                           {.text = (char[]){" לפחות"}}};
    struct phrase phrase = {spans, 3};
    struct style style = {WEIGHT_REGULAR, WEIGHT_BOLD, 0, NOWHERE};
    struct paragraph *paragraph = paragraph_new(hebrew, &phrase, &style);
    if (paragraph != NULL) {
        g_autofree char *runs = runs_of(paragraph_line(paragraph));
        ck_assert_str_eq(runs, " לפחות|2031-03-31|עד ");
        const struct run *date = paragraph_line(paragraph)->runs->pdata[1];
        ck_assert(!date->rtl);
        ck_assert_str_eq(date->font->file, "Inter-Regular.otf");
        const struct run *words = paragraph_line(paragraph)->runs->pdata[0];
        ck_assert(words->rtl);
        ck_assert_uint_eq(g_array_index(words->glyphs, struct glyph, 0).cluster, 9);
        ck_assert_uint_eq(g_array_index(words->glyphs, struct glyph, 5).cluster, 0);
    }
    paragraph_free(paragraph);
    shaper_free(hebrew);
}
END_TEST

START_TEST(a_forced_break_is_kept_in_right_to_left_text)
{
    struct shaper *hebrew = shaper_new(fontset, "he", true, diags);
    struct span span = {.text = (char[]){"years\nfrom purchase"}};
    struct phrase phrase = {&span, 1};
    struct style style = {WEIGHT_REGULAR, WEIGHT_BOLD, 0, NOWHERE};
    struct slot slot = {60000, 1000, 600, 2, true, FIT_STEP};
    struct fitted fitted;
    int32_t needed;
    struct paragraph *paragraph = paragraph_new(hebrew, &phrase, &style);
    ck_assert_ptr_nonnull(paragraph);
    ck_assert(fit_paragraph(paragraph, &slot, &fitted, &needed));
    assert_lines(&fitted, "years/from purchase");
    fit_clear(&fitted);
    paragraph_free(paragraph);
    shaper_free(hebrew);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("text_layout");
    TCase *runs = tcase_create("runs"), *fit = tcase_create("fit");
    tcase_add_checked_fixture(runs, setup, teardown);
    tcase_add_checked_fixture(fit, setup, teardown);
    tcase_add_test(runs, one_weight_is_one_run);
    tcase_add_test(runs, width_follows_the_size);
    tcase_add_test(runs, scaling_rounds_both_ways_alike);
    tcase_add_test(runs, names_a_missing_glyph);
    tcase_add_test(runs, greek_and_cyrillic_need_no_other_font);
    tcase_add_test(runs, values_keep_their_order_in_right_to_left_text);
    tcase_add_test(runs, a_product_and_its_model_are_one_whole_in_right_to_left_text);
    suite_add_tcase(suite, runs);
    tcase_add_test(fit, shrinks_before_it_wraps);
    tcase_add_test(fit, lines_are_even_and_no_word_is_left_alone);
    tcase_add_test(fit, says_what_it_would_need);
    tcase_add_test(fit, breaks_at_blanks_never_inside_a_date);
    tcase_add_test(fit, a_forced_break_is_kept);
    tcase_add_test(fit, a_forced_break_may_leave_a_word_alone);
    tcase_add_test(fit, a_word_joiner_holds_a_line_together_and_goes_no_further);
    tcase_add_test(fit, a_forced_break_is_kept_in_right_to_left_text);
    suite_add_tcase(suite, fit);
    return suite;
}
