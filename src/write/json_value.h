/* SPDX-License-Identifier: Apache-2.0 */
/* Declarations and what is made of them as JSON values. */
#pragma once

#include "base/date.h"
#include "read/document.h"

#include <glib.h>
#include <jansson.h>

/* The element as the vocabulary's kind of value. Its depth is that of the schema. */
json_t *json_value_of(const struct element *element);

/* Members: what is absent (NULL, no date) is left out. */
void value_put_text(json_t *object, const char *key, const char *text);
void value_put_flag(json_t *object, const char *key, bool flag);
void value_put_date(json_t *object, const char *key, struct date date);

/* The value for people to read too, members in the order they were put, and a final newline. It may
 * stand inside a script element of HTML: no <, > or & is left. Takes the value. */
GBytes *json_value_bytes(json_t *value);
