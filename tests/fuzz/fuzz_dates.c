/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: a line as a date, a moment and a period; behind it a text for it as a pattern. */
#include "fuzz.h"

#include "read/map_dates.h"

#include <string.h>

static void judge_order(struct date date)
{
    struct date first = date_first_day(date), last = date_last_day(date);
    if (date_compare(first, last) > 0 || date_compare(date, last) != 0)
        fuzz_fail("%d-%d-%d ends before it begins", date.year, date.month, date.day);
    if (last.day < 1 || last.day > date_days_in_month(last.year, last.month))
        fuzz_fail("%d-%d-%d ends on no day", date.year, date.month, date.day);
    if (last.year < DATE_YEAR_MAX && date_compare(date_next_day(last), last) <= 0)
        fuzz_fail("no day comes behind %d-%d-%d", date.year, date.month, date.day);
}

/* A period makes a date later, and taking it away again never leaves it later than it was. */
static void judge_period(struct date date, struct duration period)
{
    struct date later = date_add(date, period);
    if (date_compare(later, date) < 0)
        fuzz_fail("a period of %d months leads back", duration_months(period));
    struct date back = date_subtract(later, period);
    if (date_known(back) && date_compare(back, date) > 0)
        fuzz_fail("a period of %d months taken away leaves a later date", duration_months(period));
}

static const struct date days[] = {{2024, 2, 29}, {2026, 1, 31}, {2031, 3, 0}, {2030, 0, 0}};

static void judge_text(const char *text)
{
    struct date date, day;
    struct duration period;
    char written[11];
    if (date_parse(text, &date)) {
        if (strcmp(date_format(date, written), text) != 0)
            fuzz_fail("%s is written %s", text, written);
        judge_order(date);
    }
    if (date_parse_moment(text, &day) &&
        (day.day == 0 || !date_parse(date_format(day, written), &date)))
        fuzz_fail("the moment %s has no day", text);
    if (!duration_parse(text, &period))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
        judge_period(days[i], period);
}

static void judge_patterns(const char *list, const char *text)
{
    g_autofree char *why = NULL;
    GArray *forms = date_forms_parse(list, &why);
    if (!forms != (why != NULL))
        fuzz_fail("patterns were %s", forms ? "taken with a reason not to" : "refused without one");
    if (!forms)
        return;
    struct date date;
    g_autofree char *read = date_forms_read(forms, text);
    if (read && !date_parse(read, &date))
        fuzz_fail("%s reads as %s", text, read);
    g_array_unref(forms);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    char *end = strchr(text, '\n');
    if (end)
        *end = '\0';
    judge_text(text);
    judge_patterns(text, end ? end + 1 : "2031-03-31");
    return 0;
}
