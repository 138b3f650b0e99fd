/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue from inside: shared by what loads it and what judges it. */
#pragma once

#include "read/document.h"
#include "words/catalogue.h"

#include <glib.h>

#define VARIANTS_MAX 4

enum { CATEGORY_OTHER = 5, CATEGORY_COUNT = 6 };
enum { MONTH_FORM_COUNT = 4 };

extern const char *const catalogue_month_forms[MONTH_FORM_COUNT];

struct entry {
    const struct element *element;
    const char *texts[VARIANTS_MAX];   /* of a string: the full one first */
    const char *forms[CATEGORY_COUNT]; /* of a plural, by category */
    bool plural;
    bool needed;
};

struct plural_rules;

struct catalogue {
    struct document *document; /* owns every text */
    GHashTable *entries;       /* id → struct entry */
    const char *months[MONTH_FORM_COUNT][12];
    struct plural_rules *rules;
};

/* Adds findings for what is missing, misspelt or inserts what is not at hand; true where there are
 * none. Marks the entries that are needed. */
bool catalogue_judge(const struct catalogue *catalogue, const char *language, struct diags *diags);
