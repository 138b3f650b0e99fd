/* SPDX-License-Identifier: Apache-2.0 */
/* The statement in one line, and what a label says without words. */
#include "words/compose.h"

#include <string.h>

/* A line that was broken to stand beside a figure, made whole again. */
static struct word unbroken(const struct wording *wording, const struct word *word)
{
    const char *join = catalogue_text(wording->catalogue, "spoken.join", 0);
    const char *blank = strchr(join, ' ') ? " " : "";
    struct word whole = word_copy(word);
    for (size_t i = 0; i < whole.count; i++)
        for (size_t k = 0; k < whole.variants[i].count; k++) {
            struct span *span = &whole.variants[i].spans[k];
            g_auto(GStrv) lines = g_strsplit(span->text, "\n", -1);
            g_free(span->text);
            span->text = g_strjoinv(blank, lines);
        }
    return whole;
}

/* Appends a statement to a headline. */
static void add_statement(const struct wording *wording, struct word *headline, enum word_id id)
{
    const struct word *word = &wording->words[id];
    if (word->count == 0)
        return;
    struct word both = word_copy(headline->count ? headline : word);
    if (headline->count) {
        word_clear(&both);
        both =
            word_say(wording->catalogue, "headline.join",
                     INSERT({.name = "left", .word = headline}, {.name = "right", .word = word}));
    }
    word_clear(headline);
    *headline = both;
}

/* Appends what continues the phrase. */
static void add_words(const struct wording *wording, struct word *headline, enum word_id id)
{
    AUTO_WORD part = unbroken(wording, &wording->words[id]);
    struct word both = word_join(wording, headline, &part);
    word_clear(headline);
    *headline = both;
}

/* Dated and relative labels read on from lead to hero; the others state one thing after another,
 * and the shortest leaves the date away. Without updates, or where an expectation follows, the lead
 * is but an introduction. */
static struct word say_headline(const struct wording *wording)
{
    struct word headline = {0};
    enum state state = wording->facts->state;
    if (state == STATE_DATED || state == STATE_RELATIVE) {
        add_words(wording, &headline, WORD_LEAD);
        add_words(wording, &headline, WORD_HERO);
        add_words(wording, &headline, WORD_SIDE);
        return headline;
    }
    if (state == STATE_OPEN || state == STATE_ENDED)
        add_statement(wording, &headline, WORD_LEAD);
    add_statement(wording, &headline, WORD_HERO);
    AUTO_WORD shortest = word_copy(&headline);
    add_statement(wording, &headline, WORD_BELOW);
    word_add_copies(&headline, &shortest);
    return headline;
}

/* The years of a period as figures, to a tenth and never up; NULL for less than a tenth. */
static char *years_in_figures(struct duration period)
{
    int tenths = (period.years * 12 + period.months) * 10 / 12;
    if (tenths % 10 == 0)
        return tenths == 0 ? NULL : g_strdup_printf("%d", tenths / 10);
    return g_strdup_printf("%d.%d", tenths / 10, tenths % 10);
}

/* What can be said without words: a promised end that has not passed, or promised years. */
static void compose_figures(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (facts->state == STATE_DATED) {
        char figures[11];
        struct date end = facts->end;
        end.day = date_covers_month(end) ? 0 : end.day;
        wording->words[WORD_FIGURES] = word_plain(date_format(end, figures), NULL);
    } else if (facts->state == STATE_RELATIVE) {
        g_autofree char *years = years_in_figures(facts->period);
        wording->words[WORD_FIGURES] = word_plain(years, NULL);
    }
}

/* The first part of the tag is enough to find one's line: ZH for zh-Hans. */
static void compose_language(struct wording *wording)
{
    const char *tag = catalogue_language(wording->catalogue);
    g_autofree char *code = g_ascii_strup(tag, (gssize)strcspn(tag, "-"));
    wording->words[WORD_LANGUAGE] = word_plain(code, NULL);
}

void compose_headline(struct wording *wording)
{
    wording->words[WORD_HEADLINE] = say_headline(wording);
    compose_figures(wording);
    compose_language(wording);
}
