/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a template: every attribute by one table. */
#include "layout/template.h"

#include "base/number.h"
#include "layout/colours.h"
#include "layout/items.h"
#include "read/read.h"
#include "scene/grid.h"

#include <stddef.h>
#include <string.h>

enum {
    LEAST_PPEM = 11,    /* pixels; below, Inter's x-height is less than 6 of them */
    MOST_SIDE = 500000, /* micrometres; a page is smaller */
};

enum attribute_kind {
    ATTRIBUTE_LENGTH, /* mm or pixels → micrometres */
    ATTRIBUTE_SIZE,   /* pt or pixels → 1/100 pt */
    ATTRIBUTE_THOUSANDTHS,
    ATTRIBUTE_COUNT,
    ATTRIBUTE_FLAG,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_TINT,
    ATTRIBUTE_WEIGHT,
    ATTRIBUTE_ANCHOR,
    ATTRIBUTE_FLOW,
};

static const struct attribute_row {
    const char *name;
    enum attribute_kind kind;
    size_t offset;
} rows[] = {
    {"when", ATTRIBUTE_TEXT, offsetof(struct item, when)},
    {"role", ATTRIBUTE_TEXT, offsetof(struct item, role)},
    {"color", ATTRIBUTE_TINT, offsetof(struct item, tint)},
    {"clear", ATTRIBUTE_FLAG, offsetof(struct item, clear)},
    {"x", ATTRIBUTE_LENGTH, offsetof(struct item, x)},
    {"y", ATTRIBUTE_LENGTH, offsetof(struct item, y)},
    {"x2", ATTRIBUTE_LENGTH, offsetof(struct item, x2)},
    {"y2", ATTRIBUTE_LENGTH, offsetof(struct item, y2)},
    {"width", ATTRIBUTE_LENGTH, offsetof(struct item, width)},
    {"height", ATTRIBUTE_LENGTH, offsetof(struct item, height)},
    {"end", ATTRIBUTE_LENGTH, offsetof(struct item, end)},
    {"radius", ATTRIBUTE_LENGTH, offsetof(struct item, radius)},
    {"stroke", ATTRIBUTE_LENGTH, offsetof(struct item, stroke)},
    {"gap", ATTRIBUTE_LENGTH, offsetof(struct item, gap)},
    {"clearance", ATTRIBUTE_LENGTH, offsetof(struct item, clearance)},
    {"top-only", ATTRIBUTE_FLAG, offsetof(struct item, top_only)},
    {"name", ATTRIBUTE_TEXT, offsetof(struct item, name)},
    {"d", ATTRIBUTE_TEXT, offsetof(struct item, data)},
    {"scale", ATTRIBUTE_LENGTH, offsetof(struct item, scale)},
    {"size", ATTRIBUTE_SIZE, offsetof(struct item, size)},
    {"floor", ATTRIBUTE_SIZE, offsetof(struct item, floor)},
    {"lines", ATTRIBUTE_COUNT, offsetof(struct item, lines)},
    {"leading", ATTRIBUTE_COUNT, offsetof(struct item, leading)},
    {"tracking", ATTRIBUTE_THOUSANDTHS, offsetof(struct item, tracking)},
    {"weight", ATTRIBUTE_WEIGHT, offsetof(struct item, weight)},
    {"strong", ATTRIBUTE_WEIGHT, offsetof(struct item, strong)},
    {"anchor", ATTRIBUTE_ANCHOR, offsetof(struct item, anchor)},
    {"valign", ATTRIBUTE_ANCHOR, offsetof(struct item, valign)},
    {"short", ATTRIBUTE_FLAG, offsetof(struct item, prefer_short)},
    {"wrap-early", ATTRIBUTE_FLAG, offsetof(struct item, wrap_early)},
    {"rise", ATTRIBUTE_FLAG, offsetof(struct item, rise)},
    {"cut", ATTRIBUTE_FLAG, offsetof(struct item, cut)},
    {"flush", ATTRIBUTE_FLAG, offsetof(struct item, flush)},
    {"under", ATTRIBUTE_TEXT, offsetof(struct item, under)},
    {"after", ATTRIBUTE_TEXT, offsetof(struct item, after)},
    {"above", ATTRIBUTE_TEXT, offsetof(struct item, above)},
    {"limit", ATTRIBUTE_LENGTH, offsetof(struct item, limit)},
    {"down", ATTRIBUTE_LENGTH, offsetof(struct item, down)},
    {"adds", ATTRIBUTE_LENGTH, offsetof(struct item, adds)},
    {"grows", ATTRIBUTE_FLAG, offsetof(struct item, grows)},
    {"stretch", ATTRIBUTE_FLAG, offsetof(struct item, stretch)},
    {"least", ATTRIBUTE_COUNT, offsetof(struct item, least)},
    {"most", ATTRIBUTE_COUNT, offsetof(struct item, most)},
    {"step", ATTRIBUTE_LENGTH, offsetof(struct item, step)},
    {"link", ATTRIBUTE_FLAG, offsetof(struct item, link)},
    {"labels", ATTRIBUTE_LENGTH, offsetof(struct item, labels)},
    {"module", ATTRIBUTE_LENGTH, offsetof(struct item, module)},
    {"exact", ATTRIBUTE_FLAG, offsetof(struct item, exact)},
    {"max", ATTRIBUTE_COUNT, offsetof(struct item, max)},
    {"icon", ATTRIBUTE_LENGTH, offsetof(struct item, icon)},
    {"flow", ATTRIBUTE_FLOW, offsetof(struct item, flow)},
};

static const char *const tints[] = {"ink",  "paper", "secondary", "promise", "open",
                                    "none", "band",  "on-band",   "hero",    "accent"};
static const char *const weights[] = {"regular", "medium", "semibold", "bold", "extrabold"};
static const char *const anchors[] = {"start", "middle", "end"};
static const char *const flows[] = {"down", "across"};
static const char *const kinds[ITEM_COUNT] = {"group", "choose", "rect", "frame",
                                              "line",  "path",   "icon", "text",
                                              "ruler", "qr",     "rows", "languages"};

/* Position of a name in a list; the schema has seen to it that it is there. */
static unsigned index_of(const char *name, const char *const *names, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return 0;
}

static int32_t milli_of(const char *value)
{
    int32_t milli = 0;
    number_parse_milli(value, &milli);
    return milli;
}

static int count_of(const char *value)
{
    unsigned count = 0;
    number_parse_uint(value, &count);
    return (int)count;
}

/* A length as the template measures it → micrometres. */
static int32_t length_of(const struct template *template, const char *value)
{
    int32_t milli = milli_of(value);
    return template->ppi != 0 ? grid_length(template->ppi, milli) : milli;
}

static int32_t size_of(const struct template *template, const char *value)
{
    int32_t milli = milli_of(value);
    return template->ppi != 0 ? grid_size(template->ppi, milli) : milli / 10;
}

static void set_attribute(const struct template *template, struct item *item,
                          const struct attribute_row *row, const char *value)
{
    void *field = (char *)item + row->offset;
    switch (row->kind) {
    case ATTRIBUTE_LENGTH:
        *(int32_t *)field = length_of(template, value);
        break;
    case ATTRIBUTE_THOUSANDTHS:
        *(int32_t *)field = milli_of(value);
        break;
    case ATTRIBUTE_SIZE:
        *(int32_t *)field = size_of(template, value);
        break;
    case ATTRIBUTE_COUNT:
        *(int *)field = count_of(value);
        break;
    case ATTRIBUTE_FLAG:
        *(bool *)field = strcmp(value, "yes") == 0;
        break;
    case ATTRIBUTE_TEXT:
        *(const char **)field = value;
        break;
    case ATTRIBUTE_TINT:
        *(enum tint *)field = index_of(value, tints, G_N_ELEMENTS(tints));
        break;
    case ATTRIBUTE_WEIGHT:
        *(enum font_weight *)field = index_of(value, weights, G_N_ELEMENTS(weights));
        break;
    case ATTRIBUTE_ANCHOR:
        *(enum anchor *)field = index_of(value, anchors, G_N_ELEMENTS(anchors));
        break;
    case ATTRIBUTE_FLOW:
        *(enum flow *)field = index_of(value, flows, G_N_ELEMENTS(flows));
        break;
    }
}

static void read_attributes(const struct template *template, struct item *item)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *value = element_attribute(item->element, rows[i].name);
        if (value != NULL)
            set_attribute(template, item, &rows[i], value);
    }
    if (element_attribute(item->element, "strong") == NULL)
        item->strong = item->weight;
    item->floor = item->floor == 0 ? item->size : item->floor;
    item->lines = MAX(item->lines, 1);
    item->leading = item->leading == 0 ? 124 : item->leading;
    const char *word = element_attribute(item->element, "word");
    item->word = word != NULL ? word_find(word) : WORD_COUNT;
}

void item_move_down(struct item *item, int32_t by)
{
    item->y += by;
    item->y2 += by;
    item->limit += item->limit != 0 ? by : 0;
    item->labels += item->labels != 0 ? by : 0;
}

bool item_is_again(const struct item *item)
{
    return strcmp(item->element->name, "again") == 0;
}

/* The items of the group of that name; NULL where there is none yet, or where it is still open. */
static struct item *items_of(const struct template *template, const char *name)
{
    for (unsigned i = 0; i < template->blocks->len; i++) {
        const struct item *item = template->blocks->pdata[i];
        if (item->kind == ITEM_GROUP && !item_is_again(item) && item->name != NULL &&
            strcmp(item->name, name) == 0)
            return item->first;
    }
    return NULL;
}

/* Colours and icons of the template's own stand before its items. */
static bool is_style(const struct element *element)
{
    return strcmp(element->name, "colors") == 0 || strcmp(element->name, "icons") == 0;
}

/* Reads an element's children into a list; `down` is the sum of what the groups around them add. */
static struct item *read_items(struct template *template, const struct element *parent,
                               int32_t down)
{
    struct item *first = NULL, **link = &first;
    for (struct element *e = element_first(parent); e != NULL; e = element_next(e)) {
        if (is_style(e))
            continue;
        struct item *item = g_new0(struct item, 1);
        g_ptr_array_add(template->blocks, item);
        item->kind = index_of(e->name, kinds, ITEM_COUNT); /* "again" is a group too */
        item->element = e;
        read_attributes(template, item);
        bool lines = item->kind == ITEM_LANGUAGES; /* inside, places count from the line's top */
        item_move_down(item, down);
        if (item_is_again(item))
            item->first = items_of(template, item->name);
        else
            item->first = read_items(template, e, lines ? 0 : down + item->down);
        template->grows |= item->grows || item->adds != 0 || lines;
        if (lines) {
            template->least_languages = (size_t)item->least;
            template->most_languages = (size_t)item->most;
        }
        *link = item;
        link = &item->next;
    }
    return first;
}

/* On a screen type has enough pixels, and in a bitmap every place is a pixel's edge. */
void judge_grid(const struct template *template, const struct item *item, struct diags *diags)
{
    if (template->ppi != 0 && item->size != 0 && grid_ppem(template->ppi, item->floor) < LEAST_PPEM)
        template_complain(template, item, diags, "type of less than %d pixels is not read",
                          LEAST_PPEM);
    for (size_t i = 0; template->bitmap && i < G_N_ELEMENTS(rows); i++) {
        bool measure = rows[i].kind == ATTRIBUTE_LENGTH || rows[i].kind == ATTRIBUTE_SIZE;
        const char *value = element_attribute(item->element, rows[i].name);
        if (measure && value != NULL && rows[i].offset != offsetof(struct item, scale) &&
            milli_of(value) % 1000 != 0)
            template_complain(template, item, diags, "%s=\"%s\" is no whole number of pixels",
                              rows[i].name, value);
    }
}

static void judge_page(const struct template *template, struct diags *diags)
{
    const struct element *root = template->document->root;
    if (template->width >= MOST_SIDE || template->height >= MOST_SIDE)
        document_report(template->document, root, diags, CODE_TEMPLATE_RULE,
                        "a page's sides are shorter than %d mm", MOST_SIDE / 1000);
    if (template->bitmap && template->ppi == 0)
        document_report(template->document, root, diags, CODE_TEMPLATE_RULE,
                        "a bitmap has a resolution: say ppi=\"…\" too");
}

static void read_style(struct template *template, struct diags *diags)
{
    for (struct element *e = element_first(template->document->root); e != NULL;
         e = element_next(e)) {
        if (strcmp(e->name, "colors") == 0)
            colours_read(template->document, e, template->colours, diags);
        else if (strcmp(e->name, "icons") == 0)
            icons_replace(template->icons, template->document, e, diags);
    }
}

static struct source *open_source(const struct assets *assets, const char *name,
                                  struct diags *diags)
{
    if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".xml"))
        return source_read(name, NULL, SOURCE_MAX_BYTES, diags);
    g_autofree char *path = g_strconcat("templates/", name, ".xml", NULL);
    struct source *source = assets_open(assets, path, diags);
    if (source == NULL && !diags_has_errors(diags))
        diag_add(diags, CODE_TEMPLATE_MISSING, NOWHERE, "there is no layout \"%s\"", name);
    return source;
}

static bool has_flag(const struct element *element, const char *name)
{
    const char *value = element_attribute(element, name);
    return value != NULL && strcmp(value, "yes") == 0;
}

static struct template *build(struct document *document, struct icons *icons)
{
    struct template *template = g_new0(struct template, 1);
    const struct element *root = document->root;
    const char *ppi = element_attribute(root, "ppi");
    template->document = document;
    template->icons = icons;
    template->blocks = g_ptr_array_new_with_free_func(g_free);
    template->name = g_strdup(element_attribute(root, "name"));
    template->title = element_attribute(root, "title");
    template->ppi = ppi != NULL ? milli_of(ppi) : 0;
    template->bitmap = has_flag(root, "bitmap");
    template->width = length_of(template, element_attribute(root, "width"));
    template->height = length_of(template, element_attribute(root, "height"));
    template->solid_for_bad = has_flag(root, "solid-for-bad");
    const char *themes = element_attribute(root, "themes");
    template->dark = themes != NULL &&strstr(themes, "dark") != NULL;
    template->inlined = has_flag(root, "inline");
    template->wordless = has_flag(root, "wordless");
    template->least_languages = template->most_languages = 1;
    template->first = read_items(template, root, 0);
    return template;
}

static struct template *load(const struct assets *assets, const char *name, struct diags *diags)
{
    struct source *source = open_source(assets, name, diags);
    if (source == NULL)
        return NULL;
    struct document *document = read_data_file(source, "schemas/template.xsd", "template", diags);
    if (document == NULL)
        return NULL;
    struct icons *icons = icons_load(assets, diags);
    if (icons == NULL) {
        document_free(document);
        return NULL;
    }
    struct template *template = build(document, icons);
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    read_style(template, diags);
    judge_page(template, diags);
    judge_items(template, template->first, diags);
    if (diags_count_of(diags, SEVERITY_ERROR) == before)
        judge_states(template, diags);
    if (diags_count_of(diags, SEVERITY_ERROR) > before) {
        template_free(template);
        return NULL;
    }
    return template;
}

struct template *template_load(const struct assets *assets, const char *name, struct diags *diags)
{
    diags_blame_use(diags, true);
    struct template *template = load(assets, name, diags);
    diags_blame_use(diags, false);
    return template;
}

void template_free(struct template *template)
{
    if (template == NULL)
        return;
    icons_free(template->icons);
    document_free(template->document);
    g_ptr_array_unref(template->blocks);
    g_free(template->name);
    g_free(template);
}

const char *template_name(const struct template *template)
{
    return template->name;
}

const char *template_title(const struct template *template)
{
    return template->title;
}

bool template_dark(const struct template *template)
{
    return template->dark;
}

bool template_bitmap(const struct template *template)
{
    return template->bitmap;
}

bool template_wordless(const struct template *template)
{
    return template->wordless;
}

void template_size(const struct template *template, int32_t *width, int32_t *height)
{
    *width = template->width;
    *height = template->height;
}

void template_languages(const struct template *template, size_t *least, size_t *most)
{
    *least = template->least_languages;
    *most = template->most_languages;
}
