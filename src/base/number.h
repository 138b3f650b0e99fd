/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and lengths without locale: whole numbers, and decimals in thousandths. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Parses an unsigned decimal of at most 9 digits without sign, blank or leading zero. */
bool number_parse_uint(const char *text, unsigned *value);

/* Parses "-12.345" to thousandths (at most 6 digits before, 3 behind the point). */
bool number_parse_milli(const char *text, int32_t *milli);

/* Appends a whole number. */
void number_append(GString *out, int64_t value);

/* Appends value / 10^decimals with trailing zeros trimmed, never "-0", never an exponent. */
void number_append_fixed(GString *out, int64_t value, unsigned decimals);
