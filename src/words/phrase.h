/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases and words: made from a catalogue's texts by inserting values, joined, flattened. */
#pragma once

#include "words/catalogue.h"
#include "words/wording.h"

#include <stdbool.h>

/* What stands in for {name}: a word (its variant of the same number, or its last), or a text. */
struct argument {
    const char *name;
    const struct word *word;
    const char *text;
    bool value;           /* the text comes from the declaration, or is a date in figures */
    const char *language; /* of a value; NULL: the label's */
};

/* Arguments for word_say and word_count, ended as they expect. */
#define INSERT(...) ((const struct argument[]){__VA_ARGS__, {0}})

/* A word that is cleared when it goes out of scope. */
#define AUTO_WORD __attribute__((cleanup(word_clear))) struct word

/* The named text with its short variants, arguments inserted. Arguments end with a NULL name and
 * may be NULL. A variant that reads like the one before is left out. Without variants where the
 * catalogue has no such text. */
struct word word_say(const struct catalogue *catalogue, const char *id,
                     const struct argument *arguments);

/* The same of a plural text. */
struct word word_count(const struct catalogue *catalogue, const char *id, unsigned count,
                       const struct argument *arguments);

/* A word of one value; empty where text is NULL. */
struct word word_value(const char *text, const char *language);

/* A word of the label's own, such as a month's name, and its short form (may be NULL). */
struct word word_plain(const char *text, const char *shorter);

/* Marks what a word of the label's own says as unread by a native speaker. */
void word_mark_draft(struct word *word);

/* Adds a variant; takes the phrase. Dropped where it reads like the last one. */
void word_add(struct word *word, struct phrase phrase);

struct phrase phrase_copy(const struct phrase *phrase);
struct word word_copy(const struct word *word);

/* Adds copies of another word's variants, to fall back on. */
void word_add_copies(struct word *word, const struct word *other);

/* The plain text of a phrase; the caller frees. */
char *phrase_text(const struct phrase *phrase);

/* The phrase as running text: line breaks become blanks, and values that could turn their
 * neighbours around are isolated. rtl: the text's own direction. The caller frees. */
char *phrase_flatten(const struct phrase *phrase, bool rtl);
