/* SPDX-License-Identifier: Apache-2.0 */
/* Base64url without padding (RFC 4648, RFC 7515), one spelling for each sequence of bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

void base64url_append(GString *out, const void *bytes, size_t size);

/* The bytes of a text, NULL where it is no base64url or has another spelling than base64url_append
 * gives. */
GBytes *base64url_decode(const char *text, size_t size);
