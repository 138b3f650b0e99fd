/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of parts: one below the other, or side by side; the governing one is filled. */
#include "layout/canvas.h"

#include <string.h>

enum {
    BLEED_OUT = 1400, /* the filled row reaches this far beyond the column of text */
    RADIUS = 600,
    CAP_PERCENT = 73, /* cap height of Inter */
};

/* A cell or row: where it is, in micrometres from the edge where reading starts. */
struct cell {
    int32_t x, y, width, height;
    bool governs;
};

static struct text_slot slot_of(const struct canvas *canvas, const struct item *item,
                                const struct cell *cell, const struct word *word, const char *role)
{
    struct text_slot text = {.role = role, .word = word, .leading = 124};
    text.slot = (struct slot){0, item->size, item->floor, 1, false};
    text.style.weight = text.style.strong = cell->governs ? WEIGHT_BOLD : WEIGHT_REGULAR;
    text.style.place = NOWHERE;
    text.ink = cell->governs ? INK_PAPER : canvas_ink(canvas, item->tint);
    return text;
}

static void draw_cell(struct canvas *canvas, const struct item *item, const struct cell *cell,
                      const char *icon, int32_t out)
{
    if (cell->governs) {
        int32_t width = cell->width + 2 * out;
        scene_fill_rect(canvas->scene, canvas_ink(canvas, TINT_ACCENT),
                        canvas_left(canvas, cell->x - out, width), cell->y, width, cell->height,
                        RADIUS);
    }
    if (item->icon == 0 || icon == NULL)
        return;
    enum ink ink = cell->governs ? INK_PAPER : canvas_ink(canvas, item->tint);
    icons_draw(canvas->template->icons, icon, canvas->scene, ink,
               canvas_left(canvas, cell->x, item->icon), cell->y + (cell->height - item->icon) / 2,
               item->icon);
}

static int32_t text_start(const struct item *item, const struct cell *cell)
{
    return cell->x + (item->icon > 0 ? item->icon + item->gap : 0);
}

/* Name at the start, end of support at the end of one line. */
static void draw_row(struct canvas *canvas, const struct item *item, const struct cell *cell,
                     const struct part_row *row)
{
    int32_t cap = text_scale(CAP_PERCENT, item->size, 100);
    struct placed placed;
    draw_cell(canvas, item, cell, row->icon, BLEED_OUT);
    struct text_slot when = slot_of(canvas, item, cell, &row->when, "partEnd");
    when.x = text_start(item, cell) + cell->width / 4;
    when.end = cell->x + cell->width;
    when.y = cell->y + (cell->height + cap) / 2;
    when.anchor = ANCHOR_END;
    int32_t end = when.end;
    if (row->when.count > 0 && canvas_text(canvas, &when, &placed))
        end = placed.start - item->gap;
    struct text_slot name = slot_of(canvas, item, cell, &row->name, "partName");
    name.x = text_start(item, cell);
    name.end = end;
    name.y = when.y;
    canvas_text(canvas, &name, &placed);
}

/* Name above, end of support below. */
static void draw_strip_cell(struct canvas *canvas, const struct item *item, const struct cell *cell,
                            const struct part_row *row)
{
    int32_t cap = text_scale(CAP_PERCENT, item->size, 100);
    int32_t pitch = text_scale(124, item->size, 100);
    struct placed placed;
    draw_cell(canvas, item, cell, row->icon, BLEED_OUT / 2);
    struct text_slot text = slot_of(canvas, item, cell, &row->name, "partName");
    text.x = text_start(item, cell);
    text.end = cell->x + cell->width;
    text.y = cell->y + (cell->height + cap - pitch) / 2;
    canvas_text(canvas, &text, &placed);
    text.role = "partEnd";
    text.word = &row->when;
    text.y += pitch;
    if (row->when.count > 0)
        canvas_text(canvas, &text, &placed);
}

/* The line that stands for rows there is no room for. */
static void draw_more(struct canvas *canvas, const struct item *item, const struct cell *cell,
                      size_t count)
{
    struct word more = wording_more_parts(canvas->wording, (unsigned)count);
    struct text_slot text = slot_of(canvas, item, cell, &more, "moreParts");
    struct placed placed;
    text.x = text_start(item, cell);
    text.end = cell->x + cell->width;
    text.y = cell->y + (cell->height + text_scale(CAP_PERCENT, item->size, 100)) / 2;
    if (item->strip) {
        text.slot.lines = 2;
        text.y -= text_scale(62, item->size, 100);
    }
    canvas_text(canvas, &text, &placed);
    word_clear(&more);
}

/* The n-th row to draw: governing rows first, so that none is ever left out for another. */
static const struct part_row *row_at(const struct wording *wording, size_t n)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < wording->row_count; i++)
            if (wording->rows[i].governs == (pass == 0) && n-- == 0)
                return &wording->rows[i];
    return NULL;
}

void draw_rows(struct canvas *canvas, const struct item *item)
{
    const struct wording *wording = canvas->wording;
    size_t max = (size_t)item->max, count = wording->row_count;
    size_t shown = count > max ? max - 1 : count;
    struct cell cell = {item->x, item->y, item->width, item->step, false};
    int32_t across = item->width / item->max;
    for (size_t i = 0; i < MIN(count, max); i++) {
        if (item->strip) {
            cell.x = item->x + (int32_t)i * across;
            cell.width = across - item->gap;
        } else {
            cell.y = item->y + (int32_t)i * item->step;
        }
        const struct part_row *row = row_at(wording, i);
        cell.governs = i < shown && row->governs;
        if (i >= shown)
            draw_more(canvas, item, &cell, count - shown);
        else if (item->strip)
            draw_strip_cell(canvas, item, &cell, row);
        else
            draw_row(canvas, item, &cell, row);
    }
}
