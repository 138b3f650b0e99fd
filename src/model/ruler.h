/* SPDX-License-Identifier: Apache-2.0 */
/* The year ruler: what each cell says, from the facts alone. */
#pragma once

#include "model/facts.h"

#include <stddef.h>

enum { RULER_CELLS = 10, RULER_MAX_CELLS = 15 };

/* How a stretch of time is drawn. */
enum ruler_mark {
    RULER_FILLED,  /* promised */
    RULER_EMPTY,   /* no promise */
    RULER_DASHED,  /* not said */
    RULER_CROSSED, /* there will be none */
};

struct ruler {
    bool relative; /* years are counted from 1 */
    int first;     /* first cell's year, 1 where relative */
    size_t cells;
    enum ruler_mark before, after; /* up to the mark, and behind it */
    int mark;                      /* where it changes, in 1/1000 cells from the start */
    bool arrow;                    /* the last cell goes on: the end lies beyond it */
    int bold;                      /* cell whose year is set bold, -1: none */
};

struct ruler ruler_plan(const struct facts *facts);
