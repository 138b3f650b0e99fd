/* SPDX-License-Identifier: Apache-2.0 */
/* Where a catalogue's outputs are: a folder of folders, and a hidden one for what is under way. */
#pragma once

#include "base/diag.h"
#include "base/hash.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The path of a product's output below the folder: in one of 256 folders by its id unless flat. The
 * caller frees. */
char *tree_path(const char *id, const char *name, bool flat);

/* Whether a path, as a worker or a journal names it, is one of those: nothing outside the folder,
 * nothing hidden. */
bool tree_path_valid(const char *path);

struct tree;

/* Opens the folder, made where only its last part is missing, and locks it against other runs. NULL
 * after IO-WRITE or BULK-BUSY. */
struct tree *tree_open(const char *folder, struct diags *diags);
void tree_free(struct tree *tree);

/* The descriptor of its lock. */
int tree_lock(const struct tree *tree);

/* IO-WRITE for a file beside the outputs, or of the hidden folder. */
void tree_fail_output(const struct tree *tree, const char *path, int error, struct diags *diags);
void tree_fail(const struct tree *tree, const char *name, int error, struct diags *diags);

/* Opens a staging folder of its own for a worker, and empties it of what a killed run left; -1
 * after a finding. tree_unstage empties it again. */
int tree_stage(struct tree *tree, unsigned worker, struct diags *diags);
void tree_unstage(int staging);

/* Moves a staged file to its path, making its folder where it is missing; false after IO-WRITE. No
 * link inside the folder is followed, here or below. */
bool tree_place(struct tree *tree, int staging, const char *staged, const char *path,
                struct diags *diags);

/* Whether there is a regular file at a path; and its digest, false where it cannot be read. */
bool tree_has(struct tree *tree, const char *path);
bool tree_digest(struct tree *tree, const char *path, char hex[HASH_HEX_SIZE]);
bool tree_remove(struct tree *tree, const char *path);

/* Writes what is in the page cache to the disk. */
bool tree_sync(const struct tree *tree, struct diags *diags);
bool tree_sync_hidden(
    const struct tree *tree); /* the names in the hidden folder; false with errno */

/* The same while work goes on: one at a time. False after a finding. */
bool tree_sync_begin(struct tree *tree, struct diags *diags);
bool tree_is_syncing(const struct tree *tree);

/* Whether it has ended, waiting for that if asked to; FAILED after a finding. */
enum tree_syncing { SYNC_NONE, SYNC_GOES_ON, SYNC_ENDED, SYNC_FAILED };
enum tree_syncing tree_sync_end(struct tree *tree, bool wait, struct diags *diags);

/* Files in the hidden folder: a new one (-1 after a finding), one to read (NULL with errno, 0 where
 * there is none; tree_unread reports it), its rename, and its end, which is no failure where it is not
 * there. Streams are those of base/streams. */
int tree_create(struct tree *tree, const char *name, struct diags *diags);
FILE *tree_read(const struct tree *tree, const char *name);
void tree_unread(const struct tree *tree, const char *name, int error, struct diags *diags);
bool tree_rename(struct tree *tree, const char *from, const char *to, struct diags *diags);
bool tree_unlink(struct tree *tree, const char *name, struct diags *diags);

/* Closes a finished file of the hidden folder, safe on the disk, and moves it to a path beside the
 * outputs; the descriptor is the stream's. False after IO-WRITE. */
bool tree_publish(struct tree *tree, FILE *file, int descriptor, const char *name,
                  const char *path, struct diags *diags);

/* A published file beside the outputs, to read; NULL where there is none. */
FILE *tree_open_output(const struct tree *tree, const char *name);

/* The site: a folder of folders beside the outputs that is exchanged as a whole. */

/* False after a finding: a site, or an index.html, is there that was not made here. */
bool tree_site_check(struct tree *tree, struct diags *diags);

/* Begins a new one; a file of it in one of its folders, NULL after a finding; and its exchange for
 * the one that is there, when all is safe on the disk. */
bool tree_site_begin(struct tree *tree, struct diags *diags);
FILE *tree_site_create(struct tree *tree, const char *folder, const char *name,
                       struct diags *diags);
bool tree_site_publish(struct tree *tree, struct diags *diags);
