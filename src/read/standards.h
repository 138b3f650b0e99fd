/* SPDX-License-Identifier: Apache-2.0 */
/* The list of standards and regimes that ask about security updates, or have words for them. */
#pragma once

#include "base/assets.h"
#include "base/diag.h"

struct standard {
    const char *id;         /* "eu-cra" */
    const char *short_name; /* "EU CRA" */
    const char *kind;       /* law, guidance, standard, scheme, format, research */
    const char *scope;      /* consumer, industrial, any */
    const char *read;       /* how its text is known: read, secondary, recalled */
    const char *from;       /* the day its duties begin to bind, NULL: none */
    const char *profile;    /* the rules that judge by it, NULL: none */
    const char *title, *version;
    const char *asks;           /* about updates */
    const char *note;           /* NULL: none */
    const char *const *sources; /* addresses, NULL at the end */
};

struct standards;

/* Reads schemas/standards.xml. NULL after findings. The caller frees. */
struct standards *standards_load(const struct assets *assets, struct diags *diags);
void standards_free(struct standards *standards);

size_t standards_count(const struct standards *standards);
const struct standard *standards_at(const struct standards *standards, size_t index);

/* NULL where there is none. */
const struct standard *standards_find(const struct standards *standards, const char *id);
