/* SPDX-License-Identifier: Apache-2.0 */
/* A declaration written down again, in either syntax. */
#include "write/declaration.h"

#include "base/escape.h"
#include "read/vocabulary.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *value_of(const struct element *element);

/* Members that the vocabulary knows, in its order; there are no others in a judged document. */
static json_t *object_of(const struct element *element)
{
    json_t *object = json_object();
    const struct field_type *type = element->field->type;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct element *child = element_child(element, type->fields[i].name);
        if (child)
            json_object_set_new(object, child->name, value_of(child));
    }
    return object;
}

static json_t *array_of(const struct element *element)
{
    json_t *array = json_array();
    for (struct element *item = element_first(element); item; item = element_next(item))
        json_array_append_new(array, value_of(item));
    return array;
}

/* Its depth is that of the schema. */
static json_t *value_of(const struct element *element)
{
    switch (element->field->type->kind) {
    case FIELD_OBJECT:
        return object_of(element);
    case FIELD_LIST:
        return array_of(element);
    case FIELD_INTEGER:
        return json_integer(g_ascii_strtoll(element->text, NULL, 10));
    case FIELD_BOOLEAN:
        return json_boolean(strcmp(element->text, "true") == 0);
    default:
        return json_string(element->text);
    }
}

static void write_json(GString *out, const struct element *root)
{
    json_t *value = value_of(root);
    char *text = json_dumps(value, JSON_INDENT(2));
    g_string_append(out, text);
    g_string_append_c(out, '\n');
    free(text);
    json_decref(value);
}

static void write_element(GString *out, const struct element *element, int depth);

static void write_children(GString *out, const struct element *element, int depth)
{
    const struct field_type *type = element->field->type;
    if (type->kind == FIELD_LIST) {
        for (struct element *item = element_first(element); item; item = element_next(item))
            write_element(out, item, depth);
        return;
    }
    for (size_t i = 0; i < type->field_count; i++) {
        const struct element *child = element_child(element, type->fields[i].name);
        if (child)
            write_element(out, child, depth);
    }
}

static void write_element(GString *out, const struct element *element, int depth)
{
    enum field_kind kind = element->field->type->kind;
    bool inner = kind == FIELD_OBJECT || kind == FIELD_LIST;
    g_string_append_printf(out, "%*s<%s%s>", 2 * depth, "", element->field->name,
                           depth == 0 ? " xmlns=\"" DECLARATION_NAMESPACE "\"" : "");
    if (inner) {
        g_string_append_c(out, '\n');
        write_children(out, element, depth + 1);
        g_string_append_printf(out, "%*s", 2 * depth, "");
    } else {
        escape_xml(out, element->text);
    }
    g_string_append_printf(out, "</%s>\n", element->field->name);
}

char *declaration_line(const struct document *document)
{
    json_t *value = value_of(document->root);
    char *text = json_dumps(value, JSON_COMPACT), *line = g_strdup(text);
    free(text);
    json_decref(value);
    return line;
}

GBytes *declaration_write(const struct document *document, enum syntax syntax)
{
    GString *out = g_string_sized_new(8192);
    if (syntax == SYNTAX_JSON) {
        write_json(out, document->root);
    } else {
        g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write_element(out, document->root, 0);
    }
    return g_string_free_to_bytes(out);
}
