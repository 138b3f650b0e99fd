/* SPDX-License-Identifier: Apache-2.0 */
/* The outlines of a QR code's dark regions, so that it is one path without seams. */
#include "write/qr_trace.h"

struct trace {
    const uint8_t *bits;
    int32_t size;
    uint8_t *seen; /* per module: its upper edge was walked from left to right */
    qr_corner_func *corner;
    void *data;
};

enum way { EAST, SOUTH, WEST, NORTH };

static const int32_t step_x[] = {1, 0, -1, 0};
static const int32_t step_y[] = {0, 1, 0, -1};

static bool is_dark(const struct trace *trace, int32_t x, int32_t y)
{
    return x >= 0 && y >= 0 && x < trace->size && y < trace->size &&
           trace->bits[y * trace->size + x];
}

static bool starts_edge(const struct trace *trace, int32_t x, int32_t y)
{
    return is_dark(trace, x, y) && !is_dark(trace, x, y - 1) && !trace->seen[y * trace->size + x];
}

/* The modules ahead of a corner, seen in the walking direction: on the left, and on the right. */
static void look_ahead(const struct trace *trace, int32_t x, int32_t y, enum way way, bool *left,
                       bool *right)
{
    static const int32_t left_x[] = {0, 0, -1, -1}, left_y[] = {-1, 0, 0, -1};
    static const int32_t right_x[] = {0, -1, -1, 0}, right_y[] = {0, 0, -1, -1};
    *left = is_dark(trace, x + left_x[way], y + left_y[way]);
    *right = is_dark(trace, x + right_x[way], y + right_y[way]);
}

static void walk(struct trace *trace, int32_t start_x, int32_t start_y)
{
    int32_t x = start_x, y = start_y;
    enum way way = EAST;
    trace->corner(trace->data, x, y, true);
    do {
        if (way == EAST)
            trace->seen[y * trace->size + x] = 1;
        x += step_x[way];
        y += step_y[way];
        bool left, right;
        look_ahead(trace, x, y, way, &left, &right);
        if (right && !left)
            continue;
        way = (enum way)((way + (right ? 3 : 1)) % 4);
        if (x != start_x || y != start_y || way != EAST)
            trace->corner(trace->data, x, y, false);
    } while (x != start_x || y != start_y || way != EAST);
}

void qr_trace(const struct op *op, qr_corner_func *corner, void *data)
{
    int32_t size = op->qr.modules;
    g_autofree uint8_t *seen = g_malloc0((size_t)size * (size_t)size);
    struct trace trace = {op->qr.bits, size, seen, corner, data};
    for (int32_t y = 0; y < size; y++)
        for (int32_t x = 0; x < size; x++)
            if (starts_edge(&trace, x, y))
                walk(&trace, x, y);
}
