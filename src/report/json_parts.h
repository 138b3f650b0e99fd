/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of reports that are JSON: strings of any bytes, and the text of a value. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Appends a value in ASCII, compact. */
void json_append(GString *out, const json_t *value);

/* A string; bytes that are no UTF-8 (quoted from a broken file) are repaired, never dropped. NULL
 * gives null. */
json_t *json_of_text(const char *text);

/* Sets a member where there is a text. */
void json_put_text(json_t *object, const char *name, const char *text);
void json_put_count(json_t *object, const char *name, size_t count);
