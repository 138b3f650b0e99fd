/* SPDX-License-Identifier: Apache-2.0 */
/* What each ink token looks like on screen and in print. */
#pragma once

#include "scene/scene.h"

struct rgb {
    uint8_t red, green, blue;
};

/* In one-ink labels everything but paper is black. */
struct rgb palette_rgb(const struct scene *scene, enum ink ink);

struct cmyk {
    uint8_t cyan, magenta, yellow, black; /* per cent */
};

/* The ink that a press uses for it: secondary text is never screened, and one-ink labels have no
 * other. */
enum ink palette_plate(const struct scene *scene, enum ink ink);

/* The same as process inks: text is black alone. */
struct cmyk palette_cmyk(const struct scene *scene, enum ink ink);

/* True where the scene draws with an ink that is neither black, white nor gray. */
bool palette_is_coloured(const struct scene *scene);
