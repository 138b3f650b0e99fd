/* SPDX-License-Identifier: Apache-2.0 */
/* The outlines of a QR code's dark regions, so that it is one path without seams. */
#include "write/qr_trace.h"

/* Modules with a light margin of one all around, so that every corner has four. */
struct trace {
    uint8_t *modules;
    int32_t row; /* modules in a row of these */
    qr_corner_func *corner;
    void *data;
};

enum { DARK = 1, WALKED = 2 /* its upper edge was walked from left to right */ };

enum way { EAST, SOUTH, WEST, NORTH };

static const int32_t step_x[] = {1, 0, -1, 0};
static const int32_t step_y[] = {0, 1, 0, -1};

static uint8_t *module_at(const struct trace *trace, int32_t x, int32_t y)
{
    return &trace->modules[(y + 1) * trace->row + x + 1];
}

static bool is_dark(const struct trace *trace, int32_t x, int32_t y)
{
    return (*module_at(trace, x, y) & DARK) != 0;
}

static bool starts_edge(const struct trace *trace, int32_t x, int32_t y)
{
    return *module_at(trace, x, y) == DARK && !is_dark(trace, x, y - 1);
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
            *module_at(trace, x, y) |= WALKED;
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
    int32_t size = op->qr.modules, row = size + 2;
    g_autofree uint8_t *modules = g_malloc0((size_t)row * (size_t)row);
    struct trace trace = {modules, row, corner, data};
    for (int32_t y = 0; y < size; y++)
        for (int32_t x = 0; x < size; x++)
            *module_at(&trace, x, y) = op->qr.bits[y * size + x] ? DARK : 0;
    for (int32_t y = 0; y < size; y++)
        for (int32_t x = 0; x < size; x++)
            if (starts_edge(&trace, x, y))
                walk(&trace, x, y);
}
