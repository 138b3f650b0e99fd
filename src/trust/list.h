/* SPDX-License-Identifier: Apache-2.0 */
/* The list of a folder's files, a line each in the order of their paths: too long to be held. */
#pragma once

#include "trust/manifest.h"

#include <stdio.h>

/* Names directly in a folder that its signature is not over: what is written of it, and what a
 * catalogue's runs keep. */
extern const char *const list_unsigned[];

/* Begins a new list under a temporary name; NULL with errno. */
struct list_writer *list_create(int folder);
void list_add(struct list_writer *writer, const struct manifest_file *file);

/* Puts the list in its place and says its digest; 0, or errno. Without `keep` it is removed. Frees.
 */
int list_end(struct list_writer *writer, bool keep, uint64_t *count, char hex[HASH_HEX_SIZE]);

/* Opens a folder's list; NULL with errno. */
struct list_reader *list_open(int folder);
void list_close(struct list_reader *reader);

/* The next file, whose path is valid until the next step; false behind the last, or with *fault. */
bool list_next(struct list_reader *reader, struct manifest_file *file, const char **fault);

/* Behind the last: how many there were, and the digest of all bytes that were read. Once. */
uint64_t list_count(const struct list_reader *reader);
void list_digest(struct list_reader *reader, char hex[HASH_HEX_SIZE]);
