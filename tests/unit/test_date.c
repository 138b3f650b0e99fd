/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and periods: what is read, and the arithmetic of precision. */
#include "base/date.h"

#include "unit.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *text;
    struct date date;
} dates[] = {
    {"2031", {2031, 0, 0}},        {"2031-03", {2031, 3, 0}},      {"2031-03-09", {2031, 3, 9}},
    {"1970", {1970, 0, 0}},        {"2199-12-31", {2199, 12, 31}}, {"2028-02-29", {2028, 2, 29}},
    {"2000-02-29", {2000, 2, 29}}, {"2031-12", {2031, 12, 0}},
};

START_TEST(a_date_is_read_and_written_as_it_was)
{
    struct date date;
    char buffer[11];
    ck_assert_msg(date_parse(dates[_i].text, &date), "%s", dates[_i].text);
    ck_assert_int_eq(date.year, dates[_i].date.year);
    ck_assert_int_eq(date.month, dates[_i].date.month);
    ck_assert_int_eq(date.day, dates[_i].date.day);
    ck_assert_str_eq(date_format(date, buffer), dates[_i].text);
}
END_TEST

static const char *const bad_dates[] = {
    "",
    "2",
    "203",
    "20311",
    "12031",
    "12031-01-01",
    "-001",
    "+2031",
    " 2031",
    "2031 ",
    "2031-",
    "2031-3",
    "2031-003",
    "2031-00",
    "2031-13",
    "2031-1x",
    "2031-03-",
    "2031-03-9",
    "2031-03-00",
    "2031-03-32",
    "2031-04-31",
    "2027-02-29",
    "2100-02-29",
    "2031-13-01",
    "2031-05-31Z",
    "2031-05Z",
    "2031-05+14:00",
    "2031-05-31T00:00:00",
    "2031/05/31",
    "20310531",
    "1969-12-31",
    "2200",
    "2200-01-01",
    "0000",
    "\uFF12\uFF10\uFF13\uFF11",
    "2031-05-31\n",
    "2031\u201105",
    "now",
    "P5Y",
};

START_TEST(what_is_no_date_is_refused_and_leaves_the_target_alone)
{
    struct date date = {1, 2, 3};
    ck_assert_msg(!date_parse(bad_dates[_i], &date), "%s", bad_dates[_i]);
    ck_assert_int_eq(date.year, 1);
    ck_assert_int_eq(date.month, 2);
    ck_assert_int_eq(date.day, 3);
}
END_TEST

static const struct {
    const char *text;
    int years, months; /* both 0: refused */
} durations[] = {
    {"P5Y", 5, 0},    {"P18M", 0, 18}, {"P2Y6M", 2, 6}, {"P999Y999M", 999, 999}, {"", 0, 0},
    {"P", 0, 0},      {"P5", 0, 0},    {"5Y", 0, 0},    {"P0Y", 0, 0},           {"P05Y", 0, 0},
    {"P1000Y", 0, 0}, {"P1Y0M", 0, 0}, {"P6M1Y", 0, 0}, {"P5YM", 0, 0},          {"P5Y ", 0, 0},
    {"p5y", 0, 0},    {"P5Y6", 0, 0},  {"P-5Y", 0, 0},  {"P5D", 0, 0},           {"P5YT1H", 0, 0},
    {"P1.5Y", 0, 0},  {"P5Y5Y", 0, 0}, {"P5M5M", 0, 0}, {"P99999999999Y", 0, 0},
};

START_TEST(a_period_is_years_and_months)
{
    struct duration duration = {0, 0};
    bool good = durations[_i].years || durations[_i].months;
    ck_assert_msg(duration_parse(durations[_i].text, &duration) == good, "%s", durations[_i].text);
    ck_assert_int_eq(duration.years, durations[_i].years);
    ck_assert_int_eq(duration.months, durations[_i].months);
}
END_TEST

static const struct {
    const char *date, *period, *sum;
} sums[] = {
    {"2026-01-31", "P1M", "2026-02-28"},
    {"2028-01-31", "P1M", "2028-02-29"},
    {"2028-02-29", "P1Y", "2029-02-28"},
    {"2028-02-29", "P4Y", "2032-02-29"},
    {"2026-12-15", "P1M", "2027-01-15"},
    {"2026-03-31", "P18M", "2027-09-30"},
    {"2026-11", "P2Y6M", "2029-05"},
    {"2026-12", "P12M", "2027-12"},
    {"2026", "P5Y", "2031"},
    {"2026", "P6M", "2026"},
    {"2026", "P1Y11M", "2027"},
    {"2026", "P18M", "2027"},
    {"2199-12-31", "P999Y999M", "3282-03-31"},
};

START_TEST(a_period_is_added_in_the_precision_of_the_date)
{
    struct date date;
    struct duration duration;
    char buffer[11];
    ck_assert(date_parse(sums[_i].date, &date) && duration_parse(sums[_i].period, &duration));
    ck_assert_str_eq(date_format(date_add(date, duration), buffer), sums[_i].sum);
}
END_TEST

static struct date read_date(const char *text)
{
    struct date date;
    ck_assert_msg(date_parse(text, &date), "%s", text);
    return date;
}

static const struct {
    const char *date, *first, *last;
} spans[] = {
    {"2027", "2027-01-01", "2027-12-31"},
    {"2027-02", "2027-02-01", "2027-02-28"},
    {"2028-02", "2028-02-01", "2028-02-29"},
    {"2027-04-07", "2027-04-07", "2027-04-07"},
};

START_TEST(a_coarse_date_covers_days)
{
    char buffer[11];
    struct date date = read_date(spans[_i].date);
    ck_assert_str_eq(date_format(date_first_day(date), buffer), spans[_i].first);
    ck_assert_str_eq(date_format(date_last_day(date), buffer), spans[_i].last);
}
END_TEST

static const struct {
    const char *a, *b;
    int order;
} orders[] = {
    {"2027", "2027-12-31", 0},        {"2027-02", "2027-02-28", 0},    {"2027-02", "2027-02-27", 1},
    {"2027-02", "2027-03-01", -1},    {"2026-12-31", "2027", -1},      {"2028-01", "2027", 1},
    {"2027-05-06", "2027-05-07", -1}, {"2027-05-06", "2027-05-06", 0},
};

START_TEST(dates_compare_by_their_last_day)
{
    int order = date_compare(read_date(orders[_i].a), read_date(orders[_i].b));
    ck_assert_int_eq((order > 0) - (order < 0), orders[_i].order);
    order = date_compare(read_date(orders[_i].b), read_date(orders[_i].a));
    ck_assert_int_eq((order > 0) - (order < 0), -orders[_i].order);
}
END_TEST

START_TEST(the_day_after_crosses_months_and_years)
{
    static const char *const days[][2] = {
        {"2027-02-28", "2027-03-01"}, {"2028-02-28", "2028-02-29"}, {"2028-02-29", "2028-03-01"},
        {"2027-12-31", "2028-01-01"}, {"2027-04-30", "2027-05-01"}, {"2027-04-01", "2027-04-02"},
    };
    char buffer[11];
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
        ck_assert_str_eq(date_format(date_next_day(read_date(days[i][0])), buffer), days[i][1]);
}
END_TEST

START_TEST(no_date_stays_no_date)
{
    char buffer[11];
    ck_assert(!date_known(NO_DATE));
    ck_assert(!date_known(date_last_day(NO_DATE)));
    ck_assert(!date_known(date_first_day(NO_DATE)));
    ck_assert(!date_known(date_add(NO_DATE, (struct duration){5, 0})));
    ck_assert_str_eq(date_format(NO_DATE, buffer), "");
}
END_TEST

static const struct {
    const char *epoch, *date; /* NULL: the clock */
} todays[] = {
    {"0", "1970-01-01"},
    {"1735689599", "2024-12-31"},
    {"1735689600", "2025-01-01"},
    {"7258118399", "2199-12-31"},
    {"7258118400", NULL},
    {"", NULL},
    {"-1", NULL},
    {"1735689600 ", NULL},
    {" 1735689600", NULL},
    {"+5", NULL},
    {"0x10", NULL},
    {"1e9", NULL},
    {"99999999999999999999", NULL},
};

START_TEST(today_is_source_date_epoch_where_it_is_whole)
{
    char buffer[11];
    g_setenv("SOURCE_DATE_EPOCH", todays[_i].epoch, true);
    struct date today = date_today();
    if (todays[_i].date)
        ck_assert_str_eq(date_format(today, buffer), todays[_i].date);
    else
        ck_assert_msg(today.year >= 2024, "%s", todays[_i].epoch);
    g_unsetenv("SOURCE_DATE_EPOCH");
}
END_TEST

START_TEST(a_moment_is_read_for_its_day)
{
    static const char *const moments[] = {"2031-03-31T23:59:59Z", "2031-03-31T00:00:00.125-20:30",
                                          "2031-03-31T12:00:00+01:00"};
    static const char *const others[] = {
        "",
        "2031-03-31",
        "2031-03",
        "2031-02-30T00:00:00Z",
        "2031-03-31t00:00:00Z",
        "2031-03-31T00:00:00z",
        "2031-03-31T24:00:00Z",
        "2031-03-31T23:59:60Z",
        "2031-03-31T00:00:00",
        "2031-03-31T00:00:00.Z",
        "2031-03-31T00:00:001Z",
        "2031-03-31T00:00Z",
        "2031-03-31T00:00:00+1:00",
        "2031-03-31T00:00:00+01:00Z",
        "2031-03-31 00:00:00Z",
    };
    struct date date;
    char buffer[11];
    for (size_t i = 0; i < G_N_ELEMENTS(moments); i++) {
        ck_assert_msg(date_parse_moment(moments[i], &date), "%s", moments[i]);
        ck_assert_str_eq(date_format(date, buffer), "2031-03-31");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_msg(!date_parse_moment(others[i], &date), "%s", others[i]);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("date");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_date_is_read_and_written_as_it_was, 0, G_N_ELEMENTS(dates));
    tcase_add_loop_test(all, what_is_no_date_is_refused_and_leaves_the_target_alone, 0,
                        G_N_ELEMENTS(bad_dates));
    tcase_add_loop_test(all, a_period_is_years_and_months, 0, G_N_ELEMENTS(durations));
    tcase_add_loop_test(all, a_period_is_added_in_the_precision_of_the_date, 0, G_N_ELEMENTS(sums));
    tcase_add_loop_test(all, a_coarse_date_covers_days, 0, G_N_ELEMENTS(spans));
    tcase_add_loop_test(all, dates_compare_by_their_last_day, 0, G_N_ELEMENTS(orders));
    tcase_add_test(all, the_day_after_crosses_months_and_years);
    tcase_add_test(all, no_date_stays_no_date);
    tcase_add_test(all, a_moment_is_read_for_its_day);
    tcase_add_loop_test(all, today_is_source_date_epoch_where_it_is_whole, 0, G_N_ELEMENTS(todays));
    suite_add_tcase(suite, all);
    return suite;
}
