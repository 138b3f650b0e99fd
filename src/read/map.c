/* SPDX-License-Identifier: Apache-2.0 */
/* A map: what the columns of a CSV file mean. Its format is that of schemas/map.xsd. */
#include "read/map_parts.h"

#include "read/phrase.h"
#include "read/policy.h"
#include "read/read.h"
#include "read/schema.h"

#include <stdint.h>
#include <string.h>

static bool refuse(const struct map *map, const struct element *element, struct diags *diags,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

static bool refuse(const struct map *map, const struct element *element, struct diags *diags,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(map->document, element, diags, CODE_MAP_RULE, "%s", text);
    return false;
}

static bool is(const struct element *element, const char *name)
{
    return strcmp(element->name, name) == 0;
}

static void free_node(void *data)
{
    struct map_node *node = data;
    g_array_unref(node->fixed);
    g_free(node->key);
    g_free(node);
}

static void clear_part(void *data)
{
    struct map_part *part = data;
    g_free(part->text);
}

static void free_entry(void *data)
{
    struct map_entry *entry = data;
    g_clear_pointer(&entry->dates, g_array_unref);
    g_clear_pointer(&entry->parts, g_array_unref);
    g_free(entry);
}

static void free_table(void *table)
{
    g_hash_table_unref(table);
}

void map_free(struct map *map)
{
    if (!map)
        return;
    g_hash_table_unref(map->tables);
    g_ptr_array_unref(map->entries);
    g_ptr_array_unref(map->nodes);
    document_free(map->document);
    g_free(map);
}

static struct map *map_new(struct document *document)
{
    struct map *map = g_new0(struct map, 1);
    const char *separator = element_attribute(document->root, "separator");
    const char *quote = element_attribute(document->root, "quote");
    const char *header = element_attribute(document->root, "header");
    map->document = document;
    map->charset = charset_find(element_attribute(document->root, "encoding"));
    map->dialect.separator = *separator;
    if (strcmp(separator, "tab") == 0)
        map->dialect.separator = '\t';
    map->dialect.quote = '"';
    if (quote)
        map->dialect.quote = '\0';
    if (quote && strcmp(quote, "none") != 0)
        map->dialect.quote = *quote;
    map->header = !header || strcmp(header, "yes") == 0;
    map->nodes = g_ptr_array_new_with_free_func(free_node);
    map->entries = g_ptr_array_new_with_free_func(free_entry);
    map->tables = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_table);
    struct map_node *root = g_new0(struct map_node, 1);
    root->field = vocabulary_root(vocabulary_get());
    root->key = g_strdup("");
    root->fixed = g_array_new(FALSE, FALSE, sizeof(struct map_fixed));
    g_ptr_array_add(map->nodes, root);
    return map;
}

/* Whether a finding is about what a path says comes with the value: [scheme=gtin]. */
static bool is_about_fixed(const struct diag *diag, const struct map_node *node)
{
    const char *last = diag->pointer ? strrchr(diag->pointer, '/') : NULL;
    for (; last && node; node = node->parent)
        for (guint i = 0; i < node->fixed->len; i++)
            if (strcmp(last + 1, g_array_index(node->fixed, struct map_fixed, i).field->name) == 0)
                return true;
    return false;
}

/* Values are judged by the gate itself: a declaration of nothing but this one. What else it lacks
 * is no matter here. value NULL: only what comes with it is judged. */
static bool judge_value(struct map *map, const struct map_entry *entry, const char *value,
                        const struct element *element, struct diags *diags)
{
    struct document *document = document_new(source_new("", "", 0), SYNTAX_XML);
    g_autofree struct element **elements = g_new0(struct element *, map->nodes->len);
    struct map_build build = {map, document, elements};
    g_autofree char *pointer =
        element_pointer(map_build_value(&build, entry, value ? value : "-", 0));
    struct diags *found = diags_new(1000);
    schema_judge_declaration(document, found);
    policy_judge(document, found);
    bool good = true;
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_at(found, i);
        bool ours =
            (value && g_strcmp0(diag->pointer, pointer) == 0) || is_about_fixed(diag, entry->node);
        if (!ours || diag->severity != SEVERITY_ERROR || diag->code == CODE_SCHEMA_MISSING)
            continue;
        document_report(map->document, element, diags, diag->code, "%s", diag->text);
        good = false;
    }
    diags_free(found);
    document_free(document);
    return good;
}

/* Tables */

static bool load_table(struct map *map, const struct element *element, struct diags *diags)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    bool good = true;
    for (struct element *value = element_first(element); value; value = element_next(value)) {
        const char *from = element_attribute(value, "from");
        if (g_hash_table_contains(table, from))
            good = refuse(map, value, diags, "\"%s\" is in this table already", from);
        g_hash_table_insert(table, (void *)(uintptr_t)from, value);
    }
    g_hash_table_insert(map->tables, (void *)(uintptr_t)element_attribute(element, "name"), table);
    return good;
}

static bool use_table(struct map *map, struct map_entry *entry, struct diags *diags)
{
    const char *name = element_attribute(entry->element, "table");
    if (!name)
        return true;
    entry->table = g_hash_table_lookup(map->tables, name);
    if (!entry->table)
        return refuse(map, entry->element, diags, "there is no table \"%s\" in this map", name);
    bool good = true;
    GHashTableIter iter;
    void *value;
    g_hash_table_iter_init(&iter, entry->table);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const char *to = element_attribute(value, "to");
        if (to)
            good = judge_value(map, entry, to, value, diags) && good;
    }
    return good;
}

/* Entries */

static bool use_dates(struct map *map, struct map_entry *entry, struct diags *diags)
{
    const char *list = element_attribute(entry->element, "dates");
    g_autofree char *why = NULL;
    if (!list)
        return true;
    if (entry->leaf->type->kind != FIELD_DATE)
        return refuse(map, entry->element, diags,
                      "\"%s\" is no date, so patterns of dates have no "
                      "use",
                      entry->leaf->name);
    entry->dates = date_forms_parse(list, &why);
    return entry->dates || refuse(map, entry->element, diags, "%s", why);
}

static bool use_unit(struct map *map, struct map_entry *entry, struct diags *diags)
{
    entry->unit = element_attribute(entry->element, "unit");
    if (!entry->unit || strcmp(entry->leaf->type->name, "Duration") == 0)
        return true;
    return refuse(map, entry->element, diags, "\"%s\" is no period, so it has no unit",
                  entry->leaf->name);
}

static bool use_column(struct map *map, struct map_entry *entry, struct diags *diags)
{
    const char *number = element_attribute(entry->element, "number");
    entry->name = element_attribute(entry->element, "name");
    entry->column = number ? (unsigned)g_ascii_strtoull(number, NULL, 10) : 0;
    if (!entry->name == !number)
        return refuse(map, entry->element, diags, "a column has either a name or a number");
    if (entry->name && !map->header)
        return refuse(map, entry->element, diags,
                      "the file has no header (header=\"no\"), so columns are named by number");
    entry->split = element_attribute(entry->element, "split");
    return use_dates(map, entry, diags) && use_unit(map, entry, diags) &&
           use_table(map, entry, diags);
}

static void add_part(struct map_entry *entry, const char *text, size_t size, bool column)
{
    struct map_part part = {g_strndup(text, size), column};
    g_array_append_val(entry->parts, part);
}

/* "{Brand} {Model}" */
static bool use_composed(struct map *map, struct map_entry *entry, struct diags *diags)
{
    const char *at = entry->element->text;
    bool columns = false;
    entry->parts = g_array_new(FALSE, FALSE, sizeof(struct map_part));
    g_array_set_clear_func(entry->parts, clear_part);
    while (*at) {
        size_t size = strcspn(at, "{}");
        if (size > 0)
            add_part(entry, at, size, false);
        at += size;
        if (!*at)
            break;
        size = strcspn(at + 1, "{}");
        if (*at == '}' || at[size + 1] != '}' || size == 0)
            return refuse(map, entry->element, diags,
                          "braces hold the name of a column, or the "
                          "number of one, as in {Brand}-{Article}");
        add_part(entry, at + 1, size, true);
        at += size + 2;
        columns = true;
        const char *part = g_array_index(entry->parts, struct map_part, entry->parts->len - 1).text;
        if (!map->header && part[strspn(part, "0123456789")] != '\0')
            return refuse(map, entry->element, diags,
                          "the file has no header (header=\"no\"), so "
                          "columns are named by number");
    }
    return columns || refuse(map, entry->element, diags,
                             "there is no {column} in it; a text that is always the same is a "
                             "constant");
}

static bool use_constant(struct map *map, struct map_entry *entry, struct diags *diags)
{
    entry->split = element_attribute(entry->element, "split");
    g_auto(GStrv) values = entry->split ? g_strsplit(entry->element->text, entry->split, -1) : NULL;
    if (!values)
        return judge_value(map, entry, entry->element->text, entry->element, diags);
    bool good = true;
    for (char **value = values; *value; value++)
        good = judge_value(map, entry, *value, entry->element, diags) && good;
    return good;
}

/* Whether every declaration has it: all that it stands in is required too. */
static bool is_required(const struct map_node *node)
{
    for (; node->parent; node = node->parent)
        if (node->item || !node->field->required)
            return false;
    return true;
}

static bool load_entry(struct map *map, struct element *element, struct diags *diags)
{
    const char *field = element_attribute(element, "field");
    struct map_node *node = map_path(map, element, field, diags);
    if (!node)
        return false;
    struct map_entry *entry = g_new0(struct map_entry, 1);
    const struct field_type *type = node->field->type;
    bool list = type->kind == FIELD_LIST;
    entry->node = node;
    entry->leaf = list ? &type->fields[0] : node->field;
    entry->element = element;
    entry->required = is_required(node);
    entry->from = is(element, "constant") ? MAP_CONSTANT
                  : is(element, "column") ? MAP_COLUMN
                                          : MAP_COMPOSED;
    g_ptr_array_add(map->entries, entry);
    if (!list && element_attribute(element, "split"))
        return refuse(map, element, diags, "\"%s\" is no list, so there is nothing to split",
                      node->field->name);
    if (entry->from != MAP_CONSTANT && !judge_value(map, entry, NULL, element, diags))
        return false;
    return entry->from == MAP_CONSTANT ? use_constant(map, entry, diags)
           : entry->from == MAP_COLUMN ? use_column(map, entry, diags)
                                       : use_composed(map, entry, diags);
}

static bool load_entries(struct map *map, struct diags *diags)
{
    bool good = true;
    struct element *element = element_first(map->document->root);
    for (; element; element = element_next(element))
        good = (is(element, "table") ? load_table(map, element, diags)
                                     : load_entry(map, element, diags)) &&
               good;
    return good;
}

static bool has_member(const struct map *map, const struct map_node *node, const char *name)
{
    for (guint i = 0; i < node->fixed->len; i++)
        if (strcmp(g_array_index(node->fixed, struct map_fixed, i).field->name, name) == 0)
            return true;
    for (guint i = 0; i < map->nodes->len; i++) {
        const struct map_node *other = map->nodes->pdata[i];
        if (other->parent == node && strcmp(other->field->name, name) == 0)
            return true;
    }
    return false;
}

/* What every object of the map needs comes from somewhere: otherwise no row could be right. */
static bool judge_whole(const struct map *map, struct diags *diags)
{
    bool good = true;
    for (guint i = 0; i < map->nodes->len; i++) {
        const struct map_node *node = map->nodes->pdata[i];
        const struct field_type *type = node->field->type;
        for (size_t j = 0; type->kind == FIELD_OBJECT && j < type->field_count; j++) {
            const struct field *field = &type->fields[j];
            if (!field->required || has_member(map, node, field->name))
                continue;
            g_autofree char *due = phrase_due(field);
            good = refuse(map, map->document->root, diags,
                          "nothing in this map is \"%s\" of \"%s\", which has to be there: %s",
                          field->name, node->field->name, due);
        }
    }
    return good;
}

/* Rows are told apart by an id of their own. */
static bool judge_id(const struct map *map, struct diags *diags)
{
    for (guint i = 0; i < map->entries->len; i++) {
        const struct map_entry *entry = map->entries->pdata[i];
        if (entry->node->parent && !entry->node->parent->parent &&
            strcmp(entry->node->field->name, "id") == 0)
            return entry->from != MAP_CONSTANT ||
                   refuse(map, entry->element, diags,
                          "a constant id would be that of every row; take a column for it");
    }
    return true; /* that there is none was found before */
}

struct map *map_load(struct source *source, struct diags *diags)
{
    diags_blame_use(diags, true);
    struct document *document = read_data_file(source, "schemas/map.xsd", "map", diags);
    struct map *map = document ? map_new(document) : NULL;
    bool good = map && load_entries(map, diags);
    good = good && judge_whole(map, diags) && judge_id(map, diags);
    diags_blame_use(diags, false);
    if (good)
        return map;
    map_free(map);
    return NULL;
}

enum charset map_charset(const struct map *map)
{
    return map->charset;
}

struct csv_dialect map_dialect(const struct map *map)
{
    return map->dialect;
}

bool map_has_header(const struct map *map)
{
    return map->header;
}
