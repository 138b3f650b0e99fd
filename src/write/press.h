/* SPDX-License-Identifier: Apache-2.0 */
/* What a printer's file is made for: standard, printing condition, inks, dates. */
#pragma once

#include "base/date.h"
#include "scene/scene.h"
#include "write/icc.h"

/* A printing condition by its name in the ICC's register of characterization data: whoever prints
 * knows the profile by it. */
struct print_condition {
    const char *name; /* the register's: "FOGRA39" */
    const char *info; /* process and paper, in words */
};

/* All of them, the usual one first, name NULL at the end. */
extern const struct print_condition print_conditions[];

/* By name, or by an everyday one such as "GRACoL2006"; case does not count. */
const struct print_condition *print_condition_find(const char *name);

/* Zero: PDF/X-1a for the first condition, in process inks. */
struct press {
    bool x4; /* PDF/X-4 keys; profile is there */
    /* NULL: the first; with a profile, the one that the profile describes */
    const struct print_condition *condition;
    struct icc *profile;
    const char *spots[INK_COUNT]; /* names of spot inks; NULL: process inks */
    bool outlines;                /* type as shapes: no fonts in the file */
    struct moment made;           /* date unknown: the day the declaration was stated on */
};
