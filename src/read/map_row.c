/* SPDX-License-Identifier: Apache-2.0 */
/* Rows by a map: the header that binds columns, and each row as a document. */
#include "read/map_parts.h"

#include "base/text.h"
#include "read/limits.h"
#include "read/phrase.h"

#include <string.h>

/* A header and a row under work. */
struct row {
    const struct map *map;
    struct source *source;
    struct diags *diags;
    GArray *names; /* cells of the header; NULL: there is none */
    GArray *cells;
    struct map_build build;
    bool draft; /* cells that a declaration needs may be empty */
    bool faulty;
};

static const struct csv_cell *cell_at(const GArray *cells, size_t index)
{
    return &g_array_index(cells, struct csv_cell, index);
}

/* The cells of the header that a row came with; NULL where the map knows of none. */
static GArray *header_cells(const struct map *map, const char *header)
{
    if (!map->header)
        return NULL;
    struct source *source = source_new("", header, strlen(header));
    struct diags *diags = diags_new(0);
    GArray *cells = csv_cells(source, map->dialect, diags);
    diags_free(diags);
    source_free(source);
    return cells ? cells : g_array_new(FALSE, FALSE, sizeof(struct csv_cell));
}

/* Columns */

static size_t find_name(const GArray *names, const char *name)
{
    for (guint i = 0; names && i < names->len; i++)
        if (strcmp(cell_at(names, i)->text, name) == 0)
            return i;
    return SIZE_MAX;
}

/* The column that a part of a composed text names, by name or number. */
static size_t part_column(const GArray *names, const char *text)
{
    size_t found = find_name(names, text);
    if (found == SIZE_MAX && text[strspn(text, "0123456789")] == '\0')
        found = (size_t)g_ascii_strtoull(text, NULL, 10) - 1;
    return found;
}

static size_t entry_column(const GArray *names, const struct map_entry *entry)
{
    return entry->name ? find_name(names, entry->name) : entry->column - 1;
}

/* column "Support bis", or column 3; the caller frees. */
static char *label_column(const GArray *names, size_t index)
{
    if (!names || index >= names->len || cell_at(names, index)->size == 0)
        return g_strdup_printf("column %zu", index + 1);
    g_autofree char *value = phrase_value(cell_at(names, index)->text);
    return g_strdup_printf("column %s", value);
}

/* The header */

struct header {
    const struct map *map;
    struct source *source;
    struct diags *diags;
    GArray *names;
    bool *used;
    bool good;
};

static void refuse_header(struct header *header, size_t offset, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void refuse_header(struct header *header, size_t offset, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag_add(header->diags, CODE_CSV_HEADER, (struct place){header->source, offset, NULL}, "%s",
             text);
    header->good = false;
}

static void say_absent(struct header *header, const char *name)
{
    g_autofree const char **names = g_new0(const char *, header->names->len + 1);
    for (guint i = 0; i < header->names->len; i++)
        names[i] = cell_at(header->names, i)->text;
    g_autofree char *proposal = phrase_proposal(name, names);
    g_autofree char *list = phrase_list(names);
    refuse_header(header, 0, "there is no column \"%s\", which the map names%s%s%s", name, proposal,
                  *proposal ? "" : "; the columns are: ", *proposal ? "" : list);
}

static void use_column(struct header *header, size_t column, const char *name)
{
    if (column >= header->names->len && name)
        say_absent(header, name);
    else if (column >= header->names->len)
        refuse_header(header, 0, "the map names column %zu, the file has %u columns", column + 1,
                      header->names->len);
    else
        header->used[column] = true;
}

static void use_entry(struct header *header, const struct map_entry *entry)
{
    const GArray *names = header->names;
    if (entry->from == MAP_COLUMN)
        use_column(header, entry_column(names, entry), entry->name);
    for (guint i = 0; entry->parts && i < entry->parts->len; i++) {
        const struct map_part *part = &g_array_index(entry->parts, struct map_part, i);
        if (part->column)
            use_column(header, part_column(names, part->text), part->text);
    }
}

/* Of columns with the same name the first one stands for all; none of them may be used. */
static bool judge_name(struct header *header, size_t index)
{
    const struct csv_cell *cell = cell_at(header->names, index);
    size_t first = find_name(header->names, cell->text);
    if (first == index || !header->used[first] || cell->size == 0)
        return header->used[index];
    refuse_header(header, cell->offset,
                  "the column \"%s\" is there twice, and the map names it; give one of them another "
                  "name",
                  cell->text);
    return true;
}

static void judge_names(struct header *header)
{
    g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < header->names->len; i++)
        if (!judge_name(header, i))
            g_ptr_array_add(unused, label_column(header->names, i));
    bool any = unused->len > 0;
    g_ptr_array_add(unused, NULL);
    g_autofree char *list = phrase_list((const char *const *)(void *)unused->pdata);
    if (header->good && any)
        diag_add(header->diags, CODE_CSV_COLUMN, (struct place){header->source, 0, NULL},
                 "the map does not name %s: nothing is read from there", list);
}

bool map_judge_header(const struct map *map, struct source *first, struct diags *diags)
{
    struct header header = {map, first, diags, csv_cells(first, map->dialect, diags), NULL, true};
    if (!header.names)
        return false;
    header.used = g_new0(bool, header.names->len + 1);
    for (guint i = 0; i < map->entries->len; i++)
        use_entry(&header, map->entries->pdata[i]);
    judge_names(&header);
    if (!header.good && memchr(first->bytes, '\r', first->size > 0 ? first->size - 1 : 0))
        refuse_header(&header, 0,
                      "the lines seem to end with a carriage return alone; save the file "
                      "with line feeds");
    g_free(header.used);
    csv_cells_free(header.names);
    return header.good;
}

/* Values */

static void refuse(struct row *row, size_t column, enum code code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static void refuse(struct row *row, size_t column, enum code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *label = label_column(row->names, column);
    struct place place = {row->source, cell_at(row->cells, column)->offset, NULL};
    diag_add(row->diags, code, place, "%s: %s", label, text);
    row->faulty = true;
}

static void refuse_word(struct row *row, const struct map_entry *entry, size_t column,
                        const char *text)
{
    g_autofree const char **words =
        (const char **)(void *)g_hash_table_get_keys_as_array(entry->table, NULL);
    g_autofree char *value = phrase_value(text);
    g_autofree char *proposal = phrase_proposal(text, words);
    refuse(row, column, CODE_SCHEMA_VALUE, "%s is not in the table \"%s\" of the map%s%s", value,
           element_attribute(entry->element, "table"), proposal,
           *proposal ? "" : "; add what it means, or correct the cell");
}

/* "5" of a unit as a period; NULL where it is no whole number. */
static char *read_unit(const char *unit, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 3 || text[digits] || *text == '0')
        return NULL;
    return g_strdup_printf("P%s%c", text, *unit == 'y' ? 'Y' : 'M');
}

static char *read_date(struct row *row, const struct map_entry *entry, size_t column,
                       const char *text)
{
    char *date = date_forms_read(entry->dates, text);
    g_autofree char *value = phrase_value(text);
    if (!date)
        refuse(row, column, CODE_DATE, "%s is no date of the form that the map says: %s", value,
               element_attribute(entry->element, "dates"));
    return date;
}

/* What a cell, or a part of it, means: *value, which the caller frees, is NULL where it says
 * nothing. Findings make the row faulty. */
static char *translate(struct row *row, const struct map_entry *entry, size_t column,
                       const char *text)
{
    struct element *known = NULL;
    if (entry->table && g_hash_table_lookup_extended(entry->table, text, NULL, (void **)&known))
        return g_strdup(element_attribute(known, "to"));
    if (entry->dates)
        return read_date(row, entry, column, text);
    if (entry->table && !entry->unit) {
        refuse_word(row, entry, column, text);
        return NULL;
    }
    if (!entry->unit)
        return g_strdup(text);
    char *period = read_unit(entry->unit, text);
    g_autofree char *value = phrase_value(text);
    if (!period)
        refuse(row, column, CODE_SCHEMA_VALUE, "%s is no whole number of %s", value, entry->unit);
    return period;
}

static void put(struct row *row, const struct map_entry *entry, size_t column, const char *text)
{
    g_autofree char *value = translate(row, entry, column, text);
    if (!value)
        return;
    struct element *element =
        map_build_value(&row->build, entry, value, cell_at(row->cells, column)->offset);
    g_autofree char *pointer = element_pointer(element);
    g_autofree char *label = label_column(row->names, column);
    source_label(row->source, pointer, label);
}

/* False where the cell is empty, or cannot be a value. */
static bool check_cell(struct row *row, const struct map_entry *entry, size_t column)
{
    const struct csv_cell *cell = cell_at(row->cells, column);
    if (cell->size > TEXT_BYTES_MAX)
        refuse(row, column, CODE_LIMIT_TEXT, "the cell has %zu bytes, at most %d are allowed",
               cell->size, TEXT_BYTES_MAX);
    else if (cell->size == 0 && entry->required && !row->draft)
        refuse(row, column, CODE_SCHEMA_MISSING,
               "the cell is empty, and every declaration needs \"%s\" in \"%s\"",
               entry->node->field->name, entry->node->parent->field->name);
    return cell->size > 0 && cell->size <= TEXT_BYTES_MAX;
}

static void read_column(struct row *row, const struct map_entry *entry)
{
    size_t column = entry_column(row->names, entry);
    if (!check_cell(row, entry, column))
        return;
    const char *text = cell_at(row->cells, column)->text;
    if (!entry->split) {
        put(row, entry, column, text);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(text, entry->split, -1);
    for (char **part = parts; *part; part++)
        put(row, entry, column, g_strstrip(*part));
}

/* Appends the cell that a composed text names; false where it says nothing. In a link it stands
 * escaped, so that no cell can lead it elsewhere. */
static bool append_cell(struct row *row, const struct map_entry *entry, size_t column,
                        GString *text, GString *label)
{
    if (!check_cell(row, entry, column))
        return false;
    const char *cell = cell_at(row->cells, column)->text;
    g_autofree char *escaped =
        entry->leaf->type->kind == FIELD_URL ? g_uri_escape_string(cell, NULL, FALSE) : NULL;
    g_autofree char *name = label_column(row->names, column);
    g_string_append(text, escaped ? escaped : cell);
    g_string_append_printf(label, "%s%s", label->len > 0 ? ", " : "", name);
    return true;
}

/* Composed of cells; nothing where one of them is empty. */
static void read_composed(struct row *row, const struct map_entry *entry)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) label = g_string_new(NULL);
    size_t first = SIZE_MAX;
    for (guint i = 0; i < entry->parts->len; i++) {
        const struct map_part *part = &g_array_index(entry->parts, struct map_part, i);
        if (!part->column) {
            g_string_append(text, part->text);
            continue;
        }
        size_t column = part_column(row->names, part->text);
        if (!append_cell(row, entry, column, text, label))
            return;
        first = MIN(first, column);
    }
    struct element *element =
        map_build_value(&row->build, entry, text->str, cell_at(row->cells, first)->offset);
    g_autofree char *pointer = element_pointer(element);
    source_label(row->source, pointer, label->str);
}

static void read_constant(struct row *row, const struct map_entry *entry)
{
    const char *text = entry->element->text;
    g_auto(GStrv) values = entry->split ? g_strsplit(text, entry->split, -1) : NULL;
    if (!values)
        map_build_value(&row->build, entry, text, 0);
    for (char **value = values; value && *value; value++)
        map_build_value(&row->build, entry, *value, 0);
}

static void read_entries(struct row *row)
{
    map_build_node(&row->build, row->map->nodes->pdata[0], 0);
    for (guint i = 0; i < row->map->entries->len; i++) {
        const struct map_entry *entry = row->map->entries->pdata[i];
        if (entry->from == MAP_CONSTANT)
            read_constant(row, entry);
        else if (entry->from == MAP_COLUMN)
            read_column(row, entry);
        else
            read_composed(row, entry);
    }
}

/* The highest number of a column. */
static size_t columns_needed(const struct map *map)
{
    size_t needed = 0;
    for (guint i = 0; i < map->entries->len; i++) {
        const struct map_entry *entry = map->entries->pdata[i];
        needed = MAX(needed, (size_t)entry->column);
        for (guint j = 0; entry->parts && j < entry->parts->len; j++) {
            const struct map_part *part = &g_array_index(entry->parts, struct map_part, j);
            if (part->column)
                needed = MAX(needed, part_column(NULL, part->text) + 1);
        }
    }
    return needed;
}

/* As many cells as the header has, or as the map's numbers need. */
static bool check_count(struct row *row)
{
    if (row->names && row->names->len != row->cells->len) {
        diag_add(row->diags, CODE_CSV_SYNTAX, (struct place){row->source, 0, NULL},
                 "the row has %u cells, the header has %u: look for a separator inside a cell that "
                 "has no quotation marks",
                 row->cells->len, row->names->len);
        return false;
    }
    if (row->cells->len >= columns_needed(row->map))
        return true;
    diag_add(row->diags, CODE_CSV_SYNTAX, (struct place){row->source, 0, NULL},
             "the row has %u cells, the map names column %zu", row->cells->len,
             columns_needed(row->map));
    return false;
}

static struct document *read_row(const struct map *map, struct source *source, bool draft,
                                 struct diags *diags)
{
    struct document *document = document_new(source, SYNTAX_XML);
    g_autofree struct element **elements = g_new0(struct element *, map->nodes->len);
    struct row row = {.map = map, .source = source, .diags = diags, .draft = draft};
    row.build = (struct map_build){map, document, elements};
    row.names = header_cells(map, source->header);
    row.cells = csv_cells(source, map->dialect, diags);
    bool good = row.cells && check_count(&row);
    if (good)
        read_entries(&row);
    csv_cells_free(row.names);
    csv_cells_free(row.cells);
    if (good && !row.faulty)
        return document;
    document_free(document);
    return NULL;
}

struct document *map_read_row(const struct map *map, struct source *source, struct diags *diags)
{
    return read_row(map, source, false, diags);
}

struct document *map_draft_row(const struct map *map, struct source *source, struct diags *diags)
{
    return read_row(map, source, true, diags);
}
