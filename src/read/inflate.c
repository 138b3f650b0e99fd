/* SPDX-License-Identifier: Apache-2.0 */
/* Inflates what somebody else deflated, up to a limit. */
#include "read/inflate.h"

#include <limits.h>
#include <stdbool.h>
#define ZLIB_CONST
#include <zlib.h>

#define CHUNK 65536

/* Appends until the stream ends; false where it does not, or not within the cap. */
static bool inflate_all(z_stream *stream, GByteArray *out, size_t cap)
{
    Bytef chunk[CHUNK];
    int status = Z_OK;
    while (status == Z_OK) {
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        status = inflate(stream, Z_NO_FLUSH);
        size_t got = sizeof chunk - stream->avail_out;
        if (got > cap - out->len)
            return false;
        g_byte_array_append(out, chunk, (guint)got);
    }
    return status == Z_STREAM_END;
}

GBytes *inflate_bytes(const void *bytes, size_t size, size_t cap)
{
    z_stream stream = {.next_in = bytes, .avail_in = (uInt)size};
    if (size > UINT_MAX || cap > INT_MAX || inflateInit(&stream) != Z_OK)
        return NULL;
    GByteArray *out = g_byte_array_new();
    bool good = inflate_all(&stream, out, cap);
    inflateEnd(&stream);
    if (good)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_unref(out);
    return NULL;
}
