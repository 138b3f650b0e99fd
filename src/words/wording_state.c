/* SPDX-License-Identifier: Apache-2.0 */
/* The main statement: lead, hero, what stands beside or below it, and the end in figures. */
#include "words/compose.h"

/* A text around the month of the end, and its day where that is not the last of the month. */
static void compose_month(struct wording *wording, enum word_id id, const char *text)
{
    struct date end = wording->facts->end;
    bool whole = date_covers_month(end);
    g_autofree char *full_text = g_strconcat(text, whole ? "" : ".day", NULL);
    g_autofree char *day = g_strdup_printf("%d", end.day);
    g_autofree char *year = g_strdup_printf("%d", end.year);
    AUTO_WORD month = word_month(wording, whole ? "lead" : "day", end.month);
    compose_word(wording, id, full_text,
                 INSERT({.name = "month", .word = &month}, {.name = "day", .text = day},
                        {.name = "year", .text = year}));
}

static void compose_dated(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    g_autofree char *year = g_strdup_printf("%d", facts->end.year);
    compose_month(wording, WORD_LEAD, facts->end_is_final ? "lead.final" : "lead.dated");
    compose_word(wording, WORD_HERO, "hero.dated", INSERT({.name = "year", .text = year}));
    compose_month(wording, WORD_SIDE, "side.dated");
}

static void compose_relative(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    const char *unit;
    unsigned count = duration_count(facts->period, &unit);
    const char *basis = basis_key(facts->from, facts->from_first_purchase);
    g_autofree char *lead =
        g_strdup_printf("lead.%s.%s", facts->end_is_final ? "exactly" : "relative", basis);
    g_autofree char *side = g_strdup_printf("side.%s.%s", unit, basis);
    g_autofree char *figure = g_strdup_printf("%u", count);
    compose_word(wording, WORD_LEAD, lead, NULL);
    wording->words[WORD_HERO] = word_plain(figure, NULL);
    wording->words[WORD_SIDE] = word_count(wording->catalogue, side, count, NULL);
}

static void compose_expected(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    compose_word(wording, WORD_LEAD, "lead.expected", NULL);
    compose_word(wording, WORD_HERO, "hero.expected", NULL);
    if (date_known(facts->end)) {
        AUTO_WORD date = word_date(wording, facts->end, "date.until");
        compose_word(wording, WORD_BELOW, "below.expected",
                     INSERT({.name = "date", .word = &date}));
    } else {
        AUTO_WORD duration =
            word_duration(wording, facts->period, facts->from, facts->from_first_purchase);
        compose_word(wording, WORD_BELOW, "below.expected.period",
                     INSERT({.name = "duration", .word = &duration}));
    }
}

static void compose_open(struct wording *wording)
{
    compose_word(wording, WORD_LEAD, "lead.open", NULL);
    compose_word(wording, WORD_HERO, "hero.open", NULL);
    if (wording->facts->form == FORM_OPEN_WHILE_ON_SALE)
        compose_word(wording, WORD_BELOW, "below.open.sale", NULL);
}

static void compose_none(struct wording *wording)
{
    bool cannot = wording->facts->form == FORM_NONE_CANNOT;
    compose_word(wording, WORD_LEAD, cannot ? "lead.none.cannot" : "lead.none.unpromised", NULL);
    compose_word(wording, WORD_HERO, "hero.none", NULL);
}

/* The title says Security updates; where only a promise has ended, the lead has to say so. */
static void compose_ended(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (facts->form == FORM_ENDED_PROMISE || facts->form == FORM_ENDED_CONTINUING)
        compose_word(wording, WORD_LEAD,
                     facts->anticipated ? "lead.ended.expected" : "lead.ended.promise", NULL);
    compose_word(wording, WORD_HERO, "hero.ended", NULL);
    wording->words[WORD_BELOW] = word_date(wording, facts->end, "date.month");
}

void compose_state(struct wording *wording)
{
    static void (*const compose[])(struct wording *) = {
        [STATE_DATED] = compose_dated,       [STATE_RELATIVE] = compose_relative,
        [STATE_EXPECTED] = compose_expected, [STATE_OPEN] = compose_open,
        [STATE_NONE] = compose_none,         [STATE_ENDED] = compose_ended,
    };
    compose_word(wording, WORD_TITLE, "title", NULL);
    compose[wording->facts->state](wording);
}

/* The ids of the line with the end in figures. */

static char *end_text_ended(const struct facts *facts, const char *precision)
{
    if (!date_known(facts->end))
        return g_strdup("end.unsaid");
    if (facts->form == FORM_ENDED_STOPPED)
        return g_strconcat("end.", precision, NULL);
    return facts->anticipated ? g_strdup("end.expected")
                              : g_strconcat("end.promise.", precision, NULL);
}

static char *end_text(const struct facts *facts)
{
    const char *precision = facts->end.day ? "day" : "month";
    switch (facts->state) {
    case STATE_RELATIVE:
        return g_strconcat("end.", basis_key(facts->from, facts->from_first_purchase), NULL);
    case STATE_EXPECTED:
        return g_strdup(date_known(facts->end) ? "end.expected" : "end.unpromised");
    case STATE_OPEN:
        return g_strdup(facts->form == FORM_OPEN_NOT_FOUND ? "end.missing" : "end.unsaid");
    case STATE_NONE:
        return g_strdup(facts->form == FORM_NONE_CANNOT ? "end.none" : "end.none.unpromised");
    case STATE_ENDED:
        return end_text_ended(facts, precision);
    case STATE_DATED:
        break;
    }
    return g_strconcat("end.", precision, facts->end_computed ? ".computed" : "", NULL);
}

void compose_end(struct wording *wording)
{
    char figures[11];
    date_format(wording->facts->end, figures);
    g_autofree char *text = end_text(wording->facts);
    compose_word(wording, WORD_LAST_DAY, text,
                 INSERT({.name = "date", .text = figures, .value = true}));
}
