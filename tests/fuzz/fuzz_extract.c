/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a label found somewhere, whose data is read back and compared with itself.
 */
#include "fuzz.h"

#include "base/text.h"
#include "read/carrier.h"

#include <string.h>

static void judge_difference(char *difference)
{
    g_autofree char *shown = difference ? text_safe(difference) : NULL;
    if (shown)
        fuzz_judge_safe(shown);
    g_free(difference);
}

/* A label shows what it shows itself, and the other that the input chooses may differ. */
static void judge_label(enum carrier kind, const struct source *source, const struct carried *label,
                        const struct carried *other)
{
    size_t size = strlen(label->json);
    if (size > CARRIED_MAX_BYTES + 1 || !g_utf8_validate(label->json, -1, NULL))
        fuzz_fail("%zu bytes are carried", size);
    fuzz_judge_json(label->json, size);
    g_autofree char *same = carrier_data_difference(label->json, label->json);
    if (same)
        fuzz_fail("a label's data differs from itself: %s", same);
    judge_difference(carrier_data_difference(label->json, other->json));
    if (kind == CARRIER_JSON)
        return;
    bool part = kind == CARRIER_HTML;
    GBytes *bytes = part ? g_bytes_new_static(source->bytes + label->at, label->end - label->at)
                         : g_bytes_new_static(source->bytes, source->size);
    char *difference = NULL;
    enum likeness likeness = carrier_compare(kind, source, label, bytes, &difference);
    if (kind != CARRIER_HTML && likeness != LIKENESS_SAME && !difference)
        fuzz_fail("a label differs from itself without a reason");
    judge_difference(difference);
    g_bytes_unref(bytes);
}

static void extract(struct source *source)
{
    struct diags *diags = diags_new(0);
    enum carrier kind = carrier_kind(source);
    GPtrArray *labels = carrier_read(source, diags);
    if (labels ? labels->len == 0 : !diags_has_errors(diags))
        fuzz_fail("nothing was found, or nothing said so");
    for (guint i = 0; labels && i < labels->len; i++) {
        const struct carried *label = labels->pdata[i];
        if (label->at > label->end || label->end > source->size)
            fuzz_fail("a label stands outside its file");
        judge_label(kind, source, label, labels->pdata[fuzz_choice(labels->len)]);
    }
    if (labels)
        g_ptr_array_unref(labels);
    fuzz_judge_findings(diags);
    diags_free(diags);
}

/* The declaration alone, for check and render. */
static void unpack(struct source *source)
{
    struct diags *diags = diags_new(0);
    bool done = carrier_unpack(source, diags);
    if (done == diags_has_errors(diags))
        fuzz_fail("a declaration was %s", done ? "unpacked with a finding" : "lost without one");
    fuzz_judge_findings(diags);
    diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_choose(data, size);
    struct source *source = source_new("found", (const char *)data, size);
    if (carrier_kind(source) != CARRIER_NONE)
        extract(source);
    unpack(source);
    source_free(source);
    return 0;
}
