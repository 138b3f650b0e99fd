/* SPDX-License-Identifier: Apache-2.0 */
/* One line per language: the same items again, each time with another language's words. */
#include "layout/canvas.h"

#include <string.h>

/* The lowest baseline of the words placed, or `least` where that is lower. */
static int32_t lowest_baseline(const struct canvas *canvas, int32_t least)
{
    for (size_t id = 0; id < WORD_COUNT; id++)
        if (canvas->placed[id].there)
            least = MAX(least, canvas->placed[id].baseline);
    return least;
}

/* Draws a line whose top is at `top` and returns where the next one begins: `step` lower, or `gap`
 * below its last baseline where that is more. Everything in it follows its own direction. */
static int32_t draw_line_of(struct canvas *canvas, const struct item *item,
                            const struct wording *wording, int32_t top)
{
    const struct catalogue *catalogue = wording->catalogue;
    canvas->wording = wording;
    canvas->facts.wording = wording;
    canvas->facts.rtl = catalogue_rtl(catalogue);
    canvas->shaper = shaper_new(canvas->fontset, catalogue_language(catalogue),
                                catalogue_rtl(catalogue), canvas->diags);
    shaper_keep_to(canvas->shaper, canvas->scene->bitmap ? canvas->scene->ppi : 0);
    memset(canvas->placed, 0, sizeof canvas->placed);
    canvas->down = top;
    draw_items(canvas, item->first);
    shaper_free(canvas->shaper);
    return MAX(top + item->step, lowest_baseline(canvas, top) + item->gap);
}

void draw_languages(struct canvas *canvas, const struct item *item)
{
    const struct canvas outer = *canvas;
    int32_t top = item->y;
    bool said[WORD_COUNT];
    memset(said, canvas->options->line_count > 0, sizeof said);
    for (size_t i = 0; i < canvas->options->line_count; i++) {
        top = draw_line_of(canvas, item, canvas->options->lines[i], top);
        for (int word = 0; word < WORD_COUNT; word++)
            said[word] &= canvas->placed[word].there;
    }
    bool failed = canvas->failed;
    *canvas = outer;
    memcpy(canvas->said, said, sizeof said);
    canvas->failed = failed;
    canvas->down += top - item->y;
}
