/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue from inside: shared by what loads, judges, overlays and exchanges it. */
#pragma once

#include "read/document.h"
#include "words/catalogue.h"

#include <glib.h>

#define STRINGS_SCHEMA "schemas/strings.xsd"
#define STRINGS_NAMESPACE "urn:uplabel:strings:1"
#define VARIANTS_MAX 4

enum { CATEGORY_OTHER = 5, CATEGORY_COUNT = 6 };
enum { MONTH_FORM_COUNT = 4, MONTHS = 12 };

/* How a forbidden word reads, in the order of catalogue_readings. */
enum reading { READS_EXPIRY, READS_ENDLESS, READS_UNDATED, READS_TESTED, READING_COUNT };

/* CLDR categories, forms of months and readings, as they are written in a catalogue. */
extern const char *const catalogue_categories[CATEGORY_COUNT];
extern const char *const catalogue_month_forms[MONTH_FORM_COUNT];
extern const char *const catalogue_readings[READING_COUNT];

/* A string or a plural. Texts stay elements, so that a finding can say where one stands. */
struct entry {
    const struct document *document; /* where it was read */
    const struct element *element;
    /* The full text, then short ones; of a plural by category, of a string in that of other. */
    const struct element *texts[CATEGORY_COUNT][VARIANTS_MAX];
    bool plural;
    bool needed;
};

struct months {
    const struct document *document;
    const struct element *element; /* NULL: there are none */
    const struct element *names[MONTHS];
};

struct plural_rules;

struct catalogue {
    struct document *document; /* owns every text */
    GHashTable *entries;       /* id → struct entry */
    struct months months[MONTH_FORM_COUNT];
    const struct element *forbidden[READING_COUNT]; /* NULL: there are none */
    struct plural_rules *rules;
    struct catalogue *overlay; /* owned; NULL: none */
    struct approval approval;
};

enum need_kind { NEED_TEXT, NEED_PLURAL, NEED_OPTIONAL };

/* What the program asks a catalogue for. values: names of {inserts}, those with ? may be left out.
 */
struct need {
    const char *id;
    enum need_kind kind;
    const char *values;
};

extern const struct need catalogue_needs[];
extern const size_t catalogue_need_count;

/* The id nearest to one that nobody needs, or NULL. */
const char *catalogue_nearest_id(const char *id);

/* A catalogue over a document that strings.xsd has judged; takes the document. */
struct catalogue *catalogue_new(struct document *document);

/* The file of strings that the tree is, without what stood between its elements; the caller frees.
 */
char *catalogue_write(const struct document *document);

/* True if the language's whole numbers, as labels count them, ask for the category. */
bool catalogue_needs_category(const struct catalogue *catalogue, size_t category);

/* Adds findings for what is missing, misspelt, inserts what is not at hand, or says what no label
 * may say; true where there are none. Marks the entries that are needed. */
bool catalogue_judge(const struct catalogue *catalogue, const char *language, struct diags *diags);

/* The same of a part of one: nothing is missing but what belongs to a text that is there. words:
 * the catalogue whose forbidden words count as well; may be NULL. */
bool catalogue_judge_part(const struct catalogue *catalogue, const struct catalogue *words,
                          struct diags *diags);

/* Refuses forbidden words, figures of its own, and characters nobody sees, in every text; words:
 * the catalogue that holds the forbidden ones. */
void catalogue_judge_texts(const struct catalogue *catalogue, const struct catalogue *words,
                           struct diags *diags);

/* Refuses texts that say the same though they mean different things. */
void catalogue_judge_contrasts(const struct catalogue *catalogue, struct diags *diags);
