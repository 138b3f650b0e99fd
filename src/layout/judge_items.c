/* SPDX-License-Identifier: Apache-2.0 */
/* The rules for a template's items that a schema cannot say. */
#include "layout/items.h"
#include "layout/paths.h"
#include "layout/qr.h"
#include "layout/when.h"
#include "scene/grid.h"

#include <string.h>

enum {
    LEAST_DRAWING = 1000, /* height of a ruler, side of an icon: below, nobody sees what they say */
    LEAST_SIZE = 470,     /* 1/100 pt; below, Inter's x-height is less than 0.9 mm */
    MOST_AGAIN = 8,       /* repeated groups: what is drawn stays in proportion to the file */
};

void template_complain(const struct template *template, const struct item *item,
                       struct diags *diags, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(template->document, item->element, diags, CODE_TEMPLATE_RULE, "%s", text);
}

/* Complains of names, separated by blanks, that are no words of the label. */
static void judge_names(const struct template *template, const struct item *item,
                        struct diags *diags, const char *list)
{
    g_auto(GStrv) names = g_strsplit(list != NULL ? list : "", " ", -1);
    for (char **name = names; *name != NULL; name++)
        if (word_find(*name) == WORD_COUNT)
            template_complain(template, item, diags, "the label has no word \"%s\"", *name);
}

static void judge_words(const struct template *template, const struct item *item,
                        struct diags *diags)
{
    const char *word = element_attribute(item->element, "word");
    const char *const lists[] = {word, item->under, item->after, item->above};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        judge_names(template, item, diags, lists[i]);
    if (item->size != 0 && (item->floor < LEAST_SIZE || item->floor > item->size))
        template_complain(
            template, item, diags,
            "the floor must lie between 4.7 pt, the least size that is still read, and the "
            "size");
    if (item->link && item->lines > 1)
        template_complain(template, item, diags, "a link stands on one line");
}

static void judge_drawing(const struct template *template, const struct item *item,
                          struct diags *diags)
{
    if (item->kind == ITEM_ICON && strcmp(item->name, "method") != 0 &&
        !icons_have(template->icons, item->name))
        template_complain(template, item, diags, "there is no icon \"%s\"", item->name);
    if (item->kind == ITEM_PATH) {
        g_autoptr(GArray) sink = g_array_new(FALSE, FALSE, sizeof(struct segment));
        long fault = path_parse(item->data, &(struct path_frame){0, 0, 1000}, sink);
        if (fault >= 0)
            template_complain(template, item, diags,
                              "the path is not understood from character %ld on", fault + 1);
    }
    int32_t side = item->kind == ITEM_ICON ? item->width : item->icon;
    if (item->kind == ITEM_RULER)
        side = item->height;
    if (side != 0 && side < LEAST_DRAWING)
        template_complain(template, item, diags, "rulers and icons are not seen below 1 mm");
    if (item->kind == ITEM_RULER && item->labels != 0 && item->size == 0)
        template_complain(template, item, diags, "the ruler's labels need a size");
    if (item->kind != ITEM_QR)
        return;
    if (template->bitmap && grid_pixel(template->ppi, item->module) < QR_PIXELS_MIN)
        template_complain(template, item, diags,
                          "a module of less than 2 pixels is not sure to be read");
    if (!template->bitmap && item->module < QR_MODULE_MIN)
        template_complain(template, item, diags,
                          "a module of less than 0.396 mm is not sure to be read");
}

static void judge_again(const struct template *template, const struct item *item,
                        struct diags *diags)
{
    unsigned count = 0;
    for (unsigned i = 0; i < template->blocks->len && template->blocks->pdata[i] != item; i++)
        count += item_is_again(template->blocks->pdata[i]) ? 1 : 0;
    if (item->first == NULL)
        template_complain(template, item, diags, "no group \"%s\" that has items ends before it",
                          item->name);
    else if (count == MOST_AGAIN)
        template_complain(template, item, diags, "a template repeats groups %d times at most",
                          MOST_AGAIN);
}

void judge_items(const struct template *template, const struct item *item, struct diags *diags)
{
    for (; item != NULL; item = item->next) {
        g_autofree char *fault = item->when != NULL ? when_fault(item->when) : NULL;
        if (fault != NULL)
            template_complain(template, item, diags, "in when=\"%s\": %s", item->when, fault);
        judge_words(template, item, diags);
        judge_drawing(template, item, diags);
        judge_grid(template, item, diags);
        if (item_is_again(item))
            judge_again(template, item, diags);
        else
            judge_items(template, item->first, diags);
    }
}
