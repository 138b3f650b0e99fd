/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has done, record by record: what a next run may leave as it is, and what has changed. */
#pragma once

#include "base/date.h"
#include "bulk/line.h"
#include "bulk/tree.h"

struct journal;

/* Begins a run's journal in the tree. fingerprint: of all that decides outputs besides record and
 * day. reuse: the work of the last run, and of those that were not finished since, is found again
 * where its fingerprint was the same and its day is not later. NULL after a finding. */
struct journal *journal_open(struct tree *tree, const char *fingerprint, struct date as_of,
                             bool reuse, struct diags *diags);
void journal_free(struct journal *journal);

/* The line of a record of these bytes, where its labels read today as they did; false without. */
bool journal_find(const struct journal *journal, const char *digest, struct journal_line *line);

/* Whether the outputs of a line that was found have to be compared with their digests: after a power
 * failure, or where a journal is damaged. */
bool journal_doubtful(const struct journal *journal);

/* Number of the record that has this id in this run already, letter case and composition apart; 0
 * where none has. */
size_t journal_taken(const struct journal *journal, const char *id);

/* Adds a record's line. The outputs of one that was done are put into place after the next flush and
 * before journal_placed: so a next run knows which may be half in place. False after a finding. */
bool journal_add(struct journal *journal, const struct journal_line *line, struct diags *diags);
bool journal_flush(struct journal *journal, struct diags *diags);
bool journal_placed(struct journal *journal, struct diags *diags);

/* Sees to it that what is in place survives a power failure, without waiting for the disk. */
bool journal_sync(struct journal *journal, struct diags *diags);

/* What the run has changed, product by product. */
enum change { CHANGE_ADDED, CHANGE_CHANGED, CHANGE_REMOVED, CHANGE_REFUSED, CHANGE_GONE };

/* Called for each; old or new is NULL where there was, or is, none. GONE: an earlier run told that
 * it was removed. Returns whether outputs of an old one are left. */
typedef bool journal_told(void *data, enum change change, const struct journal_line *old,
                          const struct journal_line *new);
bool journal_compare(struct journal *journal, journal_told *told, void *data, struct diags *diags);

/* Writes index.ndjson. False after a finding. */
bool journal_publish(struct journal *journal, struct diags *diags);

/* Makes this journal what the next run finds. False after a finding. */
bool journal_close(struct journal *journal, struct diags *diags);

/* Leaves the journal of a run that ended early to the next. */
void journal_leave(struct journal *journal, struct diags *diags);
