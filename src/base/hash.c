/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by the processor where it can, else by GLib. */
#include "base/hash.h"

#include "base/hash_x86.h"

#include <glib.h>
#include <string.h>

enum { BLOCK = 64 };

static void by_glib(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    /* GLib takes -1 for "up to the NUL", and wants a pointer even for no bytes. */
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    if (size)
        g_checksum_update(checksum, bytes, (gssize)size);
    memcpy(hex, g_checksum_get_string(checksum), HASH_HEX_SIZE);
}

static void put_hex(const uint32_t state[8], char hex[static HASH_HEX_SIZE])
{
    for (int i = 0; i < 64; i++)
        hex[i] = "0123456789abcdef"[state[i / 8] >> (28 - i % 8 * 4) & 15];
    hex[64] = '\0';
}

/* FIPS 180-4: a bit behind the bytes, then nothing, then their number in bits, in whole blocks. */
static void by_processor(const unsigned char *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    unsigned char last[2 * BLOCK] = {0};
    size_t whole = size / BLOCK, rest = size % BLOCK;
    size_t blocks = rest + 9 <= BLOCK ? 1 : 2;
    uint64_t bits = (uint64_t)size * 8;
    hash_x86_blocks(state, bytes, whole);
    if (rest > 0)
        memcpy(last, bytes + whole * BLOCK, rest);
    last[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        last[blocks * BLOCK - 1 - i] = (unsigned char)(bits >> (8 * i));
    hash_x86_blocks(state, last, blocks);
    put_hex(state, hex);
}

void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    static int has = -1;
    if (has < 0)
        has = hash_x86_has();
    if (has)
        by_processor(bytes, size, hex);
    else
        by_glib(bytes, size, hex);
}
