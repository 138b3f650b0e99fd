/* SPDX-License-Identifier: Apache-2.0 */
/* Comparisons that a date leaves open: both answers are tried, and only what holds in every reading
 * counts. */
#pragma once

#include "base/date.h"

#include <glib.h>
#include <stdbool.h>

/* The answers given in one run through an expression. */
struct readings {
    GArray *answers; /* of struct answer */
    char *doubt;     /* the first open comparison in words: what it depends on */
    bool overflow;   /* more of them than are tried: nothing can be said */
};

void readings_init(struct readings *readings);
void readings_clear(struct readings *readings);

/* Before the first run of an expression. */
void readings_start(struct readings *readings);

/* The answer of an open comparison in this run; the same key gets the same answer. */
bool readings_ask(struct readings *readings, const char *key, const char *doubt);

/* Goes on to the next combination of answers; false where all have been tried. */
bool readings_next(struct readings *readings);

/* A comparison's result where every reading agrees, or open. */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_OPEN };

/* Whether a lies before b, strictly: a month or a year may be any of its days, a missing date
 * any at all. */
enum truth date_is_before(struct date a, struct date b);

/* Whether from `start` to `end` there is at least the period: end is on or after the same day of
 * the month that much later, which falls back to the month's last (29 February + 1 year =
 * 28 February). */
enum truth date_is_at_least(struct date end, struct date start, struct duration period);

/* Whole months from a to b, the least that any reading gives; both dates known. */
int date_months_between(struct date a, struct date b);
