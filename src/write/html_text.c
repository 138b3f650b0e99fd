/* SPDX-License-Identifier: Apache-2.0 */
/* HTML's running text: every text escaped, values isolated, links only where they may lead. */
#include "write/html_text.h"

#include "base/escape.h"
#include "base/url.h"

void html_say(GString *out, const char *before, const char *text, const char *after)
{
    g_string_append(out, before);
    escape_xml(out, text);
    g_string_append(out, after);
}

void html_put_value(GString *out, const char *text, const char *language)
{
    if (language)
        html_say(out, "<bdi lang=\"", language, "\">");
    else
        g_string_append(out, "<bdi>");
    html_say(out, "", text, "</bdi>");
}

/* Text of the label's own, with its line breaks; those who copy it get a blank for each. */
static void put_lines(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        html_say(out, line == lines ? "" : "\n<br>", *line, "");
}

static void put_span(GString *out, const struct span *span, bool dated)
{
    struct date date;
    if (span->strong)
        g_string_append(out, "<b>");
    if (dated && span->value && !span->language && date_parse(span->text, &date)) {
        html_open_time(out, date); /* figures and hyphens, which Arabic letters would turn round */
        html_say(out, "<bdi>", span->text, "</bdi></time>");
    } else if (span->value) {
        html_put_value(out, span->text, span->language);
    } else {
        put_lines(out, span->text);
    }
    if (span->strong)
        g_string_append(out, "</b>");
}

static void put_phrase(GString *out, const struct phrase *phrase, bool dated)
{
    bool inside = false; /* spans that are isolated together */
    for (size_t i = 0; i < phrase->count; i++) {
        const struct span *span = &phrase->spans[i];
        if (span->whole != inside)
            g_string_append(out, inside ? "</bdi>" : "<bdi>");
        inside = span->whole;
        put_span(out, span, dated);
    }
    if (inside)
        g_string_append(out, "</bdi>");
}

static void put_word(GString *out, const char *before, const struct word *word, const char *after,
                     bool dated)
{
    if (word->count == 0)
        return;
    g_string_append(out, before);
    put_phrase(out, &word->variants[0], dated);
    g_string_append(out, after);
}

void html_put_word(GString *out, const char *before, const struct word *word, const char *after)
{
    put_word(out, before, word, after, false);
}

void html_put_dated(GString *out, const char *before, const struct word *word, const char *after)
{
    put_word(out, before, word, after, true);
}

bool html_open_time(GString *out, struct date date)
{
    char buffer[11];
    if (!date_known(date))
        return false;
    html_say(out, "<time datetime=\"", date_format(date, buffer), "\">");
    return true;
}

bool html_open_link(GString *out, const char *url)
{
    g_autofree char *ascii = url ? url_ascii(url) : NULL;
    if (!ascii)
        return false;
    html_say(out, "<a href=\"", ascii, "\" rel=\"noopener noreferrer\">");
    return true;
}

void html_open_section(GString *out, const struct catalogue *catalogue, const char *id,
                       const char *english)
{
    g_autofree char *name = g_strconcat("page.", id, NULL);
    const char *text = catalogue_text(catalogue, name, 0);
    html_say(out, "<section aria-labelledby=\"", id, "\">\n");
    html_say(out, "<h2 id=\"", id, text ? "\">" : "\" lang=\"en\" dir=\"ltr\">");
    html_say(out, "", text ? text : english, "</h2>\n");
}
