/* SPDX-License-Identifier: Apache-2.0 */
/* PDF's values: each kind in each of its spellings, and what is none. */
#include "read/pdf_value.h"

#include "unit.h"

#include <string.h>

/* Beyond so many values no more are made. */
#define VALUES_LIMIT 2000000

static void describe(GString *out, const struct pdf_value *value);

static void describe_items(GString *out, const struct pdf_value *value)
{
    g_string_append_c(out, value->kind == PDF_ARRAY ? '[' : '{');
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        describe(out, value->items[i]);
    }
    g_string_append_c(out, value->kind == PDF_ARRAY ? ']' : '}');
}

static void describe(GString *out, const struct pdf_value *value)
{
    switch (value->kind) {
    case PDF_NULL:
        g_string_append(out, "null");
        break;
    case PDF_WORD:
        g_string_append_len(out, value->text, (gssize)value->size);
        break;
    case PDF_STRING:
        g_string_append_printf(out, "(%s)", value->text);
        break;
    case PDF_NAME:
        g_string_append_printf(out, "/%s", value->text);
        break;
    case PDF_REFERENCE:
        g_string_append_printf(out, "R%u", value->object);
        break;
    case PDF_ARRAY:
    case PDF_DICTIONARY:
        describe_items(out, value);
        break;
    }
}

static const struct {
    const char *text;
    const char *meant; /* NULL: it is none */
} rows[] = {
    {"null", "null"},
    {"true", "true"},
    {"false ", "false"},
    {"truth", NULL},
    {"nul", NULL},
    {"endobj", NULL},
    {"-1.5", "-1.5"},
    {"+3", "+3"},
    {".5", ".5"},
    {"12", "12"},
    {"12/x", "12"},
    {"1234567890123456", "1234567890123456"},
    {"11111111111111111111111111111111111111111111111111111111111111111", NULL},
    {"\t\r\n\f 5", "5"},
    {"% said\n5", "5"},
    {"% said\r5", "5"},
    {"% said", NULL},
    {"", NULL},
    {"]", NULL},
    {"7 0 R", "R7"},
    {"7 0", "7"},
    {"7 0 Rx", "7"},
    {"7 0 R]", "R7"},
    {"7 x", "7"},
    {"4294967296 0 R", "4294967296"},
    {"/Name", "/Name"},
    {"/A#42C", "/ABC"},
    {"/A#4", "/A#4"},
    {"/A#4g", "/A#4g"},
    {"/A#g4", "/A#g4"},
    {"/ 5", "/"},
    {"<41 4\n2>", "(AB)"},
    {"<414>", "(A@)"},
    {"<x41>", "(A)"},
    {"<41", NULL},
    {"(a(b)c)", "(a(b)c)"},
    {"(a\\)b)", "(a)b)"},
    {"(\\n\\r\\t\\b\\f\\\\)", "(\n\r\t\b\f\\)"},
    {"(\\101\\1018\\8\\53)", "(AA88+)"},
    {"(a\\\r\nb)", "(ab)"},
    {"(a\\\nb)", "(ab)"},
    {"(a\\\rb)", "(ab)"},
    {"(a", NULL},
    {"(a\\", NULL},
    {"(a\\\r", NULL},
    {"(a\\7", NULL},
    {"[]", "[]"},
    {"[1 /a(b)<63> [2]null 3 0 R]", "[1 /a (b) (c) [2] null R3]"},
    {"[1", NULL},
    {"[endobj]", NULL},
    {"<</A 1/B<</C[2]>>>>", "{/A 1 /B {/C [2]}}"},
    {"<</A>>", NULL},
    {"<</A 1", NULL},
    {"<<1 2>>", NULL},
};

START_TEST(a_value_is_what_it_means)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(pdf_value_free);
    struct pdf_parser parser = {
        .bytes = rows[_i].text, .size = strlen(rows[_i].text), .values = values};
    const struct pdf_value *value = pdf_parse(&parser);
    if (rows[_i].meant == NULL) {
        ck_assert_ptr_null(value);
        return;
    }
    ck_assert_ptr_nonnull(value);
    g_autoptr(GString) out = g_string_new(NULL);
    describe(out, value);
    ck_assert_str_eq(out->str, rows[_i].meant);
}
END_TEST

START_TEST(values_nest_so_deep_and_no_deeper)
{
    for (unsigned depth = 64; depth <= 66; depth++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(pdf_value_free);
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned i = 0; i < depth; i++)
            g_string_append_c(text, '[');
        for (unsigned i = 0; i < depth; i++)
            g_string_append_c(text, ']');
        struct pdf_parser parser = {.bytes = text->str, .size = text->len, .values = values};
        ck_assert_int_eq(pdf_parse(&parser) != NULL, depth <= 65);
    }
}
END_TEST

/* The value of a text where that many more may be made; NULL without. */
static bool is_made(const char *text, guint left)
{
    GPtrArray *values = g_ptr_array_new();
    struct pdf_parser parser = {.bytes = text, .size = strlen(text), .values = values};
    g_ptr_array_set_size(values, (gint)(VALUES_LIMIT - left));
    bool made = pdf_parse(&parser) != NULL;
    ck_assert_uint_le(values->len, VALUES_LIMIT);
    for (guint i = VALUES_LIMIT - left; i < values->len; i++)
        pdf_value_free(values->pdata[i]);
    g_ptr_array_unref(values);
    return made;
}

START_TEST(so_many_values_are_made_and_no_more)
{
    static const char *const single[] = {"null", "1", "1 0 R", "/A", "(a)", "<41>", "[]", "<<>>"};
    for (size_t i = 0; i < G_N_ELEMENTS(single); i++) {
        ck_assert_msg(is_made(single[i], 1), "%s", single[i]);
        ck_assert_msg(!is_made(single[i], 0), "%s", single[i]);
    }
    ck_assert(is_made("[1 2]", 3) && !is_made("[1 2]", 2));
}
END_TEST

/* What is behind the bytes closes nothing, and is not looked at. */
START_TEST(a_string_ends_before_the_bytes_do)
{
    static const char *const open[] = {"(a",   "(a\\",   "[(a",      "[(a\\",  "[<41",
                                       "<414", "<</A(b", "<</A(b\\", "<</A<4", "[[(a"};
    for (size_t i = 0; i < G_N_ELEMENTS(open); i++) {
        g_autofree char *bytes = g_strconcat(open[i], ")]>>>]]", NULL);
        struct pdf_parser parser = {.bytes = bytes,
                                    .size = strlen(open[i]),
                                    .values = g_ptr_array_new_with_free_func(pdf_value_free)};
        ck_assert_ptr_null(pdf_parse(&parser));
        ck_assert_msg(parser.at <= parser.size, "%s: %zu", open[i], parser.at);
        g_ptr_array_unref(parser.values);
    }
}
END_TEST

START_TEST(a_number_is_whole_and_without_sign)
{
    static const struct {
        const char *text;
        size_t number; /* SIZE_MAX: it is none */
    } numbers[] = {{"0", 0},
                   {"012", 12},
                   {"999999999999999", 999999999999999},
                   {"1000000000000000", SIZE_MAX},
                   {"-1", SIZE_MAX},
                   {"1.5", SIZE_MAX},
                   {"true", SIZE_MAX},
                   {"(1)", SIZE_MAX},
                   {"/1", SIZE_MAX}};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(pdf_value_free);
        const char *text = numbers[i].text;
        struct pdf_parser parser = {.bytes = text, .size = strlen(text), .values = values};
        size_t number = 0;
        bool is_number = pdf_number(pdf_parse(&parser), &number);
        ck_assert_msg(is_number == (numbers[i].number != SIZE_MAX), "%s", text);
        ck_assert(!is_number || number == numbers[i].number);
    }
    size_t number = 7;
    ck_assert(!pdf_number(NULL, &number) && number == 7);
}
END_TEST

START_TEST(a_member_is_found_by_its_key)
{
    static const char text[] = "<</A 1/B/C>>";
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(pdf_value_free);
    struct pdf_parser parser = {.bytes = text, .size = sizeof text - 1, .values = values};
    const struct pdf_value *dictionary = pdf_parse(&parser);
    ck_assert(pdf_is_name(pdf_get(dictionary, "B"), "C"));
    ck_assert(!pdf_is_name(pdf_get(dictionary, "B"), "D"));
    ck_assert(!pdf_is_name(pdf_get(dictionary, "A"), "1"));
    ck_assert(!pdf_is_name(pdf_get(dictionary, "C"), "C"));
    ck_assert_ptr_null(pdf_get(pdf_get(dictionary, "A"), "A"));
    ck_assert_ptr_null(pdf_get(NULL, "A"));
}
END_TEST

START_TEST(a_word_is_taken_whole_or_not_at_all)
{
    static const char text[] = " 12 0 obj%\nendobj";
    struct pdf_parser parser = {.bytes = text, .size = sizeof text - 1};
    size_t number;
    ck_assert(!pdf_take_word(&parser, "obj") && parser.at == 0);
    ck_assert(pdf_take_number(&parser, &number) && number == 12);
    ck_assert(pdf_take_number(&parser, &number) && number == 0);
    ck_assert(!pdf_take_number(&parser, &number) && parser.at == 5);
    ck_assert(!pdf_take_word(&parser, "ob") && parser.at == 5);
    ck_assert(pdf_take_word(&parser, "obj"));
    ck_assert(!pdf_take_word(&parser, "endobject") && parser.at == 9);
    ck_assert(pdf_take_word(&parser, "endobj") && parser.at == parser.size);
    ck_assert(!pdf_take_word(&parser, "endobj") && !pdf_take_number(&parser, &number));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("pdf_value");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_value_is_what_it_means, 0, G_N_ELEMENTS(rows));
    tcase_add_test(all, values_nest_so_deep_and_no_deeper);
    tcase_add_test(all, so_many_values_are_made_and_no_more);
    tcase_add_test(all, a_string_ends_before_the_bytes_do);
    tcase_add_test(all, a_number_is_whole_and_without_sign);
    tcase_add_test(all, a_member_is_found_by_its_key);
    tcase_add_test(all, a_word_is_taken_whole_or_not_at_all);
    suite_add_tcase(suite, all);
    return suite;
}
