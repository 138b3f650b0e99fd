/* SPDX-License-Identifier: Apache-2.0 */
/* The gate: a document against its XSD, with messages in the reader's own words. */
#pragma once

#include "read/document.h"

/* Judges a declaration: first the walk with the vocabulary (unknown, repeated, missing, wrong kind,
 * attributes, stray text), which sets the offending elements aside and ties each element to its
 * field, then the XSD over the rest. Returns true where nothing was found. */
bool schema_judge_declaration(struct document *document, struct diags *diags);

/* Judges a data file (template, strings) against the embedded XSD of that path. */
bool schema_judge(struct document *document, const char *schema, struct diags *diags);
