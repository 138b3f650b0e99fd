/* SPDX-License-Identifier: Apache-2.0 */
/* Trees of outputs: paths that are safe anywhere, names that no system takes for others. */
#include "bulk/tree.h"

#include "base/diag.h"
#include "bulk/ids.h"
#include "bulk/totals.h"
#include "job/name.h"
#include "unit.h"

#include <string.h>

START_TEST(a_path_stays_in_the_tree)
{
    static const struct {
        const char *path;
        bool valid;
    } rows[] = {
        {"name.svg", true},      {"0a/name.svg", true},  {"ff/x", true},      {"fg/x", false},
        {"0A/x", false},         {"../x", false},        {"0a/..", false},    {"0a/../x", false},
        {"/x", false},           {"0a//x", false},       {"", false},         {"0a/", false},
        {".uplabel/x", false},   {".x", false},          {"0a/b/c", false},   {"000/x", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        ck_assert_msg(tree_path_valid(rows[i].path) == rows[i].valid, "%s", rows[i].path);
    g_autofree char *longest = g_strnfill(255, 'x'), *longer = g_strnfill(256, 'x');
    ck_assert(tree_path_valid(longest) && !tree_path_valid(longer));
}
END_TEST

/* Ids that file systems would take for each other, for devices, or for something hidden. */
static const char *const ids[] = {
    "A", "a", "CON", "con", "NUL.svg", "a.", "a..", "a:b", "a_b", "A:B", "x.svg", "X.SVG", "a-b",
    "COM1", "a.b.c.", "0123456789012345678901234567890123456789012345678901234567890123456789012345678",
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
    "../../etc", "/etc/passwd", "a/b", "-rf", ".hidden", "caf\303\251", "cafe\314\201", " ",
};

START_TEST(a_name_is_safe_on_any_system)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *slug = name_slug(ids[i]), *path = tree_path(ids[i], slug, false);
        ck_assert_msg(strspn(slug, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789._-") == strlen(slug), "%s", slug);
        ck_assert(strlen(slug) <= 100 && slug[0] != '.' && slug[0] != '-');
        ck_assert(g_ascii_isxdigit(slug[strlen(slug) - 1]));
        ck_assert(tree_path_valid(path));
    }
}
END_TEST

START_TEST(two_ids_never_share_a_name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        for (size_t k = 0; k < i; k++) {
            g_autofree char *one = name_slug(ids[i]), *other = name_slug(ids[k]);
            ck_assert_msg(g_ascii_strcasecmp(one, other) != 0, "%s %s", one, other);
        }
}
END_TEST

START_TEST(an_id_is_met_once)
{
    struct ids *met = ids_new();
    ck_assert_ptr_nonnull(met);
    ck_assert_uint_eq(ids_take(met, "Shop-1", 1), 0);
    ck_assert_uint_eq(ids_take(met, "shop-2", 2), 0);
    ck_assert_uint_eq(ids_take(met, "SHOP-1", 3), 1);
    ck_assert_uint_eq(ids_take(met, "caf\303\251", 4), 0);
    ck_assert_uint_eq(ids_take(met, "CAFE\314\201", 5), 4);
    for (unsigned i = 10; i < 20000; i++) {
        char id[16];
        g_snprintf(id, sizeof id, "id-%u", i);
        ck_assert_uint_eq(ids_take(met, id, i), 0);
    }
    ck_assert_uint_eq(ids_take(met, "ID-17", 99999), 17);
    ck_assert(ids_good(met));
    ids_free(met);
}
END_TEST

START_TEST(totals_account_for_labels)
{
    struct totals totals;
    g_autoptr(GString) text = g_string_new(NULL);
    const struct date day = {2026, 11, 22};
    totals_init(&totals);
    totals_add_label(&totals, "{\"state\":\"dated\",\"method\":\"manual\",\"maker\":\"M\","
                              "\"supportedUntil\":\"2028-11-21\",\"barriers\":[\"account\"]}", day);
    totals_add_label(&totals, "{\"state\":\"dated\",\"supportedUntil\":\"2028-11-22\"}", day);
    totals_add_label(&totals, "{\"state\":\"none\"}", day);
    totals_add_label(&totals, "no JSON", day);
    for (int i = 0; i < 20; i++) {
        g_autofree char *code = g_strdup_printf("CODE-%02d", i);
        totals_add(&totals, "code", code);
    }
    totals.read = 4;
    totals.written = 4;
    totals_print(text, &totals);
    ck_assert_ptr_nonnull(strstr(text->str, "state: dated 2, none 1, not stated 1\n"));
    ck_assert_ptr_nonnull(strstr(text->str, "years left: 1 1, 2 1\n"));
    ck_assert_ptr_nonnull(strstr(text->str, "barrier: account 1\n"));
    ck_assert_ptr_nonnull(strstr(text->str, ", and 8 more\n"));
    ck_assert_ptr_nonnull(strstr(text->str, "4 read = 4 written + 0 unchanged + 0 refused"));
    totals_clear(&totals);
}
END_TEST

/* Suppliers may be as many as records. */
START_TEST(totals_stay_small)
{
    struct totals totals;
    totals_init(&totals);
    for (int i = 0; i < 100000; i++) {
        char name[16];
        g_snprintf(name, sizeof name, "S%d", i);
        totals_add(&totals, "supplier", name);
    }
    ck_assert_uint_le(g_hash_table_size(totals.counts), 2001);
    totals_clear(&totals);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("tree");
    TCase *all = tcase_create("all");
    tcase_add_test(all, a_path_stays_in_the_tree);
    tcase_add_test(all, a_name_is_safe_on_any_system);
    tcase_add_test(all, two_ids_never_share_a_name);
    tcase_add_test(all, an_id_is_met_once);
    tcase_add_test(all, totals_account_for_labels);
    tcase_add_test(all, totals_stay_small);
    suite_add_tcase(suite, all);
    return suite;
}
