/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and periods in words. */
#include "words/compose.h"

#include <string.h>

bool date_covers_month(struct date date)
{
    return date.day == 0 || date.day == date_days_in_month(date.year, date.month);
}

struct word word_month(const struct wording *wording, const char *form, int month)
{
    struct word word = word_plain(catalogue_month(wording->catalogue, form, month),
                                  catalogue_month(wording->catalogue, "short", month));
    if (!catalogue_month_reviewed(wording->catalogue, form))
        word_mark_draft(&word);
    return word;
}

static struct word say_date(const struct wording *wording, struct date date, bool whole_month,
                            const char *text)
{
    g_autofree char *year = g_strdup_printf("%d", date.year);
    g_autofree char *day = g_strdup_printf("%d", date.day);
    if (date.month == 0)
        return word_plain(date_known(date) ? year : NULL, NULL);
    const char *form = strcmp(text, "date.until") == 0 ? "lead" : "plain";
    AUTO_WORD month = word_month(wording, whole_month ? form : "day", date.month);
    return word_say(wording->catalogue, whole_month ? text : "date.day",
                    INSERT({.name = "day", .text = day}, {.name = "month", .word = &month},
                           {.name = "year", .text = year}));
}

struct word word_date(const struct wording *wording, struct date date, const char *month)
{
    return say_date(wording, date, date_covers_month(date), month);
}

struct word word_full_date(const struct wording *wording, struct date date, const char *month)
{
    return say_date(wording, date, date.day == 0, month);
}

const char *basis_key(enum period_from from, bool first_purchase)
{
    if (from == FROM_PURCHASE)
        return first_purchase ? "first.purchase" : "purchase";
    return from == FROM_FIRST_USE ? "first.use" : "unsaid";
}

unsigned duration_count(struct duration period, const char **unit)
{
    unsigned months = (unsigned)(period.years * 12 + period.months);
    bool whole_years = months % 12 == 0;
    *unit = whole_years ? "years" : "months";
    return whole_years ? months / 12 : months;
}

struct word word_duration(const struct wording *wording, struct duration period,
                          enum period_from from, bool first_purchase)
{
    const char *unit;
    unsigned count = duration_count(period, &unit);
    g_autofree char *id = g_strdup_printf("duration.%s.%s", unit, basis_key(from, first_purchase));
    g_autofree char *figure = g_strdup_printf("%u", count);
    return word_count(wording->catalogue, id, count, INSERT({.name = "n", .text = figure}));
}
