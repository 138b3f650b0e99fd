/* SPDX-License-Identifier: Apache-2.0 */
/* The icons of templates/icons.xml by name, drawn at any size. */
#pragma once

#include "base/assets.h"
#include "base/diag.h"
#include "read/document.h"
#include "scene/scene.h"

struct icons;

/* Reads and judges the icon file; NULL after findings. */
struct icons *icons_load(const struct assets *assets, struct diags *diags);
void icons_free(struct icons *icons);

/* Takes a template's <icons>, of the same document as its own: they stand in for the set's of the same
 * names. Adds TEMPLATE-RULE for what replaces nothing, leaves the grid or is not understood. */
void icons_replace(struct icons *icons, struct document *document, const struct element *own,
                   struct diags *diags);

bool icons_have(const struct icons *icons, const char *name);

/* Draws an icon into a square of `side` micrometres; false where there is none of that name. */
bool icons_draw(const struct icons *icons, const char *name, struct scene *scene, enum ink ink,
                int32_t x, int32_t y, int32_t side);
