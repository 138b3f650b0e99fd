/* SPDX-License-Identifier: Apache-2.0 */
/* Ten cells from the year of the as-of date; partial cells to scale and never rounded up. */
#include "model/ruler.h"

#include <glib.h>

enum {
    CELL = 1000,
    ENDED_CELL = 5, /* an end that has passed stands in the sixth cell */
};

/* The end of a date's last day inside its year, in 1/1000 years: months count alike. */
static int year_part(struct date date)
{
    struct date day = date_last_day(date);
    int days = date_days_in_month(day.year, day.month);
    return ((day.month - 1) * days + day.day) * CELL / (12 * days);
}

/* Sets the mark, and more cells or an arrow where ten are too few. */
static void set_mark(struct ruler *ruler, int mark)
{
    int cells = (mark + CELL - 1) / CELL;
    ruler->cells = (size_t)CLAMP(cells, RULER_CELLS, RULER_MAX_CELLS);
    ruler->arrow = cells > RULER_MAX_CELLS;
    ruler->mark = CLAMP(mark, 0, (int)ruler->cells * CELL);
    ruler->bold = ruler->arrow || mark <= 0 ? -1 : (mark - 1) / CELL;
}

static void plan_dated(struct ruler *ruler, const struct facts *facts)
{
    set_mark(ruler, (facts->end.year - ruler->first) * CELL + year_part(facts->end));
}

static void plan_relative(struct ruler *ruler, const struct facts *facts)
{
    ruler->relative = true;
    ruler->first = 1;
    set_mark(ruler, facts->period.years * CELL + facts->period.months * CELL / 12);
}

static void plan_ended(struct ruler *ruler, const struct facts *facts)
{
    ruler->after = facts->form == FORM_ENDED_CONTINUING ? RULER_EMPTY : RULER_CROSSED;
    if (!date_known(facts->end)) {
        ruler->before = ruler->after;
        return;
    }
    ruler->first = facts->end.year - ENDED_CELL;
    plan_dated(ruler, facts);
}

struct ruler ruler_plan(const struct facts *facts)
{
    struct ruler ruler = {.first = facts->as_of.year, .cells = RULER_CELLS, .bold = -1};
    ruler.before = RULER_FILLED;
    ruler.after = RULER_EMPTY;
    switch (facts->state) {
    case STATE_DATED:
        plan_dated(&ruler, facts);
        break;
    case STATE_RELATIVE:
        plan_relative(&ruler, facts);
        break;
    case STATE_EXPECTED:
        ruler.before = RULER_DASHED;
        if (date_known(facts->end))
            plan_dated(&ruler, facts);
        else
            plan_relative(&ruler, facts);
        break;
    case STATE_OPEN:
        ruler.before = ruler.after = RULER_DASHED;
        break;
    case STATE_NONE:
        ruler.before = ruler.after = RULER_CROSSED;
        break;
    case STATE_ENDED:
        plan_ended(&ruler, facts);
        break;
    }
    return ruler;
}
