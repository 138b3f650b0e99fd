/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has done, record by record: what a next run may leave as it is, and what has changed. */
#pragma once

#include "bulk/tree.h"
#include "base/date.h"

struct journal;

/* Begins a run's journal in the tree. fingerprint: of all that decides outputs besides record and
 * day. reuse: the last run's work, and that of one that was killed, is found again where its
 * fingerprint was the same and its day is not later. NULL after a finding. */
struct journal *journal_open(struct tree *tree, const char *fingerprint, struct date as_of,
                             bool reuse, struct diags *diags);
void journal_free(struct journal *journal);

/* What is known of a record: its id, its next change, and the index entries of its labels. */
struct journal_line {
    char *digest, *id, *next;
    char **labels; /* ends with NULL */
};
void journal_line_clear(struct journal_line *line);

/* The line of a record of these bytes, where its labels read today as they did; false without. */
bool journal_find(const struct journal *journal, const char *digest, struct journal_line *line);

/* Number of the record that has this id in this run already, letter case and composition apart; 0
 * where none has. */
size_t journal_taken(const struct journal *journal, const char *id);

/* Adds a record's line; labels end with NULL. False after a finding. */
bool journal_add(struct journal *journal, const struct journal_line *line, size_t number,
                 struct diags *diags);

/* Makes sure that what was added, and the outputs, survive a power failure. */
bool journal_sync(struct journal *journal, struct diags *diags);

/* What the run has changed, product by product. */
enum change { CHANGE_ADDED, CHANGE_CHANGED, CHANGE_REMOVED };

/* Called for each; old or new is NULL where there was, or is, none. */
typedef void journal_told(void *data, enum change change, const struct journal_line *old,
                          const struct journal_line *new);
void journal_compare(struct journal *journal, journal_told *told, void *data);

/* Writes index.ndjson and makes this journal what the next run finds. False after a finding. */
bool journal_close(struct journal *journal, struct diags *diags);
