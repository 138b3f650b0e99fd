/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign formats → the draft of a declaration, with what it still lacks. */
#pragma once

#include "read/document.h"

struct map;

/* Reads a source of any kind that a declaration can be made of: one itself, a label that carries
 * one, OpenEoX, CTA-2120, or by the map a row; takes it. *draft: it was none, so that the document
 * may be incomplete: required fields that the format does not give are IMPORT-MISSING, one each;
 * what no field holds is kept as extensions. NULL after findings of error severity. */
struct document *draft_read(struct source *source, const struct map *map, bool *draft,
                            struct diags *diags);

/* Puts into a draft what rules take for given: not stated, as far as that can be said, and names to
 * speak of. For asking rules alone: it is nobody's statement and is never written. */
void draft_fill(struct document *draft);
