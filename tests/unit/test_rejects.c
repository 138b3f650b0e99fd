/* SPDX-License-Identifier: Apache-2.0 */
/* Refused records kept in their own bytes, table by table, and what cannot be kept. */
#include "bulk/rejects.h"

#include "base/diag.h"
#include "findings.h"
#include "strain.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static char *folder, *file;
static struct diags *diags;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-rejects-XXXXXX", NULL);
    file = g_build_filename(folder, "rejects", NULL);
    diags = diags_new(0);
}

static void teardown(void)
{
    static const char *const suffixes[] = {"", ".2", ".3", ".why.ndjson"};
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *path = g_strconcat(file, suffixes[i], NULL);
        remove(path);
    }
    remove(folder);
    diags_free(diags);
    g_free(file);
    g_free(folder);
}

/* What stands in a file of rejects. The caller frees. */
static char *said(const char *suffix, gsize *size)
{
    char *text = NULL;
    g_autofree char *path = g_strconcat(file, suffix, NULL);
    ck_assert_msg(g_file_get_contents(path, &text, size, NULL), "%s", path);
    return text;
}

static void expect_file(const char *suffix, const char *expected)
{
    g_autofree char *text = said(suffix, NULL);
    ck_assert_str_eq(text, expected);
}

static void put_folder(const char *suffix)
{
    g_autofree char *path = g_strconcat(file, suffix, NULL);
    ck_assert_int_eq(mkdir(path, 0777), 0);
}

static void add(struct rejects *rejects, size_t line, const char *header, const char *bytes)
{
    struct source *source = source_new("few.csv", bytes, strlen(bytes));
    source->line = line;
    source->header = g_strdup(header);
    source->charset = CHARSET_UTF8;
    rejects_add(rejects, source, "SCHEMA-VALUE", "few.csv: error");
    source_free(source);
}

#define WHY(place) "{\"code\":\"SCHEMA-VALUE\",\"findings\":\"few.csv: error\"," place "}\n"

START_TEST(rows_are_kept_by_their_header)
{
    struct rejects *rejects = rejects_open(file, diags);
    add(rejects, 2, "id,end", "a,2031");
    add(rejects, 5, "id,end", "b,\"20\n31\"");
    add(rejects, 7, "id", "c");
    add(rejects, 9, "", "d,e");
    add(rejects, 11, "id,end", "f,2032");
    ck_assert(rejects_close(rejects, diags));
    expect_file("", "id,end\na,2031\nb,\"20\n31\"\nf,2032\n");
    expect_file(".2", "id\nc\n");
    expect_file(".3", "d,e\n");
    g_autofree char *third = g_strconcat(file, ".3", NULL), *second = g_strconcat(file, ".2", NULL);
    g_autofree char *expected = g_strdup_printf(
        WHY("\"line\":2,\"rejectLine\":2,\"source\":\"few.csv\"")
            WHY("\"line\":5,\"rejectLine\":3,\"source\":\"few.csv\"")
                WHY("\"line\":7,\"rejectFile\":\"%s\",\"rejectLine\":2,\"source\":\"few.csv\"")
                    WHY("\"line\":9,\"rejectFile\":\"%s\",\"rejectLine\":1,\"source\":\"few.csv\"")
                        WHY("\"line\":11,\"rejectLine\":5,\"source\":\"few.csv\""),
        second, third);
    expect_file(".why.ndjson", expected);
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(what_is_no_row_is_told_alone)
{
    struct rejects *rejects = rejects_open(file, diags);
    add(rejects, 0, NULL, "<declaration/>");
    rejects_add(rejects, NULL, "IO-READ", NULL);
    add(rejects, 3, NULL, "{\"a\":1}");
    add(rejects, 4, "id", "a");
    rejects_add(NULL, NULL, "IO-READ", NULL);
    ck_assert(rejects_close(rejects, diags));
    expect_file("", "{\"a\":1}\nid\na\n");
    expect_file(".why.ndjson",
                WHY("\"source\":\"few.csv\"") "{\"code\":\"IO-READ\",\"findings\":\"\"}\n" WHY(
                    "\"line\":3,\"rejectLine\":1,\"source\":\"few.csv\"")
                    WHY("\"line\":4,\"rejectLine\":3,\"source\":\"few.csv\""));
}
END_TEST

/* As the file came: with its mark in front, once. */
START_TEST(bytes_are_those_of_the_catalogue)
{
    struct rejects *rejects = rejects_open(file, diags);
    for (int i = 0; i < 2; i++) {
        struct source *source = source_new("few.csv", "\303\251", 2);
        source->line = 2;
        source->header = g_strdup("id");
        source->charset = CHARSET_UTF16LE;
        source->marked = true;
        rejects_add(rejects, source, "SCHEMA-VALUE", "\377");
        source_free(source);
    }
    ck_assert(rejects_close(rejects, diags));
    gsize size;
    static const char expected[] = "\377\376i\0d\0\n\0\351\0\n\0\351\0\n";
    g_autofree char *text = said("", &size), *why = said(".why.ndjson", NULL);
    ck_assert_uint_eq(size, sizeof expected);
    ck_assert_mem_eq(text, expected, size);
    ck_assert_ptr_nonnull(strstr(why, "\"findings\":\"\357\277\275\""));
}
END_TEST

START_TEST(a_file_that_cannot_be_made_is_told)
{
    g_autofree char *inside = g_build_filename(file, "rejects", NULL);
    ck_assert_ptr_null(rejects_open(inside, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IO_WRITE);
    ck_assert(findings_say(diags, "rejects/rejects: No such file or directory"));
    put_folder(".why.ndjson");
    ck_assert_ptr_null(rejects_open(file, diags));
    ck_assert(findings_say(diags, "rejects.why.ndjson: Is a directory"));
}
END_TEST

START_TEST(a_second_table_that_cannot_be_made_is_told_at_the_end)
{
    struct rejects *rejects = rejects_open(file, diags);
    put_folder(".2");
    add(rejects, 2, "id,end", "a,2031");
    add(rejects, 3, "id", "b");
    ck_assert(!rejects_close(rejects, diags));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IO_WRITE);
    ck_assert(g_str_has_prefix(diags_at(diags, 0)->text, file));
    expect_file("", "id,end\na,2031\n");
}
END_TEST

START_TEST(a_disk_without_room_is_told_at_the_end)
{
    g_autofree char *expected = g_strconcat(file, ": File too large", NULL);
    for (int i = 0; i < 2; i++) {
        struct rejects *rejects = rejects_open(file, diags);
        for (size_t line = 2; line < (i == 0 ? 3 : 1000); line++)
            add(rejects, line, "id,end", "a,2031");
        strain_files(0);
        bool good = rejects_close(rejects, diags);
        strain_end();
        ck_assert(!good && findings_say(diags, expected));
        diags_free(diags);
        diags = diags_new(0);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("rejects");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, rows_are_kept_by_their_header);
    tcase_add_test(all, what_is_no_row_is_told_alone);
    tcase_add_test(all, bytes_are_those_of_the_catalogue);
    tcase_add_test(all, a_file_that_cannot_be_made_is_told);
    tcase_add_test(all, a_second_table_that_cannot_be_made_is_told_at_the_end);
    tcase_add_test(all, a_disk_without_room_is_told_at_the_end);
    suite_add_tcase(suite, all);
    return suite;
}
