/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 as lower-case hexadecimal. */
#pragma once

#include <stddef.h>

#define HASH_HEX_SIZE 65

/* Writes 64 hex digits and a NUL. */
void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE]);
