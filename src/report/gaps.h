/* SPDX-License-Identifier: Apache-2.0 */
/* The gap table: fields that regimes ask for and a declaration does not have. */
#pragma once

#include "read/document.h"
#include "read/glossary.h"
#include "read/standards.h"

/* What regimes ask for. All is borrowed. */
struct asked {
    const struct glossary *glossary;
    const struct standards *standards;
};

/* The fields (of const struct term *) that somebody asks for and the document lacks. What is inside
 * an object that it lacks is not named again. The caller frees the array. */
GPtrArray *gaps_of(const struct asked *asked, const struct document *document);

/* Of the fields that a standard asks for, how many the document has, and how many there are. */
void gaps_count(const struct asked *asked, const struct document *document, const char *standard,
                size_t *declared, size_t *all);

/* The table as text, each line behind two blanks. */
void gaps_append(GString *out, const struct asked *asked, const struct document *document);
