/* SPDX-License-Identifier: Apache-2.0 */
/* What happens afterwards, in one or two sentences. */
#include "words/compose.h"

#include <string.h>

struct word word_join(const struct wording *wording, const struct word *left,
                      const struct word *right)
{
    if (left->count == 0 || right->count == 0)
        return word_copy(left->count ? left : right);
    return word_say(wording->catalogue, "spoken.join",
                    INSERT({.name = "left", .word = left}, {.name = "right", .word = right}));
}

static struct word say_after(const struct wording *wording, const char *text)
{
    static const char *const effects[] = {
        [NOTE_NONE_DECLARED] = "",       [NOTE_CONTINUES] = ".continues",
        [NOTE_LOSES_SOME] = ".some",     [NOTE_LOSES_REMOTE] = ".remote",
        [NOTE_STOPS_WORKING] = ".stops",
    };
    g_autofree char *id = g_strconcat(text, effects[wording->facts->note], NULL);
    return word_say(wording->catalogue, id, NULL);
}

static struct word note_dated(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    AUTO_WORD after = say_after(wording, "note.after");
    AUTO_WORD floor = {0};
    if (facts->end_is_floor) {
        AUTO_WORD date =
            word_full_date(wording, facts->declaration->declarant.stated_on, "date.month");
        floor = word_say(wording->catalogue, "note.floor", INSERT({.name = "date", .word = &date}));
    }
    return word_join(wording, &floor, &after);
}

/* The example counts from the day of the statement, or of the first sale where that is what counts:
 * a day the declaration gives. */
static struct word say_example(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    struct date day = facts->from_first_purchase ? facts->declaration->product.first_sold_on
                                                 : facts->declaration->declarant.stated_on;
    const char *basis = basis_key(facts->from, facts->from_first_purchase);
    if (day.day == 0 || strcmp(basis, "unsaid") == 0)
        return (struct word){0};
    AUTO_WORD start = word_full_date(wording, day, "date.month");
    AUTO_WORD end = word_full_date(wording, date_add(day, facts->period), "date.until");
    g_autofree char *id = g_strconcat("note.example.", basis, NULL);
    return word_say(wording->catalogue, id,
                    INSERT({.name = "start", .word = &start}, {.name = "end", .word = &end}));
}

/* True if the product loses more than its updates. */
static bool loses(const struct facts *facts)
{
    return facts->note != NOTE_NONE_DECLARED && facts->note != NOTE_CONTINUES;
}

/* Example, what follows, receipt; where there is no room for all, the graver of the last two. */
static struct word note_relative(const struct wording *wording)
{
    AUTO_WORD example = say_example(wording);
    AUTO_WORD after = say_after(wording, example.count ? "note.then" : "note.after");
    AUTO_WORD end = word_join(wording, &example, &after);
    if (!wording->facts->needs_receipt)
        return word_copy(&end);
    AUTO_WORD receipt = word_say(wording->catalogue, "note.receipt", NULL);
    AUTO_WORD proof = word_join(wording, &example, &receipt);
    struct word whole = word_join(wording, &end, &receipt);
    word_add_copies(&whole, loses(wording->facts) ? &end : &proof);
    return whole;
}

/* A sentence on updates that could stop at any time, and what the product loses with them. */
static struct word say_with_loss(const struct wording *wording, struct word sentence)
{
    if (!loses(wording->facts))
        return sentence;
    AUTO_WORD after = say_after(wording, "note.then");
    struct word both = word_join(wording, &sentence, &after);
    word_clear(&sentence);
    return both;
}

/* A note that names the day of the statement. */
static struct word say_checked(const struct wording *wording, const char *text)
{
    AUTO_WORD date =
        word_full_date(wording, wording->facts->declaration->declarant.stated_on, "date.month");
    return word_say(wording->catalogue, text, INSERT({.name = "date", .word = &date}));
}

/* Names the first part that the product needs and that has no end date. */
static struct word note_open_part(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    AUTO_WORD name = {0};
    for (size_t i = 0; i < facts->part_count && name.count == 0; i++) {
        const struct part *part = &facts->parts[i];
        if (part->essential && part->state == STATE_OPEN)
            name = word_part_name(wording, part);
    }
    if (name.count == 0)
        return word_say(wording->catalogue, "note.open.term", NULL);
    return word_say(wording->catalogue, "note.open.part", INSERT({.name = "name", .word = &name}));
}

static struct word say_open(const struct wording *wording)
{
    switch (wording->facts->form) {
    case FORM_OPEN_NOT_FOUND:
        return say_checked(wording, "note.open.missing");
    case FORM_OPEN_WHILE_ON_SALE:
        return word_say(wording->catalogue, "note.open.sale", NULL);
    case FORM_OPEN_PART:
        return note_open_part(wording);
    case FORM_OPEN_TERM:
        return word_say(wording->catalogue, "note.open.term", NULL);
    default:
        return word_say(wording->catalogue, "note.open.maker", NULL);
    }
}

static struct word note_open(const struct wording *wording)
{
    return say_with_loss(wording, say_open(wording));
}

/* Whether updates go on was not said: by the maker, or as far as somebody else found. */
static struct word note_promise_ended(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (facts->by_maker || facts->role == ROLE_MARKET_SURVEILLANCE)
        return word_say(wording->catalogue, "note.ended.maker", NULL);
    return say_checked(wording, "note.ended.missing");
}

static struct word note_ended(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (facts->form == FORM_ENDED_PROMISE)
        return note_promise_ended(wording);
    const char *text = date_known(facts->end) ? "note.ended.stopped" : "note.ended.undated";
    if (facts->form == FORM_ENDED_CONTINUING)
        text = "note.ended.continuing";
    else if (facts->note == NOTE_STOPS_WORKING)
        text = "note.ended.stops";
    return word_say(wording->catalogue, text, NULL);
}

static struct word note_none(const struct wording *wording)
{
    bool cannot = wording->facts->form == FORM_NONE_CANNOT;
    return word_say(wording->catalogue, cannot ? "note.none.cannot" : "note.none.unpromised", NULL);
}

static struct word note_expected(const struct wording *wording)
{
    return say_with_loss(wording, word_say(wording->catalogue, "note.expected", NULL));
}

/* That the earliest date counts, where several parts are needed and one governs a date. */
static void compose_parts(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    unsigned needed = 0;
    for (size_t i = 0; i < facts->part_count; i++)
        needed += facts->parts[i].essential;
    if (needed < 2 || (facts->state != STATE_DATED && facts->state != STATE_EXPECTED))
        return;
    g_autofree char *figure = g_strdup_printf("%u", needed);
    wording->words[WORD_PARTS] = word_count(wording->catalogue, "parts.earliest", needed,
                                            INSERT({.name = "n", .text = figure}));
}

void compose_note(struct wording *wording)
{
    static struct word (*const say[])(const struct wording *) = {
        [STATE_DATED] = note_dated,       [STATE_RELATIVE] = note_relative,
        [STATE_EXPECTED] = note_expected, [STATE_OPEN] = note_open,
        [STATE_NONE] = note_none,         [STATE_ENDED] = note_ended,
    };
    wording->words[WORD_NOTE] = say[wording->facts->state](wording);
    compose_parts(wording);
}
