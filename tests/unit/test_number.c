/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers: what is read, and the one way they are written. */
#include "base/number.h"

#include "unit.h"

#include <inttypes.h>
#include <locale.h>

static const struct {
    const char *text;
    bool good;
    unsigned value;
} wholes[] = {
    {"0", true, 0},    {"7", true, 7},    {"10", true, 10},  {"999999999", true, 999999999},
    {"", false, 0},    {"00", false, 0},  {"07", false, 0},  {"1000000000", false, 0},
    {"-1", false, 0},  {"+1", false, 0},  {" 1", false, 0},  {"1 ", false, 0},
    {"1.0", false, 0}, {"1e3", false, 0}, {"0x1", false, 0}, {"\uFF11", false, 0},
    {"a", false, 0},
};

START_TEST(a_whole_number_is_read)
{
    unsigned value = 12345;
    ck_assert_msg(number_parse_uint(wholes[_i].text, &value) == wholes[_i].good, "%s",
                  wholes[_i].text);
    ck_assert_uint_eq(value, wholes[_i].good ? wholes[_i].value : 12345);
}
END_TEST

static const struct {
    const char *text;
    bool good;
    int32_t milli;
} millis[] = {
    {"0", true, 0},
    {"12.345", true, 12345},
    {"-12.345", true, -12345},
    {"0.5", true, 500},
    {"0.05", true, 50},
    {"-0.001", true, -1},
    {"-0", true, 0},
    {"999999.999", true, 999999999},
    {"-999999.999", true, -999999999},
    {"3.0", true, 3000},
    {"", false, 0},
    {"-", false, 0},
    {".5", false, 0},
    {"5.", false, 0},
    {"1.2345", false, 0},
    {"1000000", false, 0},
    {"01", false, 0},
    {"00.5", false, 0},
    {"+1", false, 0},
    {"--1", false, 0},
    {"1,5", false, 0},
    {"1.5mm", false, 0},
    {"1e3", false, 0},
    {" 1", false, 0},
    {"1. 5", false, 0},
    {"1.-5", false, 0},
    {"nan", false, 0},
};

START_TEST(a_decimal_is_read_as_thousandths)
{
    int32_t milli = 4711;
    ck_assert_msg(number_parse_milli(millis[_i].text, &milli) == millis[_i].good, "%s",
                  millis[_i].text);
    ck_assert_int_eq(milli, millis[_i].good ? millis[_i].milli : 4711);
}
END_TEST

static const struct {
    int64_t value;
    unsigned decimals;
    const char *text;
} written[] = {
    {0, 0, "0"},
    {0, 3, "0"},
    {7, 0, "7"},
    {-7, 0, "-7"},
    {12345, 3, "12.345"},
    {-12345, 3, "-12.345"},
    {12300, 3, "12.3"},
    {12000, 3, "12"},
    {5, 3, "0.005"},
    {-5, 3, "-0.005"},
    {50, 3, "0.05"},
    {500, 3, "0.5"},
    {100, 0, "100"},
    {100, 2, "1"},
    {1, 10, "0.0000000001"},
    {INT64_MAX, 0, "9223372036854775807"},
    {INT64_MIN, 0, "-9223372036854775808"},
    {INT64_MIN, 3, "-9223372036854775.808"},
    {INT64_MAX, 19, "0.9223372036854775807"},
};

START_TEST(a_number_is_written_in_one_way)
{
    GString *out = g_string_new("x");
    number_append_fixed(out, written[_i].value, written[_i].decimals);
    ck_assert_str_eq(out->str + 1, written[_i].text);
    g_string_free(out, true);
}
END_TEST

START_TEST(no_locale_has_a_say)
{
    setlocale(LC_ALL, "de_DE.UTF-8"); /* the result counts where it is installed */
    GString *out = g_string_new(NULL);
    int32_t milli;
    ck_assert(number_parse_milli("1.5", &milli) && milli == 1500);
    number_append_fixed(out, milli, 3);
    number_append(out, -1234567);
    ck_assert_str_eq(out->str, "1.5-1234567");
    g_string_free(out, true);
    setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(what_is_written_is_read_again)
{
    for (int32_t milli = -2050; milli <= 2050; milli++) {
        GString *out = g_string_new(NULL);
        int32_t again;
        number_append_fixed(out, milli, 3);
        ck_assert_msg(number_parse_milli(out->str, &again) && again == milli, "%s", out->str);
        g_string_free(out, true);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("number");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_whole_number_is_read, 0, G_N_ELEMENTS(wholes));
    tcase_add_loop_test(all, a_decimal_is_read_as_thousandths, 0, G_N_ELEMENTS(millis));
    tcase_add_loop_test(all, a_number_is_written_in_one_way, 0, G_N_ELEMENTS(written));
    tcase_add_test(all, no_locale_has_a_say);
    tcase_add_test(all, what_is_written_is_read_again);
    suite_add_tcase(suite, all);
    return suite;
}
