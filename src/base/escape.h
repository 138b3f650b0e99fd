/* SPDX-License-Identifier: Apache-2.0 */
/* Escaping, one function per context; each also replaces what its context forbids. */
#pragma once

#include <glib.h>
#include <stddef.h>

/* XML or HTML character data and double-quoted attribute values: & < > " ' as references;
 * characters XML 1.0 forbids become U+FFFD. */
void escape_xml(GString *out, const char *text);

/* A PDF text string with its delimiters: (ASCII) where it suffices, else <FEFF…> UTF-16BE. */
void escape_pdf_text(GString *out, const char *text);

/* One JSON pointer segment: ~ as ~0, / as ~1. */
void escape_json_pointer(GString *out, const char *segment);
