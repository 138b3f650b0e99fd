/* SPDX-License-Identifier: Apache-2.0 */
/* Places are filled row by row; what does not fit is refused before anything is drawn. */
#include "layout/impose.h"

#include "base/number.h"

enum { MARK_OFFSET = 3000, MARK_LENGTH = 5000, MARK_LEAST = 1000, MARK_WIDTH = 88 /* 0.25 pt */ };

struct box {
    int32_t x, y, width, height;
};

static struct box place_at(const struct stock *stock, unsigned place)
{
    int32_t column = (int32_t)place % stock->columns, row = (int32_t)place / stock->columns;
    return (struct box){stock->left + column * (stock->place_width + stock->gutter_x),
                        stock->top + row * (stock->place_height + stock->gutter_y),
                        stock->place_width, stock->place_height};
}

/* Where a label stands in its place: in the middle. */
static struct box spot_of(const struct stock *stock, unsigned place, const struct scene *label)
{
    struct box box = place_at(stock, place);
    return (struct box){box.x + (box.width - label->width) / 2,
                        box.y + (box.height - label->height) / 2, label->width, label->height};
}

static void append_mm(GString *out, int32_t micrometres)
{
    number_append_fixed(out, micrometres, 3);
    g_string_append(out, " mm");
}

static void append_size(GString *out, int32_t width, int32_t height)
{
    number_append_fixed(out, width, 3);
    g_string_append(out, " × ");
    append_mm(out, height);
}

/* Says what a place lacks for a label: nothing where it is large enough. */
static bool report_place(const struct stock *stock, const struct scene *label, struct diags *diags)
{
    int32_t wide = label->width - stock->place_width, high = label->height - stock->place_height;
    if (wide <= 0 && high <= 0)
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "layout %s is ", label->layout);
    append_size(text, label->width, label->height);
    g_string_append_printf(text, ", and a place on %s ", stock->name);
    append_size(text, stock->place_width, stock->place_height);
    g_string_append(text, ": ");
    if (wide > 0)
        append_mm(text, wide);
    if (wide > 0)
        g_string_append(text, high > 0 ? " of width and " : " of width missing");
    if (high > 0)
        append_mm(text, high);
    if (high > 0)
        g_string_append(text, " of height missing");
    diag_add(diags, CODE_SHEET_SIZE, NOWHERE, "%s", text->str);
    return false;
}

/* The room on each side of a label that is its own. */
static int32_t room_around(const struct stock *stock, const struct scene *label)
{
    struct box box = spot_of(stock, 0, label);
    int32_t room = MIN(box.x, box.y);
    if (stock->columns > 1)
        room = MIN(room, (stock->place_width - label->width + stock->gutter_x) / 2);
    if (stock->rows > 1)
        room = MIN(room, (stock->place_height - label->height + stock->gutter_y) / 2);
    return room;
}

static bool report_bleed(const struct stock *stock, const struct scene *label, struct diags *diags)
{
    int32_t room = room_around(stock, label);
    if (room >= IMPOSE_BLEED)
        return true;
    g_autoptr(GString) text = g_string_new("to bleed, layout ");
    g_string_append_printf(text, "%s needs ", label->layout);
    append_mm(text, IMPOSE_BLEED);
    g_string_append_printf(text, " around each label; %s leaves ", stock->name);
    append_mm(text, MAX(room, 0));
    diag_add(diags, CODE_SHEET_SIZE, NOWHERE, "%s", text->str);
    return false;
}

static bool report_marks(const struct stock *stock, const struct scene *label, struct diags *diags)
{
    struct box first = spot_of(stock, 0, label);
    struct box last = spot_of(stock, stock_places(stock) - 1, label);
    int32_t room = MIN(MIN(first.x, first.y), MIN(stock->width - last.x - last.width,
                                                  stock->height - last.y - last.height));
    if (room >= MARK_OFFSET + MARK_LEAST)
        return true;
    g_autoptr(GString) text = g_string_new("crop marks need ");
    append_mm(text, MARK_OFFSET + MARK_LEAST);
    g_string_append_printf(text, " around the labels; %s leaves ", stock->name);
    append_mm(text, MAX(room, 0));
    diag_add(diags, CODE_SHEET_SIZE, NOWHERE, "%s", text->str);
    return false;
}

/* The same words twice are kept once. */
static bool judge(const GPtrArray *labels, const struct imposition *imposition, struct diags *diags)
{
    const struct stock *stock = imposition->stock;
    bool good = true;
    for (unsigned i = 0; i < labels->len; i++) {
        const struct scene *label = label_at(labels, i)->scene;
        bool fits = report_place(stock, label, diags);
        if (fits && imposition->bleed)
            fits = report_bleed(stock, label, diags);
        if (fits && imposition->marks)
            fits = report_marks(stock, label, diags);
        good = good && fits;
    }
    return good;
}

static void add_mark(struct scene *page, int32_t x, int32_t y, int32_t x2, int32_t y2)
{
    const struct segment line[] = {{SEGMENT_MOVE, {{x, y}}}, {SEGMENT_LINE, {{x2, y2}}}};
    scene_stroke_path(page, INK_INK, line, G_N_ELEMENTS(line), MARK_WIDTH, 0, 0, true);
}

/* A mark at each end of a cut, unless that cut has its marks; `across`: the cut runs from left to
 * right. */
static void add_cut(struct scene *page, GHashTable *done, const struct box *bounds, int32_t at,
                    bool across)
{
    if (!g_hash_table_add(done, GINT_TO_POINTER(across ? at : -at - 1)))
        return;
    int32_t before = across ? bounds->x : bounds->y;
    int32_t behind = across ? bounds->x + bounds->width : bounds->y + bounds->height;
    int32_t end = across ? page->width : page->height;
    int32_t far_before = MAX(before - MARK_OFFSET - MARK_LENGTH, 0);
    int32_t far_behind = MIN(behind + MARK_OFFSET + MARK_LENGTH, end);
    if (across) {
        add_mark(page, far_before, at, before - MARK_OFFSET, at);
        add_mark(page, behind + MARK_OFFSET, at, far_behind, at);
    } else {
        add_mark(page, at, far_before, at, before - MARK_OFFSET);
        add_mark(page, at, behind + MARK_OFFSET, at, far_behind);
    }
}

/* Marks for the knife, outside the area of all the labels: cuts run from edge to edge. */
static void add_marks(struct scene *page, const GArray *boxes)
{
    struct box bounds = g_array_index(boxes, struct box, 0);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    for (unsigned i = 1; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        int32_t right = MAX(bounds.x + bounds.width, box->x + box->width);
        int32_t bottom = MAX(bounds.y + bounds.height, box->y + box->height);
        bounds.x = MIN(bounds.x, box->x);
        bounds.y = MIN(bounds.y, box->y);
        bounds.width = right - bounds.x;
        bounds.height = bottom - bounds.y;
    }
    for (unsigned i = 0; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        add_cut(page, done, &bounds, box->y, true);
        add_cut(page, done, &bounds, box->y + box->height, true);
        add_cut(page, done, &bounds, box->x, false);
        add_cut(page, done, &bounds, box->x + box->width, false);
    }
}

static struct scene *page_new(const struct stock *stock, unsigned count)
{
    struct scene *page = scene_new(stock->width, stock->height);
    g_autofree char *title =
        g_strdup_printf("%u label%s on %s", count, count == 1 ? "" : "s", stock->name);
    page->layout = scene_string(page, "sheet");
    page->language = scene_string(page, "en");
    page->title = scene_string(page, title);
    page->spoken = page->title;
    page->mono = true; /* until a label is not */
    return page;
}

/* Labels [first, end) of all copies, counted through, from a place on. */
static struct scene *fill_page(const GPtrArray *labels, const struct imposition *imposition,
                               unsigned first, unsigned end, unsigned place)
{
    struct scene *page = page_new(imposition->stock, end - first);
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    for (unsigned i = first; i < end; i++, place++) {
        const struct scene *label = label_at(labels, i / imposition->copies)->scene;
        struct box box = spot_of(imposition->stock, place, label);
        page->mono = page->mono && label->mono;
        g_array_append_val(boxes, box);
        scene_place(page, label, box.x, box.y);
    }
    if (imposition->marks)
        add_marks(page, boxes);
    return page;
}

static void free_page(void *page)
{
    scene_free(page);
}

GPtrArray *impose(const GPtrArray *labels, const struct imposition *imposition, struct diags *diags)
{
    g_assert(labels->len > 0 && imposition->copies > 0);
    g_assert(imposition->start < stock_places(imposition->stock));
    if (!judge(labels, imposition, diags))
        return NULL;
    GPtrArray *pages = g_ptr_array_new_with_free_func(free_page);
    unsigned places = stock_places(imposition->stock), count = labels->len * imposition->copies;
    unsigned place = imposition->start;
    for (unsigned first = 0; first < count; place = 0) {
        unsigned end = MIN(count, first + places - place);
        g_ptr_array_add(pages, fill_page(labels, imposition, first, end, place));
        first = end;
    }
    return pages;
}
