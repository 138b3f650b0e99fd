/* SPDX-License-Identifier: Apache-2.0 */
/* A label's line in the index of a catalogue: who, what, until when, and where its files are. */
#pragma once

#include "base/date.h"
#include "bulk/bulk.h"
#include "read/document.h"

#include <glib.h>

/* The files of a record: relative paths and SHA-256 digests side by side; those of the label begin
 * at `first`. */
struct entry_files {
    GPtrArray *paths, *digests;
    guint first;
};

/* The index entry of one label: a declaration's variant (NULL: the base) as of the day of the
 * options, with its words where these ask for a site. One line of JSON without its end, which says
 * nothing of where the record stood, so that it stays as it is when the catalogue is sorted anew;
 * the caller frees. *next becomes the first day on which the label would read differently, where
 * that is before what it was. */
char *entry_new(struct document *document, const char *variant, const struct bulk_options *options,
                struct workshop *workshop, const struct entry_files *files, struct date *next);

/* Tells every member of an entry, as it stands in it: "end" and "\"2031-03-31\"" with its quotation
 * marks. Reads what entry_new wrote, many times as fast as a parser; of anything else it tells
 * nothing that is outside the text. */
typedef void entry_told(void *data, const char *key, size_t key_size, const char *value,
                        size_t value_size);
void entry_walk(const char *entry, entry_told *told, void *data);

/* A string member's text; NULL for another value. The caller frees. */
char *entry_text(const char *value, size_t size);
