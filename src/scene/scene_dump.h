/* SPDX-License-Identifier: Apache-2.0 */
/* A scene as text, one op per line: the format `scene`, and what golden tests compare. */
#pragma once

#include "scene/scene.h"

void scene_dump(const struct scene *scene, GString *out);
