/* SPDX-License-Identifier: Apache-2.0 */
/* What readers of foreign formats share: each puts a format's members into a declaration's JSON. */
#pragma once

#include "base/diag.h"

#include <jansson.h>

/* Fill the draft of a declaration; a member that is no such format's is refused (IMPORT-VALUE). */
void openeox_draft(const json_t *record, json_t *draft, struct diags *diags);
void cta2120_draft(const json_t *record, json_t *draft, struct diags *diags);

/* Sets a text at a path such as "support.end", making the objects on the way; NULL: nothing. */
void draft_put(json_t *draft, const char *path, const char *text);

/* Adds an item of extensions: what no field holds. */
void draft_extend(json_t *draft, const char *name, const char *value);

/* A member's text, NULL where it is absent or no string. */
const char *draft_text(const json_t *record, const char *key);
