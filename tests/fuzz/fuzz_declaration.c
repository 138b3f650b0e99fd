/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a declaration, XML or JSON, through reading to every output. */
#include "fuzz.h"

#include "base/hash.h"

static const char *const layouts[] = {"panel", "wide", "compact", "mark"};

/* Chosen by the bytes, so that an input does the same in every run. */
static unsigned choice_of(const uint8_t *data, size_t size)
{
    char digest[65];
    hash_sha256(data, size, digest);
    return (unsigned)g_ascii_strtoull(digest + 56, NULL, 16);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags *diags = diags_new(0);
    struct document *document = fuzz_read((const char *)data, size, diags);
    if (document) {
        unsigned choice = choice_of(data, size);
        struct date as_of = {2015 + (int)(choice % 25), 1 + (int)(choice / 25 % 12), 15};
        fuzz_label(document, as_of, layouts[choice / 300 % 4], choice / 1200 % 2);
    }
    document_free(document);
    diags_free(diags);
    return 0;
}
