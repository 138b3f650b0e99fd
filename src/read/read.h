/* SPDX-License-Identifier: Apache-2.0 */
/* The way in: bytes become a document that the schema and the policies have judged. */
#pragma once

#include "read/document.h"

struct map;
struct tolerance;

/* Reads a source as a declaration: finds out the syntax (by the first byte that is not blank),
 * builds the tree, runs the gate (schema) and the policies. Takes the source. Returns the document
 * where nothing of error severity was found, else NULL after adding findings. */
struct document *read_declaration(struct source *source, struct diags *diags);

/* How a record is read beyond that. */
struct read_options {
    const struct map *map;             /* of rows; NULL: there are none */
    const struct tolerance *tolerance; /* NULL: nothing is left out */
    GString *tolerated;                /* takes the codes of what was, a line each; may be NULL */
};

/* The same of a record of a catalogue: a row where the source has a header. */
struct document *read_record(struct source *source, const struct read_options *options,
                             struct diags *diags);

/* Reads XML of our own kinds (template, strings, profile): well formed, no DOCTYPE, valid against
 * the embedded schema of that name ("schemas/template.xsd"), and with that root, as a schema may
 * know several. Takes the source. NULL after adding findings. */
struct document *read_data_file(struct source *source, const char *schema, const char *root,
                                struct diags *diags);

/* Frees what reading keeps for the process: vocabulary, schemas, libxml2's own data. Reading again
 * afterwards sets it up anew; documents must be gone. */
void read_shutdown(void);
