/* SPDX-License-Identifier: Apache-2.0 */
/* What a run comes to: every record accounted for, and labels by state, method, years and more. */
#pragma once

#include "base/date.h"
#include "bulk/journal.h"

#include <glib.h>

struct totals {
    size_t read, written, unchanged, refused, failed, elsewhere;
    size_t added, changed, removed;
    GHashTable *counts; /* "state\tdated" → count */
};

void totals_init(struct totals *totals);
void totals_clear(struct totals *totals);

/* Counts a label by its index entry, as of a day. */
void totals_add_label(struct totals *totals, const char *entry, struct date as_of);

/* Counts one more of a kind: "code", "LIMIT-SIZE". */
void totals_add(struct totals *totals, const char *kind, const char *value);

/* A few lines for people. */
void totals_print(GString *out, const struct totals *totals);
