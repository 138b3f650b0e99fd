/* SPDX-License-Identifier: Apache-2.0 */
/* What a label carries: its label JSON, inside SVG, PDF, PNG and HTML, and in that the declaration.
 */
#pragma once

#include "base/date.h"
#include "base/source.h"

#include <glib.h>
#include <stdbool.h>

/* Cap on the bytes of a file that carries a label, and on the label JSON in it. */
#define CARRIER_MAX_BYTES ((size_t)64 * 1024 * 1024)
#define CARRIED_MAX_BYTES ((size_t)4 * 1024 * 1024)

enum carrier { CARRIER_NONE, CARRIER_JSON, CARRIER_SVG, CARRIER_PDF, CARRIER_PNG, CARRIER_HTML };

/* One label's data. */
struct carried {
    char *json;     /* the label JSON and a final newline */
    char *made;     /* how the file was made, as it says itself; NULL where it does not */
    char *said;     /* the label as sentences for those who listen; NULL where that is not read */
    size_t at, end; /* of the label in HTML; else of the whole file */
    /* From the label JSON: */
    char *language; /* "de", or "de+fr" of a label in several */
    char *spoken;
    char *link;        /* where it leads; NULL: nowhere */
    struct date as_of; /* a day on which the label reads as it does */
};

/* What kind of carrier the bytes are by how they begin; CARRIER_NONE: a declaration, or none. */
enum carrier carrier_kind(const struct source *source);

/* All labels carried in the source, of struct carried * at least one; NULL after a finding
 * (CARRIER-NONE, CARRIER-BROKEN). The caller frees with g_ptr_array_unref. */
GPtrArray *carrier_read(struct source *source, struct diags *diags);

/* Where the facts, or the words, of two label JSONs are not the same; NULL: nowhere. Findings do
 * not count, and the variant's name, which no declaration of one variant gives. The caller frees.
 */
char *carrier_data_difference(const char *json, const char *expected);

/* Where a label in one language says something else to those who listen than its data does,
 * whichever program made it; NULL: nowhere, or it is not known. The caller frees. */
char *carrier_said_difference(const struct carried *label);

/* How far what two files of a kind show is the same. Data that they carry does not count. */
enum likeness {
    LIKENESS_SAME,
    LIKENESS_LABEL, /* of a page: the label on it is the same, the rest is not */
    LIKENESS_WORDS, /* of HTML: the words of the label are the same, the markup around them is not
                     */
    LIKENESS_NONE,
};

/* Compares a file, or of HTML the label in it, with what should be the same, of the same kind.
 * Where it is not, *difference says what the one shows and the other should have shown; the caller
 * frees. */
enum likeness carrier_compare(enum carrier kind, const struct source *found,
                              const struct carried *label, GBytes *expected, char **difference);

/* Where the source carries a label, puts the declaration in its place; true too where it may be a
 * declaration itself. False after a finding: a picture without a label, or with several. */
bool carrier_unpack(struct source *source, struct diags *diags);

/* Where the source is a label's JSON, blanks everything in it but the declaration, which keeps its
 * lines and columns, and returns true. */
bool carrier_uncover(struct source *source);
