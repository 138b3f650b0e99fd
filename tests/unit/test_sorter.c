/* SPDX-License-Identifier: Apache-2.0 */
/* Records in the order of their keys, whatever memory holds; and a disk that gives out. */
#include "bulk/sorter.h"

#include "base/diag.h"
#include "findings.h"
#include "strain.h"
#include "unit.h"

#include <string.h>
#include <sys/stat.h>

enum { LARGE = 4 << 20 }; /* bytes: one record that is a file of its own */

static char *folder;
static struct diags *diags;
static struct tree *tree;
static struct sorter *sorter;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-sorter-XXXXXX", NULL);
    diags = diags_new(0);
    tree = tree_open(folder, diags);
    ck_assert_ptr_nonnull(tree);
    sorter = sorter_new(tree, diags);
}

static void teardown(void)
{
    static const char *const files[] = {".uplabel/lock", ".uplabel/sorting", ".uplabel", ""};
    sorter_free(sorter);
    tree_free(tree);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL);
        remove(path);
    }
    g_free(folder);
    diags_free(diags);
}

static void add(const char *key, const char *content)
{
    sorter_add(sorter, key, strlen(key), content, strlen(content));
}

/* Records of 4 MiB, by keys that go up and down. */
static void add_large(unsigned count)
{
    g_autofree char *content = g_malloc0(LARGE);
    for (unsigned i = 0; i < count; i++) {
        char key[16];
        g_snprintf(key, sizeof key, "%04u", i * 7919 % 1000);
        sorter_add(sorter, key, strlen(key), content, LARGE);
    }
}

/* "key=content …" of what is told from the first record on. The caller frees. */
static char *told(void)
{
    struct sorted record;
    GString *text = g_string_new(NULL);
    sorter_rewind(sorter);
    while (sorter_next(sorter, &record))
        g_string_append_printf(text, "%.*s=%.*s ", (int)record.key_size, record.key,
                               (int)record.size, record.content);
    return g_string_free(text, FALSE);
}

START_TEST(records_come_by_key_and_then_by_content)
{
    add("b", "2");
    add("ab", "3");
    add("b", "1");
    add("a", "4");
    add("", "5");
    g_autofree char *first = told();
    ck_assert_str_eq(first, "=5 a=4 ab=3 b=1 b=2 ");
    add("aa", "6");
    g_autofree char *second = told();
    ck_assert_str_eq(second, "=5 a=4 aa=6 ab=3 b=1 b=2 ");
    ck_assert(sorter_good(sorter));
}
END_TEST

START_TEST(none_is_none)
{
    g_autofree char *text = told();
    ck_assert_str_eq(text, "");
    ck_assert(sorter_good(sorter));
    sorter_free(NULL);
}
END_TEST

/* More files than are open at a time. */
START_TEST(more_than_memory_holds_is_sorted_as_well)
{
    struct sorted record;
    unsigned count = 0;
    char last[5] = "";
    add_large(40);
    sorter_rewind(sorter);
    while (sorter_next(sorter, &record)) {
        ck_assert_uint_eq(record.key_size, 4);
        ck_assert_uint_eq(record.size, LARGE);
        ck_assert_int_lt(memcmp(last, record.key, 4), 0);
        memcpy(last, record.key, 4);
        count++;
    }
    ck_assert_uint_eq(count, 40);
    ck_assert(sorter_good(sorter));
}
END_TEST

START_TEST(a_disk_without_room_is_told_once)
{
    strain_files(1000);
    add_large(2);
    sorter_rewind(sorter);
    bool good = sorter_good(sorter);
    strain_end();
    struct sorted record;
    ck_assert(!good && !sorter_next(sorter, &record));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IO_WRITE);
    ck_assert(findings_say(diags, ".uplabel/sorting: File too large"));
}
END_TEST

START_TEST(a_file_that_cannot_be_made_is_told_once)
{
    strain_descriptors(0);
    add_large(2);
    sorter_rewind(sorter);
    bool good = sorter_good(sorter);
    strain_end();
    struct sorted record;
    ck_assert(!good && !sorter_next(sorter, &record));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert(findings_say(diags, ".uplabel/sorting: Too many open files"));
}
END_TEST

START_TEST(files_that_cannot_become_one_are_told)
{
    add_large(32);
    strain_descriptors(0);
    add_large(1);
    bool good = sorter_good(sorter);
    strain_end();
    ck_assert(!good);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert(findings_say(diags, ".uplabel/sorting: Too many open files"));
}
END_TEST

START_TEST(a_name_that_cannot_go_is_told)
{
    g_autofree char *path = g_build_filename(folder, ".uplabel/sorting", NULL);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    add("a", "1");
    g_autofree char *text = told();
    ck_assert_str_eq(text, "");
    ck_assert(!sorter_good(sorter));
    ck_assert(findings_say(diags, ".uplabel/sorting: Is a directory"));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("sorter");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, records_come_by_key_and_then_by_content);
    tcase_add_test(all, none_is_none);
    tcase_add_test(all, more_than_memory_holds_is_sorted_as_well);
    tcase_add_test(all, a_disk_without_room_is_told_once);
    tcase_add_test(all, a_file_that_cannot_be_made_is_told_once);
    tcase_add_test(all, files_that_cannot_become_one_are_told);
    tcase_add_test(all, a_name_that_cannot_go_is_told);
    suite_add_tcase(suite, all);
    return suite;
}
