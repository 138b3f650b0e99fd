/* SPDX-License-Identifier: Apache-2.0 */
/* Which font serves which script and weight, and what is said where it is missing. */
#include "font/fontset.h"
#include "unit.h"

#include <string.h>

START_TEST(serves_weights_from_their_files)
{
    struct diags *diags = diags_new(0);
    struct fontset *fontset = fontset_new(NULL);
    ck_assert_str_eq(fontset_get(fontset, "Latn", WEIGHT_REGULAR, diags)->file,
                     "Inter-Regular.otf");
    ck_assert_str_eq(fontset_get(fontset, "Zyyy", WEIGHT_EXTRABOLD, diags)->file,
                     "Inter-ExtraBold.otf");
    ck_assert_uint_eq(diags_count(diags), 0);
    fontset_free(fontset);
    diags_free(diags);
}
END_TEST

START_TEST(opens_a_file_once_and_lists_it_sorted)
{
    struct diags *diags = diags_new(0);
    struct fontset *fontset = fontset_new(NULL);
    size_t count;
    const struct font *latin = fontset_get(fontset, "Latn", WEIGHT_BOLD, diags);
    ck_assert_ptr_eq(latin, fontset_get(fontset, "Grek", WEIGHT_BOLD, diags));
    ck_assert_ptr_eq(latin, fontset_get(fontset, "Thai", WEIGHT_BOLD, diags));
    fontset_get(fontset, "Latn", WEIGHT_REGULAR, diags);
    fontset_get(fontset, "Latn", WEIGHT_MEDIUM, diags);
    const struct font *const *fonts = fontset_used(fontset, &count);
    ck_assert_uint_eq(count, 3);
    for (size_t i = 1; i < count; i++)
        ck_assert_int_lt(strcmp(fonts[i - 1]->file, fonts[i]->file), 0);
    fontset_free(fontset);
    diags_free(diags);
}
END_TEST

START_TEST(names_what_is_missing)
{
    struct diags *diags = diags_new(0);
    struct fontset *fontset = fontset_new("/nonexistent::/neither");
    ck_assert_ptr_null(fontset_get(fontset, "Arab", WEIGHT_MEDIUM, diags));
    ck_assert_ptr_null(fontset_get(fontset, "Arab", WEIGHT_MEDIUM, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    const struct diag *diag = diags_at(diags, 0);
    ck_assert_int_eq(diag->code, CODE_FONT_MISSING);
    ck_assert_ptr_nonnull(strstr(diag->text, "Noto Sans Arabic"));
    ck_assert_ptr_nonnull(strstr(diag->text, "NotoSansArabic-Regular.ttf"));
    ck_assert_ptr_nonnull(strstr(diag->text, "fonts-noto-core"));
    fontset_free(fontset);
    diags_free(diags);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("fontset");
    TCase *table = tcase_create("table");
    tcase_add_test(table, serves_weights_from_their_files);
    tcase_add_test(table, opens_a_file_once_and_lists_it_sorted);
    tcase_add_test(table, names_what_is_missing);
    suite_add_tcase(suite, table);
    return suite;
}
