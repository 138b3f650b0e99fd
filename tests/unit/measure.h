/* SPDX-License-Identifier: Apache-2.0 */
/* What can be read off a scene with a ruler and a light meter: ink, ground, contrast, distances. */
#pragma once

#include "scene/scene.h"
#include "words/wording.h"

struct box {
    int32_t left, top, right, bottom;
};

bool box_overlaps(struct box a, struct box b);

/* The ink of a run; of no size where it has none. */
struct box ink_of_run(const struct op *op);

/* The ink of a fill, a stroke or the modules of a QR code. */
struct box ink_of_drawing(const struct op *op);

struct box quiet_zone(const struct op *op);

/* Adds one line to faults for each rule that the scene breaks: contrast, size of type, quiet zone,
 * distances, completeness of its words. gap: least distance between the inks of two lines. */
void measure_scene(const struct scene *scene, const struct wording *wording, int32_t gap,
                   GString *faults);
