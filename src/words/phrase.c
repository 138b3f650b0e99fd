/* SPDX-License-Identifier: Apache-2.0 */
/* Makes phrases from a catalogue's texts: *strong*, {name} and | are understood here alone. */
#include "words/phrase.h"

#include <string.h>
#include <unicode/uchar.h>

static void append_span(struct phrase *phrase, struct span span)
{
    phrase->spans = g_renew(struct span, phrase->spans, phrase->count + 1);
    phrase->spans[phrase->count++] = span;
}

static void append_literal(struct phrase *phrase, const char *text, size_t size, bool strong,
                           bool draft)
{
    if (size == 0)
        return;
    char *literal = g_strndup(text, size);
    for (char *bar = strchr(literal, '|'); bar; bar = strchr(bar, '|'))
        *bar = '\n';
    append_span(phrase, (struct span){.text = literal, .strong = strong, .draft = draft});
}

/* Appends copies of the spans; strong makes all of them so. */
static void append_phrase(struct phrase *phrase, const struct phrase *other, bool strong)
{
    for (size_t i = 0; i < other->count; i++) {
        struct span span = other->spans[i];
        span.text = g_strdup(span.text);
        span.strong = span.strong || strong;
        append_span(phrase, span);
    }
}

static void append_argument(struct phrase *phrase, const struct argument *argument, size_t variant,
                            bool strong)
{
    const struct word *word = argument->word;
    if (word && word->count > 0) {
        append_phrase(phrase, &word->variants[MIN(variant, word->count - 1)], strong);
    } else if (argument->text) {
        append_span(phrase, (struct span){.text = g_strdup(argument->text),
                                          .strong = strong,
                                          .value = argument->value,
                                          .language = argument->language});
    }
}

static const struct argument *find_argument(const struct argument *arguments, const char *name,
                                            size_t size)
{
    for (; arguments && arguments->name; arguments++) {
        if (strlen(arguments->name) == size && memcmp(arguments->name, name, size) == 0)
            return arguments;
    }
    return NULL;
}

/* Neighbours of one kind become one span, so that a phrase has one form only. */
static void merge_spans(struct phrase *phrase)
{
    size_t kept = 0;
    for (size_t i = 1; i < phrase->count; i++) {
        struct span *last = &phrase->spans[kept], *next = &phrase->spans[i];
        if (last->value || next->value || last->strong != next->strong ||
            last->whole != next->whole) {
            phrase->spans[++kept] = *next;
            continue;
        }
        char *merged = g_strconcat(last->text, next->text, NULL);
        g_free(last->text);
        g_free(next->text);
        last->text = merged;
        last->draft = last->draft || next->draft;
    }
    if (phrase->count > 0)
        phrase->count = kept + 1;
}

/* The catalogue has been judged: stars and braces pair up. */
static struct phrase format_pattern(const char *pattern, const struct argument *arguments,
                                    size_t variant, bool draft)
{
    struct phrase phrase = {0};
    bool strong = false;
    while (*pattern) {
        size_t size = strcspn(pattern, "*{");
        append_literal(&phrase, pattern, size, strong, draft);
        pattern += size;
        if (*pattern == '*') {
            strong = !strong;
            pattern++;
        } else if (*pattern == '{') {
            size = strcspn(pattern, "}");
            const struct argument *argument = find_argument(arguments, pattern + 1, size - 1);
            if (argument)
                append_argument(&phrase, argument, variant, strong);
            pattern += size + (pattern[size] == '}');
        }
    }
    merge_spans(&phrase);
    return phrase;
}

static void phrase_clear(struct phrase *phrase)
{
    for (size_t i = 0; i < phrase->count; i++)
        g_free(phrase->spans[i].text);
    g_free(phrase->spans);
    *phrase = (struct phrase){0};
}

void word_clear(struct word *word)
{
    for (size_t i = 0; i < word->count; i++)
        phrase_clear(&word->variants[i]);
    g_free(word->variants);
    *word = (struct word){0};
}

static bool same_phrase(const struct phrase *a, const struct phrase *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->spans[i].text, b->spans[i].text) != 0)
            return false;
    }
    return true;
}

void word_add(struct word *word, struct phrase phrase)
{
    bool again = word->count > 0 && same_phrase(&word->variants[word->count - 1], &phrase);
    if (again || phrase.count == 0) {
        phrase_clear(&phrase);
        return;
    }
    word->variants = g_renew(struct phrase, word->variants, word->count + 1);
    word->variants[word->count++] = phrase;
}

static size_t most_variants(const struct argument *arguments)
{
    size_t most = 1;
    for (; arguments && arguments->name; arguments++)
        most = MAX(most, arguments->word ? arguments->word->count : 1);
    return most;
}

void word_mark_draft(struct word *word)
{
    for (size_t i = 0; i < word->count; i++)
        for (size_t k = 0; k < word->variants[i].count; k++)
            word->variants[i].spans[k].draft = true;
}

struct word word_say(const struct catalogue *catalogue, const char *id,
                     const struct argument *arguments)
{
    struct word word = {0};
    size_t most = most_variants(arguments);
    bool draft = !catalogue_text_reviewed(catalogue, id);
    const char *pattern = catalogue_text(catalogue, id, 0);
    for (size_t variant = 0; pattern; variant++) {
        const char *shorter = catalogue_text(catalogue, id, variant);
        if (!shorter && variant >= most)
            break;
        pattern = shorter ? shorter : pattern;
        word_add(&word, format_pattern(pattern, arguments, variant, draft));
    }
    return word;
}

struct word word_count(const struct catalogue *catalogue, const char *id, unsigned count,
                       const struct argument *arguments)
{
    struct word word = {0};
    size_t most = most_variants(arguments);
    bool draft = !catalogue_text_reviewed(catalogue, id);
    const char *pattern = catalogue_plural(catalogue, id, count, 0);
    for (size_t variant = 0; pattern; variant++) {
        const char *shorter = catalogue_plural(catalogue, id, count, variant);
        if (!shorter && variant >= most)
            break;
        pattern = shorter ? shorter : pattern;
        word_add(&word, format_pattern(pattern, arguments, variant, draft));
    }
    return word;
}

struct word word_value(const char *text, const char *language)
{
    struct word word = {0};
    struct phrase phrase = {0};
    if (text)
        append_span(&phrase,
                    (struct span){.text = g_strdup(text), .value = true, .language = language});
    word_add(&word, phrase);
    return word;
}

struct word word_plain(const char *text, const char *shorter)
{
    const char *const texts[] = {text, shorter};
    struct word word = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(texts) && texts[i]; i++) {
        struct phrase phrase = {0};
        append_span(&phrase, (struct span){.text = g_strdup(texts[i])});
        word_add(&word, phrase);
    }
    return word;
}

struct phrase phrase_copy(const struct phrase *phrase)
{
    struct phrase copy = {0};
    append_phrase(&copy, phrase, false);
    return copy;
}

void word_add_copies(struct word *word, const struct word *other)
{
    for (size_t i = 0; i < other->count; i++)
        word_add(word, phrase_copy(&other->variants[i]));
}

struct word word_copy(const struct word *word)
{
    struct word copy = {0};
    word_add_copies(&copy, word);
    return copy;
}

/* Frees the text. Word joiners only say where lines may not break, on the label itself. */
static char *without_joiners(GString *text)
{
    g_string_replace(text, "\u2060", "", 0);
    return g_string_free(text, FALSE);
}

char *phrase_text(const struct phrase *phrase)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < phrase->count; i++)
        g_string_append(text, phrase->spans[i].text);
    return without_joiners(text);
}

static bool is_rtl_letter(gunichar letter)
{
    UCharDirection direction = u_charDirection((UChar32)letter);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* True if the first letter that has a direction runs from right to left. */
static bool starts_rtl(const char *text)
{
    for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
        gunichar letter = g_utf8_get_char(text);
        if (is_rtl_letter(letter) || u_charDirection((UChar32)letter) == U_LEFT_TO_RIGHT)
            return is_rtl_letter(letter);
    }
    return false;
}

/* True if a value's letters or figures could run against text of direction rtl. */
static bool needs_isolation(const char *value, bool rtl)
{
    for (; *value; value += g_utf8_skip[(unsigned char)*value]) {
        gunichar letter = g_utf8_get_char(value);
        UCharDirection direction = u_charDirection((UChar32)letter);
        if (rtl ? direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER
                : is_rtl_letter(letter) || direction == U_ARABIC_NUMBER)
            return true;
    }
    return false;
}

static void flatten_span(GString *text, const struct span *span, bool rtl)
{
    bool isolated = span->value && needs_isolation(span->text, rtl);
    g_string_append_printf(text, isolated ? "\u2068%s\u2069" : "%s", span->text);
}

/* Appends the spans from i on that are isolated together; returns the last one's position. The
 * isolate is given its direction, as FSI does not look into the isolates inside. */
static size_t flatten_whole(GString *text, const struct phrase *phrase, size_t i, bool rtl)
{
    size_t end = i;
    bool isolated = false;
    g_autoptr(GString) all = g_string_new(NULL);
    for (; end < phrase->count && phrase->spans[end].whole; end++) {
        isolated |= needs_isolation(phrase->spans[end].text, rtl);
        g_string_append(all, phrase->spans[end].text);
    }
    bool inside = isolated ? starts_rtl(all->str) : rtl;
    g_string_append(text, !isolated ? "" : inside ? "\u2067" : "\u2066");
    for (; i < end; i++)
        flatten_span(text, &phrase->spans[i], inside);
    g_string_append(text, isolated ? "\u2069" : "");
    return end - 1;
}

char *phrase_flatten(const struct phrase *phrase, bool rtl)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < phrase->count; i++)
        if (phrase->spans[i].whole)
            i = flatten_whole(text, phrase, i, rtl);
        else
            flatten_span(text, &phrase->spans[i], rtl);
    g_strdelimit(text->str, "\n", ' ');
    return without_joiners(text);
}
