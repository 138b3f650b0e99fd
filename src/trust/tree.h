/* SPDX-License-Identifier: Apache-2.0 */
/* The files below a folder in the order of their paths, one at a time. */
#pragma once

#include "base/hash.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define PATH_MAX_BYTES 1024

/* What is at a path. */
enum item_kind {
    ITEM_FILE,
    ITEM_LINK,    /* symbolic: it may lead anywhere */
    ITEM_SPECIAL, /* neither file nor folder */
    ITEM_BLOCKED, /* a file or folder that cannot be opened, errno in `error` */
};

struct item {
    const char *path; /* below the folder, valid until the next step */
    enum item_kind kind;
    int error;
};

struct folder_walk;

/* Opens a folder, no link; NULL with errno. Names in `without` (NULL at its end) are passed over
 * where they are directly in it. Borrowed. */
struct folder_walk *folder_walk_new(const char *folder, const char *const *without);
void folder_walk_free(struct folder_walk *walk);

/* Steps to the next item in the order of the paths' bytes; false behind the last. Holds the names
 * of the folders that it is in, and no more. */
bool folder_walk_next(struct folder_walk *walk, struct item *item);

/* Whether a path is one that a manifest may have: relative, in UTF-8 without control characters, in
 * no folder above, and not too long. */
bool path_is_plain(const char *path);

/* The SHA-256 and size of the regular file at a path below a folder, no link on the way followed.
 * 0, or errno; ELOOP for a link, EINVAL for what is no file. */
int file_digest(int folder, const char *path, char hex[HASH_HEX_SIZE], uint64_t *size);

/* Opens a folder for file_digest, no link; -1 with errno. */
int folder_open(const char *path);
