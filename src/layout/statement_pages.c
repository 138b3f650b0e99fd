/* SPDX-License-Identifier: Apache-2.0 */
/* Headings and texts flow down pages of A4. */
#include "layout/statement_pages.h"

#include "layout/caption.h"

/* Micrometres. */
enum {
    WIDTH = 210000,
    HEIGHT = 297000,
    MARGIN = 25000,
    ROOM = WIDTH - 2 * MARGIN,
    FOOT = 272000, /* top of the foot */
    GAP = 4500,    /* above a heading */
    BLANK = 8500,  /* room to write by hand */
    LINE = 200,
    BLANK_WIDTH = 90000,
};

static const struct caption_style title_style = {1800, WEIGHT_BOLD, INK_INK};
static const struct caption_style regime_style = {950, WEIGHT_REGULAR, INK_SECONDARY};
static const struct caption_style draft_style = {1100, WEIGHT_BOLD, INK_NONE};
static const struct caption_style heading_style = {850, WEIGHT_MEDIUM, INK_SECONDARY};
static const struct caption_style text_style = {1050, WEIGHT_REGULAR, INK_INK};
static const struct caption_style foot_style = {700, WEIGHT_REGULAR, INK_SECONDARY};

/* The page under work. */
struct sheet {
    GPtrArray *pages;
    struct captions *captions;
    const char *title, *origin;
    struct scene *page;
    int32_t y;
    bool good;
};

static void free_page(void *page)
{
    scene_free(page);
}

/* Draws a text and returns its height; 0, and the sheet is spoilt, where a font is missing. */
static int32_t draw(struct sheet *sheet, const char *text, const struct caption_style *style,
                    int32_t y)
{
    struct caption *caption = caption_new(sheet->captions, text, style, ROOM);
    if (!caption) {
        sheet->good = false;
        return 0;
    }
    int32_t height = caption_height(caption);
    caption_draw(caption, sheet->page, MARGIN, y);
    caption_free(caption);
    return height;
}

/* It has no sentence of its own, so readers are told its texts. */
static void begin_page(struct sheet *sheet)
{
    sheet->page = scene_new(WIDTH, HEIGHT);
    sheet->page->layout = scene_string(sheet->page, "statement");
    sheet->page->language = scene_string(sheet->page, "en");
    sheet->page->title = scene_string(sheet->page, sheet->title);
    sheet->y = MARGIN;
    g_ptr_array_add(sheet->pages, sheet->page);
}

static void end_page(struct sheet *sheet)
{
    scene_fill_rect(sheet->page, INK_SECONDARY, MARGIN, FOOT, ROOM, LINE, 0);
    draw(sheet, sheet->origin, &foot_style, FOOT + 1500);
}

static int32_t height_of(struct sheet *sheet, const char *text, const struct caption_style *style)
{
    struct caption *caption = caption_new(sheet->captions, text, style, ROOM);
    int32_t height = caption ? caption_height(caption) : 0;
    sheet->good = sheet->good && caption;
    caption_free(caption);
    return height;
}

static void turn_page(struct sheet *sheet, int32_t needed)
{
    if (sheet->y + needed <= FOOT - GAP)
        return;
    end_page(sheet);
    begin_page(sheet);
}

static void draw_lines(struct sheet *sheet, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && sheet->good; line++) {
        turn_page(sheet, height_of(sheet, *line, &text_style));
        sheet->y += draw(sheet, *line, &text_style, sheet->y);
    }
}

static void draw_part(struct sheet *sheet, const struct statement_part *part)
{
    turn_page(sheet, GAP + BLANK + 2 * height_of(sheet, part->heading, &heading_style));
    sheet->y += GAP;
    sheet->y += draw(sheet, part->heading, &heading_style, sheet->y);
    if (part->text) {
        draw_lines(sheet, part->text);
        return;
    }
    sheet->y += BLANK;
    scene_fill_rect(sheet->page, INK_INK, MARGIN, sheet->y, BLANK_WIDTH, LINE, 0);
}

static void draw_statement(struct sheet *sheet, const struct statement *statement)
{
    sheet->title = statement->title;
    begin_page(sheet);
    sheet->y += draw(sheet, statement->title, &title_style, sheet->y);
    sheet->y += draw(sheet, statement->regime, &regime_style, sheet->y);
    if (statement->draft) {
        sheet->y += GAP;
        sheet->y += draw(sheet, "Draft: not signed", &draft_style, sheet->y);
    }
    for (unsigned i = 0; i < statement->parts->len && sheet->good; i++)
        draw_part(sheet, &g_array_index(statement->parts, struct statement_part, i));
    sheet->y += GAP;
    turn_page(sheet, height_of(sheet, statement->basis, &foot_style));
    draw(sheet, statement->basis, &foot_style, sheet->y);
    end_page(sheet);
}

GPtrArray *statement_pages(const GPtrArray *statements, const char *origin, struct fontset *fontset,
                           struct diags *diags)
{
    struct sheet sheet = {
        .pages = g_ptr_array_new_with_free_func(free_page),
        .captions = captions_new(fontset, diags),
        .origin = origin,
        .good = true,
    };
    for (unsigned i = 0; i < statements->len && sheet.good; i++)
        draw_statement(&sheet, statements->pdata[i]);
    captions_free(sheet.captions);
    if (!sheet.good)
        g_clear_pointer(&sheet.pages, g_ptr_array_unref);
    return sheet.pages;
}
