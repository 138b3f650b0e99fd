/* SPDX-License-Identifier: Apache-2.0 */
/* Journals on systems that fail: what cannot be written or read is told, and what was known stays.
 */
#include "bulk/journal.h"

#include "base/diag.h"
#include "findings.h"
#include "strain.h"
#include "unit.h"

#include <string.h>
#include <sys/stat.h>

static char *folder;
static struct diags *diags;
static struct tree *tree;
static const struct date today = {2026, 11, 22};

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-journal-XXXXXX", NULL);
    diags = diags_new(0);
    tree = tree_open(folder, diags);
    ck_assert_ptr_nonnull(tree);
}

static void teardown(void)
{
    static const char *const files[] = {
        ".uplabel/lock",        ".uplabel/state",  ".uplabel/journal",
        ".uplabel/interrupted", ".uplabel/merged", ".uplabel/index",
        "index.ndjson",         ".uplabel",        ""};
    tree_free(tree);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL);
        remove(path);
    }
    g_free(folder);
    diags_free(diags);
}

/* Puts a folder where the tree wants a file. */
static void put_folder(const char *path)
{
    g_autofree char *whole = g_build_filename(folder, path, NULL);
    ck_assert_int_eq(mkdir(whole, 0777), 0);
}

static void remove_folder(const char *path)
{
    g_autofree char *whole = g_build_filename(folder, path, NULL);
    ck_assert_int_eq(remove(whole), 0);
}

static struct journal *open_journal(void)
{
    return journal_open(tree, "print", today, true, diags);
}

/* 64 hex digits of a number. The caller frees. */
static char *digest_of(size_t number)
{
    return g_strdup_printf("%064zx", number);
}

static bool add_kind(struct journal *journal, char kind, size_t number, const char *id,
                     const char *label)
{
    g_autofree char *digest = digest_of(number), *own_id = g_strdup(id), *own = g_strdup(label);
    char next[] = "";
    char *labels[] = {own, NULL};
    struct journal_line line = {kind, digest, own_id, next, number, labels};
    return journal_add(journal, &line, diags);
}

static bool add(struct journal *journal, size_t number)
{
    g_autofree char *id = g_strdup_printf("id-%zu", number);
    return add_kind(journal, LINE_DONE, number, id, "{\"files\":[]}");
}

static bool is_known(const struct journal *journal, size_t number)
{
    struct journal_line line = {0};
    g_autofree char *digest = digest_of(number);
    bool known = journal_find(journal, digest, &line);
    journal_line_clear(&line);
    return known;
}

/* A run of one record that ends as it should, or is killed. */
static void run(size_t number, bool whole)
{
    struct journal *journal = open_journal();
    ck_assert_ptr_nonnull(journal);
    ck_assert(add(journal, number) && journal_flush(journal, diags));
    ck_assert(journal_placed(journal, diags) && journal_flush(journal, diags));
    ck_assert(!whole || journal_close(journal, diags));
    journal_free(journal);
}

/* The next run knows the records 1 to count. */
static void expect_known(size_t count)
{
    struct journal *journal = open_journal();
    ck_assert_ptr_nonnull(journal);
    for (size_t i = 1; i <= count; i++)
        ck_assert_msg(is_known(journal, i), "%zu", i);
    journal_free(journal);
}

/* There is one finding, of that code and with that part of its text. */
static void expect_finding(enum code code, const char *part)
{
    ck_assert_uint_ge(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, code);
    ck_assert_msg(findings_say(diags, part), "%s", diags_at(diags, 0)->text);
}

/* Opening */

START_TEST(a_run_whose_first_line_has_no_room_does_not_begin)
{
    run(1, true);
    strain_files(0);
    struct journal *journal = open_journal();
    strain_end();
    ck_assert_ptr_null(journal);
    expect_finding(CODE_IO_WRITE, ".uplabel/journal: File too large");
    expect_known(1);
}
END_TEST

START_TEST(what_was_interrupted_is_put_together_or_stays)
{
    run(1, false);
    run(2, false);
    strain_files(0);
    struct journal *journal = open_journal();
    strain_end();
    ck_assert_ptr_null(journal);
    expect_finding(CODE_IO_WRITE, ".uplabel/merged: File too large");
    expect_known(2);
}
END_TEST

START_TEST(what_cannot_be_put_together_stays)
{
    run(1, false);
    run(2, false);
    put_folder(".uplabel/merged");
    ck_assert_ptr_null(open_journal());
    expect_finding(CODE_IO_WRITE, ".uplabel/merged: Is a directory");
    remove_folder(".uplabel/merged");
    expect_known(2);
}
END_TEST

START_TEST(what_was_interrupted_is_kept_or_stays)
{
    run(1, false);
    put_folder(".uplabel/interrupted");
    ck_assert_ptr_null(open_journal());
    expect_finding(CODE_IO_WRITE, ".uplabel/interrupted: Is a directory");
    remove_folder(".uplabel/interrupted");
    expect_known(1);
}
END_TEST

START_TEST(a_folder_is_no_journal)
{
    put_folder(".uplabel/journal");
    ck_assert_ptr_null(open_journal());
    expect_finding(CODE_IO_WRITE, ".uplabel/journal: Is a directory");
}
END_TEST

/* Each file that is opened in turn is one too many. */
START_TEST(what_cannot_be_opened_is_told)
{
    unsigned failed = 0;
    run(1, true);
    run(2, false);
    run(3, false);
    struct journal *journal = NULL;
    for (unsigned more = 0; journal == NULL && more < 20; more++) {
        struct diags *own = diags_new(0);
        strain_descriptors(more);
        journal = journal_open(tree, "print", today, true, own);
        strain_end();
        failed += journal == NULL;
        ck_assert(journal != NULL || findings_say(own, "Too many open files"));
        ck_assert_int_eq(diags_has_errors(own), journal == NULL);
        diags_free(own);
    }
    ck_assert_uint_ge(failed, 5);
    ck_assert_ptr_nonnull(journal);
    for (size_t i = 1; i <= 3; i++)
        ck_assert(is_known(journal, i));
    journal_free(journal);
}
END_TEST

START_TEST(what_is_not_wanted_again_is_not_known)
{
    run(1, true);
    struct journal *journal = journal_open(tree, "print", today, false, diags);
    ck_assert_ptr_nonnull(journal);
    ck_assert(!is_known(journal, 1) && !journal_doubtful(journal));
    journal_free(journal);
    journal_free(NULL);
}
END_TEST

/* Under way */

START_TEST(lines_without_room_are_told)
{
    run(1, true);
    struct journal *journal = open_journal();
    bool good = true;
    strain_files(1000);
    for (size_t i = 2; i < 1000; i++)
        good = add(journal, i) && good;
    bool flushed = journal_flush(journal, diags), synced = journal_sync(journal, diags);
    bool compared = journal_compare(journal, NULL, NULL, diags);
    bool published = journal_publish(journal, diags), closed = journal_close(journal, diags);
    journal_leave(journal, diags);
    journal_free(journal);
    strain_end();
    ck_assert(!good && !flushed && !synced && !compared && !published && !closed);
    expect_finding(CODE_IO_WRITE, ".uplabel/journal: File too large");
    g_autofree char *index = g_build_filename(folder, "index.ndjson", NULL);
    ck_assert(!g_file_test(index, G_FILE_TEST_EXISTS));
    expect_known(1);
}
END_TEST

START_TEST(a_sync_counts_what_was_in_place)
{
    struct journal *journal = open_journal();
    for (size_t i = 1; i <= 5; i++) {
        ck_assert(add(journal, i) && journal_flush(journal, diags));
        ck_assert(journal_placed(journal, diags) && journal_sync(journal, diags));
    }
    journal_leave(journal, diags);
    ck_assert(!tree_is_syncing(tree));
    journal_free(journal);
    ck_assert_uint_eq(diags_count(diags), 0);
    expect_known(5);
}
END_TEST

/* The end */

START_TEST(a_state_that_cannot_be_kept_is_told)
{
    struct journal *journal = open_journal();
    put_folder(".uplabel/state");
    ck_assert(add(journal, 1) && journal_flush(journal, diags) && journal_placed(journal, diags));
    ck_assert(!journal_close(journal, diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/state: Is a directory");
    journal_free(journal);
    remove_folder(".uplabel/state");
    expect_known(1);
}
END_TEST

START_TEST(what_was_interrupted_goes_first)
{
    struct journal *journal = open_journal();
    put_folder(".uplabel/interrupted");
    ck_assert(!journal_close(journal, diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/interrupted: Is a directory");
    journal_free(journal);
}
END_TEST

START_TEST(an_index_that_cannot_be_made_is_told)
{
    struct journal *journal = open_journal();
    ck_assert(add(journal, 1));
    put_folder(".uplabel/index");
    ck_assert(!journal_publish(journal, diags));
    expect_finding(CODE_IO_WRITE, ".uplabel/index: Is a directory");
    remove_folder(".uplabel/index");
    ck_assert(journal_publish(journal, diags));
    g_autofree char *path = g_build_filename(folder, "index.ndjson", NULL), *text = NULL;
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    ck_assert_str_eq(text, "{\"files\":[]}\n");
    journal_free(journal);
}
END_TEST

/* Comparing */

static bool tell(void *data, enum change change, const struct journal_line *old,
                 const struct journal_line *new)
{
    static const char *const names[] = {"added", "changed", "removed", "refused", "gone"};
    g_string_append_printf(data, "%s %s; ", names[change], (old != NULL ? old : new)->id);
    return change == CHANGE_REMOVED || change == CHANGE_REFUSED;
}

/* What is told at the end of a run, which becomes the last one. */
static void expect_told(struct journal *journal, const char *expected)
{
    g_autoptr(GString) told = g_string_new(NULL);
    ck_assert(journal_compare(journal, tell, told, diags));
    ck_assert_str_eq(told->str, expected);
    ck_assert(journal_close(journal, diags));
    journal_free(journal);
}

START_TEST(each_product_is_told_once)
{
    struct journal *journal = open_journal();
    ck_assert(add_kind(journal, LINE_DONE, 1, "same", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 2, "changed", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 3, "removed", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 4, "refused", "a"));
    ck_assert(add_kind(journal, LINE_REFUSED, 5, "never", "a"));
    expect_told(journal, "added same; added changed; added removed; added refused; ");
    journal = open_journal();
    ck_assert(add_kind(journal, LINE_UNCHANGED, 1, "SAME", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 2, "changed", "b"));
    ck_assert(add_kind(journal, LINE_REFUSED, 4, "refused", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 6, "new", "a"));
    expect_told(journal, "changed changed; removed removed; refused refused; added new; ");
    journal = open_journal();
    ck_assert(add_kind(journal, LINE_UNCHANGED, 1, "same", "a"));
    ck_assert(add_kind(journal, LINE_UNCHANGED, 2, "changed", "b"));
    ck_assert(add_kind(journal, LINE_REFUSED, 4, "refused", "a"));
    ck_assert(add_kind(journal, LINE_DONE, 3, "removed", "a"));
    expect_told(journal, "removed new; added removed; ");
    journal = open_journal();
    ck_assert(add_kind(journal, LINE_UNCHANGED, 1, "same", "a"));
    ck_assert(add_kind(journal, LINE_UNCHANGED, 2, "changed", "b"));
    ck_assert(add_kind(journal, LINE_UNCHANGED, 3, "removed", "a"));
    expect_told(journal, "gone new; gone refused; ");
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("journal_faults");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, a_run_whose_first_line_has_no_room_does_not_begin);
    tcase_add_test(all, what_was_interrupted_is_put_together_or_stays);
    tcase_add_test(all, what_cannot_be_put_together_stays);
    tcase_add_test(all, what_was_interrupted_is_kept_or_stays);
    tcase_add_test(all, a_folder_is_no_journal);
    tcase_add_test(all, what_cannot_be_opened_is_told);
    tcase_add_test(all, what_is_not_wanted_again_is_not_known);
    tcase_add_test(all, lines_without_room_are_told);
    tcase_add_test(all, a_sync_counts_what_was_in_place);
    tcase_add_test(all, a_state_that_cannot_be_kept_is_told);
    tcase_add_test(all, what_was_interrupted_goes_first);
    tcase_add_test(all, an_index_that_cannot_be_made_is_told);
    tcase_add_test(all, each_product_is_told_once);
    suite_add_tcase(suite, all);
    return suite;
}
