/* SPDX-License-Identifier: Apache-2.0 */
/* Two revisions of a declaration: what the later one promises less, more, or otherwise. */
#pragma once

#include "model/facts.h"

#include <glib.h>

/* What became of a product, the most serious first. */
enum fate {
    FATE_GONE_EARLY, /* gone while its promise still ran */
    FATE_WEAKENED,   /* some promise is less than it was, whatever else is more */
    FATE_GONE,
    FATE_CHANGED,
    FATE_STRENGTHENED, /* some promise is more, none is less */
    FATE_ADDED,
    FATE_UNCHANGED,
    FATE_COUNT,
};

const char *fate_name(enum fate fate);  /* "goneEarly" */
const char *fate_words(enum fate fate); /* "gone before its promised end" */

/* One difference. Its code says which way it goes: of severity error, a promise is less. */
struct change {
    enum code code;
    bool in_old;         /* the place is in the earlier revision: what stood there is gone */
    size_t line, column; /* 0: not known */
    char *pointer;
    char *what;     /* "support ends earlier" */
    char *was, *is; /* NULL: nothing was, or is, declared */
    char *variant;  /* id, NULL: the base */
};

/* Of struct change *; the caller frees with g_ptr_array_unref. */
GPtrArray *changes_new(void);

const struct change *change_at(const GPtrArray *changes, size_t index);

/* "support ends earlier: was 2031-03, is 2029-03"; the caller frees. */
char *change_sentence(const struct change *change);

/* Appends what differs between the facts of two revisions as of the same day; the declarations they
 * were made of, and their documents, must still be there. */
void compare_revisions(const struct facts *old, const struct facts *new, GPtrArray *changes);

/* Of a product that is gone: the one change, DIFF-GONE-EARLY or DIFF-GONE. */
void compare_gone(const struct facts *old, GPtrArray *changes);

/* Of one that is new: DIFF-ADDED. */
void compare_added(const struct facts *new, GPtrArray *changes);

/* Drops what the base has already: only what is the variant's own stays. */
void changes_drop_repeated(GPtrArray *changes, size_t from);

enum fate changes_fate(const GPtrArray *changes);
