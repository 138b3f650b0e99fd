/* SPDX-License-Identifier: Apache-2.0 */
/* A run under way: what its supervisor keeps of it. */
#pragma once

#include "base/hash.h"
#include "bulk/bulk.h"
#include "bulk/crew.h"
#include "bulk/ids.h"
#include "bulk/journal.h"
#include "bulk/rejects.h"
#include "bulk/totals.h"
#include "read/records.h"

/* A record on its way. */
struct slot {
    uint64_t number;
    bool asked;            /* it came from somebody who waits for an answer */
    char *name;            /* of its file */
    struct source *source; /* NULL: it could not be read */
    char digest[HASH_HEX_SIZE];
    struct diags *unread;  /* why it could not be read; NULL: it could */
    bool unchanged;        /* `known` stands for it */
    struct journal_line known;
    struct told told;      /* result NULL: under way */
};
void slot_free(struct slot *slot);

struct run {
    const struct bulk_options *options;
    struct workshop *workshop;
    struct diags *diags; /* of the run itself */
    struct tree *tree;   /* NULL: to the stream */
    struct journal *journal;
    struct ids *ids;     /* of the stream */
    struct crew *crew;
    struct rejects *rejects;
    struct totals totals;
    GHashTable *said;    /* what is said once only */
    const char *const *source; /* the one under way, or next */
    struct records *records;   /* NULL: begin with the next source */
    GQueue slots;              /* of struct slot *, in order of the input */
    GPtrArray *placing;        /* of struct slot *: in the journal, not yet in place */
    size_t unsynced;           /* records in place since the last safe point was begun */
    size_t nameless;           /* records that were lost or refused without an id */
    uint64_t bytes, bytes_read; /* of all sources, 0: not known */
    int status;
    bool failed;               /* nothing more can be written */
};

static inline void run_fail_with(struct run *run, int status)
{
    run->status = MAX(run->status, status);
}

/* Says findings, a line each, on err; what is so of all records is said of the first. */
void run_say(struct run *run, const char *text);

/* What was printed has arrived, or the run has failed. */
void flush_lines(struct run *run);

/* Finishes every record whose turn it is: outputs into place, lines out, a word on what failed. */
void finish_all(struct run *run);
