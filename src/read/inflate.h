/* SPDX-License-Identifier: Apache-2.0 */
/* Inflates what somebody else deflated, up to a limit. */
#pragma once

#include <glib.h>

/* The inflated bytes of a whole zlib stream; NULL where it is broken, cut short or longer than cap.
 * What follows it is no concern. */
GBytes *inflate_bytes(const void *bytes, size_t size, size_t cap);
