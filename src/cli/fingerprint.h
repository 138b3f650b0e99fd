/* SPDX-License-Identifier: Apache-2.0 */
/* The digest of all that decides a catalogue's outputs besides record and day. */
#pragma once

#include "base/assets.h"
#include "base/hash.h"
#include "bulk/bulk.h"
#include "cli/looks.h"

/* Program, fonts, data, options and the files that they name, of which map may be NULL. */
void fingerprint_take(const struct bulk_options *bulk, const struct looks_words *words,
                      const char *map, const GPtrArray *tolerated, const struct assets *assets,
                      char hex[HASH_HEX_SIZE]);
