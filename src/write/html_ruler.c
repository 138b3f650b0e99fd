/* SPDX-License-Identifier: Apache-2.0 */
/* The year ruler as a small picture inside HTML, which refers to nothing. */
#include "write/html_ruler.h"

#include "model/ruler.h"

/* In tenths of a pixel. */
enum {
    WIDTH = 3120,
    HEIGHT = 390,
    BAR = 200,
    GAP = 30,
    STROKE = 14,
    CROSS = 84,
    BASELINE = 350,
    CELL = 1000,
};

struct picture {
    GString *out;
    struct ruler plan;
    bool rtl;
};

/* Where a point of time stands, in 1/1000 cells from the start: gaps are part of their cells. */
static int place(const struct picture *picture, size_t cell, int part)
{
    int cells = (int)picture->plan.cells;
    g_assert(cells > 0);
    int pitch = (WIDTH + GAP) / cells;
    return (int)cell * pitch + (pitch - GAP) * part / CELL;
}

static void put_box(const struct picture *picture, const char *look, int start, int end)
{
    int x = picture->rtl ? WIDTH - end : start;
    g_string_append_printf(picture->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>",
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
    int middle = (start + end) / 2, x = picture->rtl ? WIDTH - middle : middle;
    int arm = MIN(CROSS, end - start - 2 * STROKE) / 2;
    if (arm > 0)
        g_string_append_printf(picture->out,
                               "<path d=\"M%d %dl%d %dm0 %dl%d %d\" stroke=\"currentColor\" "
                               "stroke-width=\"14\"/>",
                               x - arm, BAR / 2 - arm, 2 * arm, 2 * arm, -2 * arm, -2 * arm,
                               2 * arm);
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

enum { TICK = 145, TICK_WIDTH = TICK * 5 / 2 }; /* four figures, with room at their sides */

/* Anchored where it stands: a year in the middle of its cell, those at the ends at the edge. */
static void put_year(const struct picture *picture, size_t cell, const char *anchor, int x)
{
    const struct ruler *plan = &picture->plan;
    bool bold = (int)cell == plan->bold;
    g_string_append_printf(picture->out,
                           "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"%s\" "
                           "fill=\"currentColor\"%s>%d</text>",
                           x, BASELINE, TICK, anchor, bold ? " font-weight=\"700\"" : "",
                           plan->first + (int)cell);
}

/* First and last year, and the year of the end in bold where it does not touch either. */
static void put_years(const struct picture *picture)
{
    const struct ruler *plan = &picture->plan;
    size_t last = plan->cells - 1;
    bool rtl = picture->rtl;
    put_year(picture, 0, rtl ? "end" : "start", rtl ? WIDTH : 0);
    put_year(picture, last, rtl ? "start" : "end", rtl ? 0 : WIDTH);
    if (plan->bold <= 0 || plan->bold == (int)last)
        return;
    int middle = place(picture, (size_t)plan->bold, CELL / 2);
    if (middle >= TICK_WIDTH * 3 / 2 && middle <= WIDTH - TICK_WIDTH * 3 / 2)
        put_year(picture, (size_t)plan->bold, "middle", rtl ? WIDTH - middle : middle);
}

void html_put_ruler(GString *out, const struct facts *facts, bool rtl)
{
    struct picture picture = {.out = out, .plan = ruler_plan(facts), .rtl = rtl};
    size_t cells = picture.plan.cells - (picture.plan.arrow ? 1 : 0);
    g_string_append_printf(out,
                           "<svg class=\"uplabel-ruler\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                           "height=\"%d\" direction=\"ltr\" aria-hidden=\"true\">",
                           WIDTH, HEIGHT, WIDTH / 10, HEIGHT / 10);
    for (size_t i = 0; i < cells; i++)
        put_cell(&picture, i);
    put_years(&picture);
    if (picture.plan.arrow)
        put_arrow(&picture);
    g_string_append(out, "</svg>\n");
}
