/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a text that is judged, shown on a terminal, and compared with names. */
#include "fuzz.h"

#include "base/text.h"

#include <string.h>

static const char *const names[] = {"support", "updates", "manufacturer", "automaticOptOut", NULL};

/* What is good as it is is shown as it is. */
static void judge_shown(const char *text, bool good)
{
    g_autofree char *shown = text_safe(text);
    fuzz_judge_safe(shown);
    if (strchr(shown, '\n'))
        fuzz_fail("what is shown has two lines");
    if (good && strcmp(shown, text) != 0)
        fuzz_fail("%s is shown as %s", text, shown);
    g_autoptr(GString) cut = g_string_new(NULL);
    text_append_safe(cut, text, 12);
    fuzz_judge_safe(cut->str);
    if (text_length(cut->str) > 13)
        fuzz_fail("cut at 12 it has %zu characters", text_length(cut->str));
}

static void judge_composed(const char *text)
{
    g_autofree char *once = text_nfc(text);
    g_autofree char *twice = text_nfc(once);
    if (strcmp(once, twice) != 0)
        fuzz_fail("%s is composed twice", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    size_t length = strlen(text);
    bool valid = text_utf8_fault(text, length) == length;
    bool good = false;
    if (valid != g_utf8_validate(text, -1, NULL))
        fuzz_fail("what is UTF-8 is a matter of opinion");
    if (valid) {
        struct text_report report = text_inspect(text);
        good = report.fault == TEXT_OK || report.fault >= TEXT_FAULT_MARKS;
        if (report.index > text_length(text) || (report.index == 0) != (report.code_point == 0))
            fuzz_fail("a fault stands behind the text");
        judge_composed(text);
    }
    judge_shown(text, good);
    const char *nearest = text_nearest(text, names);
    if (nearest && !g_strv_contains(names, nearest))
        fuzz_fail("a name out of nowhere");
    return 0;
}
