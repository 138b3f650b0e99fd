/* SPDX-License-Identifier: Apache-2.0 */
/* The ids that a run has met where it keeps no journal. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ids are the same for a file system, or a reader, that does not tell letter case or composition
 * apart: what is equal of them. The caller frees. */
char *ids_fold(const char *id);

struct ids;

/* They are in a file without a name, so that a million of them cost little memory. NULL with errno. */
struct ids *ids_new(void);
void ids_free(struct ids *ids);

/* Notes that a record has this id; the number of the record that has it already, or 0. */
uint64_t ids_take(struct ids *ids, const char *id, uint64_t number);

/* Whether all were noted; false with errno. */
bool ids_good(struct ids *ids);
