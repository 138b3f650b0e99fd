/* SPDX-License-Identifier: Apache-2.0 */
/* Walks a template's items and draws those whose conditions hold. */
#include "layout/layout.h"

#include "layout/canvas.h"
#include "layout/paths.h"
#include "layout/place.h"
#include "scene/grid.h"

#include <string.h>

enum { ASCENT_PERCENT = 77 /* of a bold d in Inter */ };

static void draw_rect(struct canvas *canvas, const struct item *item)
{
    int32_t start = item->x, end = item->x + item->width;
    if (item->clear)
        canvas_clear(canvas, &start, &end, item->y, item->y + item->height);
    if (start >= end) {
        refuse_item(canvas, item, "beside the QR code there is no room for the rectangle");
        return;
    }
    int32_t width = end - start, x = canvas_left(canvas, start, width);
    enum ink ink = canvas_ink(canvas, item->tint);
    if (!item->top_only) {
        scene_fill_rect(canvas->scene, ink, x, item->y, width, item->height, item->radius);
        return;
    }
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    path_round_rect(path, x, item->y, width, item->height, item->radius, false);
    scene_fill_path(canvas->scene, ink, (const struct segment *)(void *)path->data, path->len);
}

/* The stroke lies wholly inside the trim. */
static void draw_frame(struct canvas *canvas, const struct item *item)
{
    int32_t half = item->stroke / 2;
    const struct scene *scene = canvas->scene;
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    path_round_rect(path, half, half, scene->width - 2 * half, scene->height - 2 * half,
                    item->radius - half, true);
    scene_stroke_path(canvas->scene, canvas_ink(canvas, item->tint),
                      (const struct segment *)(void *)path->data, path->len, item->stroke, 0, 0,
                      true);
}

static void draw_line(struct canvas *canvas, const struct item *item)
{
    struct segment line[] = {
        {SEGMENT_MOVE, {{canvas_left(canvas, item->x, 0), item->y}}},
        {SEGMENT_LINE, {{canvas_left(canvas, item->x2, 0), item->y2}}},
    };
    scene_stroke_path(canvas->scene, canvas_ink(canvas, item->tint), line, 2, item->stroke, 0, 0,
                      true);
}

static void draw_path(struct canvas *canvas, const struct item *item)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    struct path_frame frame = {canvas_left(canvas, item->x, 0), item->y, item->scale};
    path_parse(item->data, &frame, path);
    const struct segment *segments = (const struct segment *)(void *)path->data;
    enum ink ink = canvas_ink(canvas, item->tint);
    if (item->stroke > 0)
        scene_stroke_path(canvas->scene, ink, segments, path->len, item->stroke, 0, 0, false);
    else
        scene_fill_path(canvas->scene, ink, segments, path->len);
}

static void draw_icon(struct canvas *canvas, const struct item *item)
{
    const char *name = item->name;
    if (strcmp(name, "method") == 0)
        name = canvas->wording->method_icon;
    int32_t start = item->x, end = item->x + item->width;
    if (item->clear)
        canvas_clear(canvas, &start, &end, item->y, item->y + item->width);
    canvas->way_drawn |= name != NULL && name == canvas->wording->method_icon;
    if (name != NULL)
        icons_draw(canvas->template->icons, name, canvas->scene, canvas_ink(canvas, item->tint),
                   canvas_left(canvas, start, item->width), item->y, item->width);
}

/* Keeps a text's slot out of the quiet zone, and by its gap away from it. */
static void clear_text(const struct canvas *canvas, const struct item *item, struct text_slot *text)
{
    int32_t rise = text_scale(ASCENT_PERCENT, item->size, 100), start = text->x, end = text->end;
    int32_t more = text_scale(item->leading * (item->lines - 1), item->size, 100);
    canvas_clear(canvas, &start, &end, text->y - rise, text->y + more);
    int32_t gap = item->after == NULL ? item->gap : 0;
    if (item->clearance != 0)
        gap = item->clearance;
    text->x = start != text->x ? start + gap : start;
    text->end = end != text->end ? end - gap : end;
}

/* The first word of a list that the label has placed, NULL without. */
static const struct placed *first_placed(const struct canvas *canvas, const char *names)
{
    for (const char *p = names; p != NULL && *p != '\0'; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        g_autofree char *name = g_strndup(p, length);
        const struct placed *placed = &canvas->placed[word_find(name)];
        if (placed->there)
            return placed;
        p += length;
    }
    return NULL;
}

/* Moves a slot below, behind or over words already placed. */
static void place_beside(const struct canvas *canvas, const struct item *item,
                         struct text_slot *text)
{
    const struct placed *under = first_placed(canvas, item->under);
    const struct placed *after = first_placed(canvas, item->after);
    const struct placed *above = first_placed(canvas, item->above);
    if (under != NULL)
        text->y = under->baseline + item->step;
    if (after != NULL)
        text->x = after->end + item->gap;
    if (above != NULL)
        text->above = above->first;
}

/* A link's line, below its text, in thousandths of an em; Arabic letters reach deeper. */
enum { RULE = 75, RULE_BELOW = 210, RULE_BELOW_RTL = 310 };

/* A line of text as a link to the declared page, underlined. */
static void draw_link(struct canvas *canvas, const struct text_slot *text, struct placed *placed)
{
    const struct declaration *declaration = canvas->wording->facts->declaration;
    g_autofree char *label = word_text(canvas->wording, text->id, 0);
    scene_begin_link(canvas->scene, "link", label, declaration->link.url);
    if (canvas_text(canvas, text, placed)) {
        int32_t below = canvas->facts.rtl ? RULE_BELOW_RTL : RULE_BELOW;
        int32_t y = placed->baseline + text_scale(below, text->slot.size, 1000);
        struct segment line[] = {
            {SEGMENT_MOVE, {{canvas_left(canvas, placed->start, 0), y}}},
            {SEGMENT_LINE, {{canvas_left(canvas, placed->end, 0), y}}},
        };
        scene_stroke_path(canvas->scene, text->ink, line, G_N_ELEMENTS(line),
                          text_scale(RULE, text->slot.size, 1000), 0, 0, true);
    }
    scene_end(canvas->scene);
}

/* Text slots stand where the template says, or below or beside a word already placed. */
static void draw_text(struct canvas *canvas, const struct item *item)
{
    const struct word *word = &canvas->wording->words[item->word];
    if (word->count == 0)
        return;
    struct text_slot text = {.role = word_name(item->word), .word = word, .id = item->word};
    text.variant = item->prefer_short ? 1 : 0;
    text.x = item->x;
    text.end = item->end;
    text.y = item->y;
    text.limit = item->limit;
    place_beside(canvas, item, &text);
    if (item->clear)
        clear_text(canvas, item, &text);
    text.anchor = item->anchor;
    text.rise = item->rise;
    text.flush = item->flush;
    text.cut = item->cut;
    text.leading = item->leading;
    text.slot = (struct slot){0, item->size, item->floor, item->lines, item->wrap_early, 0};
    text.style = (struct style){item->weight, item->strong, item->tracking, NOWHERE};
    text.ink = canvas_ink(canvas, item->tint);
    struct placed *placed = &canvas->placed[item->word];
    const struct declaration *declaration = canvas->wording->facts->declaration;
    if (item->link && declaration != NULL && declaration->link.url != NULL)
        draw_link(canvas, &text, placed);
    else
        canvas_text(canvas, &text, placed);
    if (item->grows)
        canvas->down += placed->baseline - placed->first;
}

/* The least module that is read, or the only one that the template wants. */
static int32_t least_module(const struct canvas *canvas, const struct item *item)
{
    if (item->exact)
        return item->module;
    return canvas->template->bitmap ? canvas_pixels(canvas, QR_PIXELS_MIN) : QR_MODULE_MIN;
}

/* The module's side for the code's box, in a bitmap of whole pixels; 0: it has no room. */
static int32_t module_of(const struct canvas *canvas, const struct item *item)
{
    int32_t ppi = canvas->template->ppi, least = least_module(canvas, item);
    if (!canvas->template->bitmap)
        return qr_module(canvas->qr->modules, item->width, item->module, least);
    return canvas_pixels(canvas, qr_module(canvas->qr->modules, grid_pixel(ppi, item->width),
                                           grid_pixel(ppi, item->module), grid_pixel(ppi, least)));
}

/* Where the address is declared; nowhere where the user asked for another. */
static struct place place_of_link(const struct wording *wording, char **pointer)
{
    const struct declaration *declaration = wording->facts->declaration;
    const char *path = "evidence/information/url";
    const char *declared = declaration->document != NULL
                               ? element_find_text(declaration->document->root, path)
                               : NULL;
    bool own = g_strcmp0(declared, declaration->link.url) == 0;
    return place_of_path(wording, own ? path : "", pointer);
}

/* A group without a code may stand in for one with too much text, not where every box is too small
 * for the code: QR-CAPACITY. */
static void check_capacity(struct canvas *canvas)
{
    const struct qr *qr = canvas->qr;
    if (qr == NULL || qr->allowed == 0 || canvas->qr_box.there || canvas->trial > 0)
        return;
    g_autofree char *pointer = NULL;
    canvas->failed = true;
    diag_add(canvas->diags, CODE_QR_CAPACITY,
             place_of_link(canvas->wording, &pointer),
             "the address has %zu %s, layout %s allows %zu", strlen(qr->payload),
             qr_alphanumeric(qr->payload) ? "characters" : "bytes", canvas->template->name,
             qr->allowed);
}

/* Place of something inside a box, by its anchor. */
static int32_t anchored(enum anchor anchor, int32_t start, int32_t room)
{
    return anchor == ANCHOR_START ? start : anchor == ANCHOR_END ? start + room : start + room / 2;
}

static void draw_qr(struct canvas *canvas, const struct item *item)
{
    struct qr *qr = canvas->qr;
    if (qr == NULL)
        return;
    int32_t module = module_of(canvas, item);
    if (module == 0) {
        bool alphanumeric = qr_alphanumeric(qr->payload);
        qr->allowed = qr_capacity(item->width, least_module(canvas, item), alphanumeric);
        canvas->failed = true;
        return;
    }
    qr->allowed = 0;
    int32_t side = canvas_snap(canvas, module * (qr->modules + 2 * QR_QUIET));
    canvas->qr_box.there = true;
    canvas->qr_box.module = module;
    canvas->qr_box.side = side;
    canvas->qr_box.x = canvas_snap(canvas, anchored(item->anchor, item->x, item->width - side));
    canvas->qr_box.y = canvas_snap(canvas, anchored(item->valign, item->y, item->width - side));
    struct op op = {.kind = OP_QR, .ink = INK_INK};
    if (canvas->options->dark) { /* its modules stay dark on light */
        op.ink = INK_PAPER;
        canvas->qr_box.ground = canvas->scene->ops->len;
        scene_fill_rect(canvas->scene, INK_INK, canvas_left(canvas, canvas->qr_box.x, side),
                        canvas->qr_box.y, side, side, 0);
    }
    op.qr.x = canvas_snap(canvas, canvas_left(canvas, canvas->qr_box.x, side) + QR_QUIET * module);
    op.qr.y = canvas_snap(canvas, canvas->qr_box.y + QR_QUIET * module);
    op.qr.module = module;
    op.qr.modules = qr->modules;
    op.qr.bits = qr->bits;
    op.qr.payload = qr->payload;
    scene_add(canvas->scene, &op);
}

static void draw_group(struct canvas *canvas, const struct item *item)
{
    if (item->role != NULL)
        scene_begin(canvas->scene, item->role, NULL);
    draw_items(canvas, item->first);
    if (item->role != NULL)
        scene_end(canvas->scene);
    canvas->down += item->adds;
}

/* Draws the first group in which everything fits; the last one fits or is the finding. */
static void draw_choice(struct canvas *canvas, const struct item *item)
{
    const struct item *group = item->first;
    while (group != NULL && !when_holds(group->when, &canvas->facts))
        group = group->next;
    while (group != NULL) {
        const struct item *other = group->next;
        while (other != NULL && !when_holds(other->when, &canvas->facts))
            other = other->next;
        struct canvas before = *canvas;
        unsigned ops = canvas->scene->ops->len;
        canvas->trial += other != NULL ? 1 : 0;
        draw_group(canvas, group);
        if (other == NULL || canvas->failed == before.failed) {
            canvas->trial = before.trial;
            return;
        }
        g_array_set_size(canvas->scene->ops, ops);
        *canvas = before;
        group = other;
    }
}

/* The item where a page that grows has it. */
static struct item moved_item(const struct canvas *canvas, const struct item *item)
{
    struct item moved = *item;
    item_move_down(&moved, canvas->down);
    if (item->stretch) {
        moved.height += canvas->stretch;
        moved.y2 += canvas->stretch;
    }
    return moved;
}

void draw_items(struct canvas *canvas, const struct item *item)
{
    static void (*const draw[ITEM_COUNT])(struct canvas * canvas, const struct item *item) = {
        [ITEM_GROUP] = draw_group, [ITEM_CHOOSE] = draw_choice, [ITEM_RECT] = draw_rect,
        [ITEM_FRAME] = draw_frame, [ITEM_LINE] = draw_line,     [ITEM_PATH] = draw_path,
        [ITEM_ICON] = draw_icon,   [ITEM_TEXT] = draw_text,     [ITEM_RULER] = draw_ruler,
        [ITEM_QR] = draw_qr,       [ITEM_ROWS] = draw_rows,     [ITEM_LANGUAGES] = draw_languages,
    };
    for (; item != NULL; item = item->next)
        if (when_holds(item->when, &canvas->facts)) {
            bool stays = canvas->down == 0 && !item->stretch;
            struct item moved = stays ? *item : moved_item(canvas, item);
            draw[item->kind](canvas, &moved);
        }
}

/* Who listens hears every language that is shown. */
static void name_scene(struct scene *scene, const struct template *template,
                       const struct wording *wording, const struct layout_options *options)
{
    g_autofree char *title = word_text(wording, WORD_TITLE, 0);
    g_autofree char *product = word_text(wording, WORD_PRODUCT, 0);
    g_autofree char *both =
        g_strconcat(title != NULL ? title : "", ": ", product != NULL ? product : "", NULL);
    scene->layout = scene_string(scene, template->name);
    scene->language = scene_string(scene, catalogue_language(wording->catalogue));
    scene->title = scene_string(scene, both);
    scene->spoken = scene_string(scene, wording->spoken);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < options->line_count; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? " " : "", options->lines[i]->spoken);
    if (options->line_count > 0)
        scene->spoken = scene_string(scene, all->str);
}

static bool refuse_recalled(const struct wording *wording, const struct template *template,
                            struct diags *diags)
{
    if (!wording->facts->recalled)
        return false;
    g_autofree char *pointer = NULL;
    diag_add(diags, CODE_PRODUCT_RECALLED, place_of_path(wording, "product/status/value", &pointer),
             "the product is recalled or withdrawn: layout %s would advertise it; publish the "
             "notice instead",
             template->name);
    return true;
}

/* The code for the declared page; false after QR-CAPACITY where no version is large enough. */
static bool make_qr(struct canvas *canvas)
{
    const struct declaration *declaration = canvas->wording->facts->declaration;
    if (declaration == NULL || declaration->link.url == NULL)
        return true;
    canvas->qr = qr_new(declaration->link.url);
    canvas->facts.qr = true;
    g_autofree char *pointer = NULL;
    if (canvas->qr == NULL)
        diag_add(canvas->diags, CODE_QR_CAPACITY,
                 place_of_link(canvas->wording, &pointer),
                 "the address has %zu bytes, more than any QR code holds",
                 strlen(declaration->link.url));
    return canvas->qr != NULL;
}

/* Draws the label on a page that is so much higher than the template's; NULL where something
 * failed. *grown is what the page should be higher. */
static struct scene *draw_label(struct canvas canvas, int32_t stretch, int32_t *grown)
{
    const struct template *template = canvas.template;
    const struct catalogue *catalogue = canvas.wording->catalogue;
    size_t errors = diags_count_of(canvas.diags, SEVERITY_ERROR);
    struct scene *scene = scene_new(template->width, template->height + stretch);
    canvas.scene = scene;
    canvas.stretch = stretch;
    canvas.shaper = shaper_new(canvas.fontset, catalogue_language(catalogue),
                               catalogue_rtl(catalogue), canvas.diags);
    shaper_keep_to(canvas.shaper, template->bitmap ? template->ppi : 0);
    scene->rtl = catalogue_rtl(catalogue);
    scene->mono = canvas.options->mono;
    scene->dark = canvas.options->dark;
    memcpy(scene->colours, template->colours, sizeof scene->colours);
    scene->inlined = template->inlined;
    scene->ppi = template->ppi;
    scene->bitmap = template->bitmap;
    name_scene(scene, template, canvas.wording, canvas.options);
    draw_items(&canvas, template->first);
    *grown = canvas.down;
    check_capacity(&canvas);
    if (!canvas.failed && canvas.trial == 0)
        check_scene(&canvas);
    shaper_free(canvas.shaper);
    /* A glyph that no font has is a finding even where it was only tried. */
    if (!canvas.failed && diags_count_of(canvas.diags, SEVERITY_ERROR) == errors)
        return scene;
    scene_free(scene);
    return NULL;
}

/* What a page that grows with its content grows by: known when it was drawn once. */
static int32_t measure_growth(struct canvas canvas)
{
    int32_t grown;
    canvas.diags = diags_new(0);
    canvas.trial = 1;
    scene_free(draw_label(canvas, 0, &grown));
    diags_free(canvas.diags);
    return grown;
}

struct scene *layout_label(const struct template *template, const struct wording *wording,
                           struct fontset *fontset, const struct layout_options *options,
                           struct diags *diags)
{
    if (refuse_recalled(wording, template, diags))
        return NULL;
    struct canvas canvas = {.template = template,
                            .wording = wording,
                            .diags = diags,
                            .fontset = fontset,
                            .options = options};
    bool rtl = catalogue_rtl(wording->catalogue);
    canvas.facts = (struct when_facts){wording, rtl, options->mono, false};
    if (!make_qr(&canvas))
        return NULL;
    int32_t grown = template->grows ? measure_growth(canvas) : 0;
    if (template->ppi != 0) /* a screen's pages have whole pixels */
        grown = grid_length(template->ppi, grid_pixel(template->ppi, grown) * 1000);
    struct scene *scene = draw_label(canvas, grown, &grown);
    qr_free(canvas.qr);
    return scene;
}
