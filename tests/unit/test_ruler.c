/* SPDX-License-Identifier: Apache-2.0 */
/* The ruler's plan for every state. */
#include "model/ruler.h"
#include "unit.h"

static struct ruler plan(enum state state, struct date end)
{
    struct facts facts = {.state = state, .end = end, .as_of = {2026, 6, 15}};
    return ruler_plan(&facts);
}

START_TEST(fills_to_the_end_of_the_month)
{
    struct ruler ruler = plan(STATE_DATED, (struct date){2031, 3, 0});
    ck_assert_int_eq(ruler.first, 2026);
    ck_assert_uint_eq(ruler.cells, RULER_CELLS);
    ck_assert_int_eq(ruler.mark, 5250);
    ck_assert_int_eq(ruler.bold, 5);
    ck_assert_int_eq(ruler.before, RULER_FILLED);
    ck_assert_int_eq(ruler.after, RULER_EMPTY);
}
END_TEST

START_TEST(never_rounds_a_day_up)
{
    ck_assert_int_eq(plan(STATE_DATED, (struct date){2031, 3, 31}).mark, 5250);
    ck_assert_int_lt(plan(STATE_DATED, (struct date){2031, 3, 30}).mark, 5250);
    ck_assert_int_eq(plan(STATE_DATED, (struct date){2031, 12, 31}).mark, 6000);
    ck_assert_int_eq(plan(STATE_DATED, (struct date){2031, 12, 31}).bold, 5);
    ck_assert_int_eq(plan(STATE_DATED, (struct date){2031, 1, 1}).mark, 5002);
}
END_TEST

START_TEST(grows_to_fifteen_cells_then_points_on)
{
    struct ruler ruler = plan(STATE_DATED, (struct date){2038, 6, 0});
    ck_assert_uint_eq(ruler.cells, 13);
    ck_assert(!ruler.arrow);
    ruler = plan(STATE_DATED, (struct date){2040, 12, 0});
    ck_assert_uint_eq(ruler.cells, 15);
    ck_assert(!ruler.arrow);
    ruler = plan(STATE_DATED, (struct date){2041, 1, 0});
    ck_assert_uint_eq(ruler.cells, 15);
    ck_assert(ruler.arrow);
    ck_assert_int_eq(ruler.bold, -1);
}
END_TEST

START_TEST(counts_a_period_from_one)
{
    struct facts facts = {.state = STATE_RELATIVE, .period = {5, 6}, .as_of = {2026, 6, 15}};
    struct ruler ruler = ruler_plan(&facts);
    ck_assert(ruler.relative);
    ck_assert_int_eq(ruler.first, 1);
    ck_assert_int_eq(ruler.mark, 5500);
    ck_assert_int_eq(ruler.bold, 5);
}
END_TEST

START_TEST(draws_expectations_dashed_and_silence_too)
{
    struct ruler ruler = plan(STATE_EXPECTED, (struct date){2029, 3, 0});
    ck_assert_int_eq(ruler.before, RULER_DASHED);
    ck_assert_int_eq(ruler.after, RULER_EMPTY);
    ruler = plan(STATE_OPEN, NO_DATE);
    ck_assert_int_eq(ruler.before, RULER_DASHED);
    ck_assert_int_eq(ruler.after, RULER_DASHED);
    ck_assert_int_eq(plan(STATE_NONE, NO_DATE).after, RULER_CROSSED);
}
END_TEST

START_TEST(sets_a_past_end_in_the_sixth_cell)
{
    struct facts facts = {.state = STATE_ENDED,
                          .form = FORM_ENDED_STOPPED,
                          .end = {2024, 3, 0},
                          .as_of = {2026, 6, 15}};
    struct ruler ruler = ruler_plan(&facts);
    ck_assert_int_eq(ruler.first, 2019);
    ck_assert_int_eq(ruler.mark, 5250);
    ck_assert_int_eq(ruler.before, RULER_FILLED);
    ck_assert_int_eq(ruler.after, RULER_CROSSED);
    facts.form = FORM_ENDED_CONTINUING;
    ck_assert_int_eq(ruler_plan(&facts).after, RULER_EMPTY);
    facts.form = FORM_ENDED_UNDATED;
    facts.end = NO_DATE;
    ruler = ruler_plan(&facts);
    ck_assert_int_eq(ruler.first, 2026);
    ck_assert_int_eq(ruler.before, RULER_CROSSED);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("ruler");
    TCase *plans = tcase_create("plans");
    tcase_add_test(plans, fills_to_the_end_of_the_month);
    tcase_add_test(plans, never_rounds_a_day_up);
    tcase_add_test(plans, grows_to_fifteen_cells_then_points_on);
    tcase_add_test(plans, counts_a_period_from_one);
    tcase_add_test(plans, draws_expectations_dashed_and_silence_too);
    tcase_add_test(plans, sets_a_past_end_in_the_sixth_cell);
    suite_add_tcase(suite, plans);
    return suite;
}
