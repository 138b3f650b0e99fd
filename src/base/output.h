/* SPDX-License-Identifier: Apache-2.0 */
/* A run's outputs: held in memory, then written so that each file is whole or absent. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

struct diags;
struct outputs;

/* Outputs to a folder (made where only its last part is missing, refused where it is a symbolic
 * link), or to `out` where folder is NULL. */
struct outputs *outputs_new(const char *folder, FILE *out);
void outputs_free(struct outputs *outputs);

/* The folder without trailing slashes, which would make the system follow a symbolic link of that
 * name. The caller frees with g_free. */
char *outputs_folder(const char *folder);

/* Files that outputs must not overwrite: the run's inputs, compared by device and inode. */
void outputs_protect(struct outputs *outputs, const char *path);

/* Takes bytes as the content of `name` (a file name inside the folder, without '/'). */
void outputs_take(struct outputs *outputs, char *name, GBytes *bytes);

/* True if no two outputs share a name (compared without case) or the stream and none is a protected
 * file; otherwise adds OUTPUT-CLASH, OUTPUT-INPUT or USAGE (no file name) and returns false. */
bool outputs_check(struct outputs *outputs, struct diags *diags);

/* Writes everything: temporary file in the same folder, checked write and close, rename. On the
 * first failure adds IO-WRITE with path and cause, removes the temporary files, returns false.
 * False without a finding: the reader of `out` went away (EPIPE; the caller ignores SIGPIPE). */
bool outputs_commit(struct outputs *outputs, struct diags *diags);

/* The outputs taken so far, by number. Borrowed. */
size_t outputs_count(const struct outputs *outputs);
const char *outputs_name(const struct outputs *outputs, size_t index);
GBytes *outputs_bytes(const struct outputs *outputs, size_t index);

/* Writes each output as a new file into an open folder, under its number behind a prefix: for
 * whoever renames them later. False with errno. */
bool outputs_stage(const struct outputs *outputs, int folder, const char *prefix);
