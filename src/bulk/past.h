/* SPDX-License-Identifier: Apache-2.0 */
/* A journal that is read: of the last whole run, or of runs that were not finished. */
#pragma once

#include "base/date.h"
#include "bulk/line.h"
#include "bulk/tree.h"

struct past;

/* Names the time since the system was started: what was written in it cannot have been lost. ""
 * where the system does not tell. The caller frees. */
char *past_boot(void);

/* Opens a journal of the tree; where there is none it is empty. fingerprint: only lines of runs that
 * had the same, and no later day, are found. */
struct past *past_open(const struct tree *tree, const char *name, const char *fingerprint,
                       struct date as_of);
void past_free(struct past *past);

/* Whether all of it that was wanted could be read; false after IO-READ. */
bool past_good(const struct past *past, struct diags *diags);

/* Makes the lines findable whose outputs are known to be there. newer (or NULL): a journal of later
 * runs, which may have written over the outputs of any id that it names. */
void past_index(struct past *past, const struct past *newer);

/* Whether lines are damaged or foreign. */
bool past_damaged(const struct past *past);

/* Whether it is damaged, or of a time before the system was started anew: outputs may have been
 * written over without a word of it. */
bool past_doubtful(const struct past *past);

/* The line of a record of these bytes, where its labels read on that day as they did. */
bool past_find(const struct past *past, const char *digest, const char *day,
               struct journal_line *line);

/* The lines of products one by one, from the first on after a rewind; false behind the last. */
void past_rewind(struct past *past);
bool past_next(struct past *past, struct journal_line *line);
