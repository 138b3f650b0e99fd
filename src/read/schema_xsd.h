/* SPDX-License-Identifier: Apache-2.0 */
/* The XSD's verdict on a document, put into our own codes and words. */
#pragma once

#include "read/document.h"

#include <stdbool.h>

/* Judges what is not set aside by the embedded schema of that path, and sets aside the elements
 * whose values are refused. Where the children were `judged` before with findings, the schema's
 * complaints about missing ones are left out. True where nothing was found. */
bool schema_xsd_judge(struct document *document, const char *schema, bool judged,
                      struct diags *diags);
