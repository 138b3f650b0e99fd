/* SPDX-License-Identifier: Apache-2.0 */
/* A SOURCE as its records: one file, a catalogue (NDJSON, CSV), a folder of them. */
#pragma once

#include "base/diag.h"
#include "base/source.h"

struct map;
struct records;

/* path: a file, a folder, or "-" for `in`, which is one declaration. A file whose name ends in
 * .ndjson or .jsonl is a catalogue, a record per line; in folders, and in those inside, every .xml
 * and .json file is a record, in the order of their names. Both strings are borrowed. */
struct records *records_open(const char *path, FILE *in);

/* The same, but what comes on `in` is a catalogue, a line at a time. */
struct records *records_open_lines(const char *path, FILE *in);

/* From now on all catalogues are CSV by this map, which is borrowed: every file named, `in`, and in
 * folders each .csv and .tsv file. Called before the first record. */
void records_set_map(struct records *records, const struct map *map);
const struct map *records_map(const struct records *records);
void records_free(struct records *records);

/* The next record's bytes in *source, which the caller frees, and in *name the file it stands in,
 * which is valid until the next call. *source is NULL after a finding: that record is lost, not the
 * rest. With a source there may be notes about its file. False behind the last one. A folder
 * without any is a finding. */
bool records_next(struct records *records, struct diags *diags, struct source **source,
                  const char **name);

/* The descriptor that the next call has to wait for, or -1: it would not wait. */
int records_waits(const struct records *records);

/* Whether records come on `in`, from somebody who may wait for an answer to each. */
bool records_is_stream(const struct records *records);

/* Takes what has come, waiting for the first of it. */
void records_fill(struct records *records);

/* A record of files that can be read again. */
struct record_place {
    const char *file;    /* as records_next named it */
    size_t line;         /* 0: the whole file */
    size_t offset, size; /* of a line of a catalogue */
};

/* Reads the record there again; NULL after a finding. */
struct source *records_read_again(const struct record_place *place, struct diags *diags);
