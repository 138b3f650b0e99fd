/* SPDX-License-Identifier: Apache-2.0 */
/* Colours of a template's own in place of blue, amber and crimson. */
#pragma once

#include "read/document.h"
#include "scene/scene.h"

/* Reads a template's <colors>; colours is indexed by ink. Adds TEMPLATE-RULE for each that cannot be
 * read on, that praises, or that looks like another. */
void colours_read(struct document *document, const struct element *parent,
                  struct scene_colour colours[static INK_COUNT], struct diags *diags);
