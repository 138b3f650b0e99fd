/* SPDX-License-Identifier: Apache-2.0 */
/* Placing text in slots, mirroring, inks, and the findings about what does not fit. */
#include "layout/canvas.h"

#include "base/number.h"
#include "layout/place.h"
#include "scene/grid.h"

enum ink canvas_ink(const struct canvas *canvas, enum tint tint)
{
    static const enum ink fixed[] = {INK_INK,     INK_PAPER, INK_SECONDARY,
                                     INK_PROMISE, INK_OPEN,  INK_NONE};
    static const enum ink bands[] = {
        [BAND_DARK] = INK_PROMISE, [BAND_LIGHT] = INK_OPEN, [BAND_SOLID] = INK_NONE};
    enum band band = canvas->wording->facts->band;
    bool mono = canvas->facts.mono;
    enum ink ink;
    switch (tint) {
    case TINT_BAND:
        if (mono && band == BAND_DARK && canvas->template->solid_for_bad)
            return INK_PAPER;
        ink = bands[band];
        break;
    case TINT_ON_BAND:
        ink = canvas_ink(canvas, TINT_BAND);
        return ink == INK_OPEN || ink == INK_PAPER ? INK_INK : INK_PAPER;
    case TINT_HERO:
        ink = band == BAND_SOLID ? INK_PAPER : INK_INK;
        break;
    case TINT_ACCENT:
        ink = band == BAND_DARK ? INK_PROMISE : INK_INK;
        break;
    default:
        ink = fixed[tint];
        break;
    }
    if (ink == INK_PAPER || !(mono || canvas->template->bitmap))
        return ink;
    if (ink == INK_NONE && !mono)
        return ink; /* red is the one colour that such displays have */
    return ink == INK_OPEN ? INK_PAPER : INK_INK;
}

int32_t canvas_snap(const struct canvas *canvas, int32_t place)
{
    int32_t ppi = canvas->template->ppi;
    return canvas->template->bitmap ? grid_length(ppi, grid_pixel(ppi, place) * 1000) : place;
}

int32_t canvas_pixels(const struct canvas *canvas, int32_t count)
{
    return grid_length(canvas->template->ppi, count * 1000);
}

int canvas_step(const struct canvas *canvas)
{
    return canvas->template->bitmap ? 7200000 / canvas->template->ppi : FIT_STEP;
}

int32_t canvas_left(const struct canvas *canvas, int32_t x, int32_t width)
{
    return canvas->facts.rtl ? canvas->template->width - x - width : x;
}

void canvas_clear(const struct canvas *canvas, int32_t *start, int32_t *end, int32_t top,
                  int32_t bottom)
{
    int32_t low = canvas->qr_box.y + canvas->qr_box.side;
    if (!canvas->qr_box.there || bottom <= canvas->qr_box.y || top >= low)
        return;
    if (*start < canvas->qr_box.x)
        *end = MIN(*end, canvas->qr_box.x);
    else
        *start = MAX(*start, canvas->qr_box.x + canvas->qr_box.side);
}

/* Least sizes that scripts with a small eye or dense characters ask for. */
static void widen_floor(const struct canvas *canvas, struct slot *slot,
                        const struct paragraph *paragraph)
{
    static const struct {
        const char *script;
        int least, pixels; /* 1/100 pt in print, pixels on a screen */
    } rules[] = {{"Arab", 630, 13},
                 {"Jpan", 500, 12},
                 {"Hans", 500, 12},
                 {"Hant", 500, 12},
                 {"Kore", 500, 12}};
    int32_t ppi = canvas->template->ppi;
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        int least = ppi != 0 ? grid_size(ppi, rules[i].pixels * 1000) : rules[i].least;
        if (paragraph_has_script(paragraph, rules[i].script))
            slot->floor = MAX(slot->floor, least);
    }
    slot->size = MAX(slot->size, slot->floor);
    slot->step = canvas_step(canvas);
}

/* Line pitch as a percentage of the size: scripts need more than Latin by a fixed share. */
static int leading_of(const struct paragraph *paragraph, int leading)
{
    if (paragraph_has_script(paragraph, "Arab"))
        return leading * 142 / 124;
    if (paragraph_has_script(paragraph, "Hebr"))
        return leading * 128 / 124;
    if (paragraph_has_script(paragraph, "Jpan") || paragraph_has_script(paragraph, "Hans") ||
        paragraph_has_script(paragraph, "Hant") || paragraph_has_script(paragraph, "Kore"))
        return leading * 132 / 124;
    return leading;
}

/* A length as the template measures it. */
static void append_length(GString *out, const struct canvas *canvas, int32_t micrometres)
{
    int32_t ppi = canvas->template->ppi;
    if (ppi != 0)
        number_append(out, grid_pixel(ppi, micrometres));
    else
        number_append_fixed(out, (micrometres + 50) / 100, 1);
    g_string_append(out, ppi != 0 ? " pixels" : " mm");
}

/* A size of type as the template measures it. */
static void append_size(GString *out, const struct canvas *canvas, int32_t size)
{
    int32_t ppi = canvas->template->ppi;
    if (ppi != 0)
        number_append(out, grid_ppem(ppi, size));
    else
        number_append_fixed(out, size, 2);
    g_string_append(out, ppi != 0 ? " pixels" : " pt");
}

/* Where a variant of the text was declared. */
static struct place place_of_text(const struct canvas *canvas, const struct text_slot *text,
                                  size_t variant, char **pointer)
{
    if (text->element != NULL)
        return place_of_element(canvas->wording, text->element, pointer);
    return place_of_phrase(canvas->wording, text->id, &text->word->variants[variant], pointer);
}

struct setting {
    struct paragraph *paragraph;
    struct fitted fitted;
    char *pointer; /* of the paragraph's place */
};

static void setting_clear(struct setting *setting)
{
    fit_clear(&setting->fitted);
    g_clear_pointer(&setting->paragraph, paragraph_free);
    g_clear_pointer(&setting->pointer, g_free);
}

static int32_t pitch_of(const struct canvas *canvas, const struct text_slot *text,
                        const struct setting *setting)
{
    return canvas_snap(canvas, text_scale(leading_of(setting->paragraph, text->leading),
                                          setting->fitted.size, 100));
}

/* What a text lacks at its least size: width, else height. */
struct lack {
    int32_t floor;  /* 1/100 pt */
    int32_t width;  /* that its lines need; 0: the width is enough */
    size_t lines;   /* that it needs there */
    int32_t height; /* that is missing */
    int32_t pitch;
};

/* How far the last line stands too low; 0 or less: it does not. */
static int32_t overrun(const struct text_slot *text, int32_t last, int32_t pitch)
{
    int32_t over = text->limit > 0 ? last - text->limit : 0;
    return text->above > 0 ? MAX(over, last + pitch - text->above) : over;
}

/* Fits one variant into the slot's width and, where its height is limited, into that. */
static bool fit_variant(const struct canvas *canvas, const struct text_slot *text,
                        struct setting *setting, struct lack *lack)
{
    struct slot slot = text->slot;
    *lack = (struct lack){0};
    slot.width = canvas_snap(canvas, text->end - text->x);
    widen_floor(canvas, &slot, setting->paragraph);
    lack->floor = slot.floor;
    for (; slot.size >= slot.floor; slot.size -= slot.step) {
        if (!fit_paragraph(setting->paragraph, &slot, &setting->fitted, &lack->width))
            return false;
        lack->pitch = pitch_of(canvas, text, setting);
        lack->lines = setting->fitted.count;
        lack->height =
            overrun(text, text->y + lack->pitch * (int32_t)(lack->lines - 1), lack->pitch);
        if (lack->height <= 0)
            return true;
        fit_clear(&setting->fitted);
    }
    return false;
}

static void append_lack_of_width(GString *out, const struct canvas *canvas,
                                 const struct text_slot *text, const struct lack *lack)
{
    append_length(out, canvas, lack->width);
    g_string_append(out, " at ");
    append_size(out, canvas, lack->floor);
    g_string_append_printf(out, "; layout %s has ", canvas->template->name);
    append_length(out, canvas, MAX(text->end - text->x, 0));
    if (text->slot.lines > 1)
        g_string_append_printf(out, " on %d lines", text->slot.lines);
}

static void append_lack_of_height(GString *out, const struct canvas *canvas,
                                  const struct lack *lack)
{
    int32_t missing = (lack->height + lack->pitch - 1) / MAX(lack->pitch, 1);
    int32_t room = (int32_t)lack->lines - missing;
    if (room > 0)
        g_string_append_printf(out, "%zu lines", lack->lines);
    else
        append_length(out, canvas, lack->height);
    g_string_append(out, room > 0 ? " at " : " more height at ");
    append_size(out, canvas, lack->floor);
    g_string_append_printf(out, "; layout %s ", canvas->template->name);
    if (room > 0)
        g_string_append_printf(out, "has %d", (int)room);
    else
        g_string_append(out, "has no room for it");
}

/* Whether the words are the catalogue's alone: no declaration can make them shorter. */
static bool is_own(const struct text_slot *text)
{
    if (text->id == WORD_COUNT)
        return false;
    for (size_t i = 0; i < text->word->count; i++)
        for (size_t k = 0; k < text->word->variants[i].count; k++)
            if (text->word->variants[i].spans[k].value)
                return false;
    return true;
}

/* LAYOUT-OVERFLOW: the string, what it needs at the least size, what there is; of the program's own
 * words the template has to make room for, of declared ones the declaration is to blame. */
static void report_overflow(struct canvas *canvas, const struct text_slot *text,
                            const struct setting *setting, const struct lack *lack)
{
    g_autoptr(GString) message = g_string_new(NULL);
    g_autofree char *pointer = NULL;
    g_string_append_printf(message, "\"%s\" (%s) needs ", paragraph_text(setting->paragraph),
                           text->role);
    if (lack->height > 0)
        append_lack_of_height(message, canvas, lack);
    else
        append_lack_of_width(message, canvas, text, lack);
    const struct declaration *declaration = canvas->wording->facts->declaration;
    bool named = text->id == WORD_PRODUCT || text->id == WORD_MODEL;
    if (named && declaration != NULL && declaration->product.label_name == NULL)
        g_string_append(message, "; declare a shorter product.labelName");
    if (is_own(text)) {
        const struct document *document = canvas->template->document;
        diags_blame_use(canvas->diags, true);
        document_report(document, document->root, canvas->diags, CODE_LAYOUT_OVERFLOW, "%s",
                        message->str);
        diags_blame_use(canvas->diags, false);
        return;
    }
    diag_add(canvas->diags, CODE_LAYOUT_OVERFLOW,
             place_of_text(canvas, text, text->word->count - 1, &pointer), "%s", message->str);
}

enum {
    MAX_CUT = 120 /* letters that are cut as the last resort: the longest name for labels, and
                     what is said with it */
};

/* Fits the shortest variant with words cut, those that fill more than a line before all, where
 * nothing else is left to be tried or the template wants it so. */
static bool fit_cut(const struct canvas *canvas, const struct text_slot *text,
                    struct setting *setting, struct lack *lack)
{
    g_assert(lack->floor > 0);
    int64_t line = (int64_t)(text->end - text->x) * 72000000 / (254 * (int64_t)lack->floor);
    if ((canvas->trial > 0 && !text->cut) || text->slot.lines < 2 || line <= 0 || is_own(text) ||
        g_utf8_strlen(paragraph_text(setting->paragraph), -1) > MAX_CUT)
        return false;
    struct lack whole = *lack;
    for (int pass = 0; pass < 2; pass++) {
        paragraph_break_words(setting->paragraph, pass == 0 ? (int32_t)line : 0);
        if (fit_variant(canvas, text, setting, lack))
            return true;
    }
    *lack = whole;
    return false;
}

/* Fits the first variant that fits. False after a finding (none while something else is tried). */
static bool set_text(struct canvas *canvas, const struct text_slot *text, struct setting *setting)
{
    size_t variant = MIN(text->variant, text->word->count - 1);
    struct lack lack = {0};
    *setting = (struct setting){0};
    for (; variant < text->word->count; variant++) {
        struct style style = text->style;
        setting_clear(setting);
        style.place = place_of_text(canvas, text, variant, &setting->pointer);
        setting->paragraph = paragraph_new(canvas->shaper, &text->word->variants[variant], &style);
        if (setting->paragraph == NULL) {
            setting_clear(setting);
            return false;
        }
        if (fit_variant(canvas, text, setting, &lack))
            return true;
    }
    if (fit_cut(canvas, text, setting, &lack))
        return true;
    if (canvas->trial == 0)
        report_overflow(canvas, text, setting, &lack);
    setting_clear(setting);
    return false;
}

/* Draws a line and tells where it stands, counted from the edge where reading starts. */
static void emit_line(struct canvas *canvas, const struct text_slot *text, const struct line *line,
                      const struct setting *setting, int32_t y, struct placed *placed)
{
    struct type type = {setting->fitted.size, text->style.tracking, text->ink, text->role};
    int32_t width = line_width(line, type.size), start;
    bool to_end = text->anchor == ANCHOR_END;
    int32_t out = text->flush ? line_bearing(line, type.size, canvas->facts.rtl != to_end) : 0;
    if (text->anchor == ANCHOR_MIDDLE)
        start = (text->x + text->end - width) / 2;
    else
        start = to_end ? text->end - width + out : text->x - out;
    line_draw(line, canvas->scene, &type, canvas_left(canvas, start, width), y,
              paragraph_text(setting->paragraph));
    placed->start = placed->there ? MIN(placed->start, start) : start;
    placed->end = placed->there ? MAX(placed->end, start + width) : start + width;
    if (!placed->there)
        placed->first = y;
    placed->baseline = y;
    placed->there = true;
}

bool canvas_text(struct canvas *canvas, const struct text_slot *text, struct placed *placed)
{
    struct setting setting;
    *placed = (struct placed){0};
    if (!set_text(canvas, text, &setting)) {
        canvas->failed = true;
        return false;
    }
    const struct fitted *fitted = &setting.fitted;
    int32_t pitch = pitch_of(canvas, text, &setting);
    int32_t y = text->y - (text->rise ? pitch * (int32_t)(fitted->count - 1) : 0);
    for (size_t i = 0; i < fitted->count; i++)
        emit_line(canvas, text, fitted->lines[i], &setting, y + pitch * (int32_t)i, placed);
    setting_clear(&setting);
    return true;
}

bool canvas_text_fits(struct canvas *canvas, const struct text_slot *text, int32_t *width)
{
    struct setting setting;
    canvas->trial++;
    bool fits = set_text(canvas, text, &setting);
    canvas->trial--;
    *width = 0;
    if (fits)
        for (size_t i = 0; i < setting.fitted.count; i++)
            *width = MAX(*width, line_width(setting.fitted.lines[i], setting.fitted.size));
    setting_clear(&setting);
    return fits;
}
