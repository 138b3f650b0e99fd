/* SPDX-License-Identifier: Apache-2.0 */
/* --version: what a result may depend on besides the input. */
#include "cli/version.h"

#include "base/diag.h"
#include "base/text.h"
#include "font/fontset.h"

#include <stdlib.h>

static void print_font(const struct font *font, FILE *out)
{
    char digest[HASH_HEX_SIZE];
    font_digest(font, digest);
    fprintf(out, "font %s, %s, sha256 %s\n", font->file, font->version, digest);
}

void version_print(FILE *out)
{
    fprintf(out, "uplabel %s\nUnicode %s\n", PACKAGE_VERSION, text_unicode_version());
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    struct diags *diags = diags_new(0);
    for (int weight = 0; weight < WEIGHT_COUNT; weight++)
        fontset_get(fontset, "Latn", (enum font_weight)weight, diags);
    size_t count;
    const struct font *const *fonts = fontset_used(fontset, &count);
    for (size_t i = 0; i < count; i++)
        print_font(fonts[i], out);
    for (size_t i = 0; i < diags_count(diags); i++)
        fprintf(out, "missing: %s\n", diags_at(diags, i)->text);
    diags_free(diags);
    fontset_free(fontset);
}
