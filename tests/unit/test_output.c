/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs: whole or absent, nothing overwritten that must not be. */
#include "base/output.h"

#include "base/diag.h"
#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;
static struct diags *diags;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-output-XXXXXX", NULL);
    diags = diags_new(0);
    umask(022);
}

static void remove_all(const char *path)
{
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    const char *name;
    while (entries && (name = g_dir_read_name(entries))) {
        g_autofree char *entry = g_build_filename(path, name, NULL);
        if (!g_file_test(entry, G_FILE_TEST_IS_SYMLINK) && g_file_test(entry, G_FILE_TEST_IS_DIR))
            remove_all(entry);
        else
            unlink(entry);
    }
    rmdir(path);
}

static void teardown(void)
{
    remove_all(folder);
    g_free(folder);
    diags_free(diags);
}

static char *below(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void make_file(const char *name, const char *text)
{
    g_autofree char *path = below(name);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void expect_file(const char *name, const char *text)
{
    g_autofree char *path = below(name);
    g_autofree char *bytes = NULL;
    ck_assert_msg(g_file_get_contents(path, &bytes, NULL, NULL), "%s", path);
    ck_assert_str_eq(bytes, text);
}

static unsigned count_entries(void)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    unsigned count = 0;
    while (g_dir_read_name(entries))
        count++;
    return count;
}

static void take(struct outputs *outputs, const char *name, const char *text)
{
    outputs_take(outputs, g_strdup(name), g_bytes_new(text, strlen(text)));
}

static void expect_finding(enum code code, const char *part)
{
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, code);
    ck_assert_msg(strstr(diags_at(diags, 0)->text, part) != NULL, "%s", diags_at(diags, 0)->text);
}

START_TEST(files_are_written_and_replaced)
{
    make_file("a.svg", "old, and much longer than the new one");
    struct outputs *outputs = outputs_new(folder, NULL);
    take(outputs, "a.svg", "new");
    take(outputs, "b.svg", "");
    ck_assert(outputs_check(outputs, diags));
    ck_assert(outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_file("a.svg", "new");
    expect_file("b.svg", "");
    ck_assert_uint_eq(count_entries(), 2);
    ck_assert_uint_eq(diags_count(diags), 0);

    struct stat status;
    g_autofree char *path = below("a.svg");
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0644);
}
END_TEST

START_TEST(a_missing_folder_is_made_but_no_path_of_folders)
{
    g_autofree char *out = below("out/");
    struct outputs *outputs = outputs_new(out, NULL);
    take(outputs, "a", "x");
    ck_assert(outputs_check(outputs, diags));
    ck_assert(outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_file("out/a", "x");

    g_autofree char *deep = below("none/out");
    outputs = outputs_new(deep, NULL);
    take(outputs, "a", "x");
    ck_assert(!outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_finding(CODE_IO_WRITE, "none/out: No such file or directory");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 3);
}
END_TEST

START_TEST(a_folder_that_is_a_link_or_a_file_is_refused)
{
    g_autofree char *link = below("link");
    ck_assert_int_eq(symlink(".", link), 0);
    g_autofree char *slashed = g_strconcat(link, "//", NULL);
    struct outputs *outputs = outputs_new(slashed, NULL);
    take(outputs, "a", "x");
    ck_assert(!outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_finding(CODE_IO_WRITE, "link: is a symbolic link");
    ck_assert_uint_eq(count_entries(), 1);

    make_file("file", "x");
    g_autofree char *file = below("file");
    outputs = outputs_new(file, NULL);
    take(outputs, "a", "x");
    ck_assert(!outputs_commit(outputs, diags));
    outputs_free(outputs);
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 1)->text, "Not a directory"));
}
END_TEST

START_TEST(a_link_is_replaced_and_not_followed)
{
    make_file("target", "kept");
    g_autofree char *link = below("a"), *dangling = below("b");
    ck_assert_int_eq(symlink("target", link), 0);
    ck_assert_int_eq(symlink("nowhere", dangling), 0);
    struct outputs *outputs = outputs_new(folder, NULL);
    take(outputs, "a", "new");
    take(outputs, "b", "new");
    ck_assert(outputs_check(outputs, diags));
    ck_assert(outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_file("target", "kept");
    ck_assert(!g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    expect_file("a", "new");
    expect_file("b", "new");
    ck_assert_uint_eq(count_entries(), 3);
}
END_TEST

START_TEST(devices_pipes_and_folders_are_not_replaced)
{
    g_autofree char *pipe = below("b"), *null = below("c"), *inner = below("d");
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert_int_eq(symlink("/dev/null", null), 0);
    ck_assert_int_eq(mkdir(inner, 0700), 0);
    static const char *const names[] = {"b", "c", "d"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct outputs *outputs = outputs_new(folder, NULL);
        take(outputs, "a", "x");
        take(outputs, names[i], "x");
        ck_assert(!outputs_commit(outputs, diags));
        outputs_free(outputs);
        ck_assert_uint_eq(diags_count(diags), i + 1);
        ck_assert_ptr_nonnull(strstr(diags_at(diags, i)->text, "not a regular file"));
        ck_assert_uint_eq(count_entries(), 3);
    }
    ck_assert(g_file_test(null, G_FILE_TEST_IS_SYMLINK));
}
END_TEST

START_TEST(a_failed_rename_leaves_no_temporary_file)
{
    g_autofree char *name = g_strnfill(300, 'x');
    struct outputs *outputs = outputs_new(folder, NULL);
    take(outputs, name, "x");
    ck_assert(!outputs_commit(outputs, diags));
    outputs_free(outputs);
    expect_finding(CODE_IO_WRITE, "File name too long");
    ck_assert_uint_eq(count_entries(), 0);
}
END_TEST

/* A file size limit stands for the full disk: the second file fails in the middle. */
START_TEST(a_write_that_fails_leaves_what_was_there)
{
    make_file("a", "old");
    g_autofree char *big = g_strnfill(20000, 'x');
    struct rlimit before, small;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 10000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);

    struct outputs *outputs = outputs_new(folder, NULL);
    take(outputs, "a", "new");
    take(outputs, "b", big);
    bool written = outputs_commit(outputs, diags);
    outputs_free(outputs);

    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    ck_assert(!written);
    expect_finding(CODE_IO_WRITE, "/b: File too large");
    expect_file("a", "old");
    ck_assert_uint_eq(count_entries(), 1);
}
END_TEST

START_TEST(a_folder_made_for_nothing_is_removed)
{
    g_autofree char *out = below("out"), *name = g_strnfill(300, 'x');
    struct outputs *outputs = outputs_new(out, NULL);
    take(outputs, name, "x");
    ck_assert(!outputs_commit(outputs, diags));
    outputs_free(outputs);
    ck_assert_uint_eq(count_entries(), 0);

    outputs = outputs_new(out, NULL);
    ck_assert(outputs_commit(outputs, diags)); /* nothing to write, nothing made */
    outputs_free(outputs);
    ck_assert_uint_eq(count_entries(), 0);
}
END_TEST

static const struct {
    const char *a, *b;
    bool clash;
} pairs[] = {
    {"a.svg", "a.svg", true},
    {"a.svg", "A.SVG", true},
    {"a.svg", "a.pdf", false},
    {"\u00E9", "\u00C9", true},
    {"\u00E9", "e\u0301", true},
    {"\u00DF", "ss", true},
    {"\xFF", "\xFE", false},
    {"\xFF"
     "a",
     "\xFF"
     "A",
     true},
};

START_TEST(two_outputs_of_one_name_clash)
{
    struct outputs *outputs = outputs_new(folder, NULL);
    take(outputs, pairs[_i].a, "x");
    take(outputs, pairs[_i].b, "x");
    ck_assert_int_eq(outputs_check(outputs, diags), !pairs[_i].clash);
    if (pairs[_i].clash)
        expect_finding(CODE_OUTPUT_CLASH, pairs[_i].a);
    outputs_free(outputs);
}
END_TEST

START_TEST(a_name_stays_in_the_folder)
{
    static const char *const names[] = {"", ".", "..", "a/b", "../a", "/a"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct outputs *outputs = outputs_new(folder, NULL);
        take(outputs, names[i], "x");
        ck_assert_msg(!outputs_check(outputs, diags), "%s", names[i]);
        ck_assert_int_eq(diags_at(diags, i)->code, CODE_USAGE);
        outputs_free(outputs);
    }
}
END_TEST

START_TEST(an_input_is_never_overwritten)
{
    make_file("in.xml", "x");
    g_autofree char *in = below("in.xml"), *hard = below("hard"), *soft = below("soft");
    ck_assert_int_eq(link(in, hard), 0);
    ck_assert_int_eq(symlink("in.xml", soft), 0);
    static const char *const names[] = {"in.xml", "hard", "soft"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct outputs *outputs = outputs_new(folder, NULL);
        outputs_protect(outputs, in);
        outputs_protect(outputs, "/no/such/file");
        take(outputs, "other", "x");
        ck_assert(outputs_check(outputs, diags));
        take(outputs, names[i], "x");
        ck_assert(!outputs_check(outputs, diags));
        ck_assert_int_eq(diags_at(diags, i)->code, CODE_OUTPUT_INPUT);
        outputs_free(outputs);
    }
    struct outputs *outputs = outputs_new(folder, NULL);
    outputs_protect(outputs, soft); /* an input named by a link: neither link nor file */
    take(outputs, "soft", "x");
    take(outputs, "in.xml", "x");
    ck_assert(!outputs_check(outputs, diags));
    outputs_free(outputs);
}
END_TEST

START_TEST(a_stream_takes_one_output)
{
    char *written = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&written, &size);
    struct outputs *outputs = outputs_new(NULL, out);
    take(outputs, "a", "bytes");
    ck_assert(outputs_check(outputs, diags));
    ck_assert(outputs_commit(outputs, diags));
    fclose(out);
    ck_assert_str_eq(written, "bytes");
    free(written);

    take(outputs, "b", "more");
    ck_assert(!outputs_check(outputs, diags));
    expect_finding(CODE_OUTPUT_CLASH, "standard output takes one output, here are 2");
    outputs_free(outputs);
}
END_TEST

START_TEST(a_full_stream_is_an_error)
{
    FILE *out = fopen("/dev/full", "w");
    ck_assert_ptr_nonnull(out);
    struct outputs *outputs = outputs_new(NULL, out);
    take(outputs, "a", "bytes");
    ck_assert(!outputs_commit(outputs, diags));
    expect_finding(CODE_IO_WRITE, "standard output: No space left on device");
    outputs_free(outputs);
    fclose(out);
}
END_TEST

START_TEST(a_reader_that_went_away_is_no_finding)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
    FILE *out = fdopen(ends[1], "w");
    struct outputs *outputs = outputs_new(NULL, out);
    take(outputs, "a", "bytes");
    ck_assert(!outputs_commit(outputs, diags));
    ck_assert_uint_eq(diags_count(diags), 0);
    outputs_free(outputs);
    fclose(out);
    signal(SIGPIPE, handler);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("output");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, files_are_written_and_replaced);
    tcase_add_test(all, a_missing_folder_is_made_but_no_path_of_folders);
    tcase_add_test(all, a_folder_that_is_a_link_or_a_file_is_refused);
    tcase_add_test(all, a_link_is_replaced_and_not_followed);
    tcase_add_test(all, devices_pipes_and_folders_are_not_replaced);
    tcase_add_test(all, a_failed_rename_leaves_no_temporary_file);
    tcase_add_test(all, a_write_that_fails_leaves_what_was_there);
    tcase_add_test(all, a_folder_made_for_nothing_is_removed);
    tcase_add_loop_test(all, two_outputs_of_one_name_clash, 0, G_N_ELEMENTS(pairs));
    tcase_add_test(all, a_name_stays_in_the_folder);
    tcase_add_test(all, an_input_is_never_overwritten);
    tcase_add_test(all, a_stream_takes_one_output);
    tcase_add_test(all, a_full_stream_is_an_error);
    tcase_add_test(all, a_reader_that_went_away_is_no_finding);
    suite_add_tcase(suite, all);
    return suite;
}
