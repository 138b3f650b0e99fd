/* SPDX-License-Identifier: Apache-2.0 */
/* A scene's pixels by cairo. */
#pragma once

#include "scene/scene.h"

#include <cairo.h>

/* The scene on its ground in RGB, in the corners too, at a resolution in thousandths of pixels per inch. NULL where
 * cairo failed; the caller destroys it. */
cairo_surface_t *png_draw(const struct scene *scene, int32_t ppi);

/* How many pixels it would have. */
double png_pixels(const struct scene *scene, int32_t ppi);
