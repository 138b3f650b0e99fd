/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a declaration, XML or JSON, through reading to every output. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags *diags = diags_new(0);
    fuzz_choose(data, size);
    struct document *document = fuzz_read((const char *)data, size, diags);
    if (document) {
        if (fuzz_turn(16))
            fuzz_all_rules(document);
        struct date as_of = {2015 + (int)fuzz_choice(25), 1 + (int)fuzz_choice(12), 15};
        const char *layout = fuzz_turn(4) ? fuzz_layouts[fuzz_choice(FUZZ_LAYOUTS)] : NULL;
        fuzz_label(document, as_of, layout, fuzz_turn(2));
    }
    document_free(document);
    diags_free(diags);
    return 0;
}
