/* SPDX-License-Identifier: Apache-2.0 */
/* Where a catalogue's outputs are: a folder of folders, and a hidden one for what is under way. */
#pragma once

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The path of a product's output below the folder: in one of 256 folders by its id unless flat. The
 * caller frees. */
char *tree_path(const char *id, const char *name, bool flat);

struct tree;

/* Opens the folder, made where only its last part is missing, and locks it against other runs; what
 * a killed run left staged is removed. NULL after IO-WRITE or BULK-BUSY. */
struct tree *tree_open(const char *folder, struct diags *diags);
void tree_free(struct tree *tree);

/* Opens a staging folder of its own for a worker; -1 after a finding. */
int tree_stage(struct tree *tree, unsigned worker, struct diags *diags);

/* Moves a staged file to its path, making its folder where it is missing; false after IO-WRITE. */
bool tree_place(struct tree *tree, int staging, const char *staged, const char *path,
                struct diags *diags);

/* Whether there is a regular file at a path. */
bool tree_has(const struct tree *tree, const char *path);
void tree_remove(struct tree *tree, const char *path);

/* Writes what is in the page cache to the disk. */
bool tree_sync(const struct tree *tree, struct diags *diags);

/* Files in the hidden folder: a new one (-1 after a finding), one to read (NULL: there is none), its
 * size (0: none), its rename and its end. */
int tree_create(struct tree *tree, const char *name, struct diags *diags);
FILE *tree_read(const struct tree *tree, const char *name);
uint64_t tree_size(const struct tree *tree, const char *name);
bool tree_rename(struct tree *tree, const char *from, const char *to);
void tree_unlink(struct tree *tree, const char *name);

/* Moves a finished file out of the hidden folder to a path beside the outputs. */
bool tree_publish(struct tree *tree, const char *name, const char *path, struct diags *diags);
