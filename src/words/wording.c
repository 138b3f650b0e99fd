/* SPDX-License-Identifier: Apache-2.0 */
/* Assembles a label's words, its rows and its spoken sentence. */
#include "words/wording.h"

#include "words/compose.h"

#include <string.h>

static const char *const names[WORD_COUNT] = {
#define WORD(id, name, duty) [WORD_##id] = (name),
#include "words/words.def"
#undef WORD
};

enum word_id word_find(const char *name)
{
    size_t id = 0;
    while (id < WORD_COUNT && strcmp(names[id], name) != 0)
        id++;
    return (enum word_id)id;
}

const char *word_name(enum word_id id)
{
    return names[id];
}

void compose_word(struct wording *wording, enum word_id id, const char *text,
                  const struct argument *arguments)
{
    wording->words[id] = word_say(wording->catalogue, text, arguments);
}

const char *value_language(const struct wording *wording, const char *language)
{
    return g_strcmp0(language, catalogue_language(wording->catalogue)) == 0 ? NULL : language;
}

struct wording *wording_new(const struct facts *facts, const struct catalogue *catalogue)
{
    struct wording *wording = g_new0(struct wording, 1);
    wording->facts = facts;
    wording->catalogue = catalogue;
    compose_state(wording);
    compose_headline(wording);
    compose_end(wording);
    compose_method(wording);
    compose_condition(wording);
    compose_note(wording);
    compose_product(wording);
    compose_declarant(wording);
    compose_rows(wording);
    wording->spoken = compose_spoken(wording);
    return wording;
}

void wording_free(struct wording *wording)
{
    if (!wording)
        return;
    for (size_t id = 0; id < WORD_COUNT; id++)
        word_clear(&wording->words[id]);
    for (size_t i = 0; i < wording->row_count; i++) {
        word_clear(&wording->rows[i].name);
        word_clear(&wording->rows[i].when);
    }
    g_free(wording->rows);
    g_free(wording->spoken);
    g_free(wording);
}

char *word_text(const struct wording *wording, enum word_id id, size_t variant)
{
    const struct word *word = &wording->words[id];
    return variant < word->count ? phrase_text(&word->variants[variant]) : NULL;
}

struct word wording_more_parts(const struct wording *wording, unsigned count)
{
    g_autofree char *figure = g_strdup_printf("%u", count);
    return word_count(wording->catalogue, "parts.more", count,
                      INSERT({.name = "n", .text = figure}));
}
