/* SPDX-License-Identifier: Apache-2.0 */
/* The glossary: shared terms, every field and value, and what the regimes call them. */
#pragma once

#include "base/assets.h"
#include "base/diag.h"
#include "read/vocabulary.h"

enum term_kind { TERM_CONCEPT, TERM_FIELD, TERM_VALUE };

/* What a regime calls it, and where it asks for it. */
struct known {
    const char *by;   /* a standard's id */
    const char *as;   /* in its words; NULL: no words of it were read */
    const char *at;   /* clause; NULL: none */
    const char *read; /* how this clause is known, NULL: as the standard is */
};

struct term {
    const char *id; /* "support-period", "support.end", "updates.mode.manual": never changes */
    enum term_kind kind;
    const char *of;              /* the term it is a part of; NULL: none */
    const char *title;           /* of a concept; NULL for fields and values */
    const char *const *meanings; /* paragraphs, NULL at the end; those of fields and values come in
                                  * addition to their documentation */
    const char *const *see;      /* ids of other terms, NULL at the end */
    const struct known *known;
    size_t known_count;
    const struct field *field;       /* of a field; the one that a value belongs to */
    const struct field_value *value; /* of a value */
};

struct glossary;

/* Reads schemas/terms.xml and joins it with the vocabulary: the concepts as they stand in the file,
 * then every field and value. NULL after findings. The caller frees. */
struct glossary *glossary_load(const struct assets *assets, struct diags *diags);
void glossary_free(struct glossary *glossary);

size_t glossary_count(const struct glossary *glossary);
const struct term *glossary_at(const struct glossary *glossary, size_t index);

/* By id, by any path that leads to the field or value ("components.updates.mode.manual"), or by the
 * bare name of a field; NULL where there is none. */
const struct term *glossary_find(const struct glossary *glossary, const char *name);
