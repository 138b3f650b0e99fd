/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue as its records, as they come: lines of NDJSON, or rows of CSV. */
#pragma once

#include "base/source.h"
#include "read/map.h"

struct lines;

/* Reads from an open descriptor, which is borrowed. map NULL: a record is a line; else a row. */
struct lines *lines_new(int descriptor, const struct map *map);
void lines_free(struct lines *lines);

/* A record as it stands in the buffer, valid until the next call. */
struct record {
    const char *text; /* in UTF-8 for rows */
    size_t size;      /* SIZE_MAX: behind the last one */
    size_t line;      /* its first one */
    size_t offset;    /* of its first byte in the catalogue; of lines only, not of rows */
};

/* Finds the next record, reading on as far as it takes. Of one beyond SOURCE_MAX_BYTES only the
 * size counts. False where reading fails, with errno. */
bool lines_read(struct lines *lines, struct record *record);

/* Whether the next record is not there yet, and more may come. */
bool lines_waits(const struct lines *lines);

/* Takes what has come, waiting for the first of it; false where reading fails, with errno. */
bool lines_fill(struct lines *lines);

/* Why the bytes cannot be in the map's encoding, going by their first ones; NULL where they may;
 * the caller frees. Asked after a record was read. */
char *lines_doubt(const struct lines *lines);

/* The encoding, with the byte order that the bytes told, and whether they began with a mark. */
enum charset lines_charset(const struct lines *lines, bool *marked);
