/* SPDX-License-Identifier: Apache-2.0 */
/* Sorts more records than memory holds: by key, then by content, as bytes. */
#pragma once

#include "bulk/tree.h"

struct sorter;

/* A record as it is told: good until the next one. */
struct sorted {
    const char *key, *content;
    size_t key_size, size;
};

/* Keeps some megabytes in memory and the rest in nameless files of the tree. */
struct sorter *sorter_new(struct tree *tree, struct diags *diags);
void sorter_free(struct sorter *sorter);

void sorter_add(struct sorter *sorter, const char *key, size_t key_size, const char *content,
                size_t size);

/* Begins at the first record, as often as wanted; what is added afterwards counts at the next. */
void sorter_rewind(struct sorter *sorter);
bool sorter_next(struct sorter *sorter, struct sorted *record);

/* False after a finding: records are missing. */
bool sorter_good(const struct sorter *sorter);
