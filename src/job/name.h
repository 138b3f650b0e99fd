/* SPDX-License-Identifier: Apache-2.0 */
/* Names of output files. */
#pragma once

#include <stdbool.h>

struct name_parts {
    const char *file;     /* the input's name, "<stdin>" included */
    const char *id;       /* the declaration's */
    const char *variant;  /* NULL: none */
    const char *language;
    const char *layout;   /* NULL: the output is the same for every layout */
    bool mono, dark;
    bool by_id;           /* named after the id, not the file */
    bool whole;           /* more than one label: every part stands in the name */
    const char *suffix;   /* "svg" */
};

/* The file name, by pattern where one is given ({name}, {id}, {variant}, {layout}, {lang}, {ink},
 * {theme}; the suffix is added), else as is customary: NAME.SUFFIX, or
 * NAME[-VARIANT][-LAYOUT]-LANG[-mono|-dark].SUFFIX. The caller frees. */
char *name_output(const char *pattern, const struct name_parts *parts);

/* A file name's beginning that stands for an id on every system: what of it is plain, and ten figures
 * of its SHA-256. The caller frees. */
char *name_slug(const char *id);

/* True if a pattern names only fields that exist and no folder. */
bool name_pattern_valid(const char *pattern);
