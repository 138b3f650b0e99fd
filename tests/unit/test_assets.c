/* SPDX-License-Identifier: Apache-2.0 */
/* Data files: folders before the embedded ones, schemas never overridden. */
#include "base/assets.h"

#include "base/diag.h"
#include "base/source.h"
#include "unit.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *first, *second;
static struct diags *diags;

static void make_folder(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert_int_eq(g_mkdir_with_parents(path, 0700), 0);
}

static void make_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void setup(void)
{
    diags = diags_new(0);
    first = g_dir_make_tmp("uplabel-assets-XXXXXX", NULL);
    second = g_dir_make_tmp("uplabel-assets-XXXXXX", NULL);
    make_folder(first, "templates/strings");
    make_folder(first, "schemas");
    make_folder(second, "templates");
    make_file(first, "templates/own.xml", "first");
    make_file(first, "templates/icons.xml", "mine");
    make_file(first, "templates/.hidden", "x");
    make_file(first, "schemas/declaration.xsd", "mine");
    make_file(first, "outside.xml", "x");
    make_file(second, "templates/own.xml", "second");
    make_file(second, "templates/other.xml", "other");
}

static void remove_tree(char *folder)
{
    static const char *const paths[] = {
        "templates/own.xml",   "templates/icons.xml",     "templates/.hidden",
        "templates/other.xml", "templates/folder.xml",    "templates/strings",
        "templates",           "schemas/declaration.xsd", "schemas",
        "outside.xml",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *path = g_build_filename(folder, paths[i], NULL);
        remove(path);
    }
    ck_assert_int_eq(rmdir(folder), 0);
    g_free(folder);
}

static void teardown(void)
{
    remove_tree(first);
    remove_tree(second);
    diags_free(diags);
}

static struct assets *open_both(void)
{
    const char *const folders[] = {first, second, NULL};
    return assets_new(folders);
}

static void expect(const struct assets *assets, const char *path, const char *text)
{
    struct source *source = assets_open(assets, path, diags);
    if (text) {
        ck_assert_ptr_nonnull(source);
        ck_assert_str_eq(source->bytes, text);
    } else {
        ck_assert_msg(!source, "%s", path);
    }
    source_free(source);
}

START_TEST(the_first_folder_that_has_it_wins)
{
    struct assets *assets = open_both();
    expect(assets, "templates/own.xml", "first");
    expect(assets, "templates/other.xml", "other");
    expect(assets, "templates/icons.xml", "mine");
    ck_assert_uint_eq(diags_count(diags), 0);
    assets_free(assets);
}
END_TEST

START_TEST(embedded_files_are_the_last_resort_and_schemas_the_only_one)
{
    struct assets *assets = open_both();
    struct source *source = assets_open(assets, "schemas/declaration.xsd", diags);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->name, "schemas/declaration.xsd");
    ck_assert_ptr_nonnull(strstr(source->bytes, "urn:uplabel:declaration:1"));
    ck_assert_uint_eq(source->size, strlen(source->bytes));
    source_free(source);

    source = assets_open(assets, "templates/strings/en.xml", diags);
    ck_assert_ptr_nonnull(source);
    source_free(source);
    assets_free(assets);
}
END_TEST

START_TEST(nobody_has_it_and_nobody_leaves_the_folder)
{
    struct assets *assets = open_both();
    expect(assets, "templates/none.xml", NULL);
    expect(assets, "templates/../outside.xml", NULL);
    expect(assets, "../outside.xml", NULL);
    expect(assets, "./templates/own.xml", NULL);
    expect(assets, "/etc/passwd", NULL);
    expect(assets, "", NULL);
    expect(assets, "templates/", NULL);
    expect(assets, "templates/own.xml/x", NULL);
    ck_assert_uint_eq(diags_count(diags), 0);
    assets_free(assets);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_not_passed_over)
{
    make_folder(first, "templates/folder.xml");
    struct assets *assets = open_both();
    expect(assets, "templates/folder.xml", NULL);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IO_READ);
    assets_free(assets);
}
END_TEST

static bool contains(const GPtrArray *paths, const char *path)
{
    size_t count = 0;
    for (unsigned i = 0; i < paths->len; i++)
        count += strcmp(paths->pdata[i], path) == 0;
    ck_assert_uint_le(count, 1);
    return count == 1;
}

START_TEST(a_list_is_sorted_and_without_repeats)
{
    make_folder(first, "templates/folder.xml");
    struct assets *assets = open_both();
    GPtrArray *paths = assets_list(assets, "templates/");
    ck_assert(contains(paths, "templates/own.xml"));
    ck_assert(contains(paths, "templates/other.xml"));
    ck_assert(contains(paths, "templates/icons.xml"));
    ck_assert(!contains(paths, "templates/.hidden"));
    ck_assert(!contains(paths, "templates/folder.xml"));
    ck_assert(!contains(paths, "templates/strings/en.xml"));
    for (unsigned i = 1; i < paths->len; i++)
        ck_assert_int_lt(strcmp(paths->pdata[i - 1], paths->pdata[i]), 0);
    g_ptr_array_unref(paths);
    assets_free(assets);
}
END_TEST

START_TEST(without_folders_there_is_what_is_embedded)
{
    struct assets *assets = assets_new(NULL);
    GPtrArray *paths = assets_list(assets, "templates/strings/");
    ck_assert(contains(paths, "templates/strings/en.xml"));
    g_ptr_array_unref(paths);
    paths = assets_list(assets, "none/");
    ck_assert_uint_eq(paths->len, 0);
    g_ptr_array_unref(paths);
    assets_free(assets);
    for (size_t i = 1; i < assets_embedded_count; i++)
        ck_assert_int_lt(strcmp(assets_embedded[i - 1].path, assets_embedded[i].path), 0);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("assets");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, the_first_folder_that_has_it_wins);
    tcase_add_test(all, embedded_files_are_the_last_resort_and_schemas_the_only_one);
    tcase_add_test(all, nobody_has_it_and_nobody_leaves_the_folder);
    tcase_add_test(all, a_file_that_cannot_be_read_is_not_passed_over);
    tcase_add_test(all, a_list_is_sorted_and_without_repeats);
    tcase_add_test(all, without_folders_there_is_what_is_embedded);
    suite_add_tcase(suite, all);
    return suite;
}
