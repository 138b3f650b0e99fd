/* SPDX-License-Identifier: Apache-2.0 */
/* Paths of maps: "product/identifiers[scheme=gtin]/value" as nodes of the declaration. */
#include "read/map_parts.h"

#include "read/phrase.h"

#include <string.h>

static struct map_node *find_node(const struct map *map, const struct map_node *parent,
                                  const char *key)
{
    for (guint i = 0; i < map->nodes->len; i++) {
        struct map_node *node = map->nodes->pdata[i];
        if (node->parent == parent && strcmp(node->key, key) == 0)
            return node;
    }
    return NULL;
}

static void clear_fixed(void *data)
{
    struct map_fixed *fixed = data;
    g_free(fixed->value);
}

static struct map_node *get_node(struct map *map, struct map_node *parent, const char *key,
                                 const struct field *field, bool item)
{
    struct map_node *node = find_node(map, parent, key);
    if (node)
        return node;
    node = g_new0(struct map_node, 1);
    node->parent = parent;
    node->field = field;
    node->key = g_strdup(key);
    node->item = item;
    node->fixed = g_array_new(FALSE, FALSE, sizeof(struct map_fixed));
    g_array_set_clear_func(node->fixed, clear_fixed);
    node->number = map->nodes->len;
    g_ptr_array_add(map->nodes, node);
    return node;
}

static struct map_node *refuse(const struct map *map, const struct element *element,
                               struct diags *diags, const char *format, ...) G_GNUC_PRINTF(4, 5);

static struct map_node *refuse(const struct map *map, const struct element *element,
                               struct diags *diags, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(map->document, element, diags, CODE_MAP_RULE, "%s", text);
    return NULL;
}

/* Gives a node a member that comes with it; another value than before is a finding. */
static bool fix(const struct map *map, struct map_node *node, const char *name, const char *value,
                const struct element *element, struct diags *diags)
{
    const struct field *member = field_member(node->field, name);
    if (!member)
        return refuse(map, element, diags, "\"%s\" has no \"%s\"; it may hold: %s",
                      node->field->name, name, node->field->name) != NULL;
    for (guint i = 0; i < node->fixed->len; i++) {
        const struct map_fixed *fixed = &g_array_index(node->fixed, struct map_fixed, i);
        if (strcmp(fixed->field->name, name) == 0 && strcmp(fixed->value, value) == 0)
            return true;
        if (strcmp(fixed->field->name, name) == 0)
            return refuse(
                       map, element, diags,
                       "\"%s\" of \"%s\" is \"%s\" elsewhere in this map, and cannot be \"%s\" too",
                       name, node->field->name, fixed->value, value) != NULL;
    }
    struct map_fixed fixed = {member, g_strdup(value)};
    g_array_append_val(node->fixed, fixed);
    return true;
}

static struct map_node *refuse_name(const struct map *map, const struct map_node *parent,
                                    const char *name, const struct element *element,
                                    struct diags *diags)
{
    const struct field_type *type = parent->field->type;
    if (type->kind == FIELD_LIST)
        return refuse(map, element, diags,
                      "\"%s\" is a list: say which item is meant, as in %s[…=…] or %s/0",
                      parent->field->name, parent->field->name, parent->field->name);
    if (type->kind != FIELD_OBJECT)
        return refuse(map, element, diags, "\"%s\" has no fields inside, such as \"%s\"",
                      parent->field->name, name);
    g_autofree char *proposal = phrase_proposal(name, type->names);
    g_autofree char *list = phrase_list(type->names);
    return refuse(map, element, diags, "\"%s\" is not known in \"%s\"%s%s%s", name,
                  parent->field->name, proposal,
                  *proposal ? "" : "; it may hold: ", *proposal ? "" : list);
}

/* One segment: a name, a name with [member=value], or a position in a list. */
static struct map_node *step(struct map *map, struct map_node *node, const char *segment,
                             const struct element *element, struct diags *diags)
{
    const struct field_type *type = node->field->type;
    if (g_ascii_isdigit(*segment)) {
        if (type->kind != FIELD_LIST)
            return refuse(map, element, diags, "\"%s\" is no list, so it has no item %s",
                          node->field->name, segment);
        return get_node(map, node, segment, &type->fields[0], true);
    }
    g_autofree char *name = g_strndup(segment, strcspn(segment, "["));
    const struct field *member =
        type->kind == FIELD_OBJECT ? field_member(node->field, name) : NULL;
    if (!member)
        return refuse_name(map, node, name, element, diags);
    node = get_node(map, node, name, member, false);
    const char *open = strchr(segment, '[');
    if (!open)
        return node;
    if (member->type->kind == FIELD_LIST)
        node = get_node(map, node, open, &member->type->fields[0], true);
    const char *equals = strchr(open, '=');
    g_autofree char *own = g_strndup(open + 1, (size_t)(equals - open - 1));
    g_autofree char *value = g_strndup(equals + 1, strlen(equals + 1) - 1);
    return fix(map, node, own, value, element, diags) ? node : NULL;
}

struct map_node *map_path(struct map *map, const struct element *element, const char *field,
                          struct diags *diags)
{
    g_auto(GStrv) segments = g_strsplit(field, "/", -1);
    struct map_node *node = map->nodes->pdata[0];
    for (char **segment = segments; node && *segment; segment++)
        node = step(map, node, *segment, element, diags);
    if (!node)
        return NULL;
    const struct field_type *type = node->field->type;
    if (type->kind == FIELD_OBJECT ||
        (type->kind == FIELD_LIST && type->fields[0].type->kind == FIELD_OBJECT))
        return refuse(map, element, diags, "\"%s\" is no single value: name a field inside it",
                      node->field->name);
    if (node->filled)
        return refuse(map, element, diags, "\"%s\" has a value already: each field has one source",
                      field);
    node->filled = true;
    return node;
}

/* Building */

static struct element *add(struct map_build *build, struct element *parent,
                           const struct field *field, size_t offset)
{
    struct element *element =
        document_add(build->document, parent, field->name, DECLARATION_NAMESPACE);
    element->field = field;
    element->offset = offset;
    return element;
}

struct element *map_build_node(struct map_build *build, const struct map_node *node, size_t offset)
{
    struct element *element = build->elements[node->number];
    if (element)
        return element;
    struct element *parent = node->parent ? map_build_node(build, node->parent, offset) : NULL;
    element = add(build, parent, node->field, offset);
    element->item = node->item;
    build->elements[node->number] = element;
    for (guint i = 0; i < node->fixed->len; i++) {
        const struct map_fixed *fixed = &g_array_index(node->fixed, struct map_fixed, i);
        document_set_text(build->document, add(build, element, fixed->field, offset), fixed->value);
    }
    return element;
}

struct element *map_build_value(struct map_build *build, const struct map_entry *entry,
                                const char *text, size_t offset)
{
    struct element *element = map_build_node(build, entry->node, offset);
    if (entry->leaf != entry->node->field) {
        element = add(build, element, entry->leaf, offset);
        element->item = true;
    }
    document_set_text(build->document, element, text);
    return element;
}
