/* SPDX-License-Identifier: Apache-2.0 */
/* Proleptic Gregorian calendar dates in three precisions; no zone, no time of day. */
#include "base/date.h"

#include <glib.h>
#include <string.h>
#include <time.h>

/* Reads exactly `count` ASCII digits and moves behind them. */
static bool read_digits(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (!g_ascii_isdigit(**text))
            return false;
        *value = *value * 10 + (**text - '0');
    }
    return true;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    g_assert(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool in_range(struct date date)
{
    if (date.year < DATE_YEAR_MIN || date.year > DATE_YEAR_MAX || date.month > 12)
        return false;
    return date.day == 0 || date.day <= date_days_in_month(date.year, date.month);
}

/* Reads "-" and two digits that are not 00. */
static bool read_part(const char **text, int *value)
{
    if (**text != '-')
        return false;
    (*text)++;
    return read_digits(text, 2, value) && *value > 0;
}

bool date_parse(const char *text, struct date *date)
{
    struct date read = NO_DATE;
    if (!read_digits(&text, 4, &read.year))
        return false;
    if (*text && !read_part(&text, &read.month))
        return false;
    if (*text && (read.month > 12 || !read_part(&text, &read.day)))
        return false;
    if (*text || !in_range(read))
        return false;
    *date = read;
    return true;
}

/* Reads two digits below a limit, and the character behind them. */
static bool read_pair(const char **text, int limit, char behind)
{
    const char *at = *text;
    if (!g_ascii_isdigit(at[0]) || !g_ascii_isdigit(at[1]) ||
        (at[0] - '0') * 10 + (at[1] - '0') >= limit || (behind && at[2] != behind))
        return false;
    *text = at + (behind ? 3 : 2);
    return true;
}

bool date_parse_moment(const char *text, struct date *date)
{
    char day[11] = "";
    if (strlen(text) < sizeof "2026-06-15T09:30:00" || text[10] != 'T')
        return false;
    memcpy(day, text, 10);
    text += 11;
    if (!date_parse(day, date) || date->day == 0 || !read_pair(&text, 24, ':') ||
        !read_pair(&text, 60, ':') || !read_pair(&text, 60, '\0'))
        return false;
    if (*text == '.') {
        if (!g_ascii_isdigit(*++text))
            return false;
        while (g_ascii_isdigit(*text))
            text++;
    }
    if (strcmp(text, "Z") == 0)
        return true;
    if (*text != '+' && *text != '-')
        return false;
    text++;
    return read_pair(&text, 24, ':') && read_pair(&text, 60, '\0') && !*text;
}

/* Reads a number of one to three digits, without leading zero, and the letter behind it. */
static bool read_amount(const char **text, char unit, int *value)
{
    const char *at = *text;
    if (*at < '1' || *at > '9')
        return false;
    *value = 0;
    for (int i = 0; i < 3 && g_ascii_isdigit(*at); i++, at++)
        *value = *value * 10 + (*at - '0');
    if (*at != unit)
        return false;
    *text = at + 1;
    return true;
}

bool duration_parse(const char *text, struct duration *duration)
{
    struct duration read = {0, 0};
    if (*text++ != 'P')
        return false;
    bool years = read_amount(&text, 'Y', &read.years);
    if (!years)
        read.years = 0;
    bool months = *text && read_amount(&text, 'M', &read.months);
    if (*text || (!years && !months))
        return false;
    *duration = read;
    return true;
}

static char *write_digits(char *at, int value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        at[i] = (char)('0' + value % 10);
    return at + count;
}

char *date_format(struct date date, char buffer[static 11])
{
    char *at = buffer;
    if (date.year > 0) {
        at = write_digits(at, date.year, 4);
        if (date.month) {
            *at++ = '-';
            at = write_digits(at, date.month, 2);
        }
        if (date.month && date.day) {
            *at++ = '-';
            at = write_digits(at, date.day, 2);
        }
    }
    *at = '\0';
    return buffer;
}

struct date date_last_day(struct date date)
{
    if (!date_known(date))
        return date;
    if (!date.month)
        date.month = 12;
    if (!date.day)
        date.day = date_days_in_month(date.year, date.month);
    return date;
}

struct date date_first_day(struct date date)
{
    if (!date_known(date))
        return date;
    if (!date.month)
        date.month = 1;
    if (!date.day)
        date.day = 1;
    return date;
}

struct date date_next_day(struct date date)
{
    g_assert(date.month > 0 && date.day > 0);
    if (date.day < date_days_in_month(date.year, date.month))
        return (struct date){date.year, date.month, date.day + 1};
    if (date.month < 12)
        return (struct date){date.year, date.month + 1, 1};
    return (struct date){date.year + 1, 1, 1};
}

int date_compare(struct date a, struct date b)
{
    a = date_last_day(a);
    b = date_last_day(b);
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

int duration_months(struct duration duration)
{
    return duration.years * 12 + duration.months;
}

struct date date_add(struct date date, struct duration duration)
{
    if (!date_known(date))
        return date;
    /* In a date of year precision the months of a period only count as whole years. */
    int months = duration_months(duration) + (date.month ? date.month - 1 : 0);
    date.year += months / 12;
    if (!date.month)
        return date;
    date.month = months % 12 + 1;
    if (date.day)
        date.day = MIN(date.day, date_days_in_month(date.year, date.month));
    return date;
}

struct date date_subtract(struct date date, struct duration duration)
{
    if (!date_known(date))
        return date;
    if (!date.month) {
        date.year -= (duration_months(duration) + 11) / 12;
        return date.year > 0 ? date : NO_DATE;
    }
    int months = date.year * 12 + date.month - 1 - duration_months(duration);
    if (months < 12)
        return NO_DATE;
    date.year = months / 12;
    date.month = months % 12 + 1;
    if (date.day)
        date.day = MIN(date.day, date_days_in_month(date.year, date.month));
    return date;
}

struct date date_latest_start(struct date end, struct duration period)
{
    if (!date_known(end))
        return NO_DATE;
    end = date_first_day(end);
    struct date start = date_subtract(end, period);
    if (!date_known(start))
        return NO_DATE;
    for (struct date next = date_next_day(start); date_compare(date_add(next, period), end) <= 0;
         next = date_next_day(next))
        start = next;
    return start;
}

/* Seconds since 1970 as a date in UTC; NO_DATE outside the years a date may have. The C library's
 * gmtime would open the time zone of the host. */
static struct date from_seconds(gint64 seconds)
{
    enum {
        JULIAN_1970 = 719163, /* days since the year 1, as GDate counts them */
        DAY = 24 * 60 * 60,
        DAYS_MAX = 366 * (DATE_YEAR_MAX + 1 - DATE_YEAR_MIN),
    };
    GDate civil;
    if (seconds < 0 || seconds / DAY > DAYS_MAX)
        return NO_DATE;
    g_date_clear(&civil, 1);
    g_date_set_julian(&civil, JULIAN_1970 + (guint32)(seconds / DAY));
    struct date date = {g_date_get_year(&civil), (int)g_date_get_month(&civil),
                        g_date_get_day(&civil)};
    return date.year <= DATE_YEAR_MAX ? date : NO_DATE;
}

bool date_epoch(struct moment *moment)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    size_t digits = epoch ? strspn(epoch, "0123456789") : 0;
    if (digits == 0 || digits > 12 || epoch[digits] != '\0')
        return false;
    gint64 seconds = g_ascii_strtoll(epoch, NULL, 10);
    *moment = (struct moment){from_seconds(seconds), (int)(seconds % 86400)};
    return date_known(moment->date);
}

struct date date_today(void)
{
    struct moment moment;
    return date_epoch(&moment) ? moment.date : from_seconds((gint64)time(NULL));
}
