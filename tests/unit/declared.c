/* SPDX-License-Identifier: Apache-2.0 */
/* Documents for unit tests, written as lines of paths and values. */
#include "declared.h"

#include <string.h>

#define SPACE "urn:uplabel:declaration:1"

static const char skeleton[] = "schemaVersion=1.0; id=homecam; language=en; "
                               "declaredBy/role=manufacturer; declaredBy/name=Northwind Home; "
                               "declaredBy/statedOn=2026-06-15; product/name=HomeCam 3; "
                               "product/category=camera; manufacturer/name=Northwind Home; "
                               "updates/capability=yes; updates/mode=automaticOptOut; "
                               "support/commitment=guaranteed";

static struct element *last_child(struct element *parent, const char *name)
{
    struct element *found = NULL;
    for (struct element *child = element_first(parent); child; child = element_next(child))
        if (strcmp(child->name, name) == 0)
            found = child;
    return found;
}

static void set(struct document *document, const char *path, const char *value)
{
    g_auto(GStrv) segments = g_strsplit(path, "/", -1);
    struct element *element = document->root;
    for (char **segment = segments; *segment; segment++) {
        bool item = **segment == '+';
        const char *name = *segment + item;
        struct element *child = item ? NULL : last_child(element, name);
        if (!child) {
            child = document_add(document, element, name, SPACE);
            child->item = item;
        }
        element = child;
    }
    document_set_text(document, element, value);
}

static void set_all(struct document *document, const char *members)
{
    g_auto(GStrv) lines = g_strsplit(members, "; ", -1);
    for (char **line = lines; *line; line++) {
        char *equals = strchr(*line, '=');
        if (!equals)
            continue;
        *equals = '\0';
        set(document, *line, equals + 1);
    }
}

struct document *declared(const char *members)
{
    struct document *document = document_new(NULL, SYNTAX_JSON);
    document_add(document, NULL, "declaration", SPACE);
    set_all(document, skeleton);
    set_all(document, members);
    return document;
}
