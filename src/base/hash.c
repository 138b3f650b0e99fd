/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by Nettle, which uses what the processor has for it. */
#include "base/hash.h"

#include <nettle/sha2.h>
#include <nettle/version.h>

void hash_sha256_raw(const void *bytes, size_t size, uint8_t digest[static HASH_RAW_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, bytes);
#if NETTLE_VERSION_MAJOR < 4
    sha256_digest(&context, HASH_RAW_SIZE, digest);
#else
    sha256_digest(&context, digest);
#endif
}

void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    uint8_t digest[HASH_RAW_SIZE];
    hash_sha256_raw(bytes, size, digest);
    for (size_t i = 0; i < HASH_RAW_SIZE; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[HASH_HEX_SIZE - 1] = '\0';
}
