/* SPDX-License-Identifier: Apache-2.0 */
/* Where in a file the line of a key is: a table of 9 bytes a line, so that a million lines cost
 * little memory; the line itself says whether it is the one. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct offsets;

struct offsets *offsets_new(void);
void offsets_free(struct offsets *offsets);

/* 0 < offset < 2^39. */
void offsets_add(struct offsets *offsets, const char *key, uint64_t offset);

/* The offset of a line added under that key for which `is` holds, 0 where there is none. */
uint64_t offsets_find(const struct offsets *offsets, const char *key,
                      bool (*is)(void *data, uint64_t offset), void *data);

/* Marks a line as seen; marked tells. Offsets as offsets_find gives them. */
void offsets_mark(struct offsets *offsets, const char *key, uint64_t offset);
bool offsets_marked(const struct offsets *offsets, const char *key, uint64_t offset);
