/* SPDX-License-Identifier: Apache-2.0 */
/* The list of standards and regimes, from its file. */
#include "read/standards.h"

#include "read/read.h"

#include <string.h>

struct standards {
    struct document *document;
    GArray *list;      /* of struct standard */
    GPtrArray *blocks; /* the arrays of sources */
};

void standards_free(struct standards *standards)
{
    if (!standards)
        return;
    document_free(standards->document);
    g_array_unref(standards->list);
    g_ptr_array_unref(standards->blocks);
    g_free(standards);
}

static const char *const *sources_of(struct standards *standards, const struct element *element)
{
    const char **sources = g_new0(const char *, element_count_children(element) + 1);
    g_ptr_array_add(standards->blocks, sources);
    size_t count = 0;
    for (struct element *e = element_child(element, "source"); e; e = element_next(e))
        sources[count++] = e->text;
    return sources;
}

static struct standard read_standard(struct standards *standards, const struct element *element)
{
    return (struct standard){
        .id = element_attribute(element, "id"),
        .short_name = element_attribute(element, "short"),
        .kind = element_attribute(element, "kind"),
        .scope = element_attribute(element, "scope"),
        .read = element_attribute(element, "read"),
        .from = element_attribute(element, "from"),
        .profile = element_attribute(element, "profile"),
        .title = element_child_text(element, "title"),
        .version = element_child_text(element, "version"),
        .asks = element_child_text(element, "asks"),
        .note = element_child_text(element, "note"),
        .sources = sources_of(standards, element),
    };
}

struct standards *standards_load(const struct assets *assets, struct diags *diags)
{
    struct source *source = assets_open(assets, "schemas/standards.xml", diags);
    struct document *document =
        source ? read_data_file(source, "schemas/standards.xsd", "standards", diags) : NULL;
    if (!document)
        return NULL;
    struct standards *standards = g_new(struct standards, 1);
    standards->document = document;
    standards->list = g_array_new(FALSE, FALSE, sizeof(struct standard));
    standards->blocks = g_ptr_array_new_with_free_func(g_free);
    for (struct element *e = element_first(document->root); e; e = element_next(e)) {
        struct standard standard = read_standard(standards, e);
        g_array_append_val(standards->list, standard);
    }
    return standards;
}

size_t standards_count(const struct standards *standards)
{
    return standards->list->len;
}

const struct standard *standards_at(const struct standards *standards, size_t index)
{
    return &g_array_index(standards->list, struct standard, index);
}

const struct standard *standards_find(const struct standards *standards, const char *id)
{
    for (size_t i = 0; i < standards_count(standards); i++)
        if (strcmp(standards_at(standards, i)->id, id) == 0)
            return standards_at(standards, i);
    return NULL;
}
