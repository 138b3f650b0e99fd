/* SPDX-License-Identifier: Apache-2.0 */
/* One side of a comparison: a SOURCE's records by place and key, read again when they are needed.
 */
#pragma once

#include "base/hash.h"
#include "read/document.h"
#include "rules/pairing.h"

#include <stdio.h>

struct revision;

/* A record of it; strings live as long as the revision. */
struct revision_record {
    const char *file;
    size_t line; /* 0: the whole file */
    char digest[HASH_HEX_SIZE];
};

/* Judges every declaration of a file, a catalogue, a folder, or `in` where path is "-"; what
 * carries one, as label JSON does, counts as one. What is refused is left out, after findings. */
struct revision *revision_read(const char *path, FILE *in, struct diags *diags);
void revision_free(struct revision *revision);

size_t revision_count(const struct revision *revision);
size_t revision_refused(const struct revision *revision);
struct pairing *revision_pairing(struct revision *revision);
struct revision_record revision_record(const struct revision *revision, size_t number);

/* Whether two records are the same bytes. */
bool revision_same(const struct revision *a, size_t number, const struct revision *b, size_t other);

/* The judged document; NULL after a finding, where the file has changed meanwhile. The caller
 * frees. */
struct document *revision_document(const struct revision *revision, size_t number,
                                   struct diags *diags);
