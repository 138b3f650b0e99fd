/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles and printing conditions of a printer's file. */
#include "unit.h"
#include "write/icc.h"
#include "write/press.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void put_number(GString *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        g_string_append_c(out, (char)(value >> shift));
}

static void put_zeros(GString *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_string_append_c(out, '\0');
}

static void put_tag(GString *out, const char *name, uint32_t offset, size_t size)
{
    g_string_append(out, name);
    put_number(out, offset);
    put_number(out, (uint32_t)size);
}

/* A profile for CMYK with this description, a whole tag. */
static GString *profile(const char *description, size_t size)
{
    GString *out = g_string_new(NULL);
    put_number(out, 180 + (uint32_t)size);
    put_zeros(out, 4);
    g_string_append_c(out, 4);
    put_zeros(out, 3);
    g_string_append(out, "prtrCMYKLab ");
    put_zeros(out, 12);
    g_string_append(out, "acsp");
    put_zeros(out, 88);
    put_number(out, 3);
    put_tag(out, "A2B0", 168, 12);
    put_tag(out, "B2A0", 168, 12);
    put_tag(out, "desc", 180, size);
    put_zeros(out, 12);
    g_string_append_len(out, description, (gssize)size);
    return out;
}

/* What comes of reading these bytes from a file; NULL where they are refused. */
static struct icc *read_bytes(const char *bytes, size_t size, struct diags *diags)
{
    g_autofree char *path = NULL;
    int descriptor = g_file_open_tmp("icc-XXXXXX", &path, NULL);
    ck_assert_int_ge(descriptor, 0);
    close(descriptor);
    ck_assert(g_file_set_contents(path, bytes, (gssize)size, NULL));
    struct icc *icc = icc_read(path, diags);
    g_unlink(path);
    return icc;
}

/* How a profile with this description is called. */
static char *called(const char *description, size_t size)
{
    struct diags *diags = diags_new(0);
    GString *bytes = profile(description, size);
    struct icc *icc = read_bytes(bytes->str, bytes->len, diags);
    ck_assert_ptr_nonnull(icc);
    ck_assert_uint_eq(diags_count(diags), 0);
    char *name = g_strdup(icc->description);
    icc_free(icc);
    g_string_free(bytes, TRUE);
    diags_free(diags);
    return name;
}

START_TEST(profile_is_called_as_it_calls_itself)
{
    static const struct {
        const char *text, *name;
        size_t size;
    } rows[] = {
#define ROW(text, name) {(text), (name), sizeof(text) - 1}
        ROW("desc\0\0\0\0\0\0\0\6Press\0", "Press"),
        ROW("desc\0\0\0\0\0\0\0\5Press", "Press"),
        ROW("mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\4\0\0\0\34\0G\0\xfc", "G\xc3\xbc"),
        ROW("mluc\0\0\0\0\0\0\0\0\0\0\0\14", "Custom"),
        ROW("mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\6\0\0\0\34\0G\0\xfc", "Custom"),
        ROW("mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\4\xff\xff\xff\xff\0G\0\xfc", "Custom"),
        ROW("desc\0\0\0\0\0\0\0\6Press", "Custom"),
        ROW("desc\0\0\0\0\xff\xff\xff\xffPress", "Custom"),
        ROW("desc\0\0\0\0\0\0\0\0", "Custom"),
        ROW("desc\0\0\0\0\0\0\0\2\033c", "Custom"),
        ROW("desc\0\0\0\0\0\0\0\2\xff\xff", "Custom"),
        ROW("d", "Custom"),
#undef ROW
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = called(rows[i].text, rows[i].size);
        ck_assert_msg(strcmp(name, rows[i].name) == 0, "row %zu: %s", i, name);
    }
}
END_TEST

/* Cut short anywhere, or with any byte of its head and table turned, it is refused or read. */
START_TEST(damage_does_no_harm)
{
    static const char description[] = "desc\0\0\0\0\0\0\0\6Press";
    GString *bytes = profile(description, sizeof description);
    for (size_t size = 0; size < bytes->len; size++) {
        struct diags *diags = diags_new(0);
        ck_assert_ptr_null(read_bytes(bytes->str, size, diags));
        ck_assert_int_eq(diags_at(diags, 0)->code, CODE_PRINT_PROFILE);
        diags_free(diags);
    }
    for (size_t at = 0; at < bytes->len; at++) {
        struct diags *diags = diags_new(0);
        bytes->str[at] = (char)~bytes->str[at];
        struct icc *icc = read_bytes(bytes->str, bytes->len, diags);
        ck_assert_uint_eq(diags_count(diags), icc ? 0 : 1);
        icc_free(icc);
        bytes->str[at] = (char)~bytes->str[at];
        diags_free(diags);
    }
    g_string_free(bytes, TRUE);
}
END_TEST

START_TEST(conditions_are_found_by_any_of_their_names)
{
    ck_assert_str_eq(print_condition_find("FOGRA39")->name, "FOGRA39");
    ck_assert_ptr_eq(print_condition_find("fogra39l"), &print_conditions[0]);
    ck_assert_str_eq(print_condition_find("gracol2006")->name, "CGATS TR 006");
    ck_assert_str_eq(print_condition_find("CGATS TR 003")->name, "CGATS TR 003");
    ck_assert_ptr_null(print_condition_find("FOGRA"));
    ck_assert_ptr_null(print_condition_find(""));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("press");
    TCase *all = tcase_create("all");
    tcase_add_test(all, profile_is_called_as_it_calls_itself);
    tcase_add_test(all, damage_does_no_harm);
    tcase_add_test(all, conditions_are_found_by_any_of_their_names);
    suite_add_tcase(suite, all);
    return suite;
}
