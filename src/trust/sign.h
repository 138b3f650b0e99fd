/* SPDX-License-Identifier: Apache-2.0 */
/* Signs files, or everything in a folder: a manifest and its signature beside them. */
#pragma once

#include "base/diag.h"
#include "base/output.h"
#include "trust/key.h"
#include "trust/manifest.h"

/* Signs every file in a folder: MANIFEST_LIST is written there, the manifest and the signature are
 * handed to outputs, which are to write into the folder. False after findings: links, special files
 * and odd names are not signed (SIGN-FILE). */
bool sign_folder(const char *folder, const struct key *key, const struct manifest_about *about,
                 struct outputs *outputs, struct diags *diags);

/* Signs files below a folder, given as paths below it: the same as NAME.manifest.json and
 * NAME.manifest.jws. */
bool sign_files(const char *folder, const char *const *paths, const char *name,
                const struct key *key, const struct manifest_about *about, struct outputs *outputs,
                struct diags *diags);
