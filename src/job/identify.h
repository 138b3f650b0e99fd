/* SPDX-License-Identifier: Apache-2.0 */
/* What a finished label is of: which file, product and language, and how much of it is a draft. */
#pragma once

#include "model/declaration.h"
#include "scene/label.h"
#include "words/wording.h"

/* Fills in all but the scene, the file and the digest. wordings: of each language on the label. */
void identify(struct label *label, const struct declaration *declaration, const char *language,
              const struct wording *const *wordings, size_t count);
