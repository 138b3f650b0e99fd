/* SPDX-License-Identifier: Apache-2.0 */
/* A whole label drawn onto a larger scene: a sheet of labels, a proof. */
#include "scene/scene.h"

static void place_path(struct scene *scene, enum ink ink, const struct op *op, int32_t x, int32_t y)
{
    g_autofree struct segment *moved = g_memdup2(op->path.segments, op->path.count * sizeof *moved);
    for (size_t i = 0; i < op->path.count; i++)
        for (size_t j = 0; j < G_N_ELEMENTS(moved[i].p); j++) {
            moved[i].p[j].x += x;
            moved[i].p[j].y += y;
        }
    if (op->kind == OP_FILL_PATH)
        scene_fill_path(scene, ink, moved, op->path.count);
    else
        scene_stroke_path(scene, ink, moved, op->path.count, op->path.width, op->path.dash,
                          op->path.gap, op->path.butt);
}

static void place_group(struct scene *scene, const struct op *op, int32_t x, int32_t y)
{
    scene_begin(scene, op->group.role, op->group.label);
    struct op *group = &g_array_index(scene->ops, struct op, scene->ops->len - 1);
    group->group.language = scene_string(scene, op->group.language);
    group->group.x = op->group.x + x;
    group->group.y = op->group.y + y;
    group->group.width = op->group.width;
    group->group.height = op->group.height;
}

static void place_op(struct scene *scene, enum ink ink, const struct op *op, int32_t x, int32_t y)
{
    struct op moved = *op;
    moved.ink = ink;
    switch (op->kind) {
    case OP_FILL_RECT:
        scene_fill_rect(scene, ink, op->rect.x + x, op->rect.y + y, op->rect.width,
                        op->rect.height, op->rect.radius);
        break;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        place_path(scene, ink, op, x, y);
        break;
    case OP_GLYPHS:
        moved.glyphs.x += x;
        moved.glyphs.y += y;
        scene_add(scene, &moved);
        break;
    case OP_QR:
        moved.qr.x += x;
        moved.qr.y += y;
        scene_add(scene, &moved);
        break;
    case OP_GROUP_BEGIN:
        place_group(scene, op, x, y);
        break;
    case OP_GROUP_END:
        scene_end(scene);
        break;
    }
}

void scene_place(struct scene *scene, const struct scene *label, int32_t x, int32_t y)
{
    struct op whole = {.kind = OP_GROUP_BEGIN, .ink = INK_INK};
    whole.group.role = "label";
    whole.group.label = label->spoken;
    whole.group.language = label->language;
    whole.group.width = label->width;
    whole.group.height = label->height;
    place_group(scene, &whole, x, y);
    for (int ink = 0; ink < INK_COUNT; ink++)
        if (label->colours[ink].own)
            scene->colours[ink] = label->colours[ink];
    for (guint i = 0; i < label->ops->len; i++) {
        const struct op *op = &g_array_index(label->ops, struct op, i);
        place_op(scene, label->mono && op->ink != INK_PAPER ? INK_INK : op->ink, op, x, y);
    }
    scene_end(scene);
}
