/* SPDX-License-Identifier: Apache-2.0 */
/* Draws the ruler's plan: all cells of one look are one path, so that a label stays small. */
#include "layout/canvas.h"
#include "layout/paths.h"
#include "layout/ruler.h"

#include "base/number.h"

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
};

struct drawing {
    struct canvas *canvas;
    const struct item *item;
    struct ruler plan;
    int32_t x, width; /* from the edge where reading starts */
    GArray *paths[4]; /* by ruler_mark: fills, outlines, dashes, crosses */
    GArray *low;      /* dashes of a low ruler */
};

/* Places from the edge where reading starts; the gap belongs to no cell. */
static int32_t cell_start(const struct drawing *drawing, size_t index)
{
    int64_t span = drawing->width + drawing->item->gap;
    return drawing->x + (int32_t)(span * (int64_t)index / (int64_t)drawing->plan.cells);
}

static int32_t cell_end(const struct drawing *drawing, size_t index)
{
    return cell_start(drawing, index + 1) - drawing->item->gap;
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

static void add_outline(const struct drawing *drawing, GArray *path, int32_t start, int32_t end)
{
    if (end - start > 2 * OUTLINE)
        add_rect(drawing, path, start, end, OUTLINE / 2);
}

static void add_cross(const struct drawing *drawing, int32_t start, int32_t end)
{
    GArray *path = drawing->paths[RULER_CROSSED];
    int32_t half = drawing->item->height * CROSS_PERMILLE / 2000;
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
        if (drawing->item->height < LOW)
            add_low_dash(drawing, start, end);
        else
            add_outline(drawing, drawing->paths[RULER_DASHED], start, end);
        break;
    }
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
    int32_t change = start + (int32_t)((int64_t)(end - start) * part / 1000);
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

static void flush(struct drawing *drawing)
{
    const GArray *fills = drawing->paths[RULER_FILLED];
    int32_t height = drawing->item->height;
    if (fills->len > 0)
        scene_fill_path(drawing->canvas->scene, canvas_ink(drawing->canvas, TINT_ACCENT),
                        segments_of(fills), fills->len);
    stroke(drawing, drawing->paths[RULER_EMPTY], OUTLINE, 0, 0);
    stroke(drawing, drawing->paths[RULER_DASHED], OUTLINE, DASH, DASH_GAP);
    stroke(drawing, drawing->paths[RULER_CROSSED], MIN(CROSS_STROKE, height / 6), 0, 0);
    stroke(drawing, drawing->low, height / 4, 0, 0);
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
    text.slot = (struct slot){0, drawing->item->size, drawing->item->size, 1, false};
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
