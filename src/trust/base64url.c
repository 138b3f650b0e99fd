/* SPDX-License-Identifier: Apache-2.0 */
/* Base64url without padding (RFC 4648, RFC 7515), one spelling for each sequence of bytes. */
#include "trust/base64url.h"

#include <string.h>

void base64url_append(GString *out, const void *bytes, size_t size)
{
    size_t before = out->len;
    g_autofree char *text = g_base64_encode(bytes, size);
    g_string_append(out, text);
    while (out->len > before && out->str[out->len - 1] == '=')
        g_string_truncate(out, out->len - 1);
    for (size_t i = before; i < out->len; i++)
        out->str[i] = out->str[i] == '+' ? '-' : out->str[i] == '/' ? '_' : out->str[i];
}

static bool is_digit(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_';
}

GBytes *base64url_decode(const char *text, size_t size)
{
    g_autoptr(GString) plain = g_string_new_len(text, (gssize)size);
    for (size_t i = 0; i < size; i++) {
        if (!is_digit(plain->str[i]))
            return NULL;
        plain->str[i] = plain->str[i] == '-' ? '+' : plain->str[i] == '_' ? '/' : plain->str[i];
    }
    while (plain->len % 4 != 0)
        g_string_append_c(plain, '=');
    gsize length = 0;
    guchar *bytes = g_base64_decode(plain->str, &length);
    g_autoptr(GString) again = g_string_sized_new(size);
    base64url_append(again, bytes, length);
    if (again->len == size && memcmp(again->str, text, size) == 0)
        return g_bytes_new_take(bytes, length);
    g_free(bytes);
    return NULL;
}
