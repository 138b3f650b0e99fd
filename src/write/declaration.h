/* SPDX-License-Identifier: Apache-2.0 */
/* A declaration written down again, in either syntax. */
#pragma once

#include "read/document.h"

#include <glib.h>

/* Members in the order of the vocabulary, indented, with a final newline. What is set aside, and
 * comments, are not in it. */
GBytes *declaration_write(const struct document *document, enum syntax syntax);

/* The same as one line of JSON, without the newline; the caller frees. */
char *declaration_line(const struct document *document);
