/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: what may be read, how much, and where an offset is. */
#include "base/source.h"

#include "base/diag.h"
#include "unit.h"

#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;
static struct diags *diags;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-source-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    diags = diags_new(0);
}

static void teardown(void)
{
    rmdir(folder);
    g_free(folder);
    diags_free(diags);
}

static char *make_file(const char *bytes, size_t size)
{
    char *path = g_build_filename(folder, "file", NULL);
    ck_assert(g_file_set_contents(path, bytes, (gssize)size, NULL));
    return path;
}

static void drop_file(char *path)
{
    unlink(path);
    g_free(path);
}

static void expect(enum code code, const char *file, const char *text)
{
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, code);
    ck_assert_str_eq(diags_at(diags, 0)->file, file);
    ck_assert_str_eq(diags_at(diags, 0)->text, text);
}

START_TEST(a_file_is_read_whole)
{
    const char bytes[] = "a\0b\n";
    char *path = make_file(bytes, 4);
    struct source *source = source_read(path, NULL, 4, diags);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->name, path);
    ck_assert_uint_eq(source->size, 4);
    ck_assert_mem_eq(source->bytes, bytes, 5);
    source_free(source);
    drop_file(path);
}
END_TEST

START_TEST(an_empty_file_is_a_source)
{
    char *path = make_file("", 0);
    struct source *source = source_read(path, NULL, SOURCE_MAX_BYTES, diags);
    ck_assert_ptr_nonnull(source);
    ck_assert_uint_eq(source->size, 0);
    ck_assert_str_eq(source->bytes, "");
    source_free(source);
    drop_file(path);
}
END_TEST

START_TEST(a_file_one_byte_too_long_is_refused)
{
    char *path = make_file("12345", 5);
    ck_assert_ptr_null(source_read(path, NULL, 4, diags));
    expect(CODE_LIMIT_SIZE, path, "record is 5 bytes, limit 4");
    drop_file(path);
}
END_TEST

START_TEST(a_missing_file_is_named)
{
    g_autofree char *path = g_build_filename(folder, "none", NULL);
    ck_assert_ptr_null(source_read(path, NULL, 4, diags));
    expect(CODE_IO_READ, path, "cannot read: No such file or directory");
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), 3);
}
END_TEST

START_TEST(folders_pipes_and_devices_are_refused_without_waiting)
{
    ck_assert_ptr_null(source_read(folder, NULL, 4, diags));
    expect(CODE_IO_READ, folder, "cannot read: Is a directory");

    g_autofree char *path = g_build_filename(folder, "pipe", NULL);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_ptr_null(source_read(path, NULL, 4, diags));
    ck_assert_str_eq(diags_at(diags, 1)->text,
                     "cannot read: not a regular file; use - for standard input");
    unlink(path);

    ck_assert_ptr_null(source_read("/dev/zero", NULL, 4, diags));
    ck_assert_uint_eq(diags_count(diags), 3);
}
END_TEST

START_TEST(a_link_to_a_file_is_followed)
{
    char *path = make_file("x", 1);
    g_autofree char *link = g_build_filename(folder, "link", NULL);
    ck_assert_int_eq(symlink(path, link), 0);
    struct source *source = source_read(link, NULL, 4, diags);
    ck_assert_ptr_nonnull(source);
    source_free(source);
    unlink(link);
    drop_file(path);
}
END_TEST

START_TEST(a_stream_is_read_to_its_end_and_capped)
{
    enum { SIZE = 200000 };
    char *bytes = g_malloc(SIZE);
    memset(bytes, 'x', SIZE);
    FILE *in = fmemopen(bytes, SIZE, "r");
    struct source *source = source_read("-", in, SIZE, diags);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->name, "<stdin>");
    ck_assert_uint_eq(source->size, SIZE);
    ck_assert_mem_eq(source->bytes, bytes, SIZE);
    source_free(source);

    rewind(in);
    ck_assert_ptr_null(source_read("-", in, SIZE - 1, diags));
    expect(CODE_LIMIT_SIZE, "<stdin>", "record is longer than the limit of 199999 bytes");
    fclose(in);
    g_free(bytes);
}
END_TEST

START_TEST(a_broken_stream_is_an_error)
{
    FILE *in = fopen(folder, "r"); /* a folder opens and cannot be read */
    ck_assert_ptr_nonnull(in);
    ck_assert_ptr_null(source_read("-", in, 4, diags));
    expect(CODE_IO_READ, "<stdin>", "cannot read: Is a directory");
    fclose(in);
}
END_TEST

static const struct {
    const char *bytes;
    size_t offset, line, column;
} places[] = {
    {"", 0, 1, 1},
    {"", 9, 1, 1},
    {"abc", 0, 1, 1},
    {"abc", 2, 1, 3},
    {"abc", 3, 1, 4},
    {"abc", 99, 1, 4},
    {"abc\n", 3, 1, 4},
    {"abc\n", 4, 2, 1},
    {"a\n\nb", 2, 2, 1},
    {"a\n\nb", 3, 3, 1},
    {"a\r\nb", 3, 2, 1},
    {"a\r\nb", 1, 1, 2},
    {"\u00E9\u00E9x", 4, 1, 3},
    {"\u00E9\u00E9x", 3, 1, 2}, /* inside the second */
    {"\U0001F600x", 4, 1, 2},
    {"\xFF\xFFx", 2, 1, 3},
    {"\xE2\x82x", 2, 1, 3}, /* cut off before its third byte */
    {"\xED\xA0\x80x", 3, 1, 4},
    {"\xEF\xBB\xBFx", 3, 1, 1}, /* a byte order mark is no column */
    {"\xEF\xBB\xBFx", 4, 1, 2},
    {"\xEF\xBB\xBFx", 0, 1, 1},
    {"x\xEF\xBB\xBFy", 4, 1, 3},
};

START_TEST(an_offset_has_a_line_and_a_column)
{
    const char *bytes = places[_i].bytes;
    struct source *source = source_new("x", bytes, strlen(bytes));
    size_t line, column;
    source_locate(source, places[_i].offset, &line, &column);
    ck_assert_msg(line == places[_i].line && column == places[_i].column,
                  "row %d: %zu:%zu instead of %zu:%zu", _i, line, column, places[_i].line,
                  places[_i].column);
    source_free(source);
}
END_TEST

START_TEST(lines_are_right_beyond_65535)
{
    GString *bytes = g_string_new(NULL);
    for (int i = 0; i < 70000; i++)
        g_string_append(bytes, "x\n");
    struct source *source = source_new("x", bytes->str, bytes->len);
    size_t line, column;
    source_locate(source, (size_t)2 * 69999, &line, &column);
    ck_assert_uint_eq(line, 70000);
    ck_assert_uint_eq(column, 1);
    source_locate(source, 1, &line, &column);
    ck_assert_uint_eq(line, 1);
    source_free(source);
    g_string_free(bytes, true);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("source");
    TCase *reading = tcase_create("read");
    tcase_add_checked_fixture(reading, setup, teardown);
    tcase_add_test(reading, a_file_is_read_whole);
    tcase_add_test(reading, an_empty_file_is_a_source);
    tcase_add_test(reading, a_file_one_byte_too_long_is_refused);
    tcase_add_test(reading, a_missing_file_is_named);
    tcase_add_test(reading, folders_pipes_and_devices_are_refused_without_waiting);
    tcase_add_test(reading, a_link_to_a_file_is_followed);
    tcase_add_test(reading, a_stream_is_read_to_its_end_and_capped);
    tcase_add_test(reading, a_broken_stream_is_an_error);
    suite_add_tcase(suite, reading);
    TCase *locating = tcase_create("locate");
    tcase_add_loop_test(locating, an_offset_has_a_line_and_a_column, 0, G_N_ELEMENTS(places));
    tcase_add_test(locating, lines_are_right_beyond_65535);
    suite_add_tcase(suite, locating);
    return suite;
}
