/* SPDX-License-Identifier: Apache-2.0 */
/* Whether files are still what somebody signed. */
#pragma once

#include "base/diag.h"
#include "trust/key.h"
#include "trust/manifest.h"

/* What was found out of files that were signed. */
struct verified {
    struct manifest *manifest; /* NULL: it was not signed by the key, or is broken */
    uint64_t checked;          /* files that are as they were signed */
    uint64_t changed, missing, extra;
};

/* Verifies the folder's signature by the key, and every file in it: with *verified, whose manifest
 * the caller frees, and findings (VERIFY-SIGNATURE, -MANIFEST, -CHANGED, -MISSING, -EXTRA). True
 * where all is as it was signed. */
bool verify_folder(const char *folder, const struct key *key, struct verified *verified,
                   struct diags *diags);

/* The same of the manifest NAME.manifest.json in a folder and the files that it lists. wanted: a
 * file that has to be among them, below the folder; may be NULL. */
bool verify_files(const char *folder, const char *name, const char *wanted, const struct key *key,
                  struct verified *verified, struct diags *diags);
