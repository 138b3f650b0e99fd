/* SPDX-License-Identifier: Apache-2.0 */
/* The declaration's vocabulary as its XSD states it: fields, kinds, allowed values, documentation.
 */
#include "read/vocabulary.h"

#include "base/number.h"
#include "read/xsd.h"

#include <string.h>

#define SCHEMA_PATH "schemas/declaration.xsd"

struct vocabulary {
    struct field root;
    struct field_type *types; /* in the order of the schema */
    size_t type_count;
    GHashTable *by_name; /* name → type, names borrowed from the types */
    GStringChunk *strings;
    GPtrArray *blocks; /* arrays of fields, values and names */
};

static struct vocabulary *kept;

/* The simple types that all others narrow. */
static const struct {
    const char *name;
    enum field_kind kind;
} kinds[] = {
    {"Text", FIELD_TEXT},       {"Url", FIELD_URL},         {"Date", FIELD_DATE},
    {"Integer", FIELD_INTEGER}, {"Boolean", FIELD_BOOLEAN}, {"Token", FIELD_TOKEN},
};

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *next_named(xmlNode *node, const char *name)
{
    while (node && !is(node, name))
        node = node->next;
    return node;
}

static xmlNode *child_named(const xmlNode *node, const char *name)
{
    return node ? next_named(node->children, name) : NULL;
}

static size_t count_named(const xmlNode *parent, const char *name)
{
    size_t count = 0;
    for (xmlNode *node = child_named(parent, name); node; node = next_named(node->next, name))
        count++;
    return count;
}

/* An attribute without copying it: the schema has no references in its values. */
static const char *attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *found = node ? xmlHasProp(node, (const xmlChar *)name) : NULL;
    return found && found->children ? (const char *)found->children->content : "";
}

static void *block(struct vocabulary *vocabulary, size_t count, size_t size)
{
    void *memory = g_malloc0_n(count, size);
    g_ptr_array_add(vocabulary->blocks, memory);
    return memory;
}

/* The first documentation below node, its blanks collapsed; "" where there is none. */
static const char *documentation(struct vocabulary *vocabulary, const xmlNode *node)
{
    const xmlNode *text = child_named(child_named(node, "annotation"), "documentation");
    text = text ? text->children : NULL;
    if (!text || !text->content)
        return "";
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = (const char *)text->content; *at;) {
        size_t blank = strspn(at, " \t\r\n");
        size_t word = strcspn(at + blank, " \t\r\n");
        if (blank > 0 && word > 0 && out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_len(out, at + blank, (gssize)word);
        at += blank + word;
    }
    return g_string_chunk_insert_len(vocabulary->strings, out->str, (gssize)out->len);
}

/* Where the first sentence of a text ends: at a full stop before a capital, or at the last one. */
static size_t sentence_size(const char *text)
{
    const char *at = text;
    while ((at = strstr(at, ". ")) != NULL && !g_ascii_isupper(at[2]))
        at++;
    size_t size = at ? (size_t)(at - text) : strlen(text);
    return size - (!at && size > 0 && text[size - 1] == '.');
}

/* The documentation's first sentence as a part of one: "a date with year, month and day". */
static const char *form_of(struct vocabulary *vocabulary, const xmlNode *node)
{
    const char *text = documentation(vocabulary, node);
    g_autofree char *form = g_strndup(text, sentence_size(text));
    if (g_ascii_isupper(form[0]) && !g_ascii_isupper(form[1]))
        form[0] = g_ascii_tolower(form[0]);
    return g_string_chunk_insert(vocabulary->strings, form);
}

/* The type a prefixed name such as "d:Text" refers to; NULL outside this schema. */
static struct field_type *find_type(const struct vocabulary *vocabulary, const char *qualified)
{
    const char *colon = strchr(qualified, ':');
    return g_hash_table_lookup(vocabulary->by_name, colon ? colon + 1 : qualified);
}

static bool fill_field(struct vocabulary *vocabulary, struct field *field, const xmlNode *node)
{
    field->name = g_string_chunk_insert_const(vocabulary->strings, attribute(node, "name"));
    field->documentation = documentation(vocabulary, node);
    field->required = strcmp(attribute(node, "minOccurs"), "0") != 0;
    field->type = find_type(vocabulary, attribute(node, "type"));
    return *field->name && field->type;
}

/* The members of an xs:all, or the item of an xs:sequence. */
static bool fill_complex(struct vocabulary *vocabulary, struct field_type *type,
                         const xmlNode *node)
{
    const xmlNode *list = child_named(node, "sequence");
    const xmlNode *group = list ? list : child_named(node, "all");
    size_t count = count_named(group, "element");
    struct field *fields = block(vocabulary, count, sizeof *fields);
    const char **names = block(vocabulary, count + 1, sizeof *names);
    xmlNode *element = child_named(group, "element");
    for (size_t i = 0; i < count; i++, element = next_named(element->next, "element")) {
        if (!fill_field(vocabulary, &fields[i], element))
            return false;
        names[i] = fields[i].name;
        if (list)
            number_parse_uint(attribute(element, "maxOccurs"), &type->max_items);
    }
    type->kind = list ? FIELD_LIST : FIELD_OBJECT;
    type->fields = fields;
    type->field_count = count;
    type->names = names;
    return list ? count == 1 : group != NULL;
}

static void fill_values(struct vocabulary *vocabulary, struct field_type *type,
                        const xmlNode *restriction)
{
    size_t count = count_named(restriction, "enumeration");
    struct field_value *values = block(vocabulary, count, sizeof *values);
    const char **names = block(vocabulary, count + 1, sizeof *names);
    xmlNode *node = child_named(restriction, "enumeration");
    for (size_t i = 0; i < count; i++, node = next_named(node->next, "enumeration")) {
        values[i].name = names[i] =
            g_string_chunk_insert_const(vocabulary->strings, attribute(node, "value"));
        values[i].documentation = documentation(vocabulary, node);
    }
    type->values = values;
    type->value_count = count;
    type->value_names = names;
}

static bool kind_by_name(const char *name, enum field_kind *kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = kinds[i].kind;
            return true;
        }
    return false;
}

/* The kind and the length come from the type itself or the nearest type it narrows. */
static bool fill_simple(struct vocabulary *vocabulary, struct field_type *type,
                        xmlNode *const *nodes)
{
    const xmlNode *node = nodes[type - vocabulary->types];
    const xmlNode *restriction = child_named(node, "restriction");
    const struct field_type *base = type;
    bool known = false;
    type->form = form_of(vocabulary, node);
    for (int steps = 0; base && steps < 8 && !known; steps++) {
        const xmlNode *facets = child_named(nodes[base - vocabulary->types], "restriction");
        if (type->max_length == 0)
            number_parse_uint(attribute(child_named(facets, "maxLength"), "value"),
                              &type->max_length);
        known = kind_by_name(base->name, &type->kind);
        base = find_type(vocabulary, attribute(facets, "base"));
    }
    if (child_named(restriction, "enumeration")) {
        type->kind = FIELD_ENUMERATION;
        fill_values(vocabulary, type, restriction);
    }
    return known;
}

static bool is_type(const xmlNode *node)
{
    return is(node, "complexType") || is(node, "simpleType");
}

/* Names first, so that fields can refer to types further on. nodes has room for all. */
static void add_types(struct vocabulary *vocabulary, const xmlNode *schema, xmlNode **nodes)
{
    for (xmlNode *node = schema->children; node; node = node->next) {
        if (!is_type(node))
            continue;
        size_t i = vocabulary->type_count++;
        struct field_type *type = &vocabulary->types[i];
        nodes[i] = node;
        char *name = g_string_chunk_insert(vocabulary->strings, attribute(node, "name"));
        type->name = name;
        type->form = "";
        g_hash_table_insert(vocabulary->by_name, name, type);
    }
}

static bool fill(struct vocabulary *vocabulary, const xmlNode *schema)
{
    size_t room = count_named(schema, "complexType") + count_named(schema, "simpleType");
    vocabulary->types = block(vocabulary, room, sizeof *vocabulary->types);
    g_autofree xmlNode **nodes = g_new0(xmlNode *, room);
    add_types(vocabulary, schema, nodes);
    for (size_t i = 0; i < vocabulary->type_count; i++) {
        struct field_type *type = &vocabulary->types[i];
        g_assert(nodes[i] != NULL);
        if (!(is(nodes[i], "complexType") ? fill_complex(vocabulary, type, nodes[i])
                                          : fill_simple(vocabulary, type, nodes)))
            return false;
    }
    const xmlNode *root = child_named(schema, "element");
    return root && fill_field(vocabulary, &vocabulary->root, root);
}

static void vocabulary_free(struct vocabulary *vocabulary)
{
    g_hash_table_unref(vocabulary->by_name);
    g_string_chunk_free(vocabulary->strings);
    g_ptr_array_unref(vocabulary->blocks);
    g_free(vocabulary);
}

const struct vocabulary *vocabulary_get(void)
{
    xmlDoc *document = kept ? NULL : xsd_document(SCHEMA_PATH);
    if (!document)
        return kept;
    struct vocabulary *vocabulary = g_new0(struct vocabulary, 1);
    vocabulary->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    vocabulary->strings = g_string_chunk_new(32768);
    vocabulary->blocks = g_ptr_array_new_with_free_func(g_free);
    const xmlNode *schema = xmlDocGetRootElement(document);
    if (schema && fill(vocabulary, schema))
        kept = vocabulary;
    else
        vocabulary_free(vocabulary);
    return kept;
}

void vocabulary_shutdown(void)
{
    if (kept)
        vocabulary_free(kept);
    kept = NULL;
}

const struct field *vocabulary_root(const struct vocabulary *vocabulary)
{
    return &vocabulary->root;
}

static const struct field *member_of_length(const struct field_type *type, const char *name,
                                            size_t size)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (strncmp(type->fields[i].name, name, size) == 0 && !type->fields[i].name[size])
            return &type->fields[i];
    return NULL;
}

const struct field *field_member(const struct field *field, const char *name)
{
    return member_of_length(field->type, name, strlen(name));
}

static const struct field *find_bare(const struct vocabulary *vocabulary, const char *name)
{
    if (strcmp(name, vocabulary->root.name) == 0)
        return &vocabulary->root;
    for (size_t i = 0; i < vocabulary->type_count; i++) {
        const struct field *field = member_of_length(&vocabulary->types[i], name, strlen(name));
        if (field)
            return field;
    }
    return NULL;
}

const struct field *vocabulary_find(const struct vocabulary *vocabulary, const char *path)
{
    g_assert(vocabulary != NULL);
    const struct field *field = &vocabulary->root;
    for (const char *at = path; field && *at;) {
        size_t size = strcspn(at, "./");
        const struct field *item = field->type->kind == FIELD_LIST ? field->type->fields : NULL;
        const struct field *next = member_of_length(field->type, at, size);
        if (!next && item)
            next = member_of_length(item->type, at, size);
        field = next;
        at += size + (at[size] != '\0');
    }
    if (field && *path)
        return field;
    return strpbrk(path, "./") ? NULL : find_bare(vocabulary, path);
}
