/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by GLib. */
#include "base/hash.h"

#include <glib.h>
#include <string.h>

void hash_sha256(const void *bytes, size_t size, char hex[static HASH_HEX_SIZE])
{
    /* GLib takes -1 for "up to the NUL", and wants a pointer even for no bytes. */
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    if (size)
        g_checksum_update(checksum, bytes, (gssize)size);
    memcpy(hex, g_checksum_get_string(checksum), HASH_HEX_SIZE);
}
