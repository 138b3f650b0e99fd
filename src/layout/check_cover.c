/* SPDX-License-Identifier: Apache-2.0 */
/* What words stand on, that nothing stands on them, and that no colour says another state. */
#include "layout/canvas.h"

#include <math.h>
#include <stdlib.h>

enum {
    PIECES = 16, /* of a curve */
    INSET = 8,   /* part of the cap height by which letters may meet what is beside them */
    COLUMNS = 12,
    ROWS = 6 /* spots in a word's box at which its ground is looked up */
};

struct box {
    double left, top, right, bottom;
};

struct spot {
    double x, y;
};

/* From cap height to baseline, a little less at each side. */
static struct box letters_box(const struct op *op)
{
    const struct font *font = op->glyphs.font;
    double rise = text_scale(font->cap_height, op->glyphs.size, font->upem), inset = rise / INSET;
    return (struct box){op->glyphs.x + inset, op->glyphs.y - rise + inset,
                        op->glyphs.x + op->glyphs.width - inset, op->glyphs.y - inset};
}

static bool boxes_meet(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static struct box rect_box(const struct op *op)
{
    return (struct box){op->rect.x, op->rect.y, (double)op->rect.x + op->rect.width,
                        (double)op->rect.y + op->rect.height};
}

/* Narrows from..to, shares of a way, to where start + share * way is between low and high. */
static void clip(double start, double way, double low, double high, double *from, double *to)
{
    if (way == 0) {
        if (start <= low || start >= high)
            *from = 1, *to = 0;
        return;
    }
    double a = (low - start) / way, b = (high - start) / way;
    *from = MAX(*from, MIN(a, b));
    *to = MIN(*to, MAX(a, b));
}

/* A path's straight pieces, one after the other, as seen from a box. */
struct trace {
    struct box box;   /* grown by half the line's width */
    struct spot spot; /* its middle */
    bool meets;       /* a piece runs through the box */
    int turns;        /* winding number of the spot */
};

static void trace_piece(struct trace *trace, struct spot a, struct spot b)
{
    double from = 0, to = 1;
    clip(a.x, b.x - a.x, trace->box.left, trace->box.right, &from, &to);
    clip(a.y, b.y - a.y, trace->box.top, trace->box.bottom, &from, &to);
    trace->meets |= from < to;
    if ((a.y <= trace->spot.y) == (b.y <= trace->spot.y))
        return;
    double x = a.x + (trace->spot.y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (x > trace->spot.x)
        trace->turns += b.y > a.y ? 1 : -1;
}

static void trace_curve(struct trace *trace, struct spot from, const struct point *p)
{
    struct spot last = from;
    for (int piece = 1; piece <= PIECES; piece++) {
        double t = (double)piece / PIECES, u = 1 - t;
        double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        struct spot next = {a * from.x + b * p[0].x + c * p[1].x + d * p[2].x,
                            a * from.y + b * p[0].y + c * p[1].y + d * p[2].y};
        trace_piece(trace, last, next);
        last = next;
    }
}

/* Whether a curve stays clear of the box, as its controls and ends all lie on one side of it. */
static bool is_far(const struct box *box, struct spot from, const struct point *p)
{
    double left = MIN(MIN(from.x, p[0].x), MIN(p[1].x, p[2].x));
    double right = MAX(MAX(from.x, p[0].x), MAX(p[1].x, p[2].x));
    double top = MIN(MIN(from.y, p[0].y), MIN(p[1].y, p[2].y));
    double bottom = MAX(MAX(from.y, p[0].y), MAX(p[1].y, p[2].y));
    return left > box->right || right < box->left || top > box->bottom || bottom < box->top;
}

/* Assumes a path; a fill is closed where the path leaves it open. */
static struct trace trace_path(const struct op *op, const struct box *box)
{
    double half = op->kind == OP_STROKE_PATH ? op->path.width / 2.0 : 0;
    struct trace trace = {
        .box = {box->left - half, box->top - half, box->right + half, box->bottom + half},
        .spot = {(box->left + box->right) / 2, (box->top + box->bottom) / 2},
    };
    struct spot at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        const struct point *end = &segment->p[segment->kind == SEGMENT_CUBIC ? 2 : 0];
        struct spot next = segment->kind == SEGMENT_CLOSE ? start : (struct spot){end->x, end->y};
        if (segment->kind == SEGMENT_MOVE && op->kind == OP_FILL_PATH && i > 0)
            trace_piece(&trace, at, start);
        if (segment->kind == SEGMENT_CUBIC) {
            if (op->kind == OP_FILL_PATH || !is_far(&trace.box, at, segment->p))
                trace_curve(&trace, at, segment->p);
        } else if (segment->kind != SEGMENT_MOVE) {
            trace_piece(&trace, at, next);
        }
        if (segment->kind == SEGMENT_MOVE)
            start = next;
        at = next;
    }
    if (op->kind == OP_FILL_PATH)
        trace_piece(&trace, at, start);
    return trace;
}

enum cover { COVER_NOT, COVER_PART, COVER_WHOLE };

/* How much of the box a fill or stroke covers; a line is never all of it. */
static enum cover cover_of(const struct op *op, const struct box *box)
{
    struct box rect;
    struct trace trace;
    switch (op->kind) {
    case OP_FILL_RECT:
        rect = rect_box(op);
        if (!boxes_meet(&rect, box))
            return COVER_NOT;
        return rect.left <= box->left && rect.top <= box->top && rect.right >= box->right &&
                       rect.bottom >= box->bottom
                   ? COVER_WHOLE
                   : COVER_PART;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        trace = trace_path(op, box);
        if (trace.meets)
            return COVER_PART;
        return op->kind == OP_FILL_PATH && trace.turns != 0 ? COVER_WHOLE : COVER_NOT;
    default:
        return COVER_NOT;
    }
}

/* What was drawn, and how far each of it reaches at most: most of it is nowhere near a word. */
struct drawn {
    const struct op *ops;
    unsigned count;
    struct box *reach;
};

/* Curves stay inside their control points. */
static struct box path_reach(const struct op *op)
{
    static const int points[] = {
        [SEGMENT_MOVE] = 1, [SEGMENT_LINE] = 1, [SEGMENT_CUBIC] = 3, [SEGMENT_CLOSE] = 0};
    double half = op->kind == OP_STROKE_PATH ? op->path.width / 2.0 : 0;
    struct box reach = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < op->path.count; i++)
        for (int k = 0; k < points[op->path.segments[i].kind]; k++) {
            struct point p = op->path.segments[i].p[k];
            reach = (struct box){MIN(reach.left, p.x - half), MIN(reach.top, p.y - half),
                                 MAX(reach.right, p.x + half), MAX(reach.bottom, p.y + half)};
        }
    return reach;
}

static struct box reach_of(const struct op *op)
{
    switch (op->kind) {
    case OP_FILL_RECT:
        return rect_box(op);
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        return path_reach(op);
    default:
        return (struct box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    }
}

static enum cover cover_at(const struct drawn *drawn, unsigned index, const struct box *box)
{
    const struct box *reach = &drawn->reach[index];
    bool near = reach->left <= box->right && box->left <= reach->right &&
                reach->top <= box->bottom && box->top <= reach->bottom;
    return near ? cover_of(&drawn->ops[index], box) : COVER_NOT;
}

/* Whether each of some spots in the box has a fill that is no paper among those from `first` on and
 * before `end`. */
static bool is_tiled(const struct drawn *drawn, unsigned first, unsigned end, const struct box *box)
{
    for (int place = 0; place < COLUMNS * ROWS; place++) {
        div_t spot = div(place, COLUMNS);
        double x = box->left + (box->right - box->left) * (spot.rem + 0.5) / COLUMNS;
        double y = box->top + (box->bottom - box->top) * (spot.quot + 0.5) / ROWS;
        struct box dot = {x, y, x, y};
        unsigned i = end;
        while (i > first &&
               (drawn->ops[i - 1].kind == OP_STROKE_PATH || drawn->ops[i - 1].ink == INK_PAPER ||
                cover_at(drawn, i - 1, &dot) != COVER_WHOLE))
            i--;
        if (i == first)
            return false;
    }
    return true;
}

/* Everything that is seen below a word is a ground on which it is read. */
static bool is_read(const struct drawn *drawn, unsigned index)
{
    const struct op *ops = drawn->ops;
    struct box box = letters_box(&ops[index]);
    for (unsigned i = index; i-- > 0;) {
        enum cover cover = cover_at(drawn, i, &box);
        if (cover != COVER_NOT && !ink_readable(ops[i].ink, ops[index].ink))
            return ops[i].ink == INK_PAPER && is_tiled(drawn, i + 1, index, &box);
        if (cover == COVER_WHOLE)
            return true;
    }
    return ink_readable(INK_PAPER, ops[index].ink) || is_tiled(drawn, 0, index, &box);
}

static bool is_covered(const struct drawn *drawn, unsigned index)
{
    const struct op *ops = drawn->ops;
    struct box box = letters_box(&ops[index]);
    for (unsigned i = index + 1; i < drawn->count; i++) {
        struct box other = ops[i].kind == OP_GLYPHS ? letters_box(&ops[i]) : box;
        if (ops[i].kind == OP_GLYPHS ? ops[i].glyphs.width > 0 && boxes_meet(&box, &other)
                                     : cover_at(drawn, i, &box) != COVER_NOT)
            return true;
    }
    return false;
}

static bool is_code_covered(const struct drawn *drawn, unsigned index)
{
    const struct op *code = &drawn->ops[index];
    double side = (double)code->qr.module * code->qr.modules;
    struct box box = {code->qr.x, code->qr.y, code->qr.x + side, code->qr.y + side};
    for (unsigned i = index + 1; i < drawn->count; i++)
        if (cover_at(drawn, i, &box) != COVER_NOT)
            return true;
    return false;
}

/* A ground in the colour of a promise where none is made, or of a doubt where there is none. */
static bool says_another(const struct canvas *canvas, const struct op *op)
{
    if (op->kind != OP_FILL_RECT && op->kind != OP_FILL_PATH)
        return false;
    switch (canvas->wording->facts->band) {
    case BAND_DARK:
        return op->ink == INK_OPEN || op->ink == INK_NONE;
    case BAND_LIGHT:
        return op->ink == INK_PROMISE || op->ink == INK_NONE;
    case BAND_SOLID:
        return op->ink == INK_PROMISE || op->ink == INK_OPEN;
    }
    return false;
}

static void check_op(struct canvas *canvas, const struct drawn *drawn, unsigned index)
{
    const struct op *op = &drawn->ops[index];
    if (says_another(canvas, op))
        refuse_op(canvas, "has the colour of another state", op);
    if (op->kind == OP_QR && is_code_covered(drawn, index))
        refuse_op(canvas, "has something drawn over it", op);
    if (op->kind != OP_GLYPHS || op->glyphs.width == 0)
        return;
    if (!is_read(drawn, index))
        refuse_op(canvas, "has too little contrast with its ground", op);
    else if (is_covered(drawn, index))
        refuse_op(canvas, "has something drawn over it", op);
}

void check_cover(struct canvas *canvas)
{
    const struct op *ops = (const struct op *)(void *)canvas->scene->ops->data;
    unsigned count = canvas->scene->ops->len;
    g_autofree struct box *reach = g_new(struct box, count);
    for (unsigned i = 0; i < count; i++)
        reach[i] = reach_of(&ops[i]);
    struct drawn drawn = {ops, count, reach};
    for (unsigned i = 0; i < count; i++)
        check_op(canvas, &drawn, i);
}
