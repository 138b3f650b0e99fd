/* SPDX-License-Identifier: Apache-2.0 */
/* The year ruler as a small picture inside HTML, which refers to nothing. */
#include "write/html_ruler.h"

#include "model/ruler.h"

/* In tenths of a pixel. */
enum { WIDTH = 3120, HEIGHT = 370, BAR = 200, GAP = 30, STROKE = 14, BASELINE = 335, CELL = 1000 };

struct picture {
    GString *out;
    struct ruler plan;
    bool rtl;
};

/* Where a point of time stands, in 1/1000 cells from the start: gaps are part of their cells. */
static int place(const struct picture *picture, size_t cell, int part)
{
    int pitch = (WIDTH + GAP) / (int)picture->plan.cells;
    return (int)cell * pitch + (pitch - GAP) * part / CELL;
}

static void put_box(const struct picture *picture, const char *look, int start, int end)
{
    int x = picture->rtl ? WIDTH - end : start;
    g_string_append_printf(picture->out,
                           "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>",
                           x + STROKE / 2, STROKE / 2, MAX(end - start - STROKE, STROKE),
                           BAR - STROKE, look);
}

static void put_stretch(const struct picture *picture, enum ruler_mark mark, int start, int end)
{
    static const char *const looks[] = {
        [RULER_FILLED] = "class=\"uplabel-filled\" fill=\"currentColor\" stroke=\"currentColor\" "
                         "stroke-width=\"14\"",
        [RULER_EMPTY] = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"10\"",
        [RULER_DASHED] = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"10\" "
                         "stroke-dasharray=\"40 30\"",
        [RULER_CROSSED] = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"10\"",
    };
    put_box(picture, looks[mark], start, end);
    if (mark != RULER_CROSSED)
        return;
    int left = picture->rtl ? WIDTH - end : start, right = picture->rtl ? WIDTH - start : end;
    g_string_append_printf(picture->out,
                           "<path d=\"M%d %dL%d %d\" stroke=\"currentColor\" stroke-width=\"10\"/>",
                           left + STROKE, BAR - STROKE, right - STROKE, STROKE);
}

/* A cell in which the mark lies has two stretches. */
static void put_cell(const struct picture *picture, size_t cell)
{
    const struct ruler *plan = &picture->plan;
    int mark = CLAMP(plan->mark - (int)cell * CELL, 0, CELL);
    int start = place(picture, cell, 0), middle = place(picture, cell, mark),
        end = place(picture, cell, CELL);
    if (mark > 0)
        put_stretch(picture, plan->before, start, middle);
    if (mark < CELL)
        put_stretch(picture, plan->after, middle, end);
}

/* Time goes on beyond the ruler. */
static void put_arrow(const struct picture *picture)
{
    int start = place(picture, picture->plan.cells - 1, 0), tip = WIDTH;
    if (picture->rtl) {
        start = WIDTH - start;
        tip = 0;
    }
    g_string_append_printf(picture->out,
                           "<path class=\"uplabel-filled\" d=\"M%d 0L%d %dL%d %dz\" "
                           "fill=\"currentColor\"/>",
                           start, tip, BAR / 2, start, BAR);
}

/* Beyond ten cells every other year has room. */
static void put_year(const struct picture *picture, size_t cell)
{
    const struct ruler *plan = &picture->plan;
    bool bold = (int)cell == plan->bold;
    int from = MAX(plan->bold, 0);
    if (plan->cells > RULER_CELLS && ((int)cell - from) % 2 != 0)
        return;
    int middle = place(picture, cell, CELL / 2);
    g_string_append_printf(picture->out,
                           "<text x=\"%d\" y=\"%d\" font-size=\"112\" text-anchor=\"middle\" "
                           "fill=\"currentColor\"%s>%d</text>",
                           picture->rtl ? WIDTH - middle : middle, BASELINE,
                           bold ? " font-weight=\"700\"" : "", plan->first + (int)cell);
}

void html_put_ruler(GString *out, const struct facts *facts, bool rtl)
{
    struct picture picture = {.out = out, .plan = ruler_plan(facts), .rtl = rtl};
    size_t cells = picture.plan.cells - (picture.plan.arrow ? 1 : 0);
    g_string_append_printf(out,
                           "<svg class=\"uplabel-ruler\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                           "height=\"%d\" aria-hidden=\"true\">",
                           WIDTH, HEIGHT, WIDTH / 10, HEIGHT / 10);
    for (size_t i = 0; i < cells; i++) {
        put_cell(&picture, i);
        put_year(&picture, i);
    }
    if (picture.plan.arrow)
        put_arrow(&picture);
    g_string_append(out, "</svg>\n");
}
