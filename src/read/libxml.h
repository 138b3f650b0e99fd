/* SPDX-License-Identifier: Apache-2.0 */
/* libxml2 made safe for foreign input: no network, no files, and no verdict after a failed
 * allocation. */
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdbool.h>

/* Options for every document: nothing that loads, substitutes or repairs. The encoding was checked
 * by us and is UTF-8 whatever the document says. */
#define LIBXML_OPTIONS (XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC)

/* Sets the library up; to be called before any other use of it. Cheap when repeated. */
void libxml_setup(void);

/* True once an allocation failed in the library. It stays so: a document that was judged after
 * that may pass for valid where it is not (the library skips checks it has no memory for). */
bool libxml_out_of_memory(void);

/* Frees what the library keeps; the next libxml_setup sets it up anew. */
void libxml_shutdown(void);
