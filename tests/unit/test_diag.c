/* SPDX-License-Identifier: Apache-2.0 */
/* Findings: registry, repeats, cap, order, status. */
#include "base/diag.h"

#include "base/source.h"
#include "unit.h"

#include <string.h>

START_TEST(codes_are_well_formed)
{
    for (enum code code = 0; code < CODE_COUNT; code++) {
        const struct code_info *info = code_info(code);
        ck_assert_msg(code_find(info->name) == code, "%s stands twice", info->name);
        ck_assert_msg(g_ascii_isupper(info->name[0]) &&
                          strspn(info->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                              strlen(info->name),
                      "%s is no code name", info->name);
        ck_assert_msg(info->blame >= BLAME_INPUT && info->blame <= BLAME_INTERNAL, "%s: blame",
                      info->name);
        ck_assert_msg(!strchr(info->title, '\n') && strlen(info->title) <= 60, "%s: title",
                      info->name);
    }
}
END_TEST

START_TEST(explanations_are_two_to_four_sentences)
{
    for (enum code code = 0; code < CODE_COUNT; code++) {
        const char *text = code_info(code)->explanation;
        size_t sentences = 0;
        for (const char *dot = text; (dot = strchr(dot, '.')); dot++)
            sentences += dot[1] == '\0' || (dot[1] == ' ' && g_ascii_isupper(dot[2]));
        ck_assert_msg(sentences >= 2 && sentences <= 4, "%s: %zu sentences", code_info(code)->name,
                      sentences);
        ck_assert_msg(g_str_has_suffix(text, "."), "%s", code_info(code)->name);
        ck_assert_msg(!strstr(text, "  "), "%s: two blanks", code_info(code)->name);
    }
}
END_TEST

START_TEST(an_unknown_name_has_no_code)
{
    ck_assert_int_eq(code_find("NO-SUCH-CODE"), CODE_COUNT);
    ck_assert_int_eq(code_find(""), CODE_COUNT);
    ck_assert_int_eq(code_find("XML-SYNTAX"), CODE_XML_SYNTAX);
}
END_TEST

START_TEST(a_finding_outlives_its_source)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("a.xml", "one\ntwo", 7);
    char pointer[] = "/x";
    diag_add(diags, CODE_DATE, (struct place){source, 5, pointer}, "%d is no date", 7);
    source_free(source);
    memset(pointer, '?', 2);

    const struct diag *diag = diags_at(diags, 0);
    ck_assert_str_eq(diag->file, "a.xml");
    ck_assert_str_eq(diag->pointer, "/x");
    ck_assert_str_eq(diag->text, "7 is no date");
    ck_assert_uint_eq(diag->offset, 5);
    ck_assert_uint_eq(diag->line, 2);
    ck_assert_uint_eq(diag->column, 2);
    ck_assert_int_eq(diag->severity, SEVERITY_ERROR);
    diags_free(diags);
}
END_TEST

START_TEST(a_finding_without_a_place_has_no_line)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("a.xml", "x", 1);
    diag_add(diags, CODE_USAGE, NOWHERE, "a");
    diag_add(diags, CODE_IO_READ, (struct place){source, NO_OFFSET, NULL}, "b");
    ck_assert_ptr_null(diags_at(diags, 0)->file);
    ck_assert_str_eq(diags_at(diags, 1)->file, "a.xml");
    ck_assert_uint_eq(diags_at(diags, 1)->line, 0);
    ck_assert_uint_eq(diags_at(diags, 1)->column, 0);
    source_free(source);
    diags_free(diags);
}
END_TEST

START_TEST(only_exact_repeats_are_dropped)
{
    struct diags *diags = diags_new(0);
    struct source *source = source_new("a.xml", "abc", 3);
    struct place at = {source, 1, "/a"};
    diag_add(diags, CODE_DATE, at, "x");
    diag_add(diags, CODE_DATE, at, "x");
    ck_assert_uint_eq(diags_count(diags), 1);
    diag_add(diags, CODE_DATE, at, "y");
    diag_add(diags, CODE_ID_GRAMMAR, at, "x");
    diag_add(diags, CODE_DATE, (struct place){source, 2, "/a"}, "x");
    diag_add(diags, CODE_DATE, (struct place){source, 1, "/b"}, "x");
    diag_add(diags, CODE_DATE, (struct place){source, 1, NULL}, "x");
    diag_add(diags, CODE_DATE, (struct place){NULL, 1, "/a"}, "x");
    ck_assert_uint_eq(diags_count(diags), 7);
    ck_assert_uint_eq(diags_count_of(diags, SEVERITY_ERROR), 7);
    source_free(source);
    diags_free(diags);
}
END_TEST

START_TEST(what_is_beyond_the_cap_is_counted)
{
    struct diags *diags = diags_new(3);
    for (int i = 0; i < 10; i++)
        diag_add(diags, CODE_DATE, NOWHERE, "%d", i);
    ck_assert_uint_eq(diags_count(diags), 3);
    ck_assert_uint_eq(diags_dropped(diags), 7);
    ck_assert_uint_eq(diags_count_of(diags, SEVERITY_ERROR), 10);
    ck_assert_str_eq(diags_at(diags, 2)->text, "2");
    diags_free(diags);

    diags = diags_new(0);
    for (int i = 0; i < 101; i++)
        diag_add(diags, CODE_DATE, NOWHERE, "%d", i);
    ck_assert_uint_eq(diags_count(diags), 100);
    ck_assert_uint_eq(diags_dropped(diags), 1);
    diags_free(diags);
}
END_TEST

START_TEST(warnings_do_not_crowd_out_an_error)
{
    struct diags *diags = diags_new(2);
    diag_add(diags, CODE_URL_HTTP, NOWHERE, "first");
    diag_add(diags, CODE_URL_HTTP, NOWHERE, "second");
    diag_add(diags, CODE_URL_HTTP, NOWHERE, "third");
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "full");
    ck_assert_uint_eq(diags_count(diags), 2);
    ck_assert_uint_eq(diags_dropped(diags), 2);
    ck_assert_str_eq(diags_at(diags, 0)->text, "first");
    ck_assert_str_eq(diags_at(diags, 1)->text, "full");
    ck_assert_uint_eq(diags_count_of(diags, SEVERITY_WARNING), 3);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 3);
    diags_free(diags);
}
END_TEST

START_TEST(the_status_is_the_highest_at_or_above_the_level)
{
    struct diags *diags = diags_new(1);
    ck_assert_int_eq(diags_status(diags, SEVERITY_NOTE), 0);
    diag_add(diags, CODE_TEXT_MIXED_SCRIPT, NOWHERE, "w");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 0);
    ck_assert_int_eq(diags_status(diags, SEVERITY_WARNING), 1);
    ck_assert(!diags_has_errors(diags));
    diag_add(diags, CODE_DATE, NOWHERE, "e");
    ck_assert(diags_has_errors(diags));
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 1);
    diag_add(diags, CODE_IO_READ, NOWHERE, "dropped, and counts");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 3);
    diag_add(diags, CODE_USAGE, NOWHERE, "u");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 3);
    diags_free(diags);
}
END_TEST

START_TEST(blame_moves_to_the_use_while_asked)
{
    struct diags *diags = diags_new(0);
    diags_blame_use(diags, true);
    diags_blame_use(diags, true);
    diags_blame_use(diags, false);
    diag_add(diags, CODE_DATE, NOWHERE, "in a template");
    diag_add(diags, CODE_IO_READ, NOWHERE, "stays");
    diags_blame_use(diags, false);
    diag_add(diags, CODE_DATE, NOWHERE, "in a declaration");
    ck_assert_int_eq(diags_at(diags, 0)->blame, BLAME_USE);
    ck_assert_int_eq(diags_at(diags, 1)->blame, BLAME_IO);
    ck_assert_int_eq(diags_at(diags, 2)->blame, BLAME_INPUT);
    diags_free(diags);
}
END_TEST

START_TEST(order_is_file_offset_severity_code_text)
{
    struct diags *diags = diags_new(0);
    struct source *a = source_new("a", "0123456789", 10), *b = source_new("b", "0123456789", 10);
    diag_add(diags, CODE_DATE, (struct place){b, 1, NULL}, "9");
    diag_add(diags, CODE_DATE, (struct place){a, 5, NULL}, "7");
    diag_add(diags, CODE_URL_HTTP, (struct place){a, 5, NULL}, "8");
    diag_add(diags, CODE_XML_SYNTAX, (struct place){a, 4, NULL}, "6");
    diag_add(diags, CODE_DATE, (struct place){a, 4, NULL}, "5");
    diag_add(diags, CODE_DATE, (struct place){a, 4, NULL}, "4");
    diag_add(diags, CODE_DATE, (struct place){a, 0, NULL}, "3");
    diag_add(diags, CODE_IO_READ, (struct place){a, NO_OFFSET, NULL}, "2");
    diag_add(diags, CODE_USAGE, NOWHERE, "1");
    diags_sort(diags);
    for (size_t i = 0; i < diags_count(diags); i++)
        ck_assert_int_eq(diags_at(diags, i)->text[0], '1' + (int)i);
    source_free(a);
    source_free(b);
    diags_free(diags);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("diag");
    TCase *codes = tcase_create("codes");
    tcase_add_test(codes, codes_are_well_formed);
    tcase_add_test(codes, explanations_are_two_to_four_sentences);
    tcase_add_test(codes, an_unknown_name_has_no_code);
    suite_add_tcase(suite, codes);
    TCase *list = tcase_create("list");
    tcase_add_test(list, a_finding_outlives_its_source);
    tcase_add_test(list, a_finding_without_a_place_has_no_line);
    tcase_add_test(list, only_exact_repeats_are_dropped);
    tcase_add_test(list, what_is_beyond_the_cap_is_counted);
    tcase_add_test(list, warnings_do_not_crowd_out_an_error);
    tcase_add_test(list, the_status_is_the_highest_at_or_above_the_level);
    tcase_add_test(list, blame_moves_to_the_use_while_asked);
    tcase_add_test(list, order_is_file_offset_severity_code_text);
    suite_add_tcase(suite, list);
    return suite;
}
