/* SPDX-License-Identifier: Apache-2.0 */
/* How updates arrive, and the condition they depend on. */
#include "words/compose.h"
#include "words/method.h"

/* The words where the state leaves no method to speak of; NULL in head where it does. */
static struct method_words words_of_form(const struct facts *facts)
{
    switch (facts->form) {
    case FORM_NONE_CANNOT:
        return (struct method_words){"method.none.cannot", "method.none.cannot.sub", "none"};
    case FORM_NONE_NOT_PROMISED:
        return (struct method_words){"method.none.unpromised", "method.none.unpromised.sub",
                                     "none"};
    case FORM_ENDED_PROMISE:
        return (struct method_words){facts->anticipated ? "method.ended.expected"
                                                        : "method.ended.promise",
                                     "method.ended.promise.sub", "ended"};
    case FORM_ENDED_STOPPED:
    case FORM_ENDED_UNDATED:
        return (struct method_words){"method.ended.stopped",
                                     date_known(facts->end) ? "method.ended.stopped.sub"
                                                            : "method.ended.undated.sub",
                                     "ended"};
    case FORM_PLAIN:
    case FORM_OPEN_BY_MAKER:
    case FORM_OPEN_NOT_FOUND:
    case FORM_OPEN_WHILE_ON_SALE:
    case FORM_OPEN_PART:
    case FORM_OPEN_TERM:
    case FORM_ENDED_CONTINUING:
        break;
    }
    return (struct method_words){NULL, NULL, NULL};
}

/* The declarant's own words for another way, translated where the declaration's own are meant. */
static const char *other_way(const struct wording *wording, const char **language)
{
    const struct facts *facts = wording->facts;
    *language = facts->declaration->language;
    if (g_strcmp0(facts->method.other, facts->declaration->updates.other_mode) != 0)
        return facts->method.other;
    return declaration_other_mode(facts->declaration, catalogue_language(wording->catalogue),
                                  language);
}

void compose_method(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    struct method_words words = words_of_form(facts);
    if (!words.head)
        words = method_words(&facts->method);
    char figures[11];
    date_format(facts->end, figures);
    const char *language;
    const char *way = other_way(wording, &language);
    wording->method_icon = words.icon;
    compose_word(wording, WORD_METHOD, words.head, NULL);
    compose_word(wording, WORD_METHOD_SUB, words.sub,
                 INSERT({.name = "date", .text = figures, .value = true},
                        {.name = "way",
                         .text = way,
                         .value = true,
                         .language = value_language(wording, language)}));
}

struct word word_cost(const struct wording *wording)
{
    const char *text = "condition.payment";
    if (!wording->facts->paid)
        return (struct word){0};
    enum cost cost = wording->facts->declaration->updates.cost;
    if (cost == COST_SUBSCRIPTION)
        text = "condition.subscription";
    else if (cost == COST_FREE_THEN_PAID)
        text = "condition.payment.later";
    return word_say(wording->catalogue, text, NULL);
}

static const char *text_of_kind(enum condition_kind kind)
{
    static const char *const texts[CONDITION_COUNT] = {
        [CONDITION_ACCOUNT] = "condition.account",
        [CONDITION_REGISTRATION] = "condition.registration",
        [CONDITION_SUBSCRIPTION] = "condition.subscription",
        [CONDITION_PAYMENT] = "condition.payment",
        [CONDITION_HUB] = "condition.hub",
        [CONDITION_COMPANION_APP] = "condition.app",
        [CONDITION_COMPUTER] = "condition.computer",
        [CONDITION_INTERNET] = "condition.internet",
        [CONDITION_MOBILE_DATA] = "condition.mobile",
        [CONDITION_REGION] = "condition.region",
        [CONDITION_LATEST_VERSION] = "condition.version",
        [CONDITION_FIRST_OWNER] = "condition.owner",
        [CONDITION_AUTHORISED_SELLER] = "condition.seller",
        [CONDITION_PROOF_OF_PURCHASE] = "condition.proof",
    };
    return texts[kind];
}

/* The id of a condition's text; name: what the declaration calls it, or NULL. */
static const char *condition_text(const struct condition *condition, const char *name)
{
    switch (condition->kind) {
    case CONDITION_REGISTRATION:
        if (date_known(condition->until))
            return "condition.registration.until";
        break;
    case CONDITION_HUB:
        if (condition->sold_separately)
            return name ? "condition.hub.named.extra" : "condition.hub.extra";
        if (name)
            return "condition.hub.named";
        break;
    case CONDITION_REGION:
        if (g_strcmp0(name, "EU") == 0)
            return "condition.region.eu";
        if (name)
            return "condition.region.named";
        break;
    default:
        break;
    }
    return text_of_kind(condition->kind);
}

struct word word_condition(const struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    const struct condition *condition = wording->facts->condition;
    if (!condition)
        return (struct word){0};
    const char *language = declaration->language, *name = condition->text;
    if (condition->element)
        name = declaration_text(declaration, condition->element, "text",
                                catalogue_language(wording->catalogue), &language);
    char until[11];
    date_format(condition->until, until);
    struct word word = word_say(wording->catalogue, condition_text(condition, name),
                                INSERT({.name = "name",
                                        .text = name,
                                        .value = true,
                                        .language = value_language(wording, language)},
                                       {.name = "date", .text = until, .value = true}));
    if (!wording->facts->condition_closed || condition->kind == CONDITION_REGISTRATION)
        return word;
    struct word closed =
        word_say(wording->catalogue, "condition.closed", INSERT({.name = "text", .word = &word}));
    word_clear(&word);
    return closed;
}

/* Payment is the worse condition, unless something else has to be bought first. */
void compose_condition(struct wording *wording)
{
    const struct condition *condition = wording->facts->condition;
    bool bought = condition && condition->sold_separately;
    struct word cost = word_cost(wording);
    if (cost.count > 0 && !bought) {
        wording->words[WORD_CONDITION] = cost;
        return;
    }
    word_clear(&cost);
    wording->words[WORD_CONDITION] = word_condition(wording);
}
