/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of parts: one below the other, or side by side; the governing one is filled. */
#include "layout/canvas.h"

#include <string.h>

enum {
    BLEED_OUT = 1400, /* the filled row reaches this far beyond the column of text */
    RADIUS = 600,
    CAP_PERCENT = 73,    /* cap height of Inter */
    ARABIC_PERCENT = 63, /* what Arabic, which reaches further below the line, takes above it */
    MARKS = 240, /* the filled row is that much higher, above and below, for Arabic's marks */
    PITCH_PERCENT = 128,
};

/* A cell or row: where it is, in micrometres from the edge where reading starts. */
struct cell {
    int32_t x, y, width, height;
    bool governs;
    const struct element *element; /* of its row */
};

/* The texts of a row at one size, chosen together. */
struct pair {
    struct word name, when; /* of one variant each, or as many as there are: none fits */
    int size, floor;
};

static struct text_slot slot_of(const struct canvas *canvas, const struct item *item,
                                const struct cell *cell, const struct word *word, const char *role)
{
    struct text_slot text = {.role = role, .word = word, .id = WORD_COUNT, .leading = 124};
    text.element = cell->element;
    text.slot = (struct slot){0, item->size, item->floor, 1, false, 0};
    text.style.weight = text.style.strong = cell->governs ? WEIGHT_BOLD : WEIGHT_REGULAR;
    text.ink = cell->governs ? INK_PAPER : canvas_ink(canvas, item->tint);
    return text;
}

static bool is_arabic(const struct canvas *canvas)
{
    return when_holds("script=arabic", &canvas->facts);
}

/* How far below the middle of a cell text of that size has its baseline, twice. */
static int32_t cap_of(const struct canvas *canvas, int size)
{
    return text_scale(is_arabic(canvas) ? ARABIC_PERCENT : CAP_PERCENT, size, 100);
}

static void draw_cell(struct canvas *canvas, const struct item *item, const struct cell *cell,
                      const char *icon, int32_t out)
{
    if (cell->governs) {
        out = canvas_snap(canvas, out);
        int32_t width = cell->width + 2 * out, more = is_arabic(canvas) ? MARKS : 0;
        scene_fill_rect(canvas->scene, canvas_ink(canvas, TINT_ACCENT),
                        canvas_left(canvas, cell->x - out, width), cell->y - more, width,
                        cell->height + 2 * more, canvas->template->bitmap ? 0 : RADIUS);
    }
    if (item->icon == 0 || icon == NULL)
        return;
    enum ink ink = cell->governs ? INK_PAPER : canvas_ink(canvas, item->tint);
    icons_draw(canvas->template->icons, icon, canvas->scene, ink,
               canvas_left(canvas, cell->x, item->icon),
               canvas_snap(canvas, cell->y + (cell->height - item->icon) / 2), item->icon);
}

static int32_t text_start(const struct item *item, const struct cell *cell)
{
    return cell->x + (item->icon > 0 ? item->icon + item->gap : 0);
}

static int32_t width_at(struct canvas *canvas, struct text_slot text, int size)
{
    int32_t width;
    text.slot.size = text.slot.floor = size;
    text.x = 0;
    text.end = INT16_MAX * 10;
    return canvas_text_fits(canvas, &text, &width) ? width : INT16_MAX * 10;
}

/* Whether name and end fit beside each other; pair->size is then the largest size for both. */
static bool pair_fits(struct canvas *canvas, const struct item *item, const struct cell *cell,
                      struct pair *pair)
{
    int32_t room = cell->x + cell->width - text_start(item, cell);
    struct text_slot name = slot_of(canvas, item, cell, &pair->name, "partName");
    struct text_slot when = slot_of(canvas, item, cell, &pair->when, "partEnd");
    int32_t gap = pair->when.count > 0 ? item->gap : 0;
    for (pair->size = item->size; pair->size >= item->floor; pair->size -= canvas_step(canvas)) {
        int32_t width = width_at(canvas, name, pair->size) + gap;
        if (pair->when.count > 0)
            width += width_at(canvas, when, pair->size);
        pair->floor = pair->size;
        if (width <= room)
            return true;
    }
    return false;
}

static struct word variant_of(const struct word *word, size_t index)
{
    return index < word->count ? (struct word){&word->variants[index], 1} : (struct word){0};
}

/* The fullest pair that fits. That a part ends first is the label's message: its row gives up what
 * the end says besides before it gives up the mark; any other shortens its name first. */
static struct pair choose_pair(struct canvas *canvas, const struct item *item,
                               const struct cell *cell, const struct part_row *row)
{
    size_t names = row->name.count, ends = MAX(row->when.count, 1);
    for (size_t i = 0; i < names * ends; i++) {
        size_t name = row->governs ? i / ends : i % names;
        size_t when = row->governs ? i % ends : i / names;
        struct pair pair = {.name = variant_of(&row->name, name),
                            .when = variant_of(&row->when, when)};
        if (pair_fits(canvas, item, cell, &pair))
            return pair;
    }
    return (struct pair){row->name, row->when, item->size, item->floor};
}

/* Name at the start, end of support at the end of one line. */
static void draw_row(struct canvas *canvas, const struct item *item, const struct cell *cell,
                     const struct part_row *row)
{
    int32_t cap = cap_of(canvas, item->size);
    struct placed placed;
    struct pair pair = choose_pair(canvas, item, cell, row);
    draw_cell(canvas, item, cell, row->icon, BLEED_OUT);
    struct text_slot name = slot_of(canvas, item, cell, &pair.name, "partName");
    name.slot.size = pair.size;
    name.slot.floor = pair.floor;
    name.x = text_start(item, cell);
    name.end = cell->x + cell->width;
    name.y = cell->y + (cell->height + cap) / 2;
    struct text_slot when = name;
    if (canvas_text(canvas, &name, &placed))
        when.x = placed.end;
    when.role = "partEnd";
    when.word = &pair.when;
    when.anchor = ANCHOR_END;
    if (pair.when.count > 0)
        canvas_text(canvas, &when, &placed);
}

/* Name above, end of support in its shortest form below. */
static void draw_cell_across(struct canvas *canvas, const struct item *item,
                             const struct cell *cell, const struct part_row *row)
{
    int32_t cap = cap_of(canvas, item->size);
    int32_t pitch = text_scale(PITCH_PERCENT, item->size, 100);
    struct placed placed;
    draw_cell(canvas, item, cell, row->icon, BLEED_OUT / 2);
    struct text_slot text = slot_of(canvas, item, cell, &row->name, "partName");
    text.x = text_start(item, cell);
    text.end = cell->x + cell->width;
    text.y = cell->y + (cell->height + cap - pitch) / 2;
    canvas_text(canvas, &text, &placed);
    text.role = "partEnd";
    text.word = &row->when;
    text.variant = MAX(row->when.count, 1) - 1;
    text.y += pitch;
    if (row->when.count > 0)
        canvas_text(canvas, &text, &placed);
}

/* What stands for rows there is no room for. */
static void draw_more(struct canvas *canvas, const struct item *item, const struct cell *cell,
                      size_t count)
{
    struct word more = wording_more_parts(canvas->wording, (unsigned)count);
    struct text_slot text = slot_of(canvas, item, cell, &more, "moreParts");
    struct placed placed;
    text.x = item->flow == FLOW_ACROSS ? cell->x : text_start(item, cell);
    text.end = item->x + item->width;
    text.y = cell->y + (cell->height + cap_of(canvas, item->size)) / 2;
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
    size_t shown = count > max ? max - 1 : count, used = MIN(count, max);
    struct cell cell = {.x = item->x, .y = item->y, .width = item->width, .height = item->step};
    bool across = item->flow == FLOW_ACROSS;
    for (size_t i = 0; i < used; i++) {
        if (across) {
            cell.x = item->x + (int32_t)((size_t)item->width * i / used);
            cell.width = item->width / (int32_t)used - item->gap - BLEED_OUT / 2;
        } else {
            cell.y = item->y + (int32_t)i * item->step;
        }
        const struct part_row *row = i < shown ? row_at(wording, i) : NULL;
        cell.governs = row && row->governs;
        cell.element = row ? row->element : NULL;
        if (!row)
            draw_more(canvas, item, &cell, count - shown);
        else if (across)
            draw_cell_across(canvas, item, &cell, row);
        else
            draw_row(canvas, item, &cell, row);
    }
    if (item->grows && !across)
        canvas->down += item->step * (int32_t)used;
}
