/* SPDX-License-Identifier: Apache-2.0 */
/* Draws the ruler's plan: all cells of one look are one path, so that a label stays small. */
#include "layout/canvas.h"
#include "layout/paths.h"
#include "model/ruler.h"

#include "base/number.h"
#include "scene/grid.h"

#include <string.h>

enum {
    OUTLINE = 200,
    CROSS_STROKE = 300,
    CROSS_PERMILLE = 420, /* of the cell's height */
    DASH = 640,
    DASH_GAP = 520,
    LOW = 2500,              /* below this height a dashed outline would only be a blur */
    LOW_DASH_PERMILLE = 620, /* of the cell's width */
    LABEL_SPACE = 800,
    PIXEL_DASHES = 4, /* in a bitmap: two pixels on, two off */
};

struct drawing {
    struct canvas *canvas;
    const struct item *item;
    struct ruler plan;
    int32_t x, width; /* from the edge where reading starts */
    GArray *paths[4]; /* by ruler_mark: fills, outlines, dashes, crosses */
    GArray *low;      /* dashes of a low ruler */
};

static bool is_bitmap(const struct drawing *drawing)
{
    return drawing->canvas->template->bitmap;
}

static int32_t pixels_of(const struct drawing *drawing, int32_t length)
{
    return grid_pixel(drawing->canvas->template->ppi, length);
}

/* Places from the edge where reading starts; the gap belongs to no cell. In a bitmap all cells are
 * alike, and what is left over stays free at the end. */
static int32_t cell_start(const struct drawing *drawing, size_t index)
{
    int64_t span = drawing->width + drawing->item->gap;
    if (is_bitmap(drawing)) {
        int32_t pitch = pixels_of(drawing, (int32_t)span) / (int32_t)drawing->plan.cells;
        return canvas_snap(drawing->canvas,
                           drawing->x + canvas_pixels(drawing->canvas, pitch * (int32_t)index));
    }
    return drawing->x + (int32_t)(span * (int64_t)index / (int64_t)drawing->plan.cells);
}

static int32_t cell_end(const struct drawing *drawing, size_t index)
{
    return canvas_snap(drawing->canvas, cell_start(drawing, index + 1) - drawing->item->gap);
}

static void add_rect(const struct drawing *drawing, GArray *path, int32_t start, int32_t end,
                     int32_t inset)
{
    int32_t left = canvas_left(drawing->canvas, start, end - start) + inset;
    int32_t right = left + (end - start) - 2 * inset;
    int32_t top = drawing->item->y + inset;
    int32_t bottom = drawing->item->y + drawing->item->height - inset;
    path_move(path, left, top);
    path_line(path, right, top);
    path_line(path, right, bottom);
    path_line(path, left, bottom);
    path_close(path);
}

static int32_t outline_of(const struct drawing *drawing)
{
    return is_bitmap(drawing) ? canvas_pixels(drawing->canvas, 1) : OUTLINE;
}

static void add_outline(const struct drawing *drawing, GArray *path, int32_t start, int32_t end)
{
    int32_t outline = outline_of(drawing);
    if (end - start > 2 * outline)
        add_rect(drawing, path, start, end, outline / 2);
}

/* A row of pixels from x, y on, counted from the left and upper edges. */
static void add_pixels(const struct drawing *drawing, GArray *path, int32_t x, int32_t y,
                       int32_t count)
{
    const struct canvas *canvas = drawing->canvas;
    int32_t left = canvas_pixels(canvas, x), right = canvas_pixels(canvas, x + count);
    int32_t top = canvas_pixels(canvas, y), bottom = canvas_pixels(canvas, y + 1);
    path_move(path, left, top);
    path_line(path, right, top);
    path_line(path, right, bottom);
    path_line(path, left, bottom);
    path_close(path);
}

/* A cell in pixels, from the left and upper edges. */
struct pixels {
    int32_t x, y, width, height;
};

static struct pixels pixels_at(const struct drawing *drawing, int32_t start, int32_t end)
{
    return (struct pixels){pixels_of(drawing, canvas_left(drawing->canvas, start, end - start)),
                           pixels_of(drawing, drawing->item->y), pixels_of(drawing, end - start),
                           pixels_of(drawing, drawing->item->height)};
}

/* A cross of single pixels, which no line drawn aslant would hit evenly. */
static void add_pixel_cross(const struct drawing *drawing, int32_t start, int32_t end)
{
    struct pixels cell = pixels_at(drawing, start, end);
    int32_t side = cell.height % 2 + cell.height / 4 * 2;
    if (cell.width < side + 2)
        return;
    int32_t x = cell.x + (cell.width - side) / 2, y = cell.y + (cell.height - side) / 2;
    for (int32_t i = 0; i < side; i++) {
        add_pixels(drawing, drawing->paths[RULER_CROSSED], x + i, y + i, 1);
        if (side - 1 - i != i)
            add_pixels(drawing, drawing->paths[RULER_CROSSED], x + side - 1 - i, y + i, 1);
    }
}

/* Slanting stripes over the outline make dashes that meet at its corners. */
static void add_pixel_dashes(const struct drawing *drawing, int32_t start, int32_t end)
{
    struct pixels cell = pixels_at(drawing, start, end);
    for (int32_t i = 0; i < cell.width * cell.height; i++) {
        int32_t x = i % cell.width, y = i / cell.width;
        bool border = x == 0 || y == 0 || x == cell.width - 1 || y == cell.height - 1;
        if (border && (x + y) % PIXEL_DASHES < PIXEL_DASHES / 2)
            add_pixels(drawing, drawing->paths[RULER_DASHED], cell.x + x, cell.y + y, 1);
    }
}

static void add_cross(const struct drawing *drawing, int32_t start, int32_t end)
{
    GArray *path = drawing->paths[RULER_CROSSED];
    int32_t half = drawing->item->height * CROSS_PERMILLE / 2000;
    if (is_bitmap(drawing)) {
        add_pixel_cross(drawing, start, end);
        return;
    }
    if (end - start < 2 * half + 2 * OUTLINE)
        return;
    int32_t x = canvas_left(drawing->canvas, (start + end) / 2, 0);
    int32_t y = drawing->item->y + drawing->item->height / 2;
    path_move(path, x - half, y - half);
    path_line(path, x + half, y + half);
    path_move(path, x + half, y - half);
    path_line(path, x - half, y + half);
}

static void add_low_dash(const struct drawing *drawing, int32_t start, int32_t end)
{
    int32_t width = (end - start) * LOW_DASH_PERMILLE / 1000;
    int32_t left = canvas_left(drawing->canvas, start, width);
    int32_t y = drawing->item->y + drawing->item->height / 2;
    path_move(drawing->low, left, y);
    path_line(drawing->low, left + width, y);
}

/* An arrow head instead of the last cell: time goes on beyond the ruler. */
static void add_arrow(const struct drawing *drawing, int32_t start, int32_t end)
{
    GArray *path = drawing->paths[RULER_FILLED];
    int32_t half = drawing->item->height / 2, top = drawing->item->y;
    int32_t tip = canvas_left(drawing->canvas, end, 0),
            tail = canvas_left(drawing->canvas, start, 0);
    int32_t neck = canvas_left(drawing->canvas, MAX(start, end - half), 0);
    path_move(path, tail, top);
    path_line(path, neck, top);
    path_line(path, tip, top + half);
    path_line(path, neck, top + 2 * half);
    path_line(path, tail, top + 2 * half);
    path_close(path);
}

static void add_part(const struct drawing *drawing, enum ruler_mark mark, int32_t start,
                     int32_t end)
{
    if (start >= end)
        return;
    switch (mark) {
    case RULER_FILLED:
        add_rect(drawing, drawing->paths[RULER_FILLED], start, end, 0);
        break;
    case RULER_EMPTY:
        add_outline(drawing, drawing->paths[RULER_EMPTY], start, end);
        break;
    case RULER_CROSSED:
        add_outline(drawing, drawing->paths[RULER_EMPTY], start, end);
        add_cross(drawing, start, end);
        break;
    case RULER_DASHED:
        if (is_bitmap(drawing))
            add_pixel_dashes(drawing, start, end);
        else if (drawing->item->height < LOW)
            add_low_dash(drawing, start, end);
        else
            add_outline(drawing, drawing->paths[RULER_DASHED], start, end);
        break;
    }
}

/* So many thousandths of a length; in a bitmap rounded down, as no promise is rounded up. */
static int32_t part_of(const struct drawing *drawing, int32_t length, int part)
{
    if (is_bitmap(drawing))
        return canvas_pixels(drawing->canvas, pixels_of(drawing, length) * part / 1000);
    return (int32_t)((int64_t)length * part / 1000);
}

static void add_cell(const struct drawing *drawing, size_t index)
{
    const struct ruler *plan = &drawing->plan;
    int32_t start = cell_start(drawing, index), end = cell_end(drawing, index);
    if (plan->arrow && index + 1 == plan->cells) {
        add_arrow(drawing, start, end);
        return;
    }
    int part = CLAMP(plan->mark - (int)index * 1000, 0, 1000);
    int32_t change = start + part_of(drawing, end - start, part);
    bool outlined = plan->after == RULER_EMPTY || plan->after == RULER_CROSSED;
    if (plan->before == RULER_FILLED && outlined && part > 0 && part < 1000) {
        add_part(drawing, RULER_FILLED, start, change);
        add_outline(drawing, drawing->paths[RULER_EMPTY], start, end);
        if (plan->after == RULER_CROSSED)
            add_cross(drawing, change, end);
        return;
    }
    add_part(drawing, plan->before, start, change);
    add_part(drawing, plan->after, change, end);
}

static const struct segment *segments_of(const GArray *path)
{
    return (const struct segment *)(void *)path->data;
}

static void stroke(const struct drawing *drawing, const GArray *path, int32_t width, int32_t dash,
                   int32_t gap)
{
    if (path->len > 0)
        scene_stroke_path(drawing->canvas->scene, INK_INK, segments_of(path), path->len, width,
                          dash, gap, true);
}

static void fill(const struct drawing *drawing, const GArray *path, enum ink ink)
{
    if (path->len > 0)
        scene_fill_path(drawing->canvas->scene, ink, segments_of(path), path->len);
}

/* Dashes and crosses: lines, but in a bitmap the pixels themselves. */
static void flush_lines(const struct drawing *drawing)
{
    const GArray *dashes = drawing->paths[RULER_DASHED], *crosses = drawing->paths[RULER_CROSSED];
    if (is_bitmap(drawing)) {
        fill(drawing, dashes, INK_INK);
        fill(drawing, crosses, INK_INK);
        return;
    }
    stroke(drawing, dashes, OUTLINE, DASH, DASH_GAP);
    stroke(drawing, crosses, MIN(CROSS_STROKE, drawing->item->height / 6), 0, 0);
}

static void flush(struct drawing *drawing)
{
    fill(drawing, drawing->paths[RULER_FILLED], canvas_ink(drawing->canvas, TINT_ACCENT));
    stroke(drawing, drawing->paths[RULER_EMPTY], outline_of(drawing), 0, 0);
    flush_lines(drawing);
    stroke(drawing, drawing->low, drawing->item->height / 4, 0, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(drawing->paths); i++)
        g_array_unref(drawing->paths[i]);
    g_array_unref(drawing->low);
}

/* Places a tick label, or only measures it where `placed` is NULL; *width is set either way. */
static void put_label(const struct drawing *drawing, int year, bool bold, enum anchor anchor,
                      int32_t at, int32_t *width, struct placed *placed)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    number_append(digits, year);
    struct span span = {.text = digits->str};
    struct phrase phrase = {&span, 1};
    struct word word = {&phrase, 1};
    struct text_slot text = {.role = "tick", .word = &word, .anchor = anchor, .leading = 124};
    text.y = drawing->item->labels;
    text.slot = (struct slot){0, drawing->item->size, drawing->item->size, 1, false, 0};
    text.style.weight = text.style.strong = bold ? WEIGHT_BOLD : WEIGHT_REGULAR;
    text.id = WORD_COUNT;
    text.ink = INK_INK;
    text.x = at;
    text.end = at + 10000;
    if (anchor == ANCHOR_END)
        text.x = at - 10000, text.end = at;
    else if (anchor == ANCHOR_MIDDLE)
        text.x = at - 5000, text.end = at + 5000;
    if (placed != NULL)
        canvas_text(drawing->canvas, &text, placed);
    else
        canvas_text_fits(drawing->canvas, &text, width);
}

static int32_t cell_middle(const struct drawing *drawing, size_t index)
{
    return (cell_start(drawing, index) + cell_end(drawing, index)) / 2;
}

static void label_each(const struct drawing *drawing)
{
    struct placed placed;
    int32_t width;
    for (size_t i = 0; i < drawing->plan.cells; i++)
        put_label(drawing, drawing->plan.first + (int)i, (int)i == drawing->plan.bold,
                  ANCHOR_MIDDLE, cell_middle(drawing, i), &width, &placed);
}

/* First and last year, and the year of the end in bold where it does not touch either. */
static void label_ends(const struct drawing *drawing)
{
    const struct ruler *plan = &drawing->plan;
    int last = (int)plan->cells - 1, bold = plan->bold;
    struct placed first, final, middle;
    int32_t width;
    put_label(drawing, plan->first, bold == 0, ANCHOR_START, drawing->x, &width, &first);
    put_label(drawing, plan->first + last, bold == last, ANCHOR_END, drawing->x + drawing->width,
              &width, &final);
    if (bold <= 0 || bold == last)
        return;
    int32_t at = cell_middle(drawing, (size_t)bold);
    put_label(drawing, plan->first + bold, true, ANCHOR_MIDDLE, at, &width, NULL);
    if (at - width / 2 >= first.end + LABEL_SPACE && at + width / 2 <= final.start - LABEL_SPACE)
        put_label(drawing, plan->first + bold, true, ANCHOR_MIDDLE, at, &width, &middle);
}

void draw_ruler(struct canvas *canvas, const struct item *item)
{
    struct drawing drawing = {.canvas = canvas, .item = item, .x = item->x, .width = item->width};
    int32_t end = item->x + item->width;
    if (item->clear)
        canvas_clear(canvas, &drawing.x, &end, item->y, item->y + item->height);
    drawing.width = end - drawing.x;
    drawing.plan = ruler_plan(canvas->wording->facts);
    if (cell_start(&drawing, 0) >= cell_end(&drawing, 0)) {
        refuse_item(canvas, item, "the ruler has no room for its cells");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(drawing.paths); i++)
        drawing.paths[i] = g_array_new(FALSE, FALSE, sizeof(struct segment));
    drawing.low = g_array_new(FALSE, FALSE, sizeof(struct segment));
    for (size_t i = 0; i < drawing.plan.cells; i++)
        add_cell(&drawing, i);
    flush(&drawing);
    if (item->labels == 0)
        return;
    if (drawing.plan.relative)
        label_each(&drawing);
    else
        label_ends(&drawing);
}
