/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a whole number, as thousandths and as an article number. */
#include "fuzz.h"

#include "base/gtin.h"
#include "base/number.h"

#include <string.h>

static void judge_whole(const char *text)
{
    unsigned value;
    g_autoptr(GString) out = g_string_new(NULL);
    if (!number_parse_uint(text, &value))
        return;
    number_append(out, value);
    if (strcmp(out->str, text) != 0)
        fuzz_fail("%s is written %s", text, out->str);
}

/* Zeros that say nothing are all that may be lost. */
static void judge_milli(const char *text)
{
    int32_t value, again;
    g_autoptr(GString) out = g_string_new(NULL);
    if (!number_parse_milli(text, &value))
        return;
    number_append_fixed(out, value, 3);
    if (!number_parse_milli(out->str, &again) || again != value || out->len > strlen(text))
        fuzz_fail("%s is written %s", text, out->str);
}

static void judge_gtin(const char *text)
{
    g_autofree char *why = NULL;
    enum gtin_fault fault = gtin_inspect(text, &why);
    if ((fault == GTIN_OK) != !why)
        fuzz_fail("%s is half an article number", text);
    if (fault == GTIN_OK && strspn(text, "0123456789") != strlen(text))
        fuzz_fail("%s is no article number", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    int64_t value = 0;
    g_autoptr(GString) out = g_string_new(NULL);
    if (size > 0)
        memcpy(&value, data, MIN(size, sizeof value));
    number_append_fixed(out, value, (unsigned)size % 10);
    if (out->len == 0 || strcmp(out->str, "-0") == 0 || strspn(out->str, "-0123456789.") < out->len)
        fuzz_fail("%s is no number", out->str);
    judge_whole(text);
    judge_milli(text);
    judge_gtin(text);
    return 0;
}
