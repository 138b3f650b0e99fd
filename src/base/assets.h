/* SPDX-License-Identifier: Apache-2.0 */
/* Data files by name: first in the data folders, then embedded; schemas only embedded. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct asset {
    const char *path; /* "templates/panel.xml" */
    const unsigned char *bytes;
    size_t size;
};

/* Generated at build time, sorted by path. */
extern const struct asset assets_embedded[];
extern const size_t assets_embedded_count;

struct source;
struct diags;
struct assets;

/* folders ends with NULL (may be NULL): --data-dir in order, then UPLABEL_DATADIR. Copied. */
struct assets *assets_new(const char *const *folders);
void assets_free(struct assets *assets);

/* The named data file: the first folder that has it, else the embedded one. NULL where nobody has
 * it (no finding). "schemas/…" is never looked up in folders. The caller frees the source. */
struct source *assets_open(const struct assets *assets, const char *path, struct diags *diags);

/* True for a source that holds what an embedded file does, wherever it comes from: the tests have
 * judged it, and judging it again would cost a label more than drawing it. */
bool assets_include(const struct source *source);

/* Appends every folder that is looked in before the embedded data: any of them may be a link. The
 * caller frees the strings with g_free. */
void assets_add_folders(const struct assets *assets, GPtrArray *folders);

/* The paths below a folder such as "templates/" (no deeper), from folders and embedded, sorted and
 * without duplicates. The caller frees with g_ptr_array_unref. */
GPtrArray *assets_list(const struct assets *assets, const char *prefix);
