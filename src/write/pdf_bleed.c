/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: what becomes of a drawing beyond the trim. */
#include "write/pdf_print.h"

#include <stdlib.h>

/* How many points each kind of segment has. */
static const size_t points[] = {[SEGMENT_MOVE] = 1, [SEGMENT_LINE] = 1, [SEGMENT_CUBIC] = 3};

struct bounds {
    int32_t left, top, right, bottom;
};

static struct bounds path_bounds(const struct op *op)
{
    struct bounds b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        for (size_t j = 0; segment->kind != SEGMENT_CLOSE && j < points[segment->kind]; j++) {
            b.left = MIN(b.left, segment->p[j].x);
            b.top = MIN(b.top, segment->p[j].y);
            b.right = MAX(b.right, segment->p[j].x);
            b.bottom = MAX(b.bottom, segment->p[j].y);
        }
    }
    return b;
}

bool pdf_print_is_frame(const struct scene *scene, const struct op *op)
{
    if (op->kind != OP_STROKE_PATH || op->path.count == 0)
        return false;
    struct bounds b = path_bounds(op);
    int32_t width = op->path.width;
    return b.left <= width && b.top <= width && b.right >= scene->width - width &&
           b.bottom >= scene->height - width;
}

/* True for the outline of one rectangle, rounded or not: straight lines are parallel to the axes,
 * corners lie on its sides and are less than half of it. */
static bool is_block(const struct op *op, const struct bounds *b)
{
    struct point pen = {0, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        if (segment->kind == SEGMENT_CLOSE)
            continue;
        struct point to = segment->p[points[segment->kind] - 1];
        int32_t dx = abs(to.x - pen.x), dy = abs(to.y - pen.y);
        if (segment->kind == SEGMENT_MOVE ? i > 0 : segment->kind == SEGMENT_LINE && dx && dy)
            return false;
        if (segment->kind == SEGMENT_CUBIC &&
            (2 * dx >= b->right - b->left || 2 * dy >= b->bottom - b->top))
            return false;
        if (to.x != b->left && to.x != b->right && to.y != b->top && to.y != b->bottom)
            return false;
        pen = to;
    }
    return op->path.count > 0;
}

bool pdf_print_bleeds(const struct scene *scene, const struct op *op, int32_t bleed,
                      struct op *block)
{
    struct bounds b;
    if (op->kind == OP_FILL_RECT)
        b = (struct bounds){op->rect.x, op->rect.y, op->rect.x + op->rect.width,
                            op->rect.y + op->rect.height};
    else if (op->kind == OP_FILL_PATH)
        b = path_bounds(op);
    else
        return false;
    bool left = b.left <= 0, top = b.top <= 0;
    bool right = b.right >= scene->width, bottom = b.bottom >= scene->height;
    if (!(left || top || right || bottom) || (op->kind == OP_FILL_PATH && !is_block(op, &b)))
        return false;
    *block = (struct op){.kind = OP_FILL_RECT, .ink = op->ink};
    block->rect.x = left ? -bleed : b.left;
    block->rect.y = top ? -bleed : b.top;
    block->rect.width = (right ? scene->width + bleed : b.right) - block->rect.x;
    block->rect.height = (bottom ? scene->height + bleed : b.bottom) - block->rect.y;
    return true;
}
