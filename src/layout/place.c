/* SPDX-License-Identifier: Apache-2.0 */
/* A phrase comes from the first of its word's elements whose text it says, else from the first. */
#include "layout/place.h"

#include <string.h>

enum { MAX_PATHS = 3 };

static const struct document *document_of(const struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    return declaration != NULL ? declaration->document : NULL;
}

struct place place_of_element(const struct wording *wording, const struct element *element,
                              char **pointer)
{
    const struct document *document = document_of(wording);
    *pointer = NULL;
    if (document == NULL || element == NULL)
        return NOWHERE;
    return document_place(document, element, pointer);
}

static const struct element *find(const struct wording *wording, const char *path)
{
    const struct document *document = document_of(wording);
    return document != NULL ? element_find(document->root, path) : NULL;
}

struct place place_of_path(const struct wording *wording, const char *path, char **pointer)
{
    return place_of_element(wording, find(wording, path), pointer);
}

static bool says(const struct phrase *phrase, const char *text)
{
    for (size_t i = 0; i < phrase->count; i++)
        if (phrase->spans[i].value && strstr(phrase->spans[i].text, text) != NULL)
            return true;
    return false;
}

/* What the label's condition was made of. */
static const struct element *condition_of(const struct wording *wording)
{
    const struct facts *facts = wording->facts;
    if (facts->condition != NULL && (facts->condition->sold_separately || !facts->paid))
        return facts->condition->element;
    return find(wording, "updates/cost");
}

static const struct element *element_of(const struct wording *wording, enum word_id word,
                                        const struct phrase *phrase)
{
    static const char *const paths[WORD_COUNT][MAX_PATHS] = {
        [WORD_PRODUCT] = {"product/name", "product/labelName"},
        [WORD_MODEL] = {"product/model", "product/labelName", "product/name"},
        [WORD_STATED] = {"declaredBy/name"},
        [WORD_STATED_BY] = {"declaredBy/name"},
        [WORD_DISCLAIMER] = {"declaredBy/name"},
    };
    const struct element *first = NULL;
    if (word == WORD_CONDITION)
        return condition_of(wording);
    for (size_t i = 0; word < WORD_COUNT && i < MAX_PATHS && paths[word][i] != NULL; i++) {
        const struct element *element = find(wording, paths[word][i]);
        if (element != NULL && says(phrase, element->text))
            return element;
        first = first != NULL ? first : element;
    }
    return first;
}

struct place place_of_phrase(const struct wording *wording, enum word_id word,
                             const struct phrase *phrase, char **pointer)
{
    return place_of_element(wording, element_of(wording, word, phrase), pointer);
}
