/* SPDX-License-Identifier: Apache-2.0 */
/* Rules no template may break, judged on what was drawn. */
#include "layout/canvas.h"
#include "layout/place.h"

#include <math.h>
#include <string.h>

enum { DEPTH_PERCENT = 21 /* of a p in Inter */ };

struct box {
    int32_t left, top, right, bottom;
};

static bool overlaps(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static bool has_letters(const char *text)
{
    for (; *text != '\0'; text += g_utf8_skip[(unsigned char)*text])
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* From cap height to the depth of a p, of a figure to the baseline; what is above or below that,
 * accents, has to look after itself. */
static struct box run_box(const struct op *op)
{
    const struct font *font = op->glyphs.font;
    int32_t rise = text_scale(font->cap_height, op->glyphs.size, font->upem);
    int32_t fall =
        has_letters(op->glyphs.text) ? text_scale(DEPTH_PERCENT, op->glyphs.size, 100) : 0;
    return (struct box){op->glyphs.x, op->glyphs.y - rise, op->glyphs.x + op->glyphs.width,
                        op->glyphs.y + fall};
}

static void grow(struct box *box, struct point p, int32_t by)
{
    box->left = MIN(box->left, p.x - by);
    box->top = MIN(box->top, p.y - by);
    box->right = MAX(box->right, p.x + by);
    box->bottom = MAX(box->bottom, p.y + by);
}

/* Box of the path's points: never too small, as curves stay inside their control points. */
static struct box path_box(const struct op *op)
{
    struct box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    static const int points[] = {1, 1, 3, 0};
    for (size_t i = 0; i < op->path.count; i++)
        for (int k = 0; k < points[op->path.segments[i].kind]; k++)
            grow(&box, op->path.segments[i].p[k], op->path.width / 2);
    return box;
}

enum {
    PIECES = 32,
    TOLERANCE = 20, /* micrometres that rounding may add up to */
};

struct spot {
    double x, y;
};

/* The curve's point after that many of its PIECES. */
static struct spot curve_spot(const struct segment *curve, struct point from, int piece)
{
    const struct point *p = curve->p;
    double t = (double)piece / PIECES, u = 1 - t;
    double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (struct spot){a * from.x + b * p[0].x + c * p[1].x + d * p[2].x,
                         a * from.y + b * p[0].y + c * p[1].y + d * p[2].y};
}

static bool is_near(const struct box *zone, double x, double y, double distance)
{
    double dx = MAX(MAX(zone->left - x, x - zone->right), 0);
    double dy = MAX(MAX(zone->top - y, y - zone->bottom), 0);
    return dx * dx + dy * dy < distance * distance;
}

static bool curve_enters(const struct segment *curve, struct point from, double half,
                         const struct box *zone)
{
    for (int piece = 0; piece <= PIECES; piece++) {
        struct spot spot = curve_spot(curve, from, piece);
        if (is_near(zone, spot.x, spot.y, half))
            return true;
    }
    return false;
}

/* Whether any of the path's strokes touches the zone: an outline around it does not. */
static bool stroke_enters(const struct op *op, const struct box *zone)
{
    struct point at = {0, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        struct box box = {at.x, at.y, at.x, at.y};
        grow(&box, at, op->path.width / 2);
        grow(&box, segment->p[0], op->path.width / 2);
        if (segment->kind == SEGMENT_LINE && overlaps(&box, zone))
            return true;
        if (segment->kind == SEGMENT_CUBIC && curve_enters(segment, at, op->path.width / 2.0, zone))
            return true;
        if (segment->kind != SEGMENT_CLOSE)
            at = segment->p[segment->kind == SEGMENT_CUBIC ? 2 : 0];
    }
    return false;
}

static bool enters(const struct op *op, const struct box *zone)
{
    struct box box;
    switch (op->kind) {
    case OP_FILL_RECT:
        box = (struct box){op->rect.x, op->rect.y, op->rect.x + op->rect.width,
                           op->rect.y + op->rect.height};
        return op->ink != INK_PAPER && overlaps(&box, zone);
    case OP_FILL_PATH:
        box = path_box(op);
        return op->ink != INK_PAPER && overlaps(&box, zone);
    case OP_STROKE_PATH:
        return stroke_enters(op, zone);
    case OP_GLYPHS:
        box = run_box(op);
        return overlaps(&box, zone);
    default:
        return false;
    }
}

void refuse_op(struct canvas *canvas, const char *what, const struct op *op)
{
    struct document *document = canvas->template->document;
    canvas->failed = true;
    diags_blame_use(canvas->diags, true);
    if (op->kind == OP_GLYPHS)
        document_report(document, document->root, canvas->diags, CODE_TEMPLATE_RULE,
                        "layout %s: \"%s\" (%s) %s", canvas->template->name, op->glyphs.text,
                        op->glyphs.role, what);
    else
        document_report(document, document->root, canvas->diags, CODE_TEMPLATE_RULE,
                        "layout %s: a %s %s", canvas->template->name,
                        op->kind == OP_QR ? "QR code" : "drawing", what);
    diags_blame_use(canvas->diags, false);
}

void refuse_item(struct canvas *canvas, const struct item *item, const char *why)
{
    canvas->failed = true;
    if (canvas->trial > 0)
        return;
    diags_blame_use(canvas->diags, true);
    document_report(canvas->template->document, item->element, canvas->diags, CODE_TEMPLATE_RULE,
                    "layout %s: %s", canvas->template->name, why);
    diags_blame_use(canvas->diags, false);
}

static void check_quiet_zone(struct canvas *canvas)
{
    if (!canvas->qr_box.there)
        return;
    unsigned ground = canvas->qr_box.ground;
    int32_t side = canvas->qr_box.side, left = canvas_left(canvas, canvas->qr_box.x, side);
    int32_t less = canvas->scene->bitmap ? TOLERANCE : 0; /* a pixel is no whole number of them */
    struct box zone = {left + less, canvas->qr_box.y + less, left + side - less,
                       canvas->qr_box.y + side - less};
    for (unsigned i = ground > 0 ? ground + 1 : 0; i < canvas->scene->ops->len; i++) {
        const struct op *op = &g_array_index(canvas->scene->ops, struct op, i);
        if (enters(op, &zone))
            refuse_op(canvas, "enters the quiet zone of the QR code", op);
    }
}

static bool leaves_trim(const struct scene *scene, const struct box *box)
{
    return box->left < -TOLERANCE || box->top < -TOLERANCE ||
           box->right > scene->width + TOLERANCE || box->bottom > scene->height + TOLERANCE;
}

static void grow_around(struct box *box, struct spot spot, struct spot by)
{
    grow(box, (struct point){(int32_t)floor(spot.x - by.x), (int32_t)floor(spot.y - by.y)}, 0);
    grow(box, (struct point){(int32_t)ceil(spot.x + by.x), (int32_t)ceil(spot.y + by.y)}, 0);
}

/* A line with butt ends is wide only across its way. */
static void grow_line(struct box *box, struct point from, struct point to, double half, bool butt)
{
    double dx = (double)to.x - from.x, dy = (double)to.y - from.y, length = hypot(dx, dy);
    struct spot by = {half, half};
    if (butt && length > 0)
        by = (struct spot){half * fabs(dy) / length, half * fabs(dx) / length};
    grow_around(box, (struct spot){from.x, from.y}, by);
    grow_around(box, (struct spot){to.x, to.y}, by);
}

/* Box of what the path draws: curves by their points, not by their controls. */
static struct box drawn_box(const struct op *op)
{
    struct box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    double half = op->kind == OP_STROKE_PATH ? op->path.width / 2.0 : 0;
    struct point at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < op->path.count; i++) {
        const struct segment *segment = &op->path.segments[i];
        if (segment->kind == SEGMENT_LINE)
            grow_line(&box, at, segment->p[0], half, op->path.butt);
        else if (segment->kind == SEGMENT_CLOSE)
            grow_line(&box, at, start, half, op->path.butt);
        for (int piece = 0; segment->kind == SEGMENT_CUBIC && piece <= PIECES; piece++)
            grow_around(&box, curve_spot(segment, at, piece), (struct spot){half, half});
        if (segment->kind == SEGMENT_CLOSE)
            at = start;
        else
            at = segment->p[segment->kind == SEGMENT_CUBIC ? 2 : 0];
        if (segment->kind == SEGMENT_MOVE)
            start = at;
    }
    return box;
}

/* A QR code's box is that of its quiet zone. Curves are followed only where their controls leave.
 */
static bool op_leaves_trim(const struct scene *scene, const struct op *op)
{
    int32_t quiet, side;
    struct box box = {0, 0, 0, 0};
    switch (op->kind) {
    case OP_FILL_RECT:
        box = (struct box){op->rect.x, op->rect.y, op->rect.x + op->rect.width,
                           op->rect.y + op->rect.height};
        break;
    case OP_QR:
        quiet = QR_QUIET * op->qr.module;
        side = op->qr.module * op->qr.modules + 2 * quiet;
        box = (struct box){op->qr.x - quiet, op->qr.y - quiet, op->qr.x - quiet + side,
                           op->qr.y - quiet + side};
        break;
    case OP_FILL_PATH:
    case OP_STROKE_PATH:
        box = path_box(op);
        if (leaves_trim(scene, &box))
            box = drawn_box(op);
        break;
    default:
        break;
    }
    return leaves_trim(scene, &box);
}

/* What is cut off is not seen: a bad state least of all. */
static void check_trim(struct canvas *canvas)
{
    unsigned codes = 0;
    for (unsigned i = 0; i < canvas->scene->ops->len; i++) {
        const struct op *op = &g_array_index(canvas->scene->ops, struct op, i);
        if (op_leaves_trim(canvas->scene, op))
            refuse_op(canvas,
                      op->kind == OP_QR ? "leaves the label with its quiet zone"
                                        : "leaves the label",
                      op);
        if (op->kind == OP_QR && ++codes == 2)
            refuse_op(canvas, "is the second; a label has one", op);
    }
}

/* Inks that can be read on a ground at 4.5:1 or more, by ground. */
bool ink_readable(enum ink ground, enum ink text)
{
    switch (ground) {
    case INK_PAPER:
        return text != INK_PAPER && text != INK_OPEN;
    case INK_OPEN:
        return text == INK_INK;
    default:
        return text == INK_PAPER;
    }
}

enum { REACH_PERCENT = 50 /* of an em: three marks on a letter stay below */ };

/* Marks that fonts set on one another reach the lines above and below. */
static bool is_piled(const struct op *op)
{
    int32_t reach = text_scale(REACH_PERCENT, op->glyphs.size, 100);
    for (size_t i = 0; i < op->glyphs.count; i++)
        if (op->glyphs.glyphs[i].y > reach || op->glyphs.glyphs[i].y < -reach)
            return true;
    return false;
}

static void refuse_pile(struct canvas *canvas, const struct op *op)
{
    enum word_id word = word_find(op->glyphs.role);
    g_autofree char *pointer = NULL;
    struct place place = NOWHERE;
    if (word != WORD_COUNT)
        place =
            place_of_phrase(canvas->wording, word, canvas->wording->words[word].variants, &pointer);
    canvas->failed = true;
    diag_add(canvas->diags, CODE_LAYOUT_OVERFLOW, place,
             "the marks on \"%s\" (%s) pile up into the lines beside it; leave some away",
             op->glyphs.text, op->glyphs.role);
}

static void check_text(struct canvas *canvas)
{
    const struct scene *scene = canvas->scene;
    struct box trim = {0, 0, scene->width, scene->height};
    for (unsigned i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS || op->glyphs.width == 0)
            continue;
        if (is_piled(op))
            refuse_pile(canvas, op);
        struct box box = run_box(op);
        if (box.left < trim.left || box.top < trim.top || box.right > trim.right ||
            box.bottom > trim.bottom)
            refuse_op(canvas, "leaves the label", op);
    }
}

/* What no label may leave away, each of it said by one of a few words. */
static const struct duty {
    const char *what;
    enum word_id words[4];
    bool line; /* also of a badge: a page of one line, which stands for a page with the rest */
    bool icon; /* or by the icon of the way */
} duties[] = {
    {"what the label is about (title)", {WORD_TITLE, WORD_COUNT}, true, false},
    {"the state (hero)", {WORD_HERO, WORD_HEADLINE, WORD_COUNT}, true, false},
    {"the way of updates (method, or its icon)", {WORD_METHOD, WORD_COUNT}, false, true},
    {"the condition", {WORD_CONDITION, WORD_COUNT}, true, false},
    {"whose statement it is (voice, stated, statedBy or disclaimer)",
     {WORD_VOICE, WORD_STATED, WORD_STATED_BY, WORD_DISCLAIMER},
     false,
     false},
    {"when it was stated (stated or statedOn)",
     {WORD_STATED, WORD_STATED_ON, WORD_COUNT},
     false,
     false},
};

static bool is_done(const struct canvas *canvas, const struct duty *duty)
{
    bool known = false;
    for (size_t i = 0; i < G_N_ELEMENTS(duty->words) && duty->words[i] != WORD_COUNT; i++) {
        if (canvas->placed[duty->words[i]].there || canvas->said[duty->words[i]])
            return true;
        known |= canvas->wording->words[duty->words[i]].count > 0;
    }
    return !known || (duty->icon && canvas->way_drawn);
}

/* Whose size no other word on a label exceeds: that of the state, where it is set by itself. */
static void check_hero(struct canvas *canvas)
{
    const struct op *largest = NULL;
    int hero = 0;
    for (unsigned i = 0; i < canvas->scene->ops->len; i++) {
        const struct op *op = &g_array_index(canvas->scene->ops, struct op, i);
        if (op->kind != OP_GLYPHS)
            continue;
        if (largest == NULL || op->glyphs.size > largest->glyphs.size)
            largest = op;
        if (strcmp(op->glyphs.role, "hero") == 0)
            hero = MAX(hero, op->glyphs.size);
    }
    if (hero > 0 && largest->glyphs.size > hero && !template_is_badge(canvas->template))
        refuse_op(canvas, "is larger than the hero", largest);
}

static void check_words(struct canvas *canvas)
{
    struct document *document = canvas->template->document;
    if (canvas->template->wordless)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(duties); i++) {
        if (is_done(canvas, &duties[i]) || (template_is_badge(canvas->template) && !duties[i].line))
            continue;
        canvas->failed = true;
        diags_blame_use(canvas->diags, true);
        document_report(document, document->root, canvas->diags, CODE_TEMPLATE_RULE,
                        "layout %s leaves away %s", canvas->template->name, duties[i].what);
        diags_blame_use(canvas->diags, false);
    }
    check_hero(canvas);
}

void check_scene(struct canvas *canvas)
{
    check_quiet_zone(canvas);
    check_trim(canvas);
    check_text(canvas);
    check_cover(canvas);
    if (!canvas->failed)
        check_words(canvas);
}
