/* SPDX-License-Identifier: Apache-2.0 */
/* Which product it is, who says so, and what the QR code is for. */
#include "words/compose.h"

#include <string.h>

/* True if name has word in it, apart from case, not as a piece of a longer word. */
static bool mentions(const char *name, const char *word)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    g_autofree char *wanted = g_utf8_casefold(word, -1);
    size_t size = strlen(wanted);
    for (const char *at = strstr(folded, wanted); at && size; at = strstr(at + 1, wanted)) {
        gunichar before = at > folded ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
        gunichar after = g_utf8_get_char(at + size);
        if (!g_unichar_isalnum(before) && !g_unichar_isalnum(after))
            return true;
    }
    return false;
}

/* Name and model keep their order, whatever stands around them. */
static struct phrase keep_whole(struct phrase phrase)
{
    for (size_t i = 0; i < phrase.count; i++)
        phrase.spans[i].whole = phrase.count > 1;
    return phrase;
}

static void add_name(struct word *word, const struct wording *wording, const char *name,
                     const char *model, const char *language)
{
    const char *foreign = value_language(wording, language);
    AUTO_WORD said =
        model ? word_say(wording->catalogue, "product.model",
                         INSERT({.name = "name", .text = name, .value = true, .language = foreign},
                                {.name = "model", .text = model, .value = true}))
              : word_value(name, foreign);
    if (said.count > 0)
        word_add(word, keep_whole(phrase_copy(&said.variants[0])));
}

/* Brand, name and model; then without the model; then the name made for labels. */
static void compose_name(struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    const char *label_language = catalogue_language(wording->catalogue);
    const char *language = declaration->language;
    const char *name = declaration_product_name(declaration, label_language, &language);
    const char *brand = declaration->product.brand, *model = declaration->product.model;
    bool branded = !brand || mentions(name, brand);
    g_autofree char *full = g_strconcat(branded ? "" : brand, branded ? "" : " ", name, NULL);
    struct word *word = &wording->words[WORD_PRODUCT];
    if (model && !mentions(full, model))
        add_name(word, wording, full, model, language);
    add_name(word, wording, full, NULL, language);
    const char *short_name = declaration_label_name(declaration, label_language, &language);
    if (short_name)
        add_name(word, wording, short_name, NULL, language);
}

/* The model; where there is none or no room for it, the name made for labels. */
static void compose_model(struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    const char *label_language = catalogue_language(wording->catalogue);
    const char *language = NULL;
    struct word *word = &wording->words[WORD_MODEL];
    const char *model = declaration->product.model;
    if (model)
        *word = word_value(model, NULL);
    const char *name = declaration_label_name(declaration, label_language, &language);
    if (!name && !model)
        name = declaration_product_name(declaration, label_language, &language);
    AUTO_WORD named = word_value(name, value_language(wording, language));
    word_add_copies(word, &named);
}

/* What the QR code is for, and what stands for it on a screen. */
static void compose_page(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (!facts->declaration->link.url)
        return;
    bool dated =
        (facts->state == STATE_DATED || facts->state == STATE_EXPECTED) && date_known(facts->end);
    bool current = facts->declaration->link.kept_current;
    const char *what = !current ? "more" : dated ? "date" : "information";
    g_autofree char *scan = g_strconcat("scan.", what, NULL);
    g_autofree char *link = g_strconcat("link.", what, NULL);
    compose_word(wording, WORD_SCAN, scan, NULL);
    compose_word(wording, WORD_LINK, link, NULL);
}

void compose_product(struct wording *wording)
{
    compose_name(wording);
    compose_model(wording);
    compose_page(wording);
    if (wording->facts->declaration->product.status == STATUS_RECALLED)
        compose_word(wording, WORD_NOTICE, "notice.recalled", NULL);
    else if (wording->facts->declaration->product.status == STATUS_WITHDRAWN)
        compose_word(wording, WORD_NOTICE, "notice.withdrawn", NULL);
}

static const char *role_key(enum role role)
{
    static const char *const keys[] = {
        [ROLE_MANUFACTURER] = "maker", [ROLE_BRAND_OWNER] = "brand",
        [ROLE_IMPORTER] = "importer",  [ROLE_AUTHORISED_REPRESENTATIVE] = "representative",
        [ROLE_RETAILER] = "retailer",  [ROLE_MARKET_SURVEILLANCE] = "authority",
        [ROLE_THIRD_PARTY] = "other",
    };
    return keys[role];
}

void compose_declarant(struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    const char *language = declaration->language;
    const char *name =
        declaration_declarant_name(declaration, catalogue_language(wording->catalogue), &language);
    char date[11];
    date_format(declaration->declarant.stated_on, date);
    const struct argument *arguments = INSERT({.name = "name",
                                               .text = name,
                                               .value = true,
                                               .language = value_language(wording, language)},
                                              {.name = "date", .text = date, .value = true});
    bool compiled = wording->facts->role == ROLE_THIRD_PARTY;
    const char *key = role_key(wording->facts->role);
    g_autofree char *voice = g_strconcat("voice.", key, NULL);
    g_autofree char *disclaimer = g_strconcat("disclaimer.", key, NULL);
    compose_word(wording, WORD_STATED, compiled ? "compiled" : "stated", arguments);
    compose_word(wording, WORD_STATED_BY, compiled ? "compiled.by" : "stated.by", arguments);
    compose_word(wording, WORD_STATED_ON, "stated.on", arguments);
    compose_word(wording, WORD_VOICE, voice, arguments);
    compose_word(wording, WORD_DISCLAIMER, disclaimer, arguments);
}
