/* SPDX-License-Identifier: Apache-2.0 */
/* A scene at another size: every length in one proportion, no word touched. */
#include "scene/scene.h"

/* Rounded half away from zero. */
static int32_t times(int32_t value, int32_t permille)
{
    int64_t product = (int64_t)value * permille;
    return (int32_t)((product + (product < 0 ? -500 : 500)) / 1000);
}

static void scale_path(struct op *op, int32_t permille)
{
    op->path.width = times(op->path.width, permille);
    op->path.dash = times(op->path.dash, permille);
    op->path.gap = times(op->path.gap, permille);
    for (size_t i = 0; i < op->path.count; i++) {
        struct point *points = op->path.segments[i].p;
        for (size_t k = 0; k < G_N_ELEMENTS(op->path.segments[i].p); k++)
            points[k] = (struct point){times(points[k].x, permille), times(points[k].y, permille)};
    }
}

static void scale_glyphs(struct op *op, int32_t permille)
{
    op->glyphs.x = times(op->glyphs.x, permille);
    op->glyphs.y = times(op->glyphs.y, permille);
    op->glyphs.size = times(op->glyphs.size, permille);
    op->glyphs.width = times(op->glyphs.width, permille);
    for (size_t i = 0; i < op->glyphs.count; i++) {
        struct glyph *glyph = &op->glyphs.glyphs[i];
        glyph->x = times(glyph->x, permille);
        glyph->y = times(glyph->y, permille);
    }
}

static void scale_op(struct op *op, int32_t permille)
{
    switch (op->kind) {
    case OP_FILL_RECT:
        op->rect.x = times(op->rect.x, permille);
        op->rect.y = times(op->rect.y, permille);
        op->rect.width = times(op->rect.width, permille);
        op->rect.height = times(op->rect.height, permille);
        op->rect.radius = times(op->rect.radius, permille);
        break;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        scale_path(op, permille);
        break;
    case OP_GLYPHS:
        scale_glyphs(op, permille);
        break;
    case OP_QR:
        op->qr.x = times(op->qr.x, permille);
        op->qr.y = times(op->qr.y, permille);
        op->qr.module = times(op->qr.module, permille);
        break;
    case OP_GROUP_BEGIN:
        op->group.x = times(op->group.x, permille);
        op->group.y = times(op->group.y, permille);
        op->group.width = times(op->group.width, permille);
        op->group.height = times(op->group.height, permille);
        break;
    case OP_GROUP_END:
        break;
    }
}

bool scene_scale(struct scene *scene, int32_t permille)
{
    g_assert(permille >= 1000);
    int64_t longest = MAX(scene->width, scene->height);
    if (longest * permille / 1000 > SCENE_MAX_SIDE)
        return false;
    scene->width = times(scene->width, permille);
    scene->height = times(scene->height, permille);
    for (unsigned i = 0; i < scene->ops->len; i++)
        scale_op(&g_array_index(scene->ops, struct op, i), permille);
    return true;
}
