/* SPDX-License-Identifier: Apache-2.0 */
/* Reads and writes decimal digits itself, so that no locale has a say. */
#include "base/number.h"

#include <stddef.h>

/* Reads 1 to `most` digits without a leading zero, moves behind them; false where there are none.
 */
static bool read_whole(const char **text, int most, uint32_t *value)
{
    const char *start = *text;
    *value = 0;
    for (; g_ascii_isdigit(**text); (*text)++) {
        if (*text - start == most)
            return false;
        *value = *value * 10 + (uint32_t)(**text - '0');
    }
    return *text > start && (*start != '0' || *text - start == 1);
}

bool number_parse_uint(const char *text, unsigned *value)
{
    uint32_t read;
    if (!read_whole(&text, 9, &read) || *text)
        return false;
    *value = read;
    return true;
}

/* Reads ".5", ".25" or ".125" as thousandths. */
static bool read_fraction(const char *text, uint32_t *milli)
{
    uint32_t weight = 100;
    *milli = 0;
    if (*text++ != '.' || !*text)
        return false;
    for (; *text; text++, weight /= 10) {
        if (!g_ascii_isdigit(*text) || weight == 0)
            return false;
        *milli += weight * (uint32_t)(*text - '0');
    }
    return true;
}

bool number_parse_milli(const char *text, int32_t *milli)
{
    bool negative = *text == '-';
    text += negative;
    uint32_t whole, fraction = 0;
    if (!read_whole(&text, 6, &whole) || (*text && !read_fraction(text, &fraction)))
        return false;
    int32_t magnitude = (int32_t)(whole * 1000 + fraction);
    *milli = negative ? -magnitude : magnitude;
    return true;
}

void number_append(GString *out, int64_t value)
{
    char digits[sizeof "-9223372036854775808"];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    for (; at < sizeof digits; at++) /* inlined, and most numbers are short */
        g_string_append_c(out, digits[at]);
}

void number_append_fixed(GString *out, int64_t value, unsigned decimals)
{
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    for (; decimals > 0 && rest % 10 == 0; decimals--)
        rest /= 10;

    char digits[2 * sizeof "18446744073709551616"];
    size_t at = sizeof digits;
    g_assert(decimals < sizeof "18446744073709551616");
    for (unsigned i = 0; rest > 0 || i <= decimals; i++, rest /= 10) {
        if (i > 0 && i == decimals)
            digits[--at] = '.';
        digits[--at] = (char)('0' + rest % 10);
    }
    if (value < 0)
        digits[--at] = '-';
    for (; at < sizeof digits; at++) /* inlined, and most numbers are short */
        g_string_append_c(out, digits[at]);
}
