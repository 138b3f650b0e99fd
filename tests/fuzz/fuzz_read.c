/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz targets xml and json: bytes as a declaration; what is taken is written in every form of
 * text. */
#include "fuzz.h"

#define AS_OF ((struct date){2026, 6, 15})

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags *diags = diags_new(0);
    fuzz_choose(data, size);
    struct document *document = fuzz_read((const char *)data, size, diags);
    if (document) {
        if (fuzz_turn(4))
            fuzz_round_trip(document);
        fuzz_label(document, AS_OF, NULL, false);
    }
    document_free(document);
    diags_free(diags);
    return 0;
}
