/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar dates with the precision they were written in, and periods of years and months. */
#pragma once

#include <stdbool.h>

#define DATE_YEAR_MIN 1970
#define DATE_YEAR_MAX 2199

/* year 0: no date. month 0: only the year is known. day 0: only year and month are known. */
struct date {
    int year;
    int month;
    int day;
};

struct duration {
    int years;
    int months;
};

#define NO_DATE ((struct date){0, 0, 0})

static inline bool date_known(struct date date)
{
    return date.year != 0;
}

/* Reads YYYY, YYYY-MM or YYYY-MM-DD and nothing else: ASCII digits, 1970 to 2199, a real day. */
bool date_parse(const char *text, struct date *date);

/* Reads a moment of RFC 3339, T and Z in capitals and no leap second, and gives its day as written. */
bool date_parse_moment(const char *text, struct date *date);

/* Reads PnY, PnM or PnYnM. */
bool duration_parse(const char *text, struct duration *duration);

/* Writes the date in the precision it has; buffer of at least 11 bytes. Returns buffer. */
char *date_format(struct date date, char buffer[static 11]);

/* The last day the date covers: of the month, or of the year, where no day is given. */
struct date date_last_day(struct date date);

/* The first day the date covers. */
struct date date_first_day(struct date date);

/* The day after (full dates only). */
struct date date_next_day(struct date date);

/* <0, 0, >0 by last day; a coarser date sorts with its last day. */
int date_compare(struct date a, struct date b);

/* Date plus period, in the coarser precision of the date; a day that does not exist falls back to
 * the last of its month (31 January + 1 month = 28 or 29 February). */
struct date date_add(struct date date, struct duration duration);

/* Date minus period, likewise; a date of year precision loses the months of a period as whole years,
 * so that the result is never too late. */
struct date date_subtract(struct date date, struct duration duration);

/* The last day from which the period ends no later than `end`, counted from the first day that
 * `end` covers, so that no reading makes it too late. NO_DATE where there is none. */
struct date date_latest_start(struct date end, struct duration period);

/* The period in months. */
int duration_months(struct duration duration);

int date_days_in_month(int year, int month);

/* A second of a day, UTC. */
struct moment {
    struct date date;
    int second; /* 0 to 86399 */
};

/* The moment of SOURCE_DATE_EPOCH; false where it is not set or not whole. Called by the command
 * line alone. */
bool date_epoch(struct moment *moment);

/* The UTC date of SOURCE_DATE_EPOCH where it is set and whole, else of the clock. The only place
 * that reads a clock: called once by the command line when no --as-of was given. */
struct date date_today(void);
