/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as OpenEoX, CTA-2120 or label JSON, drafted into a declaration. */
#include "fuzz.h"

#include "read/foreign.h"
#include "write/declaration.h"

static void judge_syntax(const struct document *document, enum syntax syntax)
{
    g_autoptr(GBytes) bytes = declaration_write(document, syntax);
    size_t size;
    const char *text = g_bytes_get_data(bytes, &size);
    if (syntax == SYNTAX_XML)
        fuzz_judge_xml(text, size);
    else
        fuzz_judge_json(text, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_choose(data, size);
    struct source *source = source_new("input.json", (const char *)data, size);
    struct diags *diags = diags_new(0);
    bool draft = false;
    struct document *document = draft_read(source, NULL, &draft, diags);
    if (!document && !diags_has_errors(diags))
        fuzz_fail("refused without a finding");
    fuzz_judge_findings(diags);
    if (document) {
        judge_syntax(document, SYNTAX_JSON);
        judge_syntax(document, SYNTAX_XML);
    }
    if (document && draft)
        draft_fill(document);
    document_free(document);
    diags_free(diags);
    return 0;
}
