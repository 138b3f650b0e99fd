/* SPDX-License-Identifier: Apache-2.0 */
/* Article numbers (GTIN): whether one is right, and what became of one that is not. */
#include "base/gtin.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define DIGITS "0123456789"

/* The lengths that there are, shortest first. */
static const size_t lengths[] = {8, 12, 13, 14};

/* The check digit that belongs to all digits but the last: weights 3 and 1 from the right (GS1
 * General Specifications 7.9). */
static char check_digit(const char *digits, size_t length)
{
    int sum = 0;
    for (size_t i = 1; i < length; i++)
        sum += (digits[length - 1 - i] - '0') * (i % 2 ? 3 : 1);
    return (char)('0' + (10 - sum % 10) % 10);
}

static bool has_length(size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        if (length == lengths[i])
            return true;
    return false;
}

static bool is_right(const char *text)
{
    size_t length = strlen(text);
    return strspn(text, DIGITS) == length && has_length(length) &&
           check_digit(text, length) == text[length - 1];
}

/* "9.50600E+12", "9,506E12" */
static bool is_exponent(const char *text)
{
    size_t at = strspn(text, DIGITS);
    if (at == 0)
        return false;
    if (text[at] == '.' || text[at] == ',')
        at += strspn(text + at + 1, DIGITS) + 1;
    if (text[at] != 'e' && text[at] != 'E')
        return false;
    at += text[at + 1] == '+' ? 2 : 1;
    size_t digits = strspn(text + at, DIGITS);
    return digits > 0 && text[at + digits] == '\0';
}

/* The text without blanks, hyphens, quotation marks and a fraction of zeros, as spreadsheets and
 * forms add them; the caller frees. */
static char *strip_dress(const char *text)
{
    GString *bare = g_string_new(NULL);
    const char *end = text + strlen(text);
    const char *zeros = end;
    while (zeros > text && zeros[-1] == '0')
        zeros--;
    if (zeros < end && zeros > text && (zeros[-1] == '.' || zeros[-1] == ','))
        end = zeros - 1;
    for (; text < end; text++)
        if (strchr(" -'\"=", *text) == NULL)
            g_string_append_c(bare, *text);
    return g_string_free(bare, FALSE);
}

/* The shortest GTIN that the digits are without leading zeros; NULL where there is none. */
static char *restore_zeros(const char *digits)
{
    size_t length = strlen(digits);
    for (size_t i = 0; length >= 4 && i < G_N_ELEMENTS(lengths); i++) {
        if (length >= lengths[i])
            continue;
        char *whole = g_strdup_printf("%.*s%s", (int)(lengths[i] - length), "0000000000", digits);
        if (is_right(whole))
            return whole;
        g_free(whole);
    }
    return NULL;
}

static char *describe_length(const char *digits)
{
    g_autofree char *whole = restore_zeros(digits);
    if (whole != NULL)
        return g_strdup_printf("has lost leading zeros, as in a spreadsheet: most likely it is %s; "
                               "export the column as text",
                               whole);
    return g_strdup_printf("has %zu digits: a GTIN has 8, 12, 13 or 14; copy it again from the bar "
                           "code",
                           strlen(digits));
}

static char *describe_form(const char *text)
{
    size_t digits = strspn(text, DIGITS);
    if (text[digits] == '\0' && digits > 0)
        return describe_length(text);
    if (is_exponent(text))
        return g_strdup("is what a spreadsheet makes of a GTIN: its last digits are lost; export "
                        "the column as text, not as a number");
    g_autofree char *bare = strip_dress(text);
    if (is_right(bare))
        return g_strdup_printf("is more than the digits of a GTIN: without what is around them it "
                               "is %s",
                               bare);
    return g_strdup("is no GTIN: 8, 12, 13 or 14 digits and nothing else; copy it again from the "
                    "bar code");
}

enum gtin_fault gtin_inspect(const char *text, char **why)
{
    size_t length = strspn(text, DIGITS);
    *why = NULL;
    if (text[length] != '\0' || !has_length(length)) {
        *why = describe_form(text);
        return GTIN_FAULT_FORM;
    }
    char due = check_digit(text, length);
    if (due == text[length - 1])
        return GTIN_OK;
    *why = g_strdup_printf("is no GTIN: behind these digits the last one would be %c; a digit is "
                           "wrong or two have changed places, so copy it again from the bar code",
                           due);
    return GTIN_FAULT_CHECK;
}

char *gtin_14(const char *gtin)
{
    return g_strdup_printf("%.*s%s", (int)(14 - strlen(gtin)), "00000000000000", gtin);
}
