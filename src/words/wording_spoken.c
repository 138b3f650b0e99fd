/* SPDX-License-Identifier: Apache-2.0 */
/* The label as sentences, for those who listen: everything decisive that is printed. */
#include "words/compose.h"

/* Appends a sentence, in full, to the text so far; takes the sentence. */
static void speak(const struct wording *wording, struct word *spoken, struct word sentence)
{
    AUTO_WORD full = {0};
    if (sentence.count > 0)
        word_add(&full, phrase_copy(&sentence.variants[0]));
    struct word longer = word_join(wording, spoken, &full);
    word_clear(spoken);
    word_clear(&sentence);
    *spoken = longer;
}

/* Speaks a line of the label as a sentence. */
static void speak_word(const struct wording *wording, struct word *spoken, const struct word *line)
{
    if (line->count > 0)
        speak(wording, spoken,
              word_say(wording->catalogue, "spoken.sentence",
                       INSERT({.name = "text", .word = line})));
}

static char *state_text(const struct facts *facts)
{
    const char *precision = facts->end.day ? "day" : "month";
    switch (facts->state) {
    case STATE_DATED:
        return g_strconcat("spoken.", facts->end_is_final ? "final." : "", precision, NULL);
    case STATE_RELATIVE:
        return g_strdup(facts->end_is_final ? "spoken.exactly" : "spoken.relative");
    case STATE_EXPECTED:
        return g_strdup("spoken.expected");
    case STATE_OPEN:
        return g_strdup("spoken.open");
    case STATE_NONE:
        return g_strdup(facts->form == FORM_NONE_CANNOT ? "spoken.none" : "spoken.none.unpromised");
    case STATE_ENDED:
        break;
    }
    if (!date_known(facts->end))
        precision = "undated";
    bool stopped = facts->form == FORM_ENDED_STOPPED || facts->form == FORM_ENDED_UNDATED;
    const char *what = facts->anticipated ? "expected." : "promise.";
    return g_strconcat("spoken.ended.", stopped ? "stopped." : what, precision, NULL);
}

static void speak_state(const struct wording *wording, struct word *spoken)
{
    const struct facts *facts = wording->facts;
    bool past = facts->state == STATE_ENDED;
    AUTO_WORD date = word_full_date(wording, facts->end, past ? "date.month" : "date.until");
    AUTO_WORD duration = {0};
    if (facts->state == STATE_RELATIVE)
        duration = word_duration(wording, facts->period, facts->from, facts->from_first_purchase);
    g_autofree char *text = state_text(facts);
    speak(
        wording, spoken,
        word_say(wording->catalogue, text,
                 INSERT({.name = "product", .word = &wording->words[WORD_PRODUCT]},
                        {.name = "date", .word = &date}, {.name = "duration", .word = &duration})));
    if (facts->state == STATE_DATED && facts->end_computed)
        speak(wording, spoken, word_say(wording->catalogue, "spoken.computed", NULL));
    if (facts->state == STATE_EXPECTED)
        speak_word(wording, spoken, &wording->words[WORD_BELOW]);
}

/* Both a price and a condition are spoken, though the label has room for one. */
static void speak_conditions(const struct wording *wording, struct word *spoken)
{
    AUTO_WORD cost = word_cost(wording);
    AUTO_WORD condition = word_condition(wording);
    speak_word(wording, spoken, &cost);
    speak_word(wording, spoken, &condition);
}

/* What has ended has no method left, and that none is promised was said with the state. */
static void speak_method(const struct wording *wording, struct word *spoken)
{
    if (wording->facts->state == STATE_ENDED && wording->facts->form != FORM_ENDED_CONTINUING)
        return;
    if (wording->facts->form != FORM_NONE_NOT_PROMISED)
        speak_word(wording, spoken, &wording->words[WORD_METHOD]);
    speak_word(wording, spoken, &wording->words[WORD_METHOD_SUB]);
}

static void speak_parts(const struct wording *wording, struct word *spoken)
{
    for (size_t i = 0; i < wording->row_count; i++)
        speak(wording, spoken,
              word_say(wording->catalogue, "spoken.part",
                       INSERT({.name = "name", .word = &wording->rows[i].name},
                              {.name = "when", .word = &wording->rows[i].when})));
}

static void speak_declarant(const struct wording *wording, struct word *spoken)
{
    const struct declaration *declaration = wording->facts->declaration;
    const char *language = declaration->language;
    const char *name =
        declaration_declarant_name(declaration, catalogue_language(wording->catalogue), &language);
    AUTO_WORD date = word_full_date(wording, declaration->declarant.stated_on, "date.month");
    bool compiled = wording->facts->role == ROLE_THIRD_PARTY;
    speak(wording, spoken,
          word_say(wording->catalogue, compiled ? "spoken.compiled" : "spoken.stated",
                   INSERT({.name = "name",
                           .text = name,
                           .value = true,
                           .language = value_language(wording, language)},
                          {.name = "date", .word = &date})));
    if (compiled)
        speak(wording, spoken, word_say(wording->catalogue, "spoken.test", NULL));
    else
        speak_word(wording, spoken, &wording->words[WORD_DISCLAIMER]);
}

char *compose_spoken(const struct wording *wording)
{
    AUTO_WORD spoken = {0};
    speak_word(wording, &spoken, &wording->words[WORD_NOTICE]);
    speak_state(wording, &spoken);
    speak_conditions(wording, &spoken);
    speak_method(wording, &spoken);
    speak_parts(wording, &spoken);
    speak(wording, &spoken, word_copy(&wording->words[WORD_PARTS]));
    speak(wording, &spoken, word_copy(&wording->words[WORD_NOTE]));
    speak_declarant(wording, &spoken);
    return phrase_flatten(&spoken.variants[0], catalogue_rtl(wording->catalogue));
}

/* The voice counts where it is not the maker's. */
char *wording_brief(const struct wording *wording)
{
    AUTO_WORD spoken = {0};
    speak_word(wording, &spoken, &wording->words[WORD_NOTICE]);
    speak_state(wording, &spoken);
    speak_conditions(wording, &spoken);
    if (!wording->facts->by_maker)
        speak_word(wording, &spoken, &wording->words[WORD_VOICE]);
    return phrase_flatten(&spoken.variants[0], catalogue_rtl(wording->catalogue));
}
