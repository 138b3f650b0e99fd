/* SPDX-License-Identifier: Apache-2.0 */
/* The outlines of a QR code's dark regions, so that it is one path without seams. */
#pragma once

#include "scene/scene.h"

/* Receives the corners of each closed outline in module units, dark on the right hand of the way
 * (y downwards); first is true at an outline's first corner. */
typedef void qr_corner_func(void *data, int32_t x, int32_t y, bool first);

/* Traces an OP_QR. Outlines come by their topmost, then leftmost edge; regions that touch at a
 * corner stay apart, so non-zero and even-odd filling agree. */
void qr_trace(const struct op *op, qr_corner_func *corner, void *data);
