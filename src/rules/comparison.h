/* SPDX-License-Identifier: Apache-2.0 */
/* One product in two revisions: what became of it, in the label's words and statement by statement.
 */
#pragma once

#include "rules/compare.h"
#include "rules/pairing.h"

/* A word of the label that reads differently. */
struct reworded {
    const char *word; /* its name in templates: "headline" */
    char *variant;    /* NULL: the base */
    char *was, *is;   /* NULL: the label has none */
};

/* The place of a record. */
struct compared_side {
    const char *file; /* NULL: the product is not on this side */
    size_t line;      /* of a catalogue; 0: the whole file */
};

struct comparison {
    enum fate fate;
    const char *name, *id; /* of the product, as the newer revision that has it says */
    struct compared_side old, new;
    enum pairing_by by;
    GPtrArray *rewords; /* of struct reworded * */
    GPtrArray *changes; /* of struct change * */
};
