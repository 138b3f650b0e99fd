/* SPDX-License-Identifier: Apache-2.0 */
/* A whole catalogue into a folder or a stream: what is asked for, and how it went. */
#pragma once

#include "job/job.h"

#include <stdio.h>

struct bulk_options {
    struct job_options job;    /* file and variant are not used: every variant has its label */
    const char *const *sources; /* files, catalogues, folders, "-"; ends with NULL */
    const char *folder;        /* NULL: a line per record on `out` */
    bool flat;                 /* no folders inside */
    unsigned workers;
    bool resume;               /* what is done and still right stays */
    bool site;                 /* an index of all pages, a feed and a calendar too */
    const char *site_url;      /* where the folder will stand on the web; NULL: not known */
    bool prune;                /* outputs of products that are gone go too */
    unsigned shard, shards;    /* 1 ≤ shard ≤ shards: only those records; 0: all */
    const char *rejects;       /* file for the bytes of refused records, NULL: none */
    bool tolerates;            /* up to max_refused, in thousandths of all records, are no failure */
    unsigned max_refused;
    const struct map *map;     /* sources are CSV; NULL: NDJSON, folders, files */
    const struct tolerance *tolerance; /* NULL: nothing is left out */
    bool require_sandbox;      /* rather no run than workers that are not confined */
    const char *fingerprint;   /* digest of all that decides outputs besides record and day */
    void (*print_findings)(GString *out, const struct diags *diags); /* as text, sorted */
    FILE *in, *out, *err;
    bool progress;             /* a line on err that is written over */
};

/* Runs it; returns the exit status. */
int bulk_run(const struct bulk_options *options, struct workshop *workshop);
