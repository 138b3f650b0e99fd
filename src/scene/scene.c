/* SPDX-License-Identifier: Apache-2.0 */
/* The display list's memory: ops are appended, and own copies of all they point to. */
#include "scene/scene.h"

#include <string.h>

const char *ink_name(enum ink ink)
{
    static const char *const names[INK_COUNT] = {"ink",     "paper", "secondary",
                                                 "promise", "open",  "none"};
    return names[ink];
}

struct scene *scene_new(int32_t width, int32_t height)
{
    g_assert(width > 0 && height > 0);
    struct scene *scene = g_new0(struct scene, 1);
    scene->width = width;
    scene->height = height;
    scene->ops = g_array_new(FALSE, FALSE, sizeof(struct op));
    scene->strings = g_string_chunk_new(1024);
    scene->blocks = g_ptr_array_new_with_free_func(g_free);
    return scene;
}

void scene_free(struct scene *scene)
{
    if (scene == NULL)
        return;
    g_array_unref(scene->ops);
    g_string_chunk_free(scene->strings);
    g_ptr_array_unref(scene->blocks);
    g_free(scene);
}

const char *scene_string(struct scene *scene, const char *text)
{
    return text != NULL ? g_string_chunk_insert_const(scene->strings, text) : NULL;
}

/* A copy of an array that lives as long as the scene. */
static void *keep(struct scene *scene, const void *items, size_t count, size_t size)
{
    if (count == 0)
        return NULL;
    void *copy = g_malloc_n(count, size);
    memcpy(copy, items, count * size);
    g_ptr_array_add(scene->blocks, copy);
    return copy;
}

void scene_fill_rect(struct scene *scene, enum ink ink, int32_t x, int32_t y, int32_t width,
                     int32_t height, int32_t radius)
{
    g_assert(width >= 0 && height >= 0 && radius >= 0);
    struct op op = {.kind = OP_FILL_RECT, .ink = ink};
    op.rect.x = x;
    op.rect.y = y;
    op.rect.width = width;
    op.rect.height = height;
    op.rect.radius = radius;
    g_array_append_val(scene->ops, op);
}

static struct op path_op(struct scene *scene, enum op_kind kind, enum ink ink,
                         const struct segment *segments, size_t count)
{
    struct op op = {.kind = kind, .ink = ink};
    op.path.segments = keep(scene, segments, count, sizeof *segments);
    op.path.count = count;
    return op;
}

void scene_fill_path(struct scene *scene, enum ink ink, const struct segment *segments,
                     size_t count)
{
    struct op op = path_op(scene, OP_FILL_PATH, ink, segments, count);
    g_array_append_val(scene->ops, op);
}

void scene_stroke_path(struct scene *scene, enum ink ink, const struct segment *segments,
                       size_t count, int32_t width, int32_t dash, int32_t gap, bool butt)
{
    g_assert(width > 0 && dash >= 0 && gap >= 0);
    struct op op = path_op(scene, OP_STROKE_PATH, ink, segments, count);
    op.path.width = width;
    op.path.dash = dash;
    op.path.gap = gap;
    op.path.butt = butt;
    g_array_append_val(scene->ops, op);
}

void scene_add(struct scene *scene, const struct op *op)
{
    struct op copy = *op;
    if (op->kind == OP_GLYPHS) {
        g_assert(op->glyphs.font != NULL && op->glyphs.size > 0 && op->glyphs.width >= 0);
        copy.glyphs.text = scene_string(scene, op->glyphs.text);
        copy.glyphs.phrase = scene_string(scene, op->glyphs.phrase);
        copy.glyphs.language = scene_string(scene, op->glyphs.language);
        copy.glyphs.role = scene_string(scene, op->glyphs.role);
        copy.glyphs.glyphs =
            keep(scene, op->glyphs.glyphs, op->glyphs.count, sizeof *op->glyphs.glyphs);
    } else {
        g_assert(op->kind == OP_QR && op->qr.module > 0 && op->qr.modules > 0);
        size_t modules = (size_t)op->qr.modules;
        copy.qr.bits = keep(scene, op->qr.bits, modules * modules, 1);
        copy.qr.payload = scene_string(scene, op->qr.payload);
    }
    g_array_append_val(scene->ops, copy);
}

void scene_begin(struct scene *scene, const char *role, const char *label)
{
    struct op op = {.kind = OP_GROUP_BEGIN, .ink = INK_INK};
    op.group.role = scene_string(scene, role);
    op.group.label = scene_string(scene, label);
    g_array_append_val(scene->ops, op);
}

void scene_begin_link(struct scene *scene, const char *role, const char *label, const char *url)
{
    scene_begin(scene, role, label);
    g_array_index(scene->ops, struct op, scene->ops->len - 1).group.url = scene_string(scene, url);
}

void scene_end(struct scene *scene)
{
    struct op op = {.kind = OP_GROUP_END, .ink = INK_INK};
    g_array_append_val(scene->ops, op);
}
