/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign formats → the draft of a declaration, with what it still lacks. */
#pragma once

#include "read/document.h"

/* What a JSON source is. */
enum foreign_kind {
    FOREIGN_NONE, /* a declaration, or nothing that is known */
    FOREIGN_LABEL,
    FOREIGN_OPENEOX,
    FOREIGN_CTA2120,
};

/* By what only that format has: a member "schema", "$schema" or "schema_version". */
enum foreign_kind foreign_find(const struct source *source);

/* Reads such a source into a draft; takes it. Required fields that the format does not give are
 * IMPORT-MISSING, one each; what no field holds is kept as extensions. NULL after findings of error
 * severity. */
struct document *foreign_read(struct source *source, enum foreign_kind foreign,
                              struct diags *diags);
