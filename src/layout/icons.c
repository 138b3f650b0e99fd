/* SPDX-License-Identifier: Apache-2.0 */
/* Icons are strokes and fills on a 24 × 24 grid, kept as the file's path data. */
#include "layout/icons.h"

#include "layout/paths.h"
#include "read/read.h"

#include <string.h>

enum {
    GRID = 24,
    STROKE_TENTHS = 20,       /* width of a stroke, tenths of a grid unit */
    STROKE_TENTHS_SMALL = 22, /* below SMALL */
    STROKE_TENTHS_BITMAP = 26,
    SMALL = 5000, /* micrometres */
};

struct icons {
    struct document *document;
    const struct element *own; /* of the template's; NULL: none */
};

/* Path data is judged here, so that drawing cannot fail. */
static bool check_paths(struct document *document, const struct element *icon, struct diags *diags)
{
    bool good = true;
    g_autoptr(GArray) sink = g_array_new(FALSE, FALSE, sizeof(struct segment));
    const struct path_frame frame = {0, 0, 1000};
    for (struct element *e = element_first(icon); e != NULL; e = element_next(e)) {
        long fault = path_parse(element_attribute(e, "d"), &frame, sink);
        if (fault < 0)
            continue;
        document_report(document, e, diags, CODE_TEMPLATE_RULE,
                        "the path data of icon \"%s\" is not understood from character %ld on",
                        element_attribute(icon, "name"), fault + 1);
        good = false;
    }
    return good;
}

struct icons *icons_load(const struct assets *assets, struct diags *diags)
{
    struct source *source = assets_open(assets, "templates/icons.xml", diags);
    if (source == NULL)
        return NULL;
    struct document *document = read_data_file(source, "schemas/template.xsd", "icons", diags);
    if (document == NULL)
        return NULL;
    bool good = true;
    for (struct element *e = element_first(document->root); e != NULL; e = element_next(e))
        good &= check_paths(document, e, diags);
    if (!good) {
        document_free(document);
        return NULL;
    }
    struct icons *icons = g_new0(struct icons, 1);
    icons->document = document;
    return icons;
}

void icons_free(struct icons *icons)
{
    if (icons == NULL)
        return;
    document_free(icons->document);
    g_free(icons);
}

static const struct element *find_in(const struct element *set, const char *name)
{
    for (struct element *e = element_first(set); e != NULL; e = element_next(e))
        if (strcmp(element_attribute(e, "name"), name) == 0)
            return e;
    return NULL;
}

static const struct element *find_icon(const struct icons *icons, const char *name)
{
    const struct element *own = icons->own != NULL ? find_in(icons->own, name) : NULL;
    return own != NULL ? own : find_in(icons->document->root, name);
}

/* Whether all points lie on the grid, controls included. */
static bool is_on_grid(const GArray *path)
{
    static const int points[] = {1, 1, 3, 0};
    for (unsigned i = 0; i < path->len; i++) {
        const struct segment *segment = &g_array_index(path, struct segment, i);
        for (int k = 0; k < points[segment->kind]; k++) {
            struct point p = segment->p[k];
            if (MIN(p.x, p.y) < 0 || MAX(p.x, p.y) > GRID * 1000)
                return false;
        }
    }
    return true;
}

static void judge_own(const struct icons *icons, struct document *document,
                      const struct element *icon, struct diags *diags)
{
    const char *name = element_attribute(icon, "name");
    if (find_in(icons->document->root, name) == NULL)
        document_report(document, icon, diags, CODE_TEMPLATE_RULE,
                        "there is no icon \"%s\" that this could replace", name);
    if (!check_paths(document, icon, diags))
        return;
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    for (struct element *e = element_first(icon); e != NULL; e = element_next(e))
        path_parse(element_attribute(e, "d"), &(struct path_frame){0, 0, 1000}, path);
    if (!is_on_grid(path))
        document_report(document, icon, diags, CODE_TEMPLATE_RULE,
                        "icon \"%s\" leaves its grid of %d by %d units", name, GRID, GRID);
}

void icons_replace(struct icons *icons, struct document *document, const struct element *own,
                   struct diags *diags)
{
    for (struct element *e = element_first(own); e != NULL; e = element_next(e))
        judge_own(icons, document, e, diags);
    icons->own = own;
}

bool icons_have(const struct icons *icons, const char *name)
{
    return find_icon(icons, name) != NULL;
}

/* All strokes are one path and all fills another: two ops per icon at most. */
static void draw_kind(const struct element *icon, const char *kind, struct scene *scene,
                      enum ink ink, const struct path_frame *frame, int32_t stroke)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(struct segment));
    for (struct element *e = element_first(icon); e != NULL; e = element_next(e))
        if (strcmp(e->name, kind) == 0)
            path_parse(element_attribute(e, "d"), frame, path);
    if (path->len == 0)
        return;
    const struct segment *segments = (const struct segment *)(void *)path->data;
    if (stroke > 0)
        scene_stroke_path(scene, ink, segments, path->len, stroke, 0, 0, false);
    else
        scene_fill_path(scene, ink, segments, path->len);
}

bool icons_draw(const struct icons *icons, const char *name, struct scene *scene, enum ink ink,
                int32_t x, int32_t y, int32_t side)
{
    const struct element *icon = find_icon(icons, name);
    if (icon == NULL)
        return false;
    struct path_frame frame = {x, y, side / GRID};
    int32_t tenths = scene->bitmap  ? STROKE_TENTHS_BITMAP
                     : side < SMALL ? STROKE_TENTHS_SMALL
                                    : STROKE_TENTHS;
    draw_kind(icon, "stroke", scene, ink, &frame, side * tenths / (GRID * 10));
    draw_kind(icon, "fill", scene, ink, &frame, 0);
    return true;
}
