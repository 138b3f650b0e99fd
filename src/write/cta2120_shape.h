/* SPDX-License-Identifier: Apache-2.0 */
/* What the members of CTA-2120 look like that come as JSON from elsewhere. */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#define CTA2120_TEXT_MAX 2048

/* What is wrong with the value of a member, as the rest of a sentence that begins "its value is";
 * NULL where it is as the published schema has it. */
const char *cta2120_fault(const char *member, const json_t *value);

/* A web address that the schema accepts: 15 to 2048 characters of a URI. */
bool cta2120_url(const char *text);
