/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 of what comes in pieces, by OpenSSL: a tree of a million files takes the fastest there
 * is. */
#pragma once

#include <stddef.h>

#define DIGEST_HEX_SIZE 65

struct digest;

struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *bytes, size_t size);

/* Writes 64 hex digits and a NUL, and frees. */
void digest_end(struct digest *digest, char hex[DIGEST_HEX_SIZE]);
