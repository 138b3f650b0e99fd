/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of a declaration in a line, and tables of what they must be. */
#pragma once

#include "declared.h"
#include "model/facts.h"

#define PERIOD(from) "support/period/duration=P5Y; support/period/from=" from "; "

/* What compute made last; clear frees it. */
extern struct facts *facts;

void compute(const char *members, const char *as_of);
void clear(void);

/* A declaration, a day, and state, form, end and marks: "dated plain 2031-03 computed floor". */
struct row {
    const char *members, *as_of, *expected;
};

/* Fails with the row where the facts are others. */
void check_row(const struct row *row);
