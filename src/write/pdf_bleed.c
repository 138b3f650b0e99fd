/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: what becomes of a drawing beyond the trim. */
#include "write/pdf_print.h"

#include <stdlib.h>

/* How many points each kind of segment has. */
static const size_t points[] = {[SEGMENT_MOVE] = 1, [SEGMENT_LINE] = 1, [SEGMENT_CUBIC] = 3};

static struct pdf_rect path_bounds(const struct op *op)
{
    struct pdf_rect b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
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

bool pdf_print_is_frame(const struct pdf_rect *trim, const struct op *op)
{
    if (op->kind != OP_STROKE_PATH || op->path.count == 0)
        return false;
    struct pdf_rect b = path_bounds(op);
    int32_t width = op->path.width;
    return b.left <= trim->left + width && b.top <= trim->top + width &&
           b.right >= trim->right - width && b.bottom >= trim->bottom - width;
}

/* True for the outline of one rectangle, rounded or not: straight lines are parallel to the axes,
 * corners lie on its sides and are less than half of it. */
static bool is_block(const struct op *op, const struct pdf_rect *b)
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

bool pdf_print_bleeds(const struct pdf_rect *trim, const struct op *op, int32_t bleed,
                      struct op *block)
{
    struct pdf_rect b;
    if (op->kind == OP_FILL_RECT)
        b = (struct pdf_rect){op->rect.x, op->rect.y, op->rect.x + op->rect.width,
                            op->rect.y + op->rect.height};
    else if (op->kind == OP_FILL_PATH)
        b = path_bounds(op);
    else
        return false;
    bool left = b.left <= trim->left, top = b.top <= trim->top;
    bool right = b.right >= trim->right, bottom = b.bottom >= trim->bottom;
    if (!(left || top || right || bottom) || (op->kind == OP_FILL_PATH && !is_block(op, &b)))
        return false;
    *block = (struct op){.kind = OP_FILL_RECT, .ink = op->ink};
    block->rect.x = left ? trim->left - bleed : b.left;
    block->rect.y = top ? trim->top - bleed : b.top;
    block->rect.width = (right ? trim->right + bleed : b.right) - block->rect.x;
    block->rect.height = (bottom ? trim->bottom + bleed : b.bottom) - block->rect.y;
    return true;
}
