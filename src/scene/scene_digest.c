/* SPDX-License-Identifier: Apache-2.0 */
/* A scene's name: a hash of all that tells it from others, the same on every machine. */
#include "base/hash.h"
#include "scene/scene.h"

static void add(uint64_t *hash, int64_t value)
{
    hash_add(hash, (uint64_t)value);
}

static void add_string(uint64_t *hash, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        add(hash, *text);
    add(hash, text != NULL ? -1 : -2);
}

static void add_path(uint64_t *hash, const struct op *op)
{
    static const int points[] = {1, 1, 3, 0};
    add(hash, op->path.width);
    add(hash, op->path.dash);
    add(hash, op->path.gap);
    add(hash, op->path.butt);
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        add(hash, (int64_t)segment->kind);
        for (int k = 0; k < points[segment->kind]; k++) {
            add(hash, segment->p[k].x);
            add(hash, segment->p[k].y);
        }
    }
}

static void add_glyphs(uint64_t *hash, const struct op *op)
{
    add_string(hash, op->glyphs.font->name);
    add_string(hash, op->glyphs.text);
    add(hash, op->glyphs.x);
    add(hash, op->glyphs.y);
    add(hash, op->glyphs.size);
    add(hash, op->glyphs.width);
    for (size_t i = 0; i < op->glyphs.count; i++) {
        add(hash, op->glyphs.glyphs[i].id);
        add(hash, op->glyphs.glyphs[i].x);
        add(hash, op->glyphs.glyphs[i].y);
    }
}

static void add_label(uint64_t *hash, const struct op *op)
{
    add_string(hash, op->group.language);
    add(hash, op->group.x);
    add(hash, op->group.y);
    add(hash, op->group.width);
    add(hash, op->group.height);
}

static void add_op(uint64_t *hash, const struct op *op)
{
    add(hash, (int64_t)op->kind);
    add(hash, (int64_t)op->ink);
    switch (op->kind) {
    case OP_FILL_RECT:
        add(hash, op->rect.x);
        add(hash, op->rect.y);
        add(hash, op->rect.width);
        add(hash, op->rect.height);
        add(hash, op->rect.radius);
        break;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        add_path(hash, op);
        break;
    case OP_GLYPHS:
        add_glyphs(hash, op);
        break;
    case OP_QR: /* the modules follow from the payload */
        add(hash, op->qr.x);
        add(hash, op->qr.y);
        add(hash, op->qr.module);
        add_string(hash, op->qr.payload);
        break;
    case OP_GROUP_BEGIN:
        add_string(hash, op->group.role);
        add_string(hash, op->group.label);
        if (op->group.url != NULL)
            add_string(hash, op->group.url);
        if (op->group.width > 0)
            add_label(hash, op);
        break;
    case OP_GROUP_END:
        break;
    }
}

static void add_colour(uint64_t *hash, const struct scene_colour *colour)
{
    add(hash, colour->red << 16 | colour->green << 8 | colour->blue);
    add(hash, colour->cyan << 24 | colour->magenta << 16 | colour->yellow << 8 | colour->black);
}

uint64_t scene_digest(const struct scene *scene)
{
    uint64_t hash = scene->ops->len;
    add_string(&hash, scene->layout);
    add_string(&hash, scene->language);
    add_string(&hash, scene->title);
    add_string(&hash, scene->spoken);
    add(&hash, scene->width);
    add(&hash, scene->height);
    add(&hash, scene->rtl);
    add(&hash, scene->mono + 2 * scene->dark);
    if (scene->ppi != 0) {
        add(&hash, scene->ppi);
        add(&hash, scene->bitmap);
    }
    for (int ink = 0; ink < INK_COUNT; ink++)
        if (scene->colours[ink].own)
            add_colour(&hash, &scene->colours[ink]);
    for (unsigned i = 0; i < scene->ops->len; i++)
        add_op(&hash, &g_array_index(scene->ops, struct op, i));
    return hash;
}
