/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical JSON (RFC 8785) piece by piece: compact, and the caller gives the members of an object
 * sorted by their keys. With whole numbers alone that is all there is to it. */
#pragma once

#include "base/date.h"
#include "read/document.h"

#include <glib.h>

/* An object or array is begun as the value of `key`, in an array or at the root with NULL, by '{'
 * or
 * '[', and ended by '}' or ']'. */
void canonical_begin(GString *out, const char *key, char bracket);
void canonical_end(GString *out, char bracket);

/* Members; what is absent (NULL, no date) is left out. A key of NULL stands for an item. */
void canonical_text(GString *out, const char *key, const char *text);
void canonical_flag(GString *out, const char *key, bool flag);
void canonical_number(GString *out, const char *key, int64_t number);
void canonical_date(GString *out, const char *key, struct date date);

/* A value that is canonical JSON already. */
void canonical_raw(GString *out, const char *key, const char *json);

/* An element as the vocabulary's kind of value. Its depth is that of the schema. */
void canonical_element(GString *out, const char *key, const struct element *element);
