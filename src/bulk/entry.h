/* SPDX-License-Identifier: Apache-2.0 */
/* A label's line in the index of a catalogue: who, what, until when, and where its files are. */
#pragma once

#include "base/date.h"
#include "read/document.h"

#include <glib.h>

/* The files of a record: relative paths and SHA-256 digests side by side; those of the label begin
 * at `first`. */
struct entry_files {
    GPtrArray *paths, *digests;
    guint first;
};

/* The index entry of one label: a declaration's variant (NULL: the base) as of a day. One line of
 * JSON without its end, which says nothing of where the record stood, so that it stays as it is
 * when the catalogue is sorted anew; the caller frees. *next becomes the first day on which the
 * label would read differently, where that is before what it was. */
char *entry_new(struct document *document, const char *variant, struct date as_of,
                const struct entry_files *files, struct date *next);
