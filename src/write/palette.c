/* SPDX-License-Identifier: Apache-2.0 */
/* What each ink token looks like on screen and in print. */
#include "write/palette.h"

static const struct rgb light[INK_COUNT] = {
    [INK_INK] = {0x11, 0x11, 0x11},       [INK_PAPER] = {0xff, 0xff, 0xff},
    [INK_SECONDARY] = {0x3d, 0x3d, 0x3d}, [INK_PROMISE] = {0x0b, 0x3d, 0x91},
    [INK_OPEN] = {0xf7, 0xb5, 0x00},      [INK_NONE] = {0x8f, 0x10, 0x23},
};

/* The pairs of the light theme, turned round: where that has much ink this has much light. Each is
 * read on its ground at 7:1 or more. */
static const struct rgb dark[INK_COUNT] = {
    [INK_INK] = {0xf4, 0xf4, 0xf2},       [INK_PAPER] = {0x15, 0x17, 0x1a},
    [INK_SECONDARY] = {0xb9, 0xbc, 0xc2}, [INK_PROMISE] = {0x8f, 0xb4, 0xff},
    [INK_OPEN] = {0x6b, 0x4e, 0x00},      [INK_NONE] = {0xff, 0x7a, 0x84},
};

/* Electronic paper has black, white and its own red; the hue on the glass varies. */
static const struct rgb pixels[INK_COUNT] = {
    [INK_PAPER] = {0xff, 0xff, 0xff},
    [INK_OPEN] = {0xff, 0xff, 0xff},
    [INK_NONE] = {0xc8, 0x10, 0x2e},
};

struct rgb palette_rgb(const struct scene *scene, enum ink ink)
{
    if (scene->mono && ink != INK_PAPER)
        return (struct rgb){0, 0, 0};
    if (scene->bitmap)
        return pixels[ink];
    const struct scene_colour *own = &scene->colours[ink];
    if (own->own && !scene->dark)
        return (struct rgb){own->red, own->green, own->blue};
    return (scene->dark ? dark : light)[ink];
}

static const struct cmyk inks[INK_COUNT] = {
    [INK_INK] = {0, 0, 0, 100},       [INK_PAPER] = {0, 0, 0, 0},
    [INK_PROMISE] = {100, 80, 0, 15}, [INK_OPEN] = {0, 30, 100, 0},
    [INK_NONE] = {0, 100, 75, 40},
};

enum ink palette_plate(const struct scene *scene, enum ink ink)
{
    bool text = ink == INK_SECONDARY || (scene->mono && ink != INK_PAPER);
    return text ? INK_INK : ink;
}

struct cmyk palette_cmyk(const struct scene *scene, enum ink ink)
{
    const struct scene_colour *own = &scene->colours[palette_plate(scene, ink)];
    if (own->own)
        return (struct cmyk){own->cyan, own->magenta, own->yellow, own->black};
    return inks[palette_plate(scene, ink)];
}

bool palette_is_coloured(const struct scene *scene)
{
    if (scene->mono || scene->dark)
        return scene->dark; /* its ground is not quite gray */
    for (guint i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        bool draws = op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END;
        if (draws && op->ink >= INK_PROMISE)
            return true;
    }
    return false;
}
