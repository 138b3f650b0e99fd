/* SPDX-License-Identifier: Apache-2.0 */
/* What a label says in a line, for lists of products: a part of its index entry. */
#include "bulk/saying.h"

#include "words/wording.h"

#include <string.h>

/* Takes the text; an empty one is left out. */
static void put(json_t *object, const char *key, char *text)
{
    if (text != NULL && *text != '\0')
        json_object_set_new(object, key, json_string(text));
    g_free(text);
}

/* Appends a word behind a dot. */
static void add_remark(GString *remarks, const struct word *word)
{
    if (word->count == 0)
        return;
    g_string_append(remarks, remarks->len > 0 ? " · " : "");
    for (size_t i = 0; i < word->variants[0].count; i++)
        g_string_append(remarks, word->variants[0].spans[i].text);
    g_strdelimit(remarks->str, "\n", ' ');
}

/* What a list may not leave out. */
static char *remarks_of(const struct wording *wording)
{
    GString *remarks = g_string_new(NULL);
    struct word cost = word_cost(wording), condition = word_condition(wording);
    add_remark(remarks, &wording->words[WORD_NOTICE]);
    add_remark(remarks, &cost);
    add_remark(remarks, &condition);
    if (!wording->facts->by_maker)
        add_remark(remarks, &wording->words[WORD_VOICE]);
    word_clear(&cost);
    word_clear(&condition);
    return g_string_free(remarks, FALSE);
}

/* Whether a path is that of a page, not of another kind of HTML. */
static bool is_page(const char *path)
{
    bool page = g_str_has_suffix(path, ".html");
    for (const struct writer *writer = writers; page && writer->name != NULL; writer++) {
        g_autofree char *suffix = g_strconcat(".", writer->suffix, NULL);
        page = strcmp(writer->name, "html") == 0 || !g_str_has_suffix(path, suffix);
    }
    return page;
}

/* The n-th page among the outputs: there is one for each language. */
static const char *page_of(const GPtrArray *paths, guint first, size_t number)
{
    for (guint i = first; i < paths->len; i++)
        if (is_page(paths->pdata[i]) && number-- == 0)
            return paths->pdata[i];
    return NULL;
}

static json_t *saying_new(const struct facts *facts, const struct catalogue *catalogue,
                          const char *page)
{
    struct wording *wording = wording_new(facts, catalogue);
    json_t *object = json_object();
    put(object, "language", g_strdup(catalogue_language(catalogue)));
    put(object, "product", word_text(wording, WORD_PRODUCT, 0));
    put(object, "headline", word_text(wording, WORD_HEADLINE, 0));
    put(object, "remarks", remarks_of(wording));
    put(object, "brief", wording_brief(wording));
    put(object, "spoken", g_strdup(wording->spoken));
    if (catalogue_rtl(catalogue))
        json_object_set_new(object, "rtl", json_true());
    put(object, "page", g_strdup(page));
    wording_free(wording);
    return object;
}

json_t *sayings_new(const struct facts *facts, const struct job_options *options,
                    struct workshop *workshop, const GPtrArray *paths, guint first)
{
    const char *own[] = {workshop_default_language(workshop, facts->declaration->language), NULL};
    const char *const *languages = options->languages[0] != NULL ? options->languages : own;
    json_t *sayings = json_array();
    for (size_t i = 0; languages[i] != NULL; i++) {
        g_autofree char *language = g_strndup(languages[i], strcspn(languages[i], "+"));
        const struct catalogue *catalogue = workshop_catalogue(workshop, language, NULL);
        if (catalogue != NULL)
            json_array_append_new(sayings, saying_new(facts, catalogue, page_of(paths, first, i)));
    }
    return sayings;
}
