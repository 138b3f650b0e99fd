/* SPDX-License-Identifier: Apache-2.0 */
/* The glossary, from its file and the vocabulary. */
#include "read/glossary.h"

#include "read/read.h"

#include <stdint.h>
#include <string.h>

struct glossary {
    struct document *document;
    GPtrArray *terms;    /* of struct term, owned */
    GHashTable *by_id;   /* id → term */
    GHashTable *by_what; /* field or value → term */
    GPtrArray *blocks;   /* ids and arrays of the terms */
};

static void *block(struct glossary *glossary, void *memory)
{
    g_ptr_array_add(glossary->blocks, memory);
    return memory;
}

static struct term *add_term(struct glossary *glossary, const char *id, enum term_kind kind)
{
    static const char *const nothing[] = {NULL};
    struct term *term = g_new0(struct term, 1);
    term->id = id;
    term->kind = kind;
    term->meanings = nothing;
    term->see = nothing;
    g_ptr_array_add(glossary->terms, term);
    g_hash_table_insert(glossary->by_id, (char *)(uintptr_t)id, term);
    return term;
}

static void add_values(struct glossary *glossary, const struct field *field,
                       const struct field_type *type, const char *path)
{
    for (size_t i = 0; i < type->value_count; i++) {
        const struct field_value *value = &type->values[i];
        if (g_hash_table_contains(glossary->by_what, value))
            continue;
        char *id = block(glossary, g_strconcat(path, ".", value->name, NULL));
        struct term *term = add_term(glossary, id, TERM_VALUE);
        term->field = field;
        term->value = value;
        g_hash_table_insert(glossary->by_what, (void *)(uintptr_t)value, term);
    }
}

static const struct field_type *item_type(const struct field *field)
{
    return field->type->kind == FIELD_LIST ? field->type->fields[0].type : field->type;
}

/* A field that several places share is listed once, at the first path that leads to it. */
static void add_fields(struct glossary *glossary, const struct field *parent, const char *prefix)
{
    const struct field_type *type = item_type(parent);
    if (type->kind != FIELD_OBJECT) {
        add_values(glossary, parent, type, prefix);
        return;
    }
    if (type->field_count == 0 || g_hash_table_contains(glossary->by_what, &type->fields[0]))
        return;
    const char **paths = block(glossary, g_new0(const char *, type->field_count));
    for (size_t i = 0; i < type->field_count; i++) {
        const char *name = type->fields[i].name;
        char *path = *prefix ? g_strconcat(prefix, ".", name, NULL) : g_strdup(name);
        paths[i] = block(glossary, path);
        struct term *term = add_term(glossary, paths[i], TERM_FIELD);
        term->field = &type->fields[i];
        g_hash_table_insert(glossary->by_what, (void *)(uintptr_t)term->field, term);
        if (term->field->type->kind == FIELD_LIST) /* the item is explained with its list */
            g_hash_table_insert(glossary->by_what, (void *)(uintptr_t)term->field->type->fields,
                                term);
    }
    for (size_t i = 0; i < type->field_count; i++)
        add_fields(glossary, &type->fields[i], paths[i]);
}

static size_t count_named(const struct element *element, const char *name)
{
    size_t count = 0;
    for (struct element *e = element_first(element); e; e = element_next(e))
        count += strcmp(e->name, name) == 0;
    return count;
}

static const char *const *texts(struct glossary *glossary, const struct element *element,
                                const char *name)
{
    const char **list = block(glossary, g_new0(const char *, count_named(element, name) + 1));
    size_t count = 0;
    for (struct element *e = element_first(element); e; e = element_next(e))
        if (strcmp(e->name, name) == 0)
            list[count++] = e->text;
    return list;
}

static void fill_term(struct glossary *glossary, struct term *term, const struct element *element)
{
    term->of = element_attribute(element, "of");
    term->title = element_child_text(element, "title");
    term->meanings = texts(glossary, element, "meaning");
    term->see = texts(glossary, element, "see");
    struct known *known = block(glossary, g_new0(struct known, count_named(element, "known") + 1));
    term->known = known;
    for (struct element *e = element_child(element, "known"); e; e = element_next(e))
        known[term->known_count++] = (struct known){
            element_attribute(e, "by"),
            element_attribute(e, "as"),
            element_attribute(e, "at"),
            element_attribute(e, "read"),
        };
}

/* Fills the terms of fields and values, and adds the concepts to `concepts`. */
static bool read_terms(struct glossary *glossary, GPtrArray *concepts, struct diags *diags)
{
    bool good = true;
    for (struct element *e = element_first(glossary->document->root); e; e = element_next(e)) {
        const char *id = element_attribute(e, "id");
        struct term *term = g_hash_table_lookup(glossary->by_id, id);
        bool concept = strcmp(element_attribute(e, "kind"), "concept") == 0;
        if (concept == (term != NULL)) {
            document_report(glossary->document, e, diags, CODE_INTERNAL,
                            concept ? "the glossary has two terms \"%s\""
                                    : "no field or value is called \"%s\"",
                            id);
            good = false;
            continue;
        }
        if (concept) {
            term = add_term(glossary, id, TERM_CONCEPT);
            g_ptr_array_add(concepts, term);
        }
        fill_term(glossary, term, e);
    }
    return good;
}

/* Concepts come first: they were added behind the fields and values. */
static void put_first(struct glossary *glossary, const GPtrArray *concepts)
{
    if (concepts->len == 0)
        return;
    size_t others = glossary->terms->len - concepts->len;
    memmove(glossary->terms->pdata + concepts->len, glossary->terms->pdata,
            others * sizeof *glossary->terms->pdata);
    memcpy(glossary->terms->pdata, concepts->pdata, concepts->len * sizeof *concepts->pdata);
}

struct glossary *glossary_load(const struct assets *assets, struct diags *diags)
{
    struct source *source = assets_open(assets, "schemas/terms.xml", diags);
    struct document *document =
        source ? read_data_file(source, "schemas/terms.xsd", "terms", diags) : NULL;
    if (!document)
        return NULL;
    struct glossary *glossary = g_new0(struct glossary, 1);
    glossary->document = document;
    glossary->terms = g_ptr_array_new_with_free_func(g_free);
    glossary->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    glossary->by_what = g_hash_table_new(NULL, NULL);
    glossary->blocks = g_ptr_array_new_with_free_func(g_free);
    const struct field *root = vocabulary_root(vocabulary_get());
    struct term *whole = add_term(glossary, root->name, TERM_FIELD);
    whole->field = root;
    g_hash_table_insert(glossary->by_what, (void *)(uintptr_t)root, whole);
    add_fields(glossary, root, "");
    g_autoptr(GPtrArray) concepts = g_ptr_array_new();
    bool good = read_terms(glossary, concepts, diags);
    put_first(glossary, concepts);
    if (good)
        return glossary;
    glossary_free(glossary);
    return NULL;
}

void glossary_free(struct glossary *glossary)
{
    if (!glossary)
        return;
    document_free(glossary->document);
    g_hash_table_unref(glossary->by_what);
    g_hash_table_unref(glossary->by_id);
    g_ptr_array_unref(glossary->terms);
    g_ptr_array_unref(glossary->blocks);
    g_free(glossary);
}

size_t glossary_count(const struct glossary *glossary)
{
    return glossary->terms->len;
}

const struct term *glossary_at(const struct glossary *glossary, size_t index)
{
    return glossary->terms->pdata[index];
}

/* The value at the end of a path such as "components.updates.mode.manual". */
static const struct field_value *value_at(const char *path)
{
    const char *dot = strrchr(path, '.');
    g_autofree char *owner = dot ? g_strndup(path, (size_t)(dot - path)) : NULL;
    const struct field *field = owner ? vocabulary_find(vocabulary_get(), owner) : NULL;
    const struct field_type *type = field ? item_type(field) : NULL;
    for (size_t i = 0; type && i < type->value_count; i++)
        if (strcmp(type->values[i].name, dot + 1) == 0)
            return &type->values[i];
    return NULL;
}

const struct term *glossary_find(const struct glossary *glossary, const char *name)
{
    const struct term *term = g_hash_table_lookup(glossary->by_id, name);
    if (term)
        return term;
    const void *what = vocabulary_find(vocabulary_get(), name);
    if (!what)
        what = value_at(name);
    return what ? g_hash_table_lookup(glossary->by_what, what) : NULL;
}
