/* SPDX-License-Identifier: Apache-2.0 */
/* The one tree that XML and JSON are read into: elements with text, place and JSON pointer. */
#include "read/document.h"

#include "base/escape.h"
#include "read/json_scan.h"

#define ELEMENTS_PER_BLOCK 64

struct document *document_new(struct source *source, enum syntax syntax)
{
    struct document *document = g_new0(struct document, 1);
    document->source = source;
    document->syntax = syntax;
    document->strings = g_string_chunk_new(4096);
    document->blocks = g_ptr_array_new_with_free_func(g_free);
    return document;
}

struct document *document_share(struct document *document)
{
    document->shares++;
    return document;
}

void document_free(struct document *document)
{
    if (!document || document->shares-- > 0)
        return;
    source_free(document->source);
    g_string_chunk_free(document->strings);
    g_ptr_array_unref(document->blocks);
    g_free(document);
}

static struct element *element_new(struct document *document)
{
    if (document->spare_count == 0) {
        document->spare = g_new0(struct element, ELEMENTS_PER_BLOCK);
        document->spare_count = ELEMENTS_PER_BLOCK;
        g_ptr_array_add(document->blocks, document->spare);
    }
    document->spare_count--;
    document->element_count++;
    return document->spare++;
}

static void append(struct document *document, struct element *parent, struct element *element)
{
    element->parent = parent;
    if (!parent)
        document->root = element;
    else if (parent->last)
        parent->last->next = element;
    else
        parent->first = element;
    if (parent)
        parent->last = element;
}

struct element *document_add(struct document *document, struct element *parent, const char *name,
                             const char *space)
{
    struct element *element = element_new(document);
    element->name = g_string_chunk_insert(document->strings, name);
    element->space = parent && strcmp(parent->space, space) == 0
                         ? parent->space
                         : g_string_chunk_insert(document->strings, space);
    element->text = "";
    element->offset = NO_OFFSET;
    append(document, parent, element);
    return element;
}

void document_set_text(struct document *document, struct element *element, const char *text)
{
    element->text = *text ? g_string_chunk_insert(document->strings, text) : "";
}

void document_set_attributes(struct document *document, struct element *element,
                             const struct attribute *attributes, size_t count)
{
    if (count == 0)
        return;
    struct attribute *copies = g_new(struct attribute, count);
    g_ptr_array_add(document->blocks, copies);
    for (size_t i = 0; i < count; i++) {
        copies[i].name = g_string_chunk_insert_const(document->strings, attributes[i].name);
        copies[i].value = g_string_chunk_insert(document->strings, attributes[i].value);
    }
    element->attributes = copies;
    element->attribute_count = count;
}

struct element *document_copy(struct document *document, struct element *parent,
                              const struct element *element)
{
    struct element *copy = document_add(document, parent, element->name, element->space);
    document_set_text(document, copy, element->text);
    document_set_attributes(document, copy, element->attributes, element->attribute_count);
    copy->origin = element;
    copy->field = element->field;
    copy->type = element->type;
    copy->item = element->item;
    for (const struct element *child = element_first(element); child; child = element_next(child))
        document_copy(document, copy, child);
    return copy;
}

static struct element *seen_from(struct element *element)
{
    while (element && element->aside)
        element = element->next;
    return element;
}

struct element *element_first(const struct element *element)
{
    return seen_from(element->first);
}

struct element *element_next(const struct element *element)
{
    return seen_from(element->next);
}

static struct element *child_of_length(const struct element *element, const char *name, size_t size)
{
    struct element *child = element_first(element);
    while (child && (strncmp(child->name, name, size) != 0 || child->name[size] != '\0'))
        child = element_next(child);
    return child;
}

struct element *element_child(const struct element *element, const char *name)
{
    return child_of_length(element, name, strlen(name));
}

size_t element_count_children(const struct element *element)
{
    size_t count = 0;
    for (const struct element *child = element_first(element); child; child = element_next(child))
        count++;
    return count;
}

const char *element_child_text(const struct element *element, const char *name)
{
    const struct element *child = element_child(element, name);
    return child ? child->text : NULL;
}

struct element *element_find(const struct element *element, const char *path)
{
    struct element *found = NULL;
    while (element && *path) {
        size_t size = strcspn(path, "/");
        found = child_of_length(element, path, size);
        element = found;
        path += size + (path[size] == '/');
    }
    return element ? found : NULL;
}

const char *element_find_text(const struct element *element, const char *path)
{
    const struct element *found = element_find(element, path);
    return found ? found->text : NULL;
}

const char *element_attribute(const struct element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return element->attributes[i].value;
    return NULL;
}

static size_t position_of(const struct element *element)
{
    size_t position = 0;
    for (const struct element *other = element->parent->first; other != element;
         other = other->next)
        position++;
    return position;
}

static void append_pointer(GString *pointer, const struct element *element)
{
    if (!element->parent)
        return;
    append_pointer(pointer, element->parent);
    g_string_append_c(pointer, '/');
    if (element->item)
        g_string_append_printf(pointer, "%zu", position_of(element));
    else
        escape_json_pointer(pointer, element->name);
}

char *element_pointer(const struct element *element)
{
    GString *pointer = g_string_new(NULL);
    append_pointer(pointer, element);
    return g_string_free(pointer, FALSE);
}

/* The element after this one in the order of the text, NULL behind the last. */
static struct element *in_text_order(const struct element *element)
{
    if (element->first)
        return element->first;
    while (element && !element->next)
        element = element->parent;
    return element ? element->next : NULL;
}

/* One scan places every JSON value: the tree holds them all, in the order of the text. */
static void place_json(const struct document *document)
{
    struct json_scan scan;
    struct element *element = document->root;
    enum json_event event;
    json_scan_start(&scan, document->source->bytes, document->source->size);
    while (element && (event = json_scan_next(&scan)) != JSON_END && event != JSON_FAULT) {
        if (event != JSON_VALUE)
            continue;
        element->offset = scan.start;
        element = in_text_order(element);
    }
}

/* Follows copies back to the element, and the document, that were read. */
static const struct element *original(const struct document **document,
                                      const struct element *element)
{
    while (element->origin) {
        element = element->origin;
        if ((*document)->base)
            *document = (*document)->base;
    }
    return element;
}

size_t document_offset(const struct document *document, const struct element *element)
{
    element = original(&document, element);
    if (element->offset == NO_OFFSET && document->syntax == SYNTAX_JSON && document->source)
        place_json(document);
    return element->offset;
}

struct place document_place(const struct document *document, const struct element *element,
                            char **pointer)
{
    size_t offset = document_offset(document, element);
    element = original(&document, element);
    *pointer = element_pointer(element);
    struct source *source = document->source;
    if (!source && document->base)
        source = document->base->source;
    return (struct place){source, offset, *pointer};
}

void document_report(const struct document *document, const struct element *element,
                     struct diags *diags, enum code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *pointer = NULL;
    diag_add(diags, code, document_place(document, element, &pointer), "%s", text);
}
