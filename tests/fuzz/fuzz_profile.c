/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a profile, run on a declaration that has a little of everything. */
#include "fuzz.h"

#include "rules/profile.h"

#include <string.h>

static const char declared[] =
    "{\"schemaVersion\":\"1.0\",\"id\":\"fuzz\",\"language\":\"en\",\"declaredBy\":{\"role\":"
    "\"manufacturer\",\"name\":\"Northwind Home\",\"statedOn\":\"2026-06-15\"},\"markets\":[\"EU\","
    "\"GB\"],\"product\":{\"name\":\"HomeCam "
    "3\",\"category\":\"camera\",\"firstPlacedOn\":\"2026-05\","
    "\"identifiers\":[{\"scheme\":\"gtin\",\"value\":\"9506000134352\"}]},\"manufacturer\":{"
    "\"name\":"
    "\"Northwind\"},\"updates\":{\"capability\":\"yes\",\"mode\":\"automaticOptOut\"},\"support\":{"
    "\"commitment\":\"guaranteed\",\"end\":\"2031-05\",\"start\":{\"date\":\"2026\",\"basis\":"
    "\"launch\"}},\"components\":[{\"kind\":\"cloudService\",\"name\":\"Cloud\",\"essential\":true,"
    "\"support\":{\"commitment\":\"guaranteed\",\"end\":\"2031-06-30\"}}]}";

/* Made once and kept. */
static struct document *sample(void)
{
    static struct document *document;
    if (!document) {
        struct diags *diags = diags_new(0);
        document = fuzz_read(declared, strlen(declared), diags);
        if (!document)
            fuzz_fail("the sample declaration was refused: %s", diags_at(diags, 0)->text);
        diags_free(diags);
    }
    return document;
}

/* Profiles of a user's own are files; this one stays in memory. */
static struct profile *load(const uint8_t *data, size_t size, struct diags *diags)
{
    return profile_load(workshop_assets(fuzz_workshop()), fuzz_file(data, size), diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct document *document = sample();
    fuzz_choose(data, size);
    struct diags *diags = diags_new(0);
    struct profile *profile = load(data, size, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    if (profile ? status != 0 : status != BLAME_USE)
        fuzz_fail("profile %s with exit status %d", profile ? "taken" : "refused", status);
    if (profile) {
        g_autoptr(GPtrArray) profiles = g_ptr_array_new();
        g_ptr_array_add(profiles, profile);
        fuzz_rules(document, profiles);
    }
    profile_free(profile);
    diags_free(diags);
    return 0;
}
