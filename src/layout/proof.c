/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of label and caption flow into rows, rows into pages. */
#include "layout/proof.h"

#include "layout/caption.h"
#include "layout/paths.h"

/* Micrometres. */
enum {
    MARGIN = 12000,
    HEAD = 13000, /* from the margin to the first row, on A3 and smaller */
    FOOT = 9000,  /* from the last row to the margin */
    GAP = 3000,   /* between blocks: three panels stand beside each other on A4 */
    ROW_GAP = 7000,
    TO_CAPTION = 2000,
    LINE = 200, /* width of a rule */
    APPROVAL_WIDTH = 58000,
    APPROVAL_HEIGHT = 20000,
    APPROVAL_DATE = 22000, /* width of the cell */
    CELL_PADDING = 1000,
    FRAME_PADDING = 2000,
    CAPTION_LEAST = 24000,
    NAME_WIDTH = 12000, /* of a caption's first column */
    SCALE_BAR = 50000,
    TICK = 1500,
};

static const struct caption_style head_style = {1200, WEIGHT_BOLD, INK_INK};
static const struct caption_style quiet_style = {650, WEIGHT_REGULAR, INK_SECONDARY};
static const struct caption_style title_style = {850, WEIGHT_BOLD, INK_INK};
static const struct caption_style fact_style = {650, WEIGHT_MEDIUM, INK_INK};
static const struct caption_style cell_style = {550, WEIGHT_REGULAR, INK_SECONDARY};

struct fact {
    char *name, *value;
};

/* A fact as it is drawn: its name, NULL where it has none, and its value beside it. */
struct pair {
    struct caption *name, *value;
};

struct block {
    const struct scene *label; /* NULL: missing */
    int32_t label_width, label_height;
    char *why, *title;
    GArray *facts;
    bool approval;
    /* While pages are made: */
    struct caption *heading, *reason;
    GArray *pairs; /* of struct pair */
    bool beside;   /* the caption stands right of the label */
    int32_t width, height, caption_width;
    int32_t x, y;
    unsigned page;
};

struct proof {
    enum proof_kind kind;
    char *title, *details;
    GPtrArray *blocks;
};

static void clear_fact(void *data)
{
    struct fact *fact = data;
    g_free(fact->name);
    g_free(fact->value);
}

static void clear_pair(void *data)
{
    struct pair *pair = data;
    caption_free(pair->name);
    caption_free(pair->value);
}

static void free_block(void *data)
{
    struct block *block = data;
    g_free(block->why);
    g_free(block->title);
    g_array_unref(block->facts);
    g_clear_pointer(&block->pairs, g_array_unref);
    caption_free(block->heading);
    caption_free(block->reason);
    g_free(block);
}

struct proof *proof_new(enum proof_kind kind, const char *title, const char *details)
{
    struct proof *proof = g_new0(struct proof, 1);
    proof->kind = kind;
    proof->title = g_strdup(title);
    proof->details = g_strdup(details);
    proof->blocks = g_ptr_array_new_with_free_func(free_block);
    return proof;
}

void proof_free(struct proof *proof)
{
    if (proof == NULL)
        return;
    g_ptr_array_unref(proof->blocks);
    g_free(proof->title);
    g_free(proof->details);
    g_free(proof);
}

static struct block *add_block(struct proof *proof, int32_t width, int32_t height,
                               const char *title)
{
    struct block *block = g_new0(struct block, 1);
    block->label_width = width;
    block->label_height = height;
    block->title = g_strdup(title);
    block->facts = g_array_new(FALSE, FALSE, sizeof(struct fact));
    g_array_set_clear_func(block->facts, clear_fact);
    g_ptr_array_add(proof->blocks, block);
    return block;
}

static struct block *block_at(const struct proof *proof, unsigned index)
{
    return proof->blocks->pdata[index];
}

static struct block *last_block(const struct proof *proof)
{
    g_assert(proof->blocks->len > 0);
    return block_at(proof, proof->blocks->len - 1);
}

void proof_add(struct proof *proof, const struct scene *label, const char *title)
{
    add_block(proof, label->width, label->height, title)->label = label;
}

void proof_add_missing(struct proof *proof, int32_t width, int32_t height, const char *why,
                       const char *title)
{
    add_block(proof, width, height, title)->why = g_strdup(why);
}

void proof_say(struct proof *proof, const char *name, const char *value)
{
    struct fact fact = {g_strdup(name), g_strdup(value)};
    g_array_append_val(last_block(proof)->facts, fact);
}

void proof_ask_approval(struct proof *proof)
{
    last_block(proof)->approval = true;
}

/* Measuring */

/* Where only one such label fits beside another, its caption does too. */
static void choose_side(struct block *block, int32_t room)
{
    int32_t least = block->approval ? APPROVAL_WIDTH : CAPTION_LEAST;
    bool alone = 2 * block->label_width + GAP > room;
    block->beside = block->approval && alone && block->label_width + GAP + least <= room;
    block->caption_width = block->beside ? least : MAX(block->label_width, least);
}

static bool set_pair(struct block *block, struct captions *captions, const struct fact *fact)
{
    int32_t width = block->caption_width - (fact->name ? NAME_WIDTH : 0);
    struct pair pair = {.value = caption_new(captions, fact->value, &fact_style, width)};
    if (fact->name)
        pair.name = caption_new(captions, fact->name, &quiet_style, NAME_WIDTH);
    g_array_append_val(block->pairs, pair);
    return pair.value != NULL && (!fact->name || pair.name != NULL);
}

static bool set_captions(struct block *block, struct captions *captions)
{
    int32_t frame = MAX(block->label_width, CAPTION_LEAST) - 2 * FRAME_PADDING;
    block->heading = caption_new(captions, block->title, &title_style, block->caption_width);
    block->pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
    g_array_set_clear_func(block->pairs, clear_pair);
    bool good = block->heading != NULL;
    for (unsigned i = 0; i < block->facts->len && good; i++)
        good = set_pair(block, captions, &g_array_index(block->facts, struct fact, i));
    if (good && block->why != NULL)
        block->reason = caption_new(captions, block->why, &fact_style, frame);
    return good && (block->why == NULL || block->reason != NULL);
}

static int32_t pair_height(const struct pair *pair)
{
    int32_t height = caption_height(pair->value);
    return pair->name != NULL ? MAX(height, caption_height(pair->name)) : height;
}

static int32_t captions_height(const struct block *block)
{
    int32_t height = caption_height(block->heading);
    for (unsigned i = 0; i < block->pairs->len; i++)
        height += pair_height(&g_array_index(block->pairs, struct pair, i));
    return height + (block->approval ? TO_CAPTION + APPROVAL_HEIGHT : 0);
}

static void measure(struct block *block)
{
    int32_t words = captions_height(block);
    if (block->reason != NULL)
        block->label_height =
            MAX(block->label_height, caption_height(block->reason) + 2 * FRAME_PADDING);
    if (block->beside) {
        block->width = block->label_width + GAP + block->caption_width;
        block->height = MAX(block->label_height, words);
    } else {
        block->width = MAX(block->label_width, block->caption_width);
        block->height = block->label_height + TO_CAPTION + words;
    }
}

/* Flowing */

struct paper {
    int32_t width, height;
};

/* The head can be read on a large sheet that is shown whole. */
static int32_t head_scale(struct paper paper)
{
    return CLAMP(paper.width / 420000, 1, 4);
}

static int32_t first_row(struct paper paper)
{
    return MARGIN + HEAD * head_scale(paper);
}

/* Places every block; returns the number of pages. */
static unsigned flow(const struct proof *proof, struct paper paper)
{
    int32_t right = paper.width - MARGIN, bottom = paper.height - MARGIN - FOOT;
    int32_t x = MARGIN, y = first_row(paper), row = 0;
    unsigned page = 0;
    for (unsigned i = 0; i < proof->blocks->len; i++) {
        struct block *block = block_at(proof, i);
        if (x > MARGIN && x + block->width > right) {
            x = MARGIN;
            y += row + ROW_GAP;
            row = 0;
        }
        /* Also within a row: what was placed before stays. */
        if (y > first_row(paper) && y + block->height > bottom) {
            page++;
            x = MARGIN;
            y = first_row(paper);
            row = 0;
        }
        block->page = page;
        block->x = x;
        block->y = y;
        x += block->width + GAP;
        row = MAX(row, block->height);
    }
    return page + 1;
}

static struct paper least_paper(const struct proof *proof, struct paper paper)
{
    for (unsigned i = 0; i < proof->blocks->len; i++) {
        const struct block *block = block_at(proof, i);
        paper.width = MAX(paper.width, block->width + 2 * MARGIN);
        paper.height = MAX(paper.height, first_row(paper) + block->height + FOOT + MARGIN);
    }
    return paper;
}

static struct paper choose_paper(const struct proof *proof)
{
    /* A4 to A0, 2A0 and 4A0. */
    static const struct paper sizes[] = {{297000, 210000},  {420000, 297000},  {594000, 420000},
                                         {841000, 594000},  {1189000, 841000}, {1682000, 1189000},
                                         {2378000, 1682000}};
    if (proof->kind == PROOF_PAGES)
        return least_paper(proof, (struct paper){210000, 297000});
    size_t i = 0;
    while (i + 1 < G_N_ELEMENTS(sizes) && flow(proof, least_paper(proof, sizes[i])) > 1)
        i++;
    return least_paper(proof, sizes[i]);
}

/* Drawing */

static void draw_rule(struct scene *page, int32_t x, int32_t y, int32_t x2, int32_t y2)
{
    const struct segment line[] = {{SEGMENT_MOVE, {{x, y}}}, {SEGMENT_LINE, {{x2, y2}}}};
    scene_stroke_path(page, INK_SECONDARY, line, G_N_ELEMENTS(line), LINE, 0, 0, true);
}

static void draw_frame(struct scene *page, int32_t x, int32_t y, int32_t width, int32_t height,
                       int32_t dash)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    path_round_rect(path, x, y, width, height, 0, true);
    scene_stroke_path(page, INK_SECONDARY, (const struct segment *)(void *)path->data, path->len,
                      LINE, dash, dash, true);
}

/* A paragraph of its own, as a screen reader should take it. */
static void draw_caption(struct scene *page, const struct caption *caption, int32_t x, int32_t y)
{
    scene_begin(page, "caption", NULL);
    caption_draw(caption, page, x, y);
    scene_end(page);
}

/* A text of the page's own. */
static bool draw_text(struct scene *page, struct captions *captions, const char *text,
                      const struct caption_style *style, int32_t x, int32_t y)
{
    struct caption *caption = caption_new(captions, text, style, page->width - x - MARGIN);
    if (caption == NULL)
        return false;
    draw_caption(page, caption, x, y);
    caption_free(caption);
    return true;
}

static bool draw_approval(struct scene *page, struct captions *captions, int32_t x, int32_t y)
{
    int32_t middle = y + APPROVAL_HEIGHT / 2, date = x + APPROVAL_DATE;
    draw_frame(page, x, y, APPROVAL_WIDTH, APPROVAL_HEIGHT, 0);
    draw_rule(page, x, middle, x + APPROVAL_WIDTH, middle);
    draw_rule(page, date, middle, date, y + APPROVAL_HEIGHT);
    return draw_text(page, captions, "Approved by", &cell_style, x + CELL_PADDING,
                     y + CELL_PADDING / 2) &&
           draw_text(page, captions, "Date", &cell_style, x + CELL_PADDING,
                     middle + CELL_PADDING / 2) &&
           draw_text(page, captions, "Signature", &cell_style, date + CELL_PADDING,
                     middle + CELL_PADDING / 2);
}

static void draw_missing(struct scene *page, const struct block *block)
{
    draw_frame(page, block->x, block->y, MAX(block->label_width, CAPTION_LEAST),
               block->label_height, 1000);
    draw_caption(page, block->reason, block->x + FRAME_PADDING, block->y + FRAME_PADDING);
}

static void draw_pair(struct scene *page, const struct pair *pair, int32_t x, int32_t y)
{
    if (pair->name != NULL)
        draw_caption(page, pair->name, x, y);
    draw_caption(page, pair->value, x + (pair->name != NULL ? NAME_WIDTH : 0), y);
}

static bool draw_block(struct scene *page, struct captions *captions, const struct block *block)
{
    if (block->label != NULL)
        scene_place(page, block->label, block->x, block->y);
    else
        draw_missing(page, block);
    int32_t x = block->x + (block->beside ? block->label_width + GAP : 0);
    int32_t y = block->y + (block->beside ? 0 : block->label_height + TO_CAPTION);
    draw_caption(page, block->heading, x, y);
    y += caption_height(block->heading);
    for (unsigned i = 0; i < block->pairs->len; i++) {
        const struct pair *pair = &g_array_index(block->pairs, struct pair, i);
        draw_pair(page, pair, x, y);
        y += pair_height(pair);
    }
    return !block->approval || draw_approval(page, captions, x, y + TO_CAPTION);
}

/* A bar by which a print is measured, and the page's number. */
static bool draw_foot(struct scene *page, struct captions *captions, unsigned number,
                      unsigned count)
{
    int32_t y = page->height - MARGIN, x = MARGIN, end = MARGIN + SCALE_BAR;
    draw_rule(page, x, y, end, y);
    draw_rule(page, x + LINE / 2, y - TICK, x + LINE / 2, y);
    draw_rule(page, end - LINE / 2, y - TICK, end - LINE / 2, y);
    g_autofree char *text = g_strdup_printf("Page %u of %u", number, count);
    struct caption *caption = caption_new(captions, text, &quiet_style, page->width);
    if (caption == NULL)
        return false;
    draw_caption(page, caption, page->width - MARGIN - caption_width(caption), y - 3000);
    caption_free(caption);
    return draw_text(page, captions, "50 mm where this is printed at true size", &quiet_style,
                     end + CELL_PADDING * 2, y - 3000);
}

static bool draw_head(const struct proof *proof, struct scene *page, struct captions *captions)
{
    int32_t scale = head_scale((struct paper){page->width, page->height});
    int32_t rule = MARGIN + (HEAD - 3000) * scale;
    struct caption_style head = head_style, details = quiet_style;
    head.size *= scale;
    details.size *= scale;
    draw_rule(page, MARGIN, rule, page->width - MARGIN, rule);
    return draw_text(page, captions, proof->title, &head, MARGIN, MARGIN - 1500) &&
           (proof->details == NULL || draw_text(page, captions, proof->details, &details, MARGIN,
                                                MARGIN - 1500 + 6000 * scale));
}

static struct scene *page_new(const struct proof *proof, struct paper paper)
{
    struct scene *page = scene_new(paper.width, paper.height);
    page->layout = scene_string(page, "proof");
    page->language = scene_string(page, "en");
    page->title = scene_string(page, proof->title);
    page->spoken = page->title;
    return page;
}

static void free_page(void *page)
{
    scene_free(page);
}

static GPtrArray *draw_pages(const struct proof *proof, struct captions *captions)
{
    struct paper paper = choose_paper(proof);
    unsigned count = flow(proof, paper), i = 0;
    GPtrArray *pages = g_ptr_array_new_with_free_func(free_page);
    bool good = true;
    for (unsigned number = 0; number < count && good; number++) {
        struct scene *page = page_new(proof, paper);
        g_ptr_array_add(pages, page);
        good = draw_head(proof, page, captions);
        for (; i < proof->blocks->len && block_at(proof, i)->page == number && good; i++)
            good = draw_block(page, captions, block_at(proof, i));
        good = good && draw_foot(page, captions, number + 1, count);
    }
    if (!good)
        g_clear_pointer(&pages, g_ptr_array_unref);
    return pages;
}

GPtrArray *proof_pages(const struct proof *proof, struct fontset *fontset, struct diags *diags)
{
    struct captions *captions = captions_new(fontset, diags);
    int32_t room = proof->kind == PROOF_PAGES ? 210000 - 2 * MARGIN : INT32_MAX;
    bool good = true;
    for (unsigned i = 0; i < proof->blocks->len && good; i++) {
        struct block *block = block_at(proof, i);
        choose_side(block, room);
        good = set_captions(block, captions);
        if (good)
            measure(block);
    }
    GPtrArray *pages = good ? draw_pages(proof, captions) : NULL;
    captions_free(captions);
    return pages;
}
