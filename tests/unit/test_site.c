/* SPDX-License-Identifier: Apache-2.0 */
/* Sites on systems that fail: whatever gives out is told, and the site that was there stays. */
#include "bulk/site.h"

#include "base/diag.h"
#include "strain.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static char *folder;
static struct workshop *workshop;

static const char *const none[] = {NULL}, *const languages[] = {"en", "de", NULL};

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-site-XXXXXX", NULL);
    workshop = workshop_new(none);
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
    workshop_free(workshop);
    remove_all(folder);
    g_free(folder);
}

static void put(const char *name, const GString *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
}

/* A file of the folder; "" where there is none. The caller frees. */
static char *said(const char *name)
{
    char *text = NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("");
}

static void put_words(GString *out, unsigned i, const char *language, const char *spoken)
{
    g_string_append_printf(out,
                           "{\"language\":\"%s\",\"product\":\"%s Lamp %u\",\"headline\":\"Until "
                           "%u\",\"brief\":\"b\",\"spoken\":\"%s\",\"page\":\"lamp-%u.html\"}",
                           language, i % 2 ? "a" : "\303\211", i, 2026 + i % 9, spoken, i);
}

static void put_label(GString *out, unsigned i, const char *spoken)
{
    static const char *const states[] = {"dated", "expected", "ended", "none"};
    g_string_append_printf(out,
                           "{\"id\":\"shop-%u\",\"brand\":\"Brand %u\",\"category\":\"cat%u\","
                           "\"state\":\"%s\",\"end\":\"%u-0%u\",\"words\":[",
                           i, i % 40, i % 3, states[i % 4], 2025 + i % 9, 1 + i % 9);
    put_words(out, i, "en", spoken);
    g_string_append_c(out, ',');
    put_words(out, i, "de", spoken);
    g_string_append(out, "]}");
}

/* The index of so many labels, and what has changed of them. */
static void put_catalogue(unsigned count, const char *spoken)
{
    g_autoptr(GString) index = g_string_new(NULL), changes = g_string_new(NULL);
    for (unsigned i = 1; i <= count; i++) {
        put_label(index, i, spoken);
        g_string_append_c(index, '\n');
        g_string_append_printf(changes, "{\"change\":\"%s\",\"id\":\"shop-%u\",\"new\":[",
                               i % 3 ? "added" : "changed", i);
        put_label(changes, i, spoken);
        g_string_append(changes, i % 3 ? "]" : "],\"old\":[");
        if (i % 3 == 0) {
            put_label(changes, i, "before");
            g_string_append_c(changes, ']');
        }
        g_string_append(changes, "}\n");
    }
    put("index.ndjson", index);
    put("changes.ndjson", changes);
}

static void print_findings(GString *out, const struct diags *diags)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        g_string_append_printf(out, "%s: %s\n", code_info(diags_at(diags, i)->code)->name,
                               diags_at(diags, i)->text);
}

/* Makes the site; *findings: what was told. The caller frees that. */
static int run(const char *const *wanted, char **findings)
{
    size_t size;
    FILE *err = open_memstream(findings, &size);
    struct bulk_options options = {.job = {.languages = wanted, .as_of = {2026, 11, 22}},
                                   .folder = folder,
                                   .site = true,
                                   .print_findings = print_findings,
                                   .err = err};
    int status = site_run(&options, workshop);
    fclose(err);
    return status;
}

static void expect_good(const char *const *wanted)
{
    char *findings = NULL;
    int status = run(wanted, &findings);
    ck_assert_msg(status == 0, "%s", findings);
    ck_assert(strstr(findings, "IO-") == NULL);
    free(findings);
}

/* What there is of the site by now, as one text. The caller frees. */
static char *site_now(void)
{
    static const char *const files[] = {"index.html",           "site/en/products.html",
                                        "site/de/index.html",   "site/de/products.html",
                                        "site/en/changes.atom", "site/en/ends.ics"};
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *text = said(files[i]);
        g_string_append(all, text);
    }
    return g_string_free(all, FALSE);
}

START_TEST(a_site_is_made_of_an_index)
{
    put_catalogue(40, "now");
    expect_good(languages);
    g_autofree char *start = said("index.html"), *feed = said("site/en/changes.atom");
    g_autofree char *products = said("site/en/products.html"), *ends = said("site/en/ends.ics");
    ck_assert_ptr_nonnull(strstr(start, "site/en/"));
    ck_assert_ptr_nonnull(strstr(products, "a Lamp 7"));
    ck_assert_ptr_nonnull(strstr(feed, "shop-39"));
    ck_assert_ptr_nonnull(strstr(ends, "BEGIN:VEVENT"));
}
END_TEST

/* Of each failing call the first that fails is told, with its cause; nothing is half there. */
static void expect_untouched(int status, const char *findings, const char *cause,
                             const char *before)
{
    g_autofree char *after = site_now();
    ck_assert_int_eq(status, BLAME_IO);
    ck_assert_msg(strstr(findings, cause) != NULL, "%s", findings);
    ck_assert_msg(strstr(findings, "IO-WRITE: ") != NULL || strstr(findings, "IO-READ: ") != NULL,
                  "%s", findings);
    ck_assert_msg(strstr(findings, folder) != NULL, "%s", findings);
    ck_assert_msg(strcmp(after, before) == 0, "%s", findings);
}

START_TEST(descriptors_that_give_out_leave_the_site_as_it_was)
{
    put_catalogue(40, "now");
    expect_good(languages);
    g_autofree char *before = site_now();
    put_catalogue(40, "then");
    int status = BLAME_IO;
    unsigned failed = 0;
    for (unsigned more = 0; status != 0 && more < 40; more++) {
        char *findings = NULL;
        strain_descriptors(more);
        status = run(languages, &findings);
        strain_end();
        if (status != 0)
            expect_untouched(status, findings, "Too many open files", before);
        failed += status != 0;
        free(findings);
    }
    g_autofree char *after = site_now();
    ck_assert_int_eq(status, 0);
    ck_assert_uint_ge(failed, 5);
    ck_assert(strcmp(after, before) != 0);
}
END_TEST

START_TEST(a_disk_that_gives_out_leaves_the_site_as_it_was)
{
    put_catalogue(40, "now");
    expect_good(languages);
    g_autofree char *before = site_now();
    put_catalogue(40, "then");
    int status = BLAME_IO;
    unsigned failed = 0;
    for (rlim_t bytes = 0; status != 0 && bytes < 1000000; bytes += 50 + bytes / 4) {
        char *findings = NULL;
        strain_files(bytes);
        status = run(languages, &findings);
        strain_end();
        if (status != 0)
            expect_untouched(status, findings, "File too large", before);
        failed += status != 0;
        free(findings);
    }
    g_autofree char *after = site_now();
    ck_assert_int_eq(status, 0);
    ck_assert_uint_ge(failed, 5);
    ck_assert(strcmp(after, before) != 0);
}
END_TEST

START_TEST(what_stands_in_the_way_is_told)
{
    static const char *const names[] = {"scratch", "sorting", "feed-new", "start"};
    put_catalogue(40, "now");
    expect_good(languages);
    g_autofree char *before = site_now();
    put_catalogue(40, "then");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *findings = NULL;
        g_autofree char *path = g_build_filename(folder, ".uplabel", names[i], NULL);
        g_autofree char *cause = g_strconcat(names[i], ": Is a directory", NULL);
        bool exchanged = strcmp(names[i], "start") == 0;
        remove(path); /* what the run before it began */
        ck_assert_int_eq(mkdir(path, 0777), 0);
        int status = run(languages, &findings);
        ck_assert_int_eq(remove(path), 0);
        if (!exchanged)
            expect_untouched(status, findings, cause, before);
        ck_assert_msg(strstr(findings, cause) != NULL, "%s", findings);
        ck_assert_int_eq(status, BLAME_IO);
        free(findings);
    }
    expect_good(languages);
}
END_TEST

static const struct {
    const char *line;
    bool good;
} entries[] = {
    {"{", false},
    {"[]", false},
    {"{\"id\":\"a\"}", false},
    {"{\"id\":\"a\",\"words\":[{\"language\":\"en\",\"product\":\"p\"}]}", false},
    {"{\"id\":\"a\",\"words\":[{\"language\":\"fr\",\"product\":\"p\",\"headline\":\"h\","
     "\"brief\":\"b\",\"spoken\":\"s\"}]}",
     false},
    {"{\"words\":[{\"language\":\"en\",\"product\":\"p\",\"headline\":\"h\","
     "\"brief\":\"b\",\"spoken\":\"s\"}]}",
     false},
    {"{\"id\":\"a\",\"variant\":\"v\",\"end\":\"x\",\"words\":[{\"language\":\"en\",\"product\":"
     "\"p\",\"headline\":\"h\",\"brief\":\"b\",\"spoken\":\"s\",\"page\":\"../p\"}]}",
     true},
    {"{\"id\":\"a\",\"maker\":\"M\",\"end\":\"2031\",\"state\":\"dated\",\"words\":[{\"language\":"
     "\"en\",\"product\":\"\",\"headline\":\"h\",\"brief\":\"b\",\"spoken\":\"s\"}]}",
     true},
};

START_TEST(an_entry_without_its_words_is_told)
{
    static const char *const english[] = {"en", NULL};
    g_autoptr(GString) index = g_string_new(entries[_i].line);
    char *findings = NULL;
    put("index.ndjson", index);
    int status = run(english, &findings);
    g_autofree char *start = said("index.html"), *products = said("site/en/products.html");
    ck_assert_int_eq(status, entries[_i].good ? 0 : BLAME_USE);
    ck_assert_int_eq(*start != '\0', entries[_i].good);
    ck_assert(entries[_i].good || strstr(findings, "has no words in this language") != NULL);
    ck_assert_ptr_null(strstr(products, "../p"));
    free(findings);
}
END_TEST

/* Entries of feeds are told of what is whole: of changes that are none, nothing. */
START_TEST(changes_that_are_none_are_passed_over)
{
    static const char *const english[] = {"en", NULL};
    g_autoptr(GString) changes = g_string_new("{\n[]\n{\"change\":\"added\"}\n{\"id\":\"x\"}\n"
                                              "{\"change\":\"else\",\"id\":\"x\",\"new\":[{}]}\n"
                                              "{\"change\":\"added\",\"id\":\"x\",\"new\":[{}]}\n");
    g_autoptr(GString) index = g_string_new(NULL);
    put_label(index, 1, "now");
    put("index.ndjson", index);
    g_string_append(changes, "{\"change\":\"changed\",\"id\":\"same\",\"old\":[");
    put_label(changes, 2, "as it was");
    g_string_append(changes, "],\"new\":[");
    put_label(changes, 2, "as it was");
    g_string_append(changes, "]}\n{\"change\":\"removed\",\"id\":\"gone\",\"old\":[");
    put_label(changes, 3, "it was");
    g_string_append(changes, "]}\n");
    put("changes.ndjson", changes);
    expect_good(english);
    g_autofree char *feed = said("site/en/changes.atom");
    ck_assert_ptr_nonnull(strstr(feed, "/gone</id>"));
    ck_assert_ptr_null(strstr(feed, "/same</id>"));
    ck_assert_ptr_null(strstr(feed, "/x</id>"));
}
END_TEST

START_TEST(a_folder_without_an_index_has_no_site)
{
    char *findings = NULL;
    ck_assert_int_eq(run(languages, &findings), BLAME_IO);
    ck_assert_ptr_nonnull(strstr(findings, "index.ndjson: No such file or directory"));
    free(findings);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("site");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 120);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, a_site_is_made_of_an_index);
    tcase_add_test(all, descriptors_that_give_out_leave_the_site_as_it_was);
    tcase_add_test(all, a_disk_that_gives_out_leaves_the_site_as_it_was);
    tcase_add_test(all, what_stands_in_the_way_is_told);
    tcase_add_loop_test(all, an_entry_without_its_words_is_told, 0, G_N_ELEMENTS(entries));
    tcase_add_test(all, changes_that_are_none_are_passed_over);
    tcase_add_test(all, a_folder_without_an_index_has_no_site);
    suite_add_tcase(suite, all);
    return suite;
}
