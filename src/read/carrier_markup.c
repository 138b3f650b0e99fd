/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON in SVG's metadata and in HTML's articles; and what two of them show compared. */
#include "read/carrier_parts.h"
#include "read/markup.h"

#include <string.h>

#define DATA "data-uplabel"
#define MADE "data-uplabel-made"
#define SAID "aria-label"

/* SVG */

/* The metadata's text, from its start tag on; NULL where it holds something else. */
static char *metadata_text(struct markup *markup)
{
    if (markup_next(markup) != MARKUP_TEXT)
        return NULL;
    g_autofree char *text = markup_text(markup);
    bool whole = markup_next(markup) == MARKUP_END && markup_is(markup, "metadata");
    return whole ? g_steal_pointer(&text) : NULL;
}

const char *carrier_svg_read(const struct source *source, GPtrArray *carried)
{
    struct markup markup;
    enum markup_event event;
    g_autofree char *json = NULL, *made = NULL, *said = NULL;
    size_t found = 0;
    markup_start(&markup, source->bytes, source->size);
    while ((event = markup_next(&markup)) != MARKUP_EOF) {
        if (event == MARKUP_START && markup_is(&markup, "svg") && !made) {
            made = markup_attribute(&markup, MADE);
            g_free(said);
            said = markup_attribute(&markup, SAID);
        } else if (event == MARKUP_START && markup_is(&markup, "metadata")) {
            found++;
            g_free(json);
            json = metadata_text(&markup);
        }
    }
    if (found > 1)
        return "it has two elements metadata";
    if (json)
        carrier_add(carried, g_steal_pointer(&json), g_steal_pointer(&made))->said =
            g_steal_pointer(&said);
    return NULL;
}

/* What the whole of a file shows, but for the data it carries. */
static char *svg_shown(const char *bytes, size_t size)
{
    static const char *const elements[] = {"metadata", NULL};
    return markup_shown(bytes, size, &(struct markup_rest){.elements = elements});
}

enum likeness carrier_svg_compare(const struct source *found, GBytes *expected, char **difference)
{
    gsize size = 0;
    const char *bytes = g_bytes_get_data(expected, &size);
    g_autofree char *one = svg_shown(found->bytes, found->size);
    g_autofree char *other = svg_shown(bytes, size);
    if (strcmp(one, other) == 0)
        return LIKENESS_SAME;
    *difference = carrier_text_difference(one, other);
    return LIKENESS_NONE;
}

/* HTML */

/* Whether the newest tag begins an article of ours. */
static bool is_card(const struct markup *markup)
{
    if (!markup_is(markup, "article"))
        return false;
    g_autofree char *names = markup_attribute(markup, "class");
    g_auto(GStrv) each = g_strsplit(names ? names : "", " ", -1);
    return g_strv_contains((const char *const *)each, "uplabel");
}

/* Behind the end of the article that the newest tag begins. */
static size_t article_end(struct markup *markup)
{
    enum markup_event event;
    while ((event = markup_next(markup)) != MARKUP_EOF)
        if (event == MARKUP_END && markup_is(markup, "article"))
            return markup->at;
    return markup->size;
}

const char *carrier_html_read(const struct source *source, GPtrArray *carried)
{
    struct markup markup;
    enum markup_event event;
    markup_start(&markup, source->bytes, source->size);
    struct carried *label = NULL;
    while ((event = markup_next(&markup)) != MARKUP_EOF) {
        if (event != MARKUP_START || !is_card(&markup))
            continue;
        size_t at = markup.start;
        g_autofree char *json = markup_attribute(&markup, DATA);
        g_autofree char *made = markup_attribute(&markup, MADE);
        g_autofree char *said = markup_attribute(&markup, SAID);
        size_t end = article_end(&markup);
        if (json) {
            label = carrier_add(carried, g_steal_pointer(&json), g_steal_pointer(&made));
            label->at = at;
            label->said = g_steal_pointer(&said);
        }
        if (label) /* those that follow are of its other languages */
            label->end = end;
    }
    return NULL;
}

/* Of a label in other people's pages, which have ids and a style sheet of their own. */
static const char *const own_elements[] = {"style", NULL};
static const char *const own_attributes[] = {"id", "aria-labelledby", NULL};

/* Every article of ours among the bytes, as it is shown. */
static char *cards_shown(const char *bytes, size_t size, bool texts)
{
    struct markup_rest rest = {own_elements, own_attributes, texts};
    GString *out = g_string_new(NULL);
    struct markup markup;
    enum markup_event event;
    markup_start(&markup, bytes, size);
    while ((event = markup_next(&markup)) != MARKUP_EOF) {
        if (event != MARKUP_START || !is_card(&markup))
            continue;
        size_t at = markup.start;
        g_autofree char *shown = markup_shown(bytes + at, article_end(&markup) - at, &rest);
        g_string_append(out, shown);
    }
    return g_string_free(out, FALSE);
}

static char *page_shown(const char *bytes, size_t size)
{
    return markup_shown(bytes, size, &(struct markup_rest){0});
}

/* The same letters: who rewrites markup moves blanks. */
static bool same_but_blanks(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, " \t\r\n");
        b += strspn(b, " \t\r\n");
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

/* Keeps what tells a difference, the last time it is told. */
static void tell(char **difference, const char *found, const char *expected)
{
    g_free(*difference);
    *difference = carrier_text_difference(found, expected);
}

static enum likeness compare_cards(const struct source *found, const struct carried *label,
                                   const char *bytes, size_t size, char **difference)
{
    for (int texts = 0; texts < 2; texts++) {
        g_autofree char *one =
            cards_shown(found->bytes + label->at, label->end - label->at, texts != 0);
        g_autofree char *other = cards_shown(bytes, size, texts != 0);
        if (texts ? same_but_blanks(one, other) : strcmp(one, other) == 0)
            return texts ? LIKENESS_WORDS : LIKENESS_SAME;
        tell(difference, one, other);
    }
    return LIKENESS_NONE;
}

enum likeness carrier_html_compare(const struct source *found, const struct carried *label,
                                   GBytes *expected, char **difference)
{
    gsize size = 0;
    const char *bytes = g_bytes_get_data(expected, &size);
    enum likeness likeness = compare_cards(found, label, bytes, size, difference);
    if (likeness != LIKENESS_SAME || g_ascii_strncasecmp(bytes, "<!doctype", 9) != 0)
        return likeness;
    g_autofree char *one = page_shown(found->bytes, found->size);
    g_autofree char *other = page_shown(bytes, size);
    if (strcmp(one, other) == 0)
        return LIKENESS_SAME;
    tell(difference, one, other);
    return LIKENESS_LABEL;
}
