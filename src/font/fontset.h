/* SPDX-License-Identifier: Apache-2.0 */
/* Which font file serves which script and weight; opened when first needed. */
#pragma once

#include "base/diag.h"
#include "font/font.h"

enum font_weight {
    WEIGHT_REGULAR,
    WEIGHT_MEDIUM,
    WEIGHT_SEMIBOLD,
    WEIGHT_BOLD,
    WEIGHT_EXTRABOLD,
    WEIGHT_COUNT
};

struct fontset;

/* path: directories separated by ':' (UPLABEL_FONT_PATH), NULL for the built-in ones. */
struct fontset *fontset_new(const char *path);
void fontset_free(struct fontset *fontset);

/* Wherever a font file may stand, whether one does or not; ends with NULL. The caller frees with
 * g_strfreev. */
char **fontset_places(const struct fontset *fontset);

/* The font for an ISO 15924 script ("Latn", "Grek", "Cyrl", "Zyyy", "Arab", "Hebr", "Jpan", "Hans",
 * "Hant", "Kore"; any other as "Latn") and weight, or the nearest weight its family has. NULL after
 * adding FONT-MISSING, which names family, file and Debian package. */
const struct font *fontset_get(struct fontset *fontset, const char *script, enum font_weight weight,
                               struct diags *diags);

/* The fonts opened so far, sorted by file name and face: for --version. Borrowed, until the next
 * fontset_get. What one label uses is in its scene. */
const struct font *const *fontset_used(const struct fontset *fontset, size_t *count);
