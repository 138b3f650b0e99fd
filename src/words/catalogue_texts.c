/* SPDX-License-Identifier: Apache-2.0 */
/* Refuses what no text of a label may say: forbidden words, figures of its own, the opposite. */
#include "base/text.h"
#include "words/catalogue_private.h"

#include <string.h>

#define INSERTED "\uFFFC" /* stands for a value */
#define GAP '\001'        /* stands for words between, in a forbidden word */

/* Text made comparable: by compatibility, without case, accents, marks of the catalogue and what
 * nobody sees; a value is one character. Stars stay in a forbidden word. The caller frees. */
static char *fold(const char *text, bool pattern)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == '{') {
            g_string_append(plain, INSERTED);
            text += strcspn(text, "}") - (strchr(text, '}') ? 0 : 1);
        } else if (*text != '*' || pattern) {
            g_string_append_c(plain, *text == '|' ? ' ' : *text);
        }
    }
    g_string_replace(plain, "\u2026 ", "\001", 0);
    g_autofree char *compatible = g_utf8_normalize(plain->str, -1, G_NORMALIZE_ALL);
    g_autofree char *caseless = g_utf8_casefold(compatible ? compatible : "", -1);
    g_autofree char *apart = g_utf8_normalize(caseless, -1, G_NORMALIZE_ALL);
    GString *folded = g_string_new(NULL);
    for (const char *at = apart; *at; at += g_utf8_skip[(unsigned char)*at]) {
        gunichar letter = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(letter);
        if (type == G_UNICODE_SPACE_SEPARATOR)
            g_string_append(folded, folded->len && g_str_has_suffix(folded->str, " ") ? "" : " ");
        else if (letter == 0x131) /* a dotless i, which has no other case without a language */
            g_string_append_c(folded, 'i');
        else if (type != G_UNICODE_NON_SPACING_MARK && type != G_UNICODE_FORMAT)
            g_string_append_unichar(folded, letter);
    }
    return g_string_free(folded, FALSE);
}

static bool in_word(const char *at)
{
    return g_unichar_isalnum(g_utf8_get_char(at));
}

static bool stands_at(const char *at, const char *pattern);

/* True if the pattern stands at the beginning of this word or of a later one. */
static bool stands_behind(const char *at, const char *pattern)
{
    for (bool between = true; *at; at += g_utf8_skip[(unsigned char)*at]) {
        if (between && stands_at(at, pattern))
            return true;
        between = !in_word(at);
    }
    return false;
}

/* True if the pattern stands at this place: a star at its end stands for the rest of a word, the
 * one gap that it may have for words. */
static bool stands_at(const char *at, const char *pattern)
{
    for (; *pattern; pattern++, at++) {
        if (*pattern == '*')
            return true;
        if (*pattern == GAP)
            return stands_behind(at, pattern + 1);
        if (*at != *pattern)
            return false;
    }
    return !in_word(at);
}

/* True if the text has the word, apart from case; as a piece of a longer one only where the word
 * begins or ends with a star. */
static bool says(const char *text, const char *word)
{
    bool inside = *word == '*';
    bool after_letter = false;
    for (const char *at = text; *at; at += g_utf8_skip[(unsigned char)*at]) {
        if ((inside || !after_letter) && stands_at(at, word + inside))
            return true;
        after_letter = in_word(at);
    }
    return false;
}

struct judged {
    const struct document *document;
    const struct element *text;
    const char *id;
    unsigned month; /* 0: no month */
};

static const char *const why_forbidden[READING_COUNT] = {
    [READS_EXPIRY] = "it reads as if the product stopped working",
    [READS_ENDLESS] = "it reads as if updates never ended",
    [READS_UNDATED] = "standing alone it reads as if updates never ended",
    [READS_TESTED] = "it reads as if somebody had tested or approved the product",
};

static void judge_word(const struct judged *judged, const char *folded, const struct element *word,
                       enum reading reading, struct diags *diags)
{
    g_autofree char *pattern = fold(word->text, true);
    if (says(folded, pattern))
        document_report(judged->document, judged->text, diags, CODE_STRINGS_FORBIDDEN,
                        "\"%s\" of \"%s\" has the forbidden word \"%s\": %s", judged->text->text,
                        judged->id, word->text, why_forbidden[reading]);
}

/* A note is a sentence: there "no end date was found" is plain enough. */
static void judge_words(const struct judged *judged, const struct catalogue *words,
                        struct diags *diags)
{
    g_autofree char *folded = fold(judged->text->text, false);
    bool note = g_str_has_prefix(judged->id, "note.");
    for (size_t reading = 0; reading < READING_COUNT; reading++) {
        const struct element *list = words->forbidden[reading];
        const struct element *word =
            list && !(note && reading == READS_UNDATED) ? element_first(list) : NULL;
        for (; word; word = element_next(word))
            if (strcmp(word->name, "word") == 0)
                judge_word(judged, folded, word, (enum reading)reading, diags);
    }
}

/* Figures come from the declaration alone. A text may count "the 1st", a month be numbered. */
static void judge_figures(const struct judged *judged, struct diags *diags)
{
    unsigned allowed = judged->month ? judged->month : 1;
    for (const char *at = judged->text->text; *at; at += g_utf8_skip[(unsigned char)*at]) {
        unsigned figure = 0;
        if (!g_unichar_isdigit(g_utf8_get_char(at)))
            continue;
        for (; g_unichar_isdigit(g_utf8_get_char(at)) && figure < 10000;
             at += g_utf8_skip[(unsigned char)*at])
            figure = figure * 10 + (unsigned)g_unichar_digit_value(g_utf8_get_char(at));
        if (figure != allowed) {
            document_report(judged->document, judged->text, diags, CODE_STRINGS_FORBIDDEN,
                            "\"%s\" of \"%s\" has a figure of its own; figures are inserted from "
                            "the declaration",
                            judged->text->text, judged->id);
            return;
        }
        if (!*at)
            return;
    }
}

/* Word joiners are no fault here: they say where a line may not break. Other characters that nobody
 * sees are, soft hyphens too: no label is hyphenated. */
static void judge_characters(const struct judged *judged, struct diags *diags)
{
    static const enum code codes[] = {
        [TEXT_FAULT_EMPTY] = CODE_TEXT_EMPTY,
        [TEXT_FAULT_CONTROL] = CODE_TEXT_CONTROL,
        [TEXT_FAULT_BIDI] = CODE_TEXT_BIDI,
        [TEXT_FAULT_INVISIBLE] = CODE_TEXT_INVISIBLE,
        [TEXT_FAULT_UNASSIGNED] = CODE_TEXT_UNASSIGNED,
    };
    g_autoptr(GString) text = g_string_new(judged->text->text);
    g_string_replace(text, "\u2060", "", 0);
    struct text_report report = text_inspect(text->str);
    if (report.fault == TEXT_OK || report.fault >= TEXT_FAULT_MARKS)
        return;
    document_report(judged->document, judged->text, diags, codes[report.fault],
                    "the text of \"%s\" has U+%04X, which no label can show", judged->id,
                    (unsigned)report.code_point);
}

static void judge_text(const struct judged *judged, const struct catalogue *words,
                       struct diags *diags)
{
    judge_words(judged, words, diags);
    judge_figures(judged, diags);
    judge_characters(judged, diags);
}

static void judge_texts_of(const struct entry *entry, const char *id, const struct catalogue *words,
                           struct diags *diags)
{
    for (size_t i = 0; i < (size_t)CATEGORY_COUNT * VARIANTS_MAX; i++) {
        const struct element *text = entry->texts[i / VARIANTS_MAX][i % VARIANTS_MAX];
        if (text)
            judge_text(&(struct judged){entry->document, text, id, 0}, words, diags);
    }
}

void catalogue_judge_texts(const struct catalogue *catalogue, const struct catalogue *words,
                           struct diags *diags)
{
    for (size_t i = 0; i < catalogue_need_count; i++) {
        const char *id = catalogue_needs[i].id;
        const struct entry *entry = g_hash_table_lookup(catalogue->entries, id);
        if (entry)
            judge_texts_of(entry, id, words, diags);
    }
    for (size_t form = 0; form < MONTH_FORM_COUNT; form++) {
        const struct months *months = &catalogue->months[form];
        for (unsigned month = 0; month < MONTHS && months->names[month]; month++)
            judge_text(
                &(struct judged){months->document, months->names[month], "months", month + 1},
                words, diags);
    }
}

/* True if nothing but values and marks stands in it. */
static bool is_bare(const char *folded)
{
    for (; *folded; folded += g_utf8_skip[(unsigned char)*folded])
        if (g_unichar_isalpha(g_utf8_get_char(folded)))
            return false;
    return true;
}

static bool says_the_same(const struct entry *one, const struct element *text)
{
    g_autofree char *folded = fold(text->text, false);
    bool same = false;
    for (size_t i = 0; i < VARIANTS_MAX && one->texts[CATEGORY_OTHER][i] && !same; i++) {
        g_autofree char *other = fold(one->texts[CATEGORY_OTHER][i]->text, false);
        same = strcmp(folded, other) == 0;
    }
    return same && !is_bare(folded);
}

static void judge_pair(const struct catalogue *catalogue, const char *one, const char *other,
                       struct diags *diags)
{
    const struct entry *first = g_hash_table_lookup(catalogue->entries, one);
    const struct entry *second = g_hash_table_lookup(catalogue->entries, other);
    if (!first || !second)
        return;
    /* Wording that was laid over the catalogue is at fault, not the catalogue. */
    if (first->document != catalogue->document) {
        const struct entry *laid = first;
        const char *id = one;
        first = second;
        one = other;
        second = laid;
        other = id;
    }
    for (size_t i = 0; i < VARIANTS_MAX; i++) {
        const struct element *text = second->texts[CATEGORY_OTHER][i];
        if (text && says_the_same(first, text)) {
            document_report(second->document, text, diags, CODE_STRINGS_ALIKE,
                            "\"%s\" says \"%s\" as \"%s\" does, which means something else", other,
                            text->text, one);
            return;
        }
    }
}

void catalogue_judge_contrasts(const struct catalogue *catalogue, struct diags *diags)
{
    static const char *const contrasts[] = {
#define CONTRAST(ids) (ids),
#include "words/contrasts.def"
#undef CONTRAST
    };
    for (size_t i = 0; i < G_N_ELEMENTS(contrasts); i++) {
        g_auto(GStrv) ids = g_strsplit(contrasts[i], " ", -1);
        for (char **one = ids; *one; one++)
            for (char **other = one + 1; *other; other++)
                judge_pair(catalogue, *one, *other, diags);
    }
}
