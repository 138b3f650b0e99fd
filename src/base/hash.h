/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 as lower-case hexadecimal, and a cheap hash for names. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HASH_RAW_SIZE = 32, HASH_HEX_SIZE = 2 * HASH_RAW_SIZE + 1 };

/* Writes the 32 bytes of the digest. */
void hash_sha256_raw(const void *bytes, size_t size, uint8_t digest[static HASH_RAW_SIZE]);

/* Writes 64 hex digits and a NUL. */
void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE]);

/* The same of what comes in pieces; hash_stream_end frees. */
struct hash_stream *hash_stream_new(void);
void hash_stream_add(struct hash_stream *stream, const void *bytes, size_t size);
void hash_stream_end(struct hash_stream *stream, char hex[static HASH_HEX_SIZE]);

/* Mixes a value into a hash that names things: the same on every machine, but no protection against
 * anybody who wants two alike. Each step is reversible, so that no difference gets lost; the
 * constant is 2^64 divided by the golden ratio. */
static inline void hash_add(uint64_t *hash, uint64_t value)
{
    *hash = (*hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    *hash ^= *hash >> 32;
}
