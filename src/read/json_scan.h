/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over JSON text, token by token with its exact place, without recursion. */
#pragma once

#include "base/diag.h"
#include "read/limits.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum json_event { JSON_VALUE, JSON_KEY, JSON_CLOSE, JSON_END, JSON_FAULT };

/* Where in the grammar the scan stands: what may come next. */
enum json_due {
    JSON_DUE_VALUE,
    JSON_DUE_VALUE_OR_CLOSE,
    JSON_DUE_KEY,
    JSON_DUE_KEY_OR_CLOSE,
    JSON_DUE_COLON,
    JSON_DUE_COMMA_OR_CLOSE,
    JSON_DUE_END,
};

/* An open object or array, and the member or item the scan is at. */
struct json_frame {
    bool object;
    size_t key, key_size; /* raw, between the quotation marks */
    size_t index;
};

struct json_scan {
    const char *json;
    size_t size;
    size_t at;
    size_t start, end; /* of the newest key or value; of a fault, start alone */
    enum json_due due;
    size_t depth;
    struct json_frame frames[DEPTH_MAX];
    enum code code; /* of a fault */
    char text[160]; /* of a fault: what is wrong and what is due */
};

/* The text must be valid UTF-8 for all that is compared and shown. */
void json_scan_start(struct json_scan *scan, const char *json, size_t size);

/* Steps on. JSON_VALUE comes at each value's first character: a container's members follow, then
 * its JSON_CLOSE. After JSON_END and JSON_FAULT there is no next step. */
enum json_event json_scan_next(struct json_scan *scan);

/* Appends the text of a string, given without its quotation marks, with its escapes resolved. */
void json_append_text(GString *out, const char *raw, size_t size);

/* The pointer of the container the scan is in (the path down to it); the caller frees. */
char *json_scan_pointer(const struct json_scan *scan);
