/* SPDX-License-Identifier: Apache-2.0 */
/* The statement of compliance that goes with a product: its required contents, from a declaration.
 */
#pragma once

#include "model/declaration.h"

enum statement_law { STATEMENT_UK, STATEMENT_AU };

/* One part of the document, under its heading. */
struct statement_part {
    const char *heading;
    char *text; /* NULL: left blank, to be filled in by hand */
};

/* What the law wants in it and the declaration does not say. */
struct statement_gap {
    const struct element *at; /* where it would stand: the nearest there is */
    const char *field;        /* "product.batch" */
    const char *what;
};

struct statement {
    enum statement_law law;
    const char *title;
    const char *regime; /* the law in full */
    const char *basis;  /* how the list of contents is known */
    GArray *parts;      /* of struct statement_part */
    GArray *gaps;       /* of struct statement_gap: it must not be made while there is one */
    bool draft;         /* it names who signs, and is not signed yet */
};

/* Whether the declaration is for the market of that law; with market not NULL, for that one alone.
 */
bool statement_is_for(enum statement_law law, const struct declaration *declaration,
                      const char *market);

/* Never fails; declaration must outlive it. */
struct statement *statement_new(enum statement_law law, const struct declaration *declaration);
void statement_free(struct statement *statement);
