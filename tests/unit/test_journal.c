/* SPDX-License-Identifier: Apache-2.0 */
/* Journals: what is found again after a whole run, a killed one, and damage. */
#include "bulk/journal.h"

#include "base/diag.h"
#include "unit.h"

#include <string.h>
#include <unistd.h>

#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static char *folder;
static struct diags *diags;
static struct tree *tree;
static const struct date today = {2026, 11, 22}, tomorrow = {2026, 11, 23};

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-journal-XXXXXX", NULL);
    diags = diags_new(0);
    tree = tree_open(folder, diags);
    ck_assert_ptr_nonnull(tree);
}

static void teardown(void)
{
    static const char *const files[] = {".uplabel/lock", ".uplabel/state", ".uplabel/journal",
                                        ".uplabel/interrupted", "index.ndjson"};
    tree_free(tree);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL);
        unlink(path);
    }
    g_autofree char *hidden = g_build_filename(folder, ".uplabel", NULL);
    rmdir(hidden);
    rmdir(folder);
    g_free(folder);
    diags_free(diags);
}

static struct journal *open_journal(const char *fingerprint, struct date day)
{
    struct journal *journal = journal_open(tree, fingerprint, day, true, diags);
    ck_assert_ptr_nonnull(journal);
    return journal;
}

static void add(struct journal *journal, const char *digest, const char *id, const char *next)
{
    static size_t number;
    char *labels[] = {(char[]){"{\"files\":[]}"}, NULL};
    struct journal_line line = {LINE_DONE, (char *)(uintptr_t)digest, (char *)(uintptr_t)id,
                                (char *)(uintptr_t)next, ++number, labels};
    ck_assert(journal_add(journal, &line, diags));
}

/* The id that is found for bytes; "" where none is. The caller frees. */
static char *find(const struct journal *journal, const char *digest)
{
    struct journal_line line = {0};
    char *id = journal_find(journal, digest, &line) ? g_strdup(line.id) : g_strdup("");
    journal_line_clear(&line);
    return id;
}

static void expect(const char *fingerprint, struct date day, const char *digest, const char *id)
{
    struct journal *journal = open_journal(fingerprint, day);
    g_autofree char *found = find(journal, digest);
    ck_assert_str_eq(found, id);
    journal_free(journal);
}

static void whole_run(const char *fingerprint, const char *digest, const char *id, const char *next)
{
    struct journal *journal = open_journal(fingerprint, today);
    add(journal, digest, id, next);
    ck_assert(journal_flush(journal, diags) && journal_placed(journal, diags));
    ck_assert(journal_close(journal, diags));
    journal_free(journal);
}

START_TEST(a_whole_run_is_found_again)
{
    whole_run("print", DIGEST_A, "a", "");
    expect("print", today, DIGEST_A, "a");
    expect("print", tomorrow, DIGEST_A, "a");
    expect("print", (struct date){2026, 11, 21}, DIGEST_A, "");
    expect("other", today, DIGEST_A, "");
    expect("print", today, DIGEST_B, "");
}
END_TEST

START_TEST(a_label_that_reads_differently_is_not)
{
    whole_run("print", DIGEST_A, "a", "2026-11-23");
    expect("print", today, DIGEST_A, "a");
    expect("print", tomorrow, DIGEST_A, "");
}
END_TEST

/* What was only announced may be half in place; it stands against the last whole run as well. */
START_TEST(a_killed_run_is_found_as_far_as_it_was_in_place)
{
    whole_run("print", DIGEST_A, "a", "");
    struct journal *journal = open_journal("print", today);
    add(journal, DIGEST_B, "b", "");
    ck_assert(journal_flush(journal, diags) && journal_placed(journal, diags));
    add(journal, DIGEST_B, "A", ""); /* the same product as a: case does not count */
    ck_assert(journal_flush(journal, diags));
    journal_free(journal);
    expect("print", today, DIGEST_B, "b");
    expect("print", today, DIGEST_A, "");
}
END_TEST

START_TEST(a_killed_run_with_other_options_leaves_nothing_to_rely_on)
{
    whole_run("print", DIGEST_A, "a", "");
    struct journal *journal = open_journal("other", today);
    add(journal, DIGEST_A, "a", "");
    ck_assert(journal_flush(journal, diags) && journal_placed(journal, diags));
    journal_free(journal);
    expect("print", today, DIGEST_A, "");
    expect("other", today, DIGEST_A, "a");
}
END_TEST

START_TEST(many_killed_runs_add_up)
{
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("id-%d", i), *digest = g_strnfill(64, (char)('0' + i));
        struct journal *journal = open_journal("print", today);
        add(journal, digest, id, "");
        ck_assert(journal_flush(journal, diags) && journal_placed(journal, diags));
        ck_assert(journal_flush(journal, diags));
        journal_free(journal);
    }
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("id-%d", i), *digest = g_strnfill(64, (char)('0' + i));
        expect("print", today, digest, id);
    }
}
END_TEST

START_TEST(an_id_is_taken_in_any_case)
{
    struct journal *journal = open_journal("print", today);
    add(journal, DIGEST_A, "Shop-1", "");
    ck_assert_uint_ne(journal_taken(journal, "sHOP-1"), 0);
    ck_assert_uint_eq(journal_taken(journal, "shop-2"), 0);
    journal_free(journal);
}
END_TEST

/* Every byte of a state changed in turn: either the line is found whole, or not at all. */
START_TEST(damage_is_seen)
{
    whole_run("print", DIGEST_A, "a", "2031-01-01");
    g_autofree char *path = g_build_filename(folder, ".uplabel/state", NULL), *bytes = NULL;
    gsize size;
    ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
    for (gsize i = 0; i < size; i++)
        for (int change = 0; change < 3; change++) {
            char before = bytes[i];
            bytes[i] = "\t\nX"[change];
            ck_assert(g_file_set_contents(path, bytes, (gssize)size, NULL));
            bytes[i] = before;
            struct journal *journal = open_journal("print", today);
            struct journal_line line = {0};
            if (journal_find(journal, DIGEST_A, &line))
                ck_assert(strcmp(line.id, "a") == 0 && strcmp(line.next, "2031-01-01") == 0 &&
                          strcmp(line.labels[0], "{\"files\":[]}") == 0 && line.labels[1] == NULL);
            journal_line_clear(&line);
            journal_free(journal);
        }
}
END_TEST

START_TEST(a_line_is_itself_again)
{
    struct journal_line line = {0};
    char *labels[] = {(char[]){"one"}, (char[]){"two"}, NULL};
    struct journal_line made = {LINE_KEPT, (char[]){DIGEST_A}, (char[]){"id"}, (char[]){""}, 12, labels};
    g_autofree char *text = journal_line_format(&made);
    text[strlen(text) - 1] = '\0';
    ck_assert(journal_line_parse(text, &line));
    ck_assert(line.kind == LINE_KEPT && line.number == 12 && strcmp(line.digest, DIGEST_A) == 0);
    ck_assert(strcmp(line.labels[1], "two") == 0 && line.labels[2] == NULL);
    journal_line_clear(&line);
    text[5] ^= 1;
    ck_assert(!journal_line_parse(text, &line));
    ck_assert(!journal_line_parse("", &line) && !journal_line_parse("D", &line) &&
              !journal_line_parse("D\t", &line) && !journal_line_parse("E", &line));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("journal");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, a_whole_run_is_found_again);
    tcase_add_test(all, a_label_that_reads_differently_is_not);
    tcase_add_test(all, a_killed_run_is_found_as_far_as_it_was_in_place);
    tcase_add_test(all, a_killed_run_with_other_options_leaves_nothing_to_rely_on);
    tcase_add_test(all, many_killed_runs_add_up);
    tcase_add_test(all, an_id_is_taken_in_any_case);
    tcase_add_test(all, damage_is_seen);
    tcase_add_test(all, a_line_is_itself_again);
    suite_add_tcase(suite, all);
    return suite;
}
