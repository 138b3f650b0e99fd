/* SPDX-License-Identifier: Apache-2.0 */
/* PDF's values: bytes → numbers, names, strings, arrays, dictionaries, within limits. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum pdf_kind {
    PDF_NULL,
    PDF_WORD, /* true, false; a number; each as it is written */
    PDF_STRING,
    PDF_NAME,
    PDF_ARRAY,
    PDF_DICTIONARY,
    PDF_REFERENCE,
};

struct pdf_value {
    enum pdf_kind kind;
    char *text; /* of a word, name or string, escapes resolved; a NUL behind its size bytes */
    size_t size;
    struct pdf_value *
        *items; /* of an array; of a dictionary its keys, each with its value behind */
    size_t count;
    unsigned object; /* of a reference */
    size_t stream;   /* where a dictionary's stream begins in the file, 0: it has none */
};

/* Where parsing stands, and the memory of all that was parsed. */
struct pdf_parser {
    const char *bytes;
    size_t size, at;
    GPtrArray *values; /* owns each struct pdf_value */
};

/* For values to be freed with. */
void pdf_value_free(void *value);

/* Steps over a word such as "obj" and blanks before it; false, and stays, where it is not there. */
bool pdf_take_word(struct pdf_parser *parser, const char *word);

/* Steps over a whole number without sign; false, and stays, where there is none. */
bool pdf_take_number(struct pdf_parser *parser, size_t *number);

/* The value at hand, which the parser owns; NULL where there is none, or beyond a limit. */
struct pdf_value *pdf_parse(struct pdf_parser *parser);

/* A dictionary's value, NULL without it or where it is no dictionary. */
const struct pdf_value *pdf_get(const struct pdf_value *dictionary, const char *key);

/* Whether a value is that name. */
bool pdf_is_name(const struct pdf_value *value, const char *name);

/* A whole number without sign; false where it is none. */
bool pdf_number(const struct pdf_value *value, size_t *number);
