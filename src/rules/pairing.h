/* SPDX-License-Identifier: Apache-2.0 */
/* Which declarations are about the same product: by id, else GTIN, else maker and model. */
#pragma once

#include "read/document.h"

/* What made two declarations a pair, the surest first. */
enum pairing_by { PAIRING_ID, PAIRING_GTIN, PAIRING_MODEL, PAIRING_BY_COUNT };

const char *pairing_by_name(enum pairing_by by); /* "id", "gtin", "model" */

/* The keys of any number of declarations; not the declarations themselves: some 24 bytes a key. */
struct pairing;

struct pairing *pairing_new(void);
void pairing_free(struct pairing *pairing);

/* Adds the keys of a document under a number. */
void pairing_add(struct pairing *pairing, size_t number, const struct document *document);

#define PAIRING_NONE ((size_t)-1)

/* The first declaration added that is about the same product, PAIRING_NONE where none is. */
size_t pairing_find(struct pairing *pairing, const struct document *document);

struct pair {
    size_t with; /* a number of the other side, PAIRING_NONE: alone */
    enum pairing_by by;
};

/* Pairs each of the numbers 0 … count - 1 of one side with at most one of another, whose numbers
 * are 0 … other_count - 1: first all that share an id, then a GTIN, then maker and model. Where
 * several could be meant, the first that is still alone. The caller frees with g_free. */
struct pair *pairing_match(struct pairing *pairing, size_t count, struct pairing *other,
                           size_t other_count);
