/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a manifest, as a line of its list, and as a signature over either. */
#include "fuzz.h"

#include "trust/jws.h"
#include "trust/manifest.h"

#include <string.h>

/* RFC 8037, appendix A.2. */
static const char public_key[] = "-----BEGIN PUBLIC KEY-----\n"
                                 "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                                 "-----END PUBLIC KEY-----\n";

static const struct key *key(void)
{
    static struct key *key;
    if (key)
        return key;
    const char *path = fuzz_file((const uint8_t *)public_key, strlen(public_key));
    struct diags *diags = diags_new(0);
    key = key_read_public(path, diags);
    if (!key)
        fuzz_fail("the key is refused: %s", diags_at(diags, 0)->text);
    diags_free(diags);
    return key;
}

/* A path that a manifest may name stays in the folder that is verified. */
static void judge_file(const struct manifest_file *file)
{
    const char *path = file->path;
    if (path[0] == '\0' || path[0] == '/' || strcmp(path, "..") == 0 ||
        g_str_has_prefix(path, "../") || strstr(path, "/../") || g_str_has_suffix(path, "/.."))
        fuzz_fail("the path %s leads out of the folder", path);
    if (strspn(file->sha256, "0123456789abcdef") != HASH_HEX_SIZE - 1)
        fuzz_fail("%s is no digest", file->sha256);
}

static void judge_manifest(const char *text, size_t size)
{
    const char *fault = NULL;
    struct manifest *manifest = manifest_read(text, size, &fault);
    if (!manifest != (fault != NULL))
        fuzz_fail("a manifest was half refused");
    if (!manifest)
        return;
    for (guint i = 0; manifest->files && i < manifest->files->len; i++)
        judge_file(&g_array_index(manifest->files, struct manifest_file, i));
    manifest_free(manifest);
}

static void judge_line(const char *text, size_t size)
{
    struct manifest_file file = {0};
    if (!manifest_read_line(text, size, &file))
        return;
    judge_file(&file);
    g_autofree char *line = manifest_line(&file);
    fuzz_judge_json(line, strlen(line));
    g_free(file.path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    judge_manifest(text, size);
    judge_line(text, size);
    /* Nobody has the private key: whatever came in is no signature over other bytes. */
    if (!jws_fault(text, size, key(), "another payload", 15))
        fuzz_fail("a signature out of nowhere");
    return 0;
}
