/* SPDX-License-Identifier: Apache-2.0 */
/* Names and measures of label stock: one table of keys reads the file and the command line. */
#include "layout/stock.h"

#include "base/number.h"
#include "base/text.h"
#include "read/read.h"
#include "scene/scene.h"

#include <string.h>

enum { MOST = 100 /* columns, rows */ };

/* Measures while they are read: what was not given is computed in the end. */
struct measures {
    struct stock stock;
    bool sized, placed; /* a label's size, a margin was given */
};

/* "12.5x10", or one length for both. */
static bool parse_pair(const char *text, int32_t *x, int32_t *y)
{
    const char *cross = strchr(text, 'x');
    g_autofree char *first = g_strndup(text, cross ? (size_t)(cross - text) : strlen(text));
    return number_parse_milli(first, x) && number_parse_milli(cross ? cross + 1 : text, y) &&
           *x >= 0 && *y >= 0 && *x <= SCENE_MAX_SIDE && *y <= SCENE_MAX_SIDE;
}

static bool parse_count(const char *text, int *count)
{
    unsigned value;
    if (!number_parse_uint(text, &value) || value < 1 || value > MOST)
        return false;
    *count = (int)value;
    return true;
}

static bool set_paper(struct measures *measures, const char *value)
{
    static const struct {
        const char *name;
        int32_t width, height;
    } papers[] = {
        {"A3", 297000, 420000}, {"A4", 210000, 297000},     {"A5", 148000, 210000},
        {"A6", 105000, 148000}, {"letter", 215900, 279400}, {"legal", 215900, 355600},
    };
    struct stock *stock = &measures->stock;
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
        if (g_ascii_strcasecmp(value, papers[i].name) == 0) {
            stock->width = papers[i].width;
            stock->height = papers[i].height;
            return true;
        }
    return strchr(value, 'x') != NULL && parse_pair(value, &stock->width, &stock->height) &&
           stock->width > 0 && stock->height > 0;
}

static bool set_columns(struct measures *measures, const char *value)
{
    return parse_count(value, &measures->stock.columns);
}

static bool set_rows(struct measures *measures, const char *value)
{
    return parse_count(value, &measures->stock.rows);
}

static bool set_label(struct measures *measures, const char *value)
{
    struct stock *stock = &measures->stock;
    measures->sized = true;
    return parse_pair(value, &stock->place_width, &stock->place_height) && stock->place_width > 0 &&
           stock->place_height > 0;
}

static bool set_margin(struct measures *measures, const char *value)
{
    measures->placed = true;
    return parse_pair(value, &measures->stock.left, &measures->stock.top);
}

static bool set_gutter(struct measures *measures, const char *value)
{
    return parse_pair(value, &measures->stock.gutter_x, &measures->stock.gutter_y);
}

static const struct key {
    const char *name;
    bool (*set)(struct measures *measures, const char *value);
    const char *form;
} keys[] = {
    {"paper", set_paper, "A3, A4, A5, A6, letter, legal, or WIDTHxHEIGHT in mm"},
    {"columns", set_columns, "a whole number from 1 to 100"},
    {"rows", set_rows, "a whole number from 1 to 100"},
    {"label", set_label, "WIDTHxHEIGHT in mm, such as 99.1x67.7"},
    {"margin", set_margin, "millimetres, left and top: 10, or 4.65x13.1"},
    {"gutter", set_gutter, "millimetres between columns and rows: 2, or 2.5x0"},
};

/* One direction: what is left of the paper goes to the places, else to both margins. */
static bool share_out(int32_t paper, int count, int32_t gutter, bool sized, bool placed,
                      int32_t *place, int32_t *margin)
{
    int64_t gutters = (int64_t)gutter * (count - 1);
    if (!sized) {
        int64_t room = paper - 2 * (int64_t)*margin - gutters;
        *place = room > 0 ? (int32_t)(room / count) : 0;
        return *place > 0;
    }
    int64_t used = gutters + (int64_t)*place * count;
    if (!placed)
        *margin = used <= paper ? (int32_t)((paper - used) / 2) : 0;
    return *margin + used <= paper;
}

static void append_pair(GString *out, int32_t x, int32_t y)
{
    number_append_fixed(out, x, 3);
    g_string_append(out, " × ");
    number_append_fixed(out, y, 3);
    g_string_append(out, " mm");
}

/* Whether all that a sheet needs is there and fits onto the paper; USAGE where not. */
static bool complete(struct measures *measures, struct diags *diags)
{
    struct stock *stock = &measures->stock;
    if (stock->columns == 0 || stock->rows == 0) {
        diag_add(diags, CODE_USAGE, NOWHERE,
                 "--sheet needs %s=N, or the name of a stock that `uplabel list sheets` shows",
                 stock->columns == 0 ? "columns" : "rows");
        return false;
    }
    bool wide = share_out(stock->width, stock->columns, stock->gutter_x, measures->sized,
                          measures->placed, &stock->place_width, &stock->left);
    bool high = share_out(stock->height, stock->rows, stock->gutter_y, measures->sized,
                          measures->placed, &stock->place_height, &stock->top);
    if (wide && high)
        return true;
    g_autoptr(GString) paper = g_string_new(NULL);
    append_pair(paper, stock->width, stock->height);
    diag_add(diags, CODE_USAGE, NOWHERE,
             "--sheet: %d %s do not fit onto a paper of %s with these margins and gutters",
             wide ? stock->rows : stock->columns, wide ? "rows" : "columns", paper->str);
    return false;
}

static bool apply(struct measures *measures, const char *name, const char *value,
                  struct diags *diags)
{
    const char *names[G_N_ELEMENTS(keys) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        names[i] = keys[i].name;
        if (strcmp(name, keys[i].name) != 0)
            continue;
        if (keys[i].set(measures, value))
            return true;
        diag_add(diags, CODE_USAGE, NOWHERE, "--sheet: %s is %s, not \"%s\"", name, keys[i].form,
                 value);
        return false;
    }
    const char *nearest = text_nearest(name, names);
    diag_add(diags, CODE_USAGE, NOWHERE,
             "--sheet has no measure \"%s\"%s%s%s one of: paper, columns, rows, label, margin, "
             "gutter",
             name, nearest ? "; did you mean \"" : "", nearest ? nearest : "",
             nearest ? "\"?" : ";");
    return false;
}

/* The named stock of the file; the schema has judged the values' form. */
static bool read_element(const struct element *element, struct measures *measures,
                         struct diags *diags)
{
    *measures = (struct measures){0};
    g_strlcpy(measures->stock.name, element_attribute(element, "name"),
              sizeof measures->stock.name);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *value = element_attribute(element, keys[i].name);
        if (value != NULL && !apply(measures, keys[i].name, value, diags))
            return false;
    }
    return true;
}

/* Calls visit for each <stock> of each file until it returns false. False where a file is broken.
 */
static bool each_element(const struct assets *assets,
                         bool (*visit)(void *data, const struct element *element), void *data,
                         struct diags *diags)
{
    g_autoptr(GPtrArray) paths = assets_list(assets, "templates/stock/");
    bool more = true;
    for (unsigned i = 0; i < paths->len && more; i++) {
        diags_blame_use(diags, true);
        struct source *source = assets_open(assets, paths->pdata[i], diags);
        struct document *document =
            source ? read_data_file(source, "schemas/stock.xsd", "stocks", diags) : NULL;
        diags_blame_use(diags, false);
        if (document == NULL)
            return false;
        struct element *e = element_first(document->root);
        for (; e != NULL && more; e = element_next(e))
            more = visit(data, e);
        document_free(document);
    }
    return true;
}

struct search {
    const char *name;
    struct measures *measures;
    struct diags *diags;
    GPtrArray *known; /* of char *: the names seen */
    bool found, good;
};

static bool compare_name(void *data, const struct element *element)
{
    struct search *search = data;
    const char *name = element_attribute(element, "name");
    g_ptr_array_add(search->known, g_strdup(name));
    search->found = g_ascii_strcasecmp(name, search->name) == 0;
    if (search->found)
        search->good = read_element(element, search->measures, search->diags);
    return !search->found;
}

/* Starts from the stock of that name. */
static bool start_from(struct measures *measures, const char *name, const struct assets *assets,
                       struct diags *diags)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    struct search search = {name, measures, diags, known, false, false};
    if (!each_element(assets, compare_name, &search, diags) || search.found)
        return search.good;
    g_ptr_array_add(known, NULL);
    const char *nearest = text_nearest(name, (const char *const *)(void *)known->pdata);
    diag_add(diags, CODE_USAGE, NOWHERE,
             "--sheet: there is no stock \"%s\"%s%s%s `uplabel list sheets` shows them, and "
             "columns=N,rows=N describes one of your own",
             name, nearest ? "; did you mean \"" : "", nearest ? nearest : "",
             nearest ? "\"?" : ";");
    return false;
}

bool stock_read(const char *text, const struct assets *assets, struct stock *stock,
                struct diags *diags)
{
    struct measures measures = {.stock = {.name = "sheet", .width = 210000, .height = 297000}};
    g_auto(GStrv) items = g_strsplit(text, ",", -1);
    bool good = true;
    for (size_t i = 0; items[i] != NULL && good; i++) {
        char *equals = strchr(items[i], '=');
        if (equals != NULL)
            *equals++ = '\0';
        if (equals == NULL && i == 0)
            good = start_from(&measures, items[i], assets, diags);
        else
            good = apply(&measures, items[i], equals ? equals : "", diags);
    }
    good = good && complete(&measures, diags);
    *stock = measures.stock;
    return good;
}

struct visit {
    stock_visit_func *visit;
    void *data;
    struct diags *diags;
    bool good;
};

static bool visit_stock(void *data, const struct element *element)
{
    struct visit *visit = data;
    struct measures measures;
    visit->good =
        read_element(element, &measures, visit->diags) && complete(&measures, visit->diags);
    if (visit->good)
        visit->visit(visit->data, &measures.stock);
    return visit->good;
}

bool stock_each(const struct assets *assets, stock_visit_func *visit, void *data,
                struct diags *diags)
{
    struct visit each = {visit, data, diags, true};
    return each_element(assets, visit_stock, &each, diags) && each.good;
}
