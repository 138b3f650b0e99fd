/* SPDX-License-Identifier: Apache-2.0 */
/* Dates compared in every reading, and the combinations of readings. */
#include "rules/readings.h"

#include "unit.h"

static struct date date_of(const char *text)
{
    struct date date = NO_DATE;
    ck_assert(!*text || date_parse(text, &date));
    return date;
}

static const struct {
    const char *a, *b;
    enum truth before;
} orders[] = {
    {"2028-01-14", "2028-01-15", TRUTH_YES}, {"2028-01-15", "2028-01-15", TRUTH_NO},
    {"2028-01-16", "2028-01-15", TRUTH_NO},  {"2028-01", "2028-02-01", TRUTH_YES},
    {"2028-01", "2028-01-01", TRUTH_NO},     {"2028-01", "2028-01-31", TRUTH_OPEN},
    {"2028-01", "2028-01", TRUTH_OPEN},      {"2028-01", "2028-02", TRUTH_YES},
    {"2028-02", "2028-01", TRUTH_NO},        {"2028", "2028-12-31", TRUTH_OPEN},
    {"2028", "2028-01-01", TRUTH_NO},        {"2028", "2029", TRUTH_YES},
    {"", "2028-01-15", TRUTH_OPEN},          {"2028-01-15", "", TRUTH_OPEN},
    {"2028-02", "2028-02-29", TRUTH_OPEN},   {"2028-02", "2028-03", TRUTH_YES},
};

START_TEST(before)
{
    ck_assert_int_eq(date_is_before(date_of(orders[_i].a), date_of(orders[_i].b)),
                     orders[_i].before);
}
END_TEST

/* Five years unless said. */
static const struct {
    const char *end, *start, *period;
    enum truth long_enough;
} periods[] = {
    {"2033-01-15", "2028-01-15", "P5Y", TRUTH_YES}, /* exactly */
    {"2033-01-14", "2028-01-15", "P5Y", TRUTH_NO},
    {"2033-02-28", "2028-02-29", "P5Y", TRUTH_YES}, /* leap day: falls back */
    {"2033-02-27", "2028-02-29", "P5Y", TRUTH_NO},
    {"2032-02-28", "2028-02-29", "P4Y", TRUTH_NO}, /* and does not where there is one */
    {"2032-02-29", "2028-02-29", "P4Y", TRUTH_YES},
    {"2033-01", "2028-01-01", "P5Y", TRUTH_YES},  /* from its first day on */
    {"2033-01", "2028-01-15", "P5Y", TRUTH_OPEN}, /* until the 15th it is not */
    {"2033-01", "2028-01-31", "P5Y", TRUTH_OPEN},
    {"2033-01", "2028-02-01", "P5Y", TRUTH_NO},
    {"2033-01-31", "2028-01", "P5Y", TRUTH_YES},
    {"2033-01-30", "2028-01", "P5Y", TRUTH_OPEN},
    {"2033-01", "2028-01", "P5Y", TRUTH_OPEN}, /* both readings */
    {"2033-02", "2028-01", "P5Y", TRUTH_YES},
    {"2032-12", "2028-01", "P5Y", TRUTH_NO},
    {"2033", "2028-01-01", "P5Y", TRUTH_YES},
    {"2033", "2028-06-01", "P5Y", TRUTH_OPEN},
    {"2032", "2028-06-01", "P5Y", TRUTH_NO},
    {"", "2028-06-01", "P5Y", TRUTH_OPEN},
    {"2033-01-15", "", "P5Y", TRUTH_OPEN},
    {"2028-08-31", "2028-02-29", "P6M", TRUTH_YES},
    {"2028-02-29", "2027-08-31", "P6M", TRUTH_YES},
};

START_TEST(at_least)
{
    struct duration period;
    ck_assert(duration_parse(periods[_i].period, &period));
    ck_assert_int_eq(date_is_at_least(date_of(periods[_i].end), date_of(periods[_i].start), period),
                     periods[_i].long_enough);
}
END_TEST

static const struct {
    const char *end, *period, *start;
} starts[] = {
    {"2033-01-15", "P5Y", "2028-01-15"},
    {"2033-02-28", "P5Y", "2028-02-29"}, /* the leap day still leaves five years */
    {"2033-03-31", "P1M", "2033-02-28"}, /* from 1 March it ends on 1 April */
    {"2032-02-29", "P4Y", "2028-02-29"},
    {"2033-01", "P5Y", "2028-01-01"}, /* of a month its first day */
    {"2033", "P5Y", "2028-01-01"},
    {"", "P5Y", ""},
};

START_TEST(latest_start)
{
    struct duration period;
    char text[11];
    ck_assert(duration_parse(starts[_i].period, &period));
    struct date start = date_latest_start(date_of(starts[_i].end), period);
    ck_assert_str_eq(date_format(start, text), starts[_i].start);
}
END_TEST

/* Whatever the end, the day found leaves the period, and the next day does not. */
START_TEST(latest_start_is_the_last)
{
    struct duration period = {5, 0};
    struct date end = {2030, 1, 1};
    for (int i = 0; i < 1500; i++, end = date_next_day(end)) {
        struct date start = date_latest_start(end, period);
        ck_assert_int_eq(date_is_at_least(end, start, period), TRUTH_YES);
        ck_assert_int_eq(date_is_at_least(end, date_next_day(start), period), TRUTH_NO);
    }
}
END_TEST

static const struct {
    const char *a, *b;
    int months;
} spans[] = {
    {"2028-01-15", "2033-01-15", 60}, {"2028-01-15", "2033-01-14", 59},
    {"2028-02-29", "2029-02-28", 12}, {"2028-01-31", "2028-02-29", 1},
    {"2028-01", "2033-01", 59},       {"2028-01-15", "2028-01-15", 0},
    {"2028-01-15", "2028-01-14", -1}, {"2028-01-15", "2027-12-15", -1},
};

START_TEST(months_between)
{
    ck_assert_int_eq(date_months_between(date_of(spans[_i].a), date_of(spans[_i].b)),
                     spans[_i].months);
}
END_TEST

START_TEST(every_combination_is_tried)
{
    struct readings readings;
    readings_init(&readings);
    readings_start(&readings);
    int runs = 0, both = 0;
    do {
        bool a = readings_ask(&readings, "a", "x"), b = readings_ask(&readings, "b", "y");
        ck_assert_int_eq(a, readings_ask(&readings, "a", "x"));
        both += a && b;
        runs++;
    } while (readings_next(&readings));
    ck_assert_int_eq(runs, 4);
    ck_assert_int_eq(both, 1);
    ck_assert_str_eq(readings.doubt, "x");
    readings_clear(&readings);
}
END_TEST

/* What is asked may depend on the answers before it. */
START_TEST(questions_may_depend_on_answers)
{
    struct readings readings;
    readings_init(&readings);
    readings_start(&readings);
    int runs = 0;
    do {
        if (readings_ask(&readings, "a", "x"))
            readings_ask(&readings, "b", "y");
        runs++;
    } while (readings_next(&readings));
    ck_assert_int_eq(runs, 3);
    ck_assert(!readings.overflow);
    readings_clear(&readings);
}
END_TEST

START_TEST(too_many_questions_are_said)
{
    struct readings readings;
    readings_init(&readings);
    readings_start(&readings);
    for (int i = 0; i < 7; i++) {
        char key[2] = {(char)('a' + i), '\0'};
        readings_ask(&readings, key, "x");
    }
    ck_assert(readings.overflow);
    readings_clear(&readings);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("readings");
    TCase *tests = tcase_create("readings");
    tcase_add_loop_test(tests, before, 0, G_N_ELEMENTS(orders));
    tcase_add_loop_test(tests, at_least, 0, G_N_ELEMENTS(periods));
    tcase_add_loop_test(tests, latest_start, 0, G_N_ELEMENTS(starts));
    tcase_add_test(tests, latest_start_is_the_last);
    tcase_add_loop_test(tests, months_between, 0, G_N_ELEMENTS(spans));
    tcase_add_test(tests, every_combination_is_tried);
    tcase_add_test(tests, questions_may_depend_on_answers);
    tcase_add_test(tests, too_many_questions_are_said);
    suite_add_tcase(suite, tests);
    return suite;
}
