/* SPDX-License-Identifier: Apache-2.0 */
/* What is signed: which files, with their digests, and what they were made with, as canonical JSON.
 */
#pragma once

#include "base/diag.h"
#include "base/hash.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Beside or in what is signed: the manifest, its signature, and of a whole folder the list of
 * files.
 */
#define MANIFEST_SUFFIX ".manifest.json"
#define SIGNATURE_SUFFIX ".manifest.jws"
#define MANIFEST_TREE "uplabel"
#define MANIFEST_LIST "uplabel.files.ndjson"

#define MANIFEST_MAX_BYTES ((size_t)16 * 1024 * 1024)
#define MANIFEST_MAX_FILES 10000 /* in a manifest itself, which a list has no limit for */

struct manifest_file {
    char *path; /* relative to the manifest's folder */
    char sha256[HASH_HEX_SIZE];
    uint64_t size;
};

/* A data file, a group of them, or a font, that the signing program would make labels with. */
struct manifest_part {
    char *name, *version; /* version may be NULL */
    char sha256[HASH_HEX_SIZE];
};

/* What a manifest says beside its files. Strings may be NULL: not said. Nothing of it but `program`
 * is found out; the rest is claimed by who signs. */
struct manifest_about {
    const char *program; /* "uplabel 0.1.0" */
    const char *as_of;   /* the day the labels are true for */
    const char *signed_by, *signed_on;
    GArray *data, *fonts; /* of struct manifest_part */
};

/* The line that says what a file is, without its end; the caller frees. */
char *manifest_line(const struct manifest_file *file);

/* The manifest of files, an array of struct manifest_file in the order of their paths, as canonical
 * JSON (RFC 8785) without a final newline. The caller frees. */
char *manifest_of_files(const struct manifest_about *about, const GArray *files);

/* The same of a folder whose list has that many lines, and that digest. */
char *manifest_of_list(const struct manifest_about *about, uint64_t count, const char *sha256);

/* A manifest that was read. */
struct manifest {
    char *program, *as_of, *signed_by, *signed_on; /* NULL: not said */
    GArray *files; /* of struct manifest_file; NULL: there is a list … */
    uint64_t count;
    char list_sha256[HASH_HEX_SIZE]; /* … of this digest */
};

/* Reads a manifest whose signature is right; NULL with *fault saying what is wrong with it, static.
 */
struct manifest *manifest_read(const char *json, size_t size, const char **fault);
void manifest_free(struct manifest *manifest);

/* Understands a line of a list; false where it is none, or has a path that no manifest has. The
 * path is to be freed. */
bool manifest_read_line(const char *line, size_t size, struct manifest_file *file);

/* An empty array of struct manifest_file, or manifest_part, that frees what is in them. */
GArray *manifest_files_new(void);
GArray *manifest_parts_new(void);
