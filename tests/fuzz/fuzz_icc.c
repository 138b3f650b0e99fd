/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as the colour profile of a printing condition. */
#include "fuzz.h"

#include "write/icc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_choose(data, size);
    struct diags *diags = diags_new(0);
    struct icc *icc = icc_read(fuzz_file(data, size), diags);
    if (!icc != diags_has_errors(diags))
        fuzz_fail("a profile was %s", icc ? "taken with errors" : "refused without");
    if (icc && icc->description && !g_utf8_validate(icc->description, -1, NULL))
        fuzz_fail("what a profile calls itself is not UTF-8");
    fuzz_judge_findings(diags);
    icc_free(icc);
    diags_free(diags);
    return 0;
}
