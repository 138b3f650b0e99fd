/* SPDX-License-Identifier: Apache-2.0 */
/* Comparisons that a date leaves open: both answers are tried, and only what holds in every reading
 * counts. */
#include "rules/readings.h"

#include <string.h>

/* Open comparisons in one expression whose combinations are tried: 64 runs. */
#define OPEN_MAX 6

struct answer {
    char *key;
    bool yes;
};

static void clear_answer(void *data)
{
    g_free(((struct answer *)data)->key);
}

void readings_init(struct readings *readings)
{
    *readings = (struct readings){.answers = g_array_new(FALSE, FALSE, sizeof(struct answer))};
    g_array_set_clear_func(readings->answers, clear_answer);
}

void readings_clear(struct readings *readings)
{
    g_array_unref(readings->answers);
    g_free(readings->doubt);
}

void readings_start(struct readings *readings)
{
    g_array_set_size(readings->answers, 0);
    g_clear_pointer(&readings->doubt, g_free);
    readings->overflow = false;
}

static struct answer *answer_at(const struct readings *readings, unsigned index)
{
    return &g_array_index(readings->answers, struct answer, index);
}

bool readings_ask(struct readings *readings, const char *key, const char *doubt)
{
    for (unsigned i = 0; i < readings->answers->len; i++)
        if (strcmp(answer_at(readings, i)->key, key) == 0)
            return answer_at(readings, i)->yes;
    if (!readings->doubt)
        readings->doubt = g_strdup(doubt);
    if (readings->answers->len == OPEN_MAX) {
        readings->overflow = true;
        return false;
    }
    struct answer answer = {g_strdup(key), false};
    g_array_append_val(readings->answers, answer);
    return false;
}

bool readings_next(struct readings *readings)
{
    unsigned count = readings->answers->len;
    while (count > 0 && answer_at(readings, count - 1)->yes)
        count--;
    g_array_set_size(readings->answers, count);
    if (count > 0)
        answer_at(readings, count - 1)->yes = true;
    return count > 0;
}

enum truth date_is_before(struct date a, struct date b)
{
    if (!date_known(a) || !date_known(b))
        return TRUTH_OPEN;
    if (date_compare(date_last_day(a), date_first_day(b)) < 0)
        return TRUTH_YES;
    return date_compare(date_first_day(a), date_last_day(b)) >= 0 ? TRUTH_NO : TRUTH_OPEN;
}

enum truth date_is_at_least(struct date end, struct date start, struct duration period)
{
    if (!date_known(end) || !date_known(start))
        return TRUTH_OPEN;
    struct date earliest = date_add(date_first_day(start), period);
    struct date latest = date_add(date_last_day(start), period);
    if (date_compare(date_first_day(end), latest) >= 0)
        return TRUTH_YES;
    return date_compare(date_last_day(end), earliest) < 0 ? TRUTH_NO : TRUTH_OPEN;
}

int date_months_between(struct date a, struct date b)
{
    a = date_last_day(a);
    b = date_first_day(b);
    int months = (b.year - a.year) * 12 + b.month - a.month;
    if (months > 0 && date_compare(date_add(a, (struct duration){0, months}), b) <= 0)
        return months;
    return b.day < a.day ? months - 1 : months;
}
