/* SPDX-License-Identifier: Apache-2.0 */
/* Trees of outputs on the disk: what is put, found and removed, and what stands in the way. */
#include "bulk/tree.h"

#include "base/diag.h"
#include "base/streams.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;
static struct tree *tree;
static struct diags *diags;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-tree-XXXXXX", NULL);
    diags = diags_new(0);
    tree = tree_open(folder, diags);
    ck_assert_ptr_nonnull(tree);
}

static void remove_all(const char *path)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *name;
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_all(inner);
    }
    if (directory != NULL)
        g_dir_close(directory);
    remove(path);
}

static void teardown(void)
{
    tree_free(tree);
    diags_free(diags);
    remove_all(folder);
    g_free(folder);
}

/* A path below the folder. The caller frees. */
static char *below(const char *path)
{
    return g_build_filename(folder, path, NULL);
}

static void put_file(const char *path, const char *text)
{
    g_autofree char *whole = below(path);
    ck_assert(g_file_set_contents(whole, text, -1, NULL));
}

static void put_folder(const char *path)
{
    g_autofree char *whole = below(path);
    ck_assert_int_eq(mkdir(whole, 0777), 0);
}

static void put_link(const char *path, const char *to)
{
    g_autofree char *whole = below(path);
    ck_assert_int_eq(symlink(to, whole), 0);
}

static bool is_there(const char *path)
{
    struct stat status;
    g_autofree char *whole = below(path);
    return lstat(whole, &status) == 0;
}

/* What a file says; "" where there is none. The caller frees. */
static char *said(const char *path)
{
    char *text = NULL;
    g_autofree char *whole = below(path);
    return g_file_get_contents(whole, &text, NULL, NULL) ? text : g_strdup("");
}

/* The last finding is of that code, names the path and the cause. */
static void expect_finding(enum code code, const char *path, int error)
{
    ck_assert_uint_gt(diags_count(diags), 0);
    const struct diag *diag = diags_at(diags, diags_count(diags) - 1);
    g_autofree char *whole = below(path);
    ck_assert_int_eq(diag->code, code);
    ck_assert_msg(g_str_has_prefix(diag->text, whole), "%s", diag->text);
    ck_assert_msg(strstr(diag->text, strerror(error)) != NULL, "%s", diag->text);
}

/* Outputs */

START_TEST(a_staged_file_gets_to_its_place)
{
    int staging = tree_stage(tree, 0, diags);
    ck_assert_int_ge(staging, 0);
    put_file(".uplabel/staging-0/x", "one");
    ck_assert(tree_place(tree, staging, "x", "7f/x.svg", diags));
    put_file(".uplabel/staging-0/x", "two");
    ck_assert(tree_place(tree, staging, "x", "x.svg", diags));
    put_file(".uplabel/staging-0/left", "");
    tree_unstage(staging);
    g_autofree char *one = said("7f/x.svg"), *two = said("x.svg");
    ck_assert_str_eq(one, "one");
    ck_assert_str_eq(two, "two");
    ck_assert(!is_there(".uplabel/staging-0/left"));
    ck_assert_uint_eq(diags_count(diags), 0);
    close(staging);
}
END_TEST

START_TEST(what_stands_in_the_way_is_named)
{
    int staging = tree_stage(tree, 0, diags);
    put_file(".uplabel/staging-0/x", "one");
    ck_assert(!tree_place(tree, staging, "x", "../x", diags));
    expect_finding(CODE_IO_WRITE, "../x", EINVAL);
    ck_assert(!tree_place(tree, staging, "y", "7f/x", diags));
    expect_finding(CODE_IO_WRITE, "7f/x", ENOENT);
    put_file("70", "no folder");
    ck_assert(!tree_place(tree, staging, "x", "70/x", diags));
    expect_finding(CODE_IO_WRITE, "70/x", ENOTDIR);
    put_link("71", "7f");
    ck_assert(!tree_place(tree, staging, "x", "71/x", diags));
    expect_finding(CODE_IO_WRITE, "71/x", ENOTDIR);
    put_folder("x");
    ck_assert(!tree_place(tree, staging, "x", "x", diags));
    expect_finding(CODE_IO_WRITE, "x", EISDIR);
    ck_assert(is_there(".uplabel/staging-0/x"));
    put_file(".uplabel/staging-1", "no folder");
    ck_assert_int_lt(tree_stage(tree, 1, diags), 0);
    expect_finding(CODE_IO_WRITE, ".uplabel/staging-1", ENOTDIR);
    close(staging);
}
END_TEST

START_TEST(a_file_is_one_that_is_no_link)
{
    char hex[HASH_HEX_SIZE], expected[HASH_HEX_SIZE];
    put_file("a", "text");
    put_file("empty", "");
    put_folder("7f");
    put_link("link", "a");
    ck_assert(tree_has(tree, "a") && tree_has(tree, "empty"));
    ck_assert(!tree_has(tree, "link") && !tree_has(tree, "7f") && !tree_has(tree, "none"));
    ck_assert(!tree_has(tree, "70/x") && !tree_has(tree, "../x") && !is_there("70"));
    hash_sha256("text", 4, expected);
    ck_assert(tree_digest(tree, "a", hex));
    ck_assert_str_eq(hex, expected);
    hash_sha256("", 0, expected);
    ck_assert(tree_digest(tree, "empty", hex));
    ck_assert_str_eq(hex, expected);
    ck_assert(!tree_digest(tree, "link", hex) && !tree_digest(tree, "7f", hex));
    ck_assert(!tree_digest(tree, "none", hex) && !tree_digest(tree, "70/x", hex));
}
END_TEST

START_TEST(what_is_removed_is_gone)
{
    put_file("a", "text");
    put_folder("7f");
    put_file("7f/a", "text");
    ck_assert(tree_remove(tree, "a") && tree_remove(tree, "7f/a"));
    ck_assert(!is_there("a") && !is_there("7f/a"));
    ck_assert(tree_remove(tree, "a"));
    ck_assert(!tree_remove(tree, "7f") && is_there("7f"));
    ck_assert(!tree_remove(tree, "70/a") && !tree_remove(tree, "../a"));
}
END_TEST

/* The hidden folder */

START_TEST(hidden_files_are_made_renamed_and_removed)
{
    int file = tree_create(tree, "new", diags);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq((int)write(file, "text", 4), 4);
    close(file);
    ck_assert(tree_rename(tree, "new", "old", diags) && tree_sync_hidden(tree));
    g_autofree char *text = said(".uplabel/old");
    ck_assert_str_eq(text, "text");
    ck_assert(tree_unlink(tree, "old", diags) && tree_unlink(tree, "old", diags));
    ck_assert(!is_there(".uplabel/old"));
    ck_assert_uint_eq(diags_count(diags), 0);
    put_folder(".uplabel/folder");
    ck_assert_int_lt(tree_create(tree, "folder", diags), 0);
    expect_finding(CODE_IO_WRITE, ".uplabel/folder", EISDIR);
    ck_assert(!tree_unlink(tree, "folder", diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/folder", EISDIR);
    ck_assert(!tree_rename(tree, "none", "other", diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/other", ENOENT);
}
END_TEST

START_TEST(what_is_no_file_is_not_read)
{
    char buffer[8] = "";
    put_file(".uplabel/file", "text");
    put_folder(".uplabel/folder");
    put_link(".uplabel/link", "file");
    FILE *file = tree_read(tree, "file");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(buffer, sizeof buffer, file));
    ck_assert_str_eq(buffer, "text");
    fclose(file);
    static const char *const none[] = {"none", "folder", "link"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        errno = EIO;
        ck_assert_ptr_null(tree_read(tree, none[i]));
        ck_assert_int_eq(errno, 0);
    }
    g_autofree char *longer = g_strnfill(300, 'x');
    ck_assert_ptr_null(tree_read(tree, longer));
    ck_assert_int_eq(errno, ENAMETOOLONG);
    tree_unread(tree, "file", EACCES, diags);
    expect_finding(CODE_IO_READ, ".uplabel/file", EACCES);
}
END_TEST

/* A file of the hidden folder that holds text. */
static FILE *begin_file(const char *name, int *descriptor)
{
    *descriptor = tree_create(tree, name, diags);
    ck_assert_int_ge(*descriptor, 0);
    FILE *file = streams_open(*descriptor, "w");
    ck_assert_int_ge(fputs("text", file), 0);
    return file;
}

START_TEST(a_finished_file_stands_beside_the_outputs)
{
    int descriptor;
    char buffer[8] = "";
    FILE *file = begin_file("new", &descriptor);
    ck_assert(tree_publish(tree, file, descriptor, "new", "index.ndjson", diags));
    ck_assert(!is_there(".uplabel/new"));
    FILE *published = tree_open_output(tree, "index.ndjson");
    ck_assert_ptr_nonnull(published);
    ck_assert_ptr_nonnull(fgets(buffer, sizeof buffer, published));
    ck_assert_str_eq(buffer, "text");
    fclose(published);
    ck_assert_ptr_null(tree_open_output(tree, "none"));
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(an_unfinished_file_does_not)
{
    int descriptor, pipes[2];
    FILE *file = begin_file("one", &descriptor);
    close(descriptor);
    ck_assert(!tree_publish(tree, file, descriptor, "one", "a.ndjson", diags));
    expect_finding(CODE_IO_WRITE, "a.ndjson", EBADF);
    file = begin_file("two", &descriptor);
    ck_assert_int_eq(pipe(pipes), 0);
    ck_assert(!tree_publish(tree, file, pipes[0], "two", "b.ndjson", diags));
    expect_finding(CODE_IO_WRITE, "b.ndjson", EINVAL);
    file = begin_file("three", &descriptor);
    ck_assert_int_eq(fflush(file), 0);
    int copy = dup(descriptor);
    close(descriptor);
    ck_assert(!tree_publish(tree, file, copy, "three", "c.ndjson", diags));
    expect_finding(CODE_IO_WRITE, "c.ndjson", EBADF);
    put_folder("folder");
    file = begin_file("four", &descriptor);
    ck_assert(!tree_publish(tree, file, descriptor, "four", "folder", diags));
    expect_finding(CODE_IO_WRITE, "folder", EISDIR);
    ck_assert(!is_there("a.ndjson") && !is_there("b.ndjson") && !is_there("c.ndjson"));
    close(copy);
    close(pipes[0]);
    close(pipes[1]);
}
END_TEST

/* The disk */

START_TEST(a_sync_is_told_when_it_has_ended)
{
    ck_assert(tree_sync(tree, diags) && !tree_is_syncing(tree));
    ck_assert_int_eq(tree_sync_end(tree, true, diags), SYNC_NONE);
    ck_assert(tree_sync_begin(tree, diags) && tree_is_syncing(tree));
    enum tree_syncing told = tree_sync_end(tree, false, diags);
    while (told == SYNC_GOES_ON)
        told = tree_sync_end(tree, false, diags);
    ck_assert_int_eq(told, SYNC_ENDED);
    ck_assert(!tree_is_syncing(tree));
    ck_assert(tree_sync_begin(tree, diags));
    ck_assert_int_eq(tree_sync_end(tree, true, diags), SYNC_ENDED);
}
END_TEST

START_TEST(a_sync_that_nobody_saw_end_is_none)
{
    ck_assert(tree_sync_begin(tree, diags));
    ck_assert_int_gt((int)waitpid(-1, NULL, 0), 0);
    ck_assert_int_eq(tree_sync_end(tree, true, diags), SYNC_NONE);
    ck_assert(!tree_is_syncing(tree));
    ck_assert(tree_sync_begin(tree, diags)); /* which tree_free waits for */
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

/* Opening */

START_TEST(a_folder_is_opened_once)
{
    ck_assert_ptr_null(tree_open(folder, diags));
    const struct diag *diag = diags_at(diags, 0);
    ck_assert_int_eq(diag->code, CODE_BULK_BUSY);
    ck_assert_ptr_nonnull(strstr(diag->text, folder));
    tree_free(tree);
    tree = tree_open(folder, diags);
    ck_assert_ptr_nonnull(tree);
}
END_TEST

START_TEST(a_folder_that_cannot_be_is_named)
{
    static const struct {
        const char *folder, *named;
        int error;
    } rows[] = {
        {"file", "file", ENOTDIR},
        {"none/such", "none/such", ENOENT},
        {"link", "link", ENOTDIR},
        {"one", "one/.uplabel", ENOTDIR},
        {"two", "two/.uplabel/lock", EISDIR},
        {"three", "three/.uplabel/lock", ELOOP},
    };
    put_file("file", "");
    put_link("link", ".");
    put_folder("one");
    put_file("one/.uplabel", "");
    put_folder("two");
    put_folder("two/.uplabel");
    put_folder("two/.uplabel/lock");
    put_folder("three");
    put_folder("three/.uplabel");
    put_link("three/.uplabel/lock", "other");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *whole = below(rows[i].folder);
        ck_assert_ptr_null(tree_open(whole, diags));
        expect_finding(CODE_IO_WRITE, rows[i].named, rows[i].error);
    }
    tree_free(NULL);
}
END_TEST

/* The site */

static void begin_site(const char *name, const char *text)
{
    ck_assert(tree_site_begin(tree, diags));
    FILE *file = tree_site_create(tree, "en", name, diags);
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(a_site_is_exchanged_as_a_whole)
{
    begin_site("abandoned.html", "");
    begin_site("one.html", "one");
    ck_assert(tree_site_check(tree, diags));
    ck_assert(!is_there("site"));
    ck_assert(tree_site_publish(tree, diags));
    g_autofree char *one = said("site/en/one.html");
    ck_assert_str_eq(one, "one");
    ck_assert(!is_there("site/en/abandoned.html"));
    ck_assert(tree_site_check(tree, diags));
    begin_site("two.html", "two");
    put_file("site/added", "by somebody");
    put_folder("site/folder");
    ck_assert(tree_site_publish(tree, diags));
    g_autofree char *two = said("site/en/two.html");
    ck_assert_str_eq(two, "two");
    ck_assert(!is_there("site/en/one.html") && !is_there("site/added"));
    ck_assert(!is_there(".uplabel/site-new") && !is_there(".uplabel/site-old"));
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(what_was_not_made_here_is_left_alone)
{
    put_file("index.html", "mine");
    ck_assert(!tree_site_check(tree, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IO_WRITE);
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "index.html is there and was not made"));
    put_folder("site");
    ck_assert(!tree_site_check(tree, diags));
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 1)->text, "site is there and was not made"));
    g_autofree char *mine = said("index.html");
    ck_assert_str_eq(mine, "mine");
}
END_TEST

START_TEST(what_stands_in_a_site_s_way_is_named)
{
    put_file(".uplabel/site-new", "no folder");
    ck_assert(!tree_site_begin(tree, diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/site-new", ENOTDIR);
    ck_assert(tree_unlink(tree, "site-new", diags));
    begin_site("en", "");
    ck_assert_ptr_null(tree_site_create(tree, "en/en", "x", diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/site-new/en/en/x", ENOTDIR);
    put_folder(".uplabel/site-new/en/folder");
    ck_assert_ptr_null(tree_site_create(tree, "en", "folder", diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/site-new/en/folder", EISDIR);
    put_folder(".uplabel/site-made");
    ck_assert(!tree_site_publish(tree, diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/site-made", EISDIR);
    ck_assert(!is_there("site"));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("tree_files");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, a_staged_file_gets_to_its_place);
    tcase_add_test(all, what_stands_in_the_way_is_named);
    tcase_add_test(all, a_file_is_one_that_is_no_link);
    tcase_add_test(all, what_is_removed_is_gone);
    tcase_add_test(all, hidden_files_are_made_renamed_and_removed);
    tcase_add_test(all, what_is_no_file_is_not_read);
    tcase_add_test(all, a_finished_file_stands_beside_the_outputs);
    tcase_add_test(all, an_unfinished_file_does_not);
    tcase_add_test(all, a_sync_is_told_when_it_has_ended);
    tcase_add_test(all, a_sync_that_nobody_saw_end_is_none);
    tcase_add_test(all, a_folder_is_opened_once);
    tcase_add_test(all, a_folder_that_cannot_be_is_named);
    tcase_add_test(all, a_site_is_exchanged_as_a_whole);
    tcase_add_test(all, what_was_not_made_here_is_left_alone);
    tcase_add_test(all, what_stands_in_a_site_s_way_is_named);
    suite_add_tcase(suite, all);
    return suite;
}
