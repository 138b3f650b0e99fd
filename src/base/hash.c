/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by Nettle, which uses what the processor has for it. */
#include "base/hash.h"

#include <glib.h>
#include <nettle/sha2.h>
#include <nettle/version.h>

struct hash_stream {
    struct sha256_ctx context;
};

static void end(struct sha256_ctx *context, uint8_t digest[static HASH_RAW_SIZE])
{
#if NETTLE_VERSION_MAJOR < 4
    sha256_digest(context, HASH_RAW_SIZE, digest);
#else
    sha256_digest(context, digest);
#endif
}

static void put_hex(const uint8_t digest[static HASH_RAW_SIZE], char hex[static HASH_HEX_SIZE])
{
    for (size_t i = 0; i < HASH_RAW_SIZE; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[HASH_HEX_SIZE - 1] = '\0';
}

void hash_sha256_raw(const void *bytes, size_t size, uint8_t digest[static HASH_RAW_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    end(&context, digest);
}

void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    uint8_t digest[HASH_RAW_SIZE];
    hash_sha256_raw(bytes, size, digest);
    put_hex(digest, hex);
}

struct hash_stream *hash_stream_new(void)
{
    struct hash_stream *stream = g_new(struct hash_stream, 1);
    sha256_init(&stream->context);
    return stream;
}

void hash_stream_add(struct hash_stream *stream, const void *bytes, size_t size)
{
    sha256_update(&stream->context, size, bytes);
}

void hash_stream_end(struct hash_stream *stream, char hex[static HASH_HEX_SIZE])
{
    uint8_t digest[HASH_RAW_SIZE];
    end(&stream->context, digest);
    put_hex(digest, hex);
    g_free(stream);
}
