/* SPDX-License-Identifier: Apache-2.0 */
/* The slug: what a printer reads beside the trim to know which label this is. */
#pragma once

#include "font/fontset.h"
#include "scene/label.h"

/* A scene of its own, no wider than the label or 60 mm, whichever is more: file, number, variant,
 * revision, language, layout and ink, and the beginning of the file's digest. NULL after
 * FONT-MISSING. */
struct scene *slug_new(const struct label *label, struct fontset *fontset, struct diags *diags);
