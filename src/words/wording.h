/* SPDX-License-Identifier: Apache-2.0 */
/* Facts → the label's words and the spoken sentence, in one language. */
#pragma once

#include "model/facts.h"
#include "words/catalogue.h"

#include <glib.h>

/* A stretch of a phrase in one weight. */
struct span {
    char *text;
    bool strong;          /* ExtraBold inside a Medium phrase: the month */
    bool draft;           /* the catalogue's, and no native speaker has read it */
    bool value;           /* inserted from the declaration: isolated from its neighbours */
    bool whole;           /* one of several that are isolated together: a product and its model */
    const char *language; /* of a value; NULL: the label's */
};

struct phrase {
    struct span *spans;
    size_t count;
};

/* A word of the label: the full phrase first, then shorter ones to fall back on. No variants: the
 * label does not have it, and what draws it draws nothing. */
struct word {
    struct phrase *variants;
    size_t count;
};

/* The words templates can ask for, by name. */
enum word_id {
#define WORD(id, name, duty) WORD_##id,
#include "words/words.def"
#undef WORD
    WORD_COUNT
};

/* WORD_COUNT where there is none of that name. */
enum word_id word_find(const char *name);
const char *word_name(enum word_id id);

/* One row of parts: icon name, name, end in words. */
struct part_row {
    const char *icon;
    struct word name;
    struct word when;
    bool governs;
    const struct element *element; /* where it was declared; NULL: the product itself */
};

struct wording {
    const struct facts *facts;         /* borrowed */
    const struct catalogue *catalogue; /* borrowed */
    struct word words[WORD_COUNT];
    const char *method_icon;
    struct part_row *rows;
    size_t row_count;
    char *spoken; /* the whole label as sentences: title, desc, aria-label, Alt, -f text */
};

struct wording *wording_new(const struct facts *facts, const struct catalogue *catalogue);
void wording_free(struct wording *wording);

/* The decisive sentences alone: any recall, the state, its conditions, and who speaks where it is not
 * the maker. The caller frees. */
char *wording_brief(const struct wording *wording);

/* The variant's plain text without marks; the caller frees. NULL where the word is absent. */
char *word_text(const struct wording *wording, enum word_id id, size_t variant);

/* A text of the declaration that stands in another language than the label's. */
struct foreign {
    const char *text, *language; /* borrowed from the wording and its declaration */
};

/* Those that the words insert, each once, as there is no translation; NULL-terminated (text). What
 * differs from the label's language in its region alone is none. The caller frees with g_free. */
struct foreign *wording_foreign(const struct wording *wording);

/* The worst condition, and the price where payment alone is one: both are said where there is room,
 * and either may be empty. The caller frees with word_clear. */
struct word word_condition(const struct wording *wording);
struct word word_cost(const struct wording *wording);

/* "and 3 more parts", for rows that a template has no room for. The caller frees with word_clear.
 */
struct word wording_more_parts(const struct wording *wording, unsigned count);
void word_clear(struct word *word);
