/* SPDX-License-Identifier: Apache-2.0 */
/* Sizes are tried from large to small, line breaks by the narrowest widest line. */
#include "layout/fit.h"

#include <string.h>

/* The best way found so far to break pieces into a number of lines. */
struct search {
    const struct piece *pieces;
    size_t count, lines;
    size_t ends[FIT_MAX_LINES], best_ends[FIT_MAX_LINES];
    int32_t best;    /* widest line in millionths of an em; INT32_MAX: none found */
    bool spare_lone; /* a last line of one piece is not wanted */
};

/* Whether a last line from there on has but one piece, unless the text itself wants it so. */
static bool is_lone(const struct search *search, size_t start)
{
    return search->count - start == 1 && !(start > 0 && search->pieces[start - 1].forced);
}

static void search_lines(struct search *search, size_t line, size_t start, int32_t widest)
{
    bool last = line + 1 == search->lines;
    size_t left = search->lines - line - 1;
    int32_t width = 0;
    for (size_t end = start + 1; end + left <= search->count; end++) {
        const struct piece *piece = &search->pieces[end - 1];
        width += piece->width;
        int32_t wide = MAX(widest, width);
        if (wide >= search->best)
            return;
        search->ends[line] = end;
        if (!last) {
            search_lines(search, line + 1, end, wide);
        } else if (end == search->count && !(search->spare_lone && is_lone(search, start))) {
            search->best = wide;
            memcpy(search->best_ends, search->ends, sizeof search->ends);
        }
        if (piece->forced)
            return;
        width += piece->blank;
    }
}

/* Looks for the most even breaks into that many lines; INT32_MAX where there are none. A lone piece
 * at the end of many is for where nothing else fits. */
static int32_t break_evenly(struct search *search, size_t lines, bool lone)
{
    search->lines = lines;
    search->best = INT32_MAX;
    search->spare_lone = search->count > 3 && !lone;
    search_lines(search, 0, 0, 0);
    return search->best;
}

static int step_of(const struct slot *slot)
{
    return slot->step != 0 ? slot->step : FIT_STEP;
}

/* The largest size, in steps from full to floor, at which that width fits; 0: none. */
static int largest_size(const struct slot *slot, int32_t ems)
{
    for (int size = slot->size; size >= slot->floor; size -= step_of(slot))
        if (text_scale(ems, size, 1000000) <= slot->width)
            return size;
    return 0;
}

static int largest_for_line(const struct slot *slot, const struct line *line)
{
    for (int size = slot->size; size >= slot->floor; size -= step_of(slot))
        if (line_width(line, size) <= slot->width)
            return size;
    return 0;
}

/* Shapes the lines found. False where one is wider than its pieces were and leaves the slot. */
static bool take_lines(struct paragraph *paragraph, const struct search *search,
                       const struct slot *slot, int size, struct fitted *fitted)
{
    size_t start = 0;
    *fitted = (struct fitted){.size = size};
    for (size_t i = 0; i < search->lines; i++) {
        size_t end = search->best_ends[i];
        struct line *line =
            paragraph_shape(paragraph, search->pieces[start].start, search->pieces[end - 1].end);
        if (line == NULL || line_width(line, size) > slot->width) {
            line_free(line);
            fit_clear(fitted);
            return false;
        }
        fitted->lines[fitted->count++] = line;
        start = end;
    }
    return true;
}

/* Fewest lines at full size; only where no number of lines fits that, smaller sizes. */
static bool fit_wrapped(struct paragraph *paragraph, const struct slot *slot, int smallest,
                        bool lone, struct fitted *fitted)
{
    struct search search = {0};
    search.pieces = paragraph_pieces(paragraph, &search.count);
    size_t most = (size_t)MIN(slot->lines, FIT_MAX_LINES);
    struct slot at = *slot;
    at.floor = slot->size;
    for (; at.floor >= smallest; at.floor = at.size = at.floor - step_of(slot))
        for (size_t lines = 2; lines <= most; lines++) {
            int32_t ems = break_evenly(&search, lines, lone);
            int size = ems == INT32_MAX ? 0 : largest_size(&at, ems);
            if (size != 0 && take_lines(paragraph, &search, slot, size, fitted))
                return true;
        }
    return false;
}

static bool has_forced_break(struct paragraph *paragraph)
{
    return strchr(paragraph_text(paragraph), '\n') != NULL;
}

/* What the narrowest way to set it needs at the floor. */
static int32_t width_needed(struct paragraph *paragraph, const struct slot *slot)
{
    int32_t needed = line_width(paragraph_line(paragraph), slot->floor);
    struct search search = {0};
    size_t most = (size_t)MIN(slot->lines, FIT_MAX_LINES);
    if (most > 1)
        search.pieces = paragraph_pieces(paragraph, &search.count);
    for (size_t lines = 2; lines <= most; lines++) {
        int32_t ems = break_evenly(&search, lines, true);
        if (ems != INT32_MAX)
            needed = MIN(needed, text_scale(ems, slot->floor, 1000000));
    }
    return needed;
}

static void take_whole(struct paragraph *paragraph, int size, struct fitted *fitted)
{
    *fitted = (struct fitted){.size = size};
    fitted->lines[0] = paragraph_whole(paragraph);
    fitted->count = 1;
}

bool fit_paragraph(struct paragraph *paragraph, const struct slot *slot, struct fitted *fitted,
                   int32_t *needed)
{
    bool may_wrap = slot->lines > 1, one_line = !may_wrap || !has_forced_break(paragraph);
    int size = one_line ? largest_for_line(slot, paragraph_line(paragraph)) : 0;
    if (size == slot->size || (size != 0 && !(may_wrap && slot->wrap_early))) {
        take_whole(paragraph, size, fitted);
        return true;
    }
    if (may_wrap && fit_wrapped(paragraph, slot, MAX(size + 1, slot->floor), false, fitted))
        return true;
    if (size != 0) {
        take_whole(paragraph, size, fitted);
        return true;
    }
    if (may_wrap && fit_wrapped(paragraph, slot, slot->floor, true, fitted))
        return true;
    *needed = width_needed(paragraph, slot);
    return false;
}

void fit_clear(struct fitted *fitted)
{
    for (size_t i = 0; i < fitted->count; i++)
        line_free(fitted->lines[i]);
    fitted->count = 0;
}
