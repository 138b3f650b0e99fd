/* SPDX-License-Identifier: Apache-2.0 */
/* Inside bulk/: a site under way, in one language. */
#pragma once

#include "bulk/site.h"
#include "bulk/sorter.h"
#include "write/site.h"

#include <jansson.h>

enum { SITE_YEARS = DATE_YEAR_MAX - DATE_YEAR_MIN + 1 };

struct site {
    struct tree *tree;
    struct diags *diags;
    struct site_edition edition;
    size_t number;           /* of the edition, as words are counted in an entry */
    bool any_language;       /* words are in each label's own */
    struct sorter *rows;     /* by name: what lists need of a product */
    struct sorter *groups;   /* by list and place in it: where its row is */
    struct sorter *events;   /* by day: the calendar's events */
    FILE *lines;             /* the rows as they stand in lists */
    size_t count;            /* of products */
    bool coming[SITE_YEARS]; /* whether there is a calendar of the year */
    GPtrArray *letters;      /* of struct site_link *: where each begins */
    GPtrArray *kinds[4];     /* of struct site_link *: lists by brand, category, state, year;
                              * where brands are too many, one to all of them */
    FILE *feed;              /* what the next run finds of the feeds of this one */
};

/* Frees a struct site_link with its strings. */
void site_link_free(void *link);
struct site_link *site_link_new(const char *href, const struct site_words *words, size_t count);

/* A text as it is sorted: apart from letter case, accents and form. The caller frees. */
char *site_key(const char *text);

/* Writes a file of the edition. */
bool site_put_file(struct site *site, const char *name, const GString *bytes);

/* A nameless file in the tree; NULL after a finding. */
FILE *site_scratch(struct site *site);

/* Whether all that was written into it is there; false after a finding. */
bool site_scratch_good(struct site *site, FILE *file);

/* A string of an object; NULL: none. */
const char *site_member(const json_t *object, const char *key);

/* The edition's words in an index entry; NULL: there are none. */
const json_t *site_words_of(const struct site *site, const json_t *entry);

/* All lists; of the rows, which are all there. */
bool site_write_lists(struct site *site);

/* The feed, of changes.ndjson and what the last run left in the hidden "feed". */
bool site_write_feed(struct site *site);
