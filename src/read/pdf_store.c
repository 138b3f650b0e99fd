/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF file as its objects, by the table at its end alone: what is broken is refused, not
 * repaired. */
#include "read/pdf_store.h"

#include "read/inflate.h"

#include <stdint.h>
#include <string.h>

#define INFLATED_LIMIT ((size_t)64 << 20)
#define ENTRIES_LIMIT 500000
#define SECTIONS_LIMIT 64
#define REFERENCES_LIMIT 16
#define TAIL 1024

/* Where an object is: at an offset of the file, or at a position in an object stream. */
struct entry {
    bool free, packed;
    size_t at, position;
};

struct pdf_store {
    struct pdf_parser file;
    const struct pdf_value *trailer;
    GHashTable *entries; /* number → struct entry, the newest */
    GHashTable *objects; /* number → struct pdf_value, of those asked for */
    GHashTable *packs;   /* number → GBytes, of the object streams inflated */
    size_t budget;       /* bytes that may still be inflated */
    unsigned depth;      /* objects being looked up for others */
    const char *fault;
};

static bool fail(struct pdf_store *store, const char *fault)
{
    if (!store->fault)
        store->fault = fault;
    return false;
}

static struct pdf_parser parser_at(const struct pdf_store *store, size_t at)
{
    struct pdf_parser parser = store->file;
    parser.at = MIN(at, parser.size);
    return parser;
}

/* "12 0 obj", the object's value, and its stream's beginning. NULL where that is not there. */
static struct pdf_value *parse_object(struct pdf_store *store, size_t at, size_t *number)
{
    struct pdf_parser parser = parser_at(store, at);
    size_t generation;
    if (!pdf_take_number(&parser, number) || !pdf_take_number(&parser, &generation) ||
        !pdf_take_word(&parser, "obj"))
        return NULL;
    struct pdf_value *value = pdf_parse(&parser);
    if (!value || value->kind != PDF_DICTIONARY || !pdf_take_word(&parser, "stream"))
        return value;
    if (parser.at < parser.size && parser.bytes[parser.at] == '\r')
        parser.at++;
    if (parser.at >= parser.size || parser.bytes[parser.at] != '\n')
        return NULL;
    value->stream = parser.at + 1;
    return value;
}

/* Streams */

/* Rows of single bytes, each behind how it was made from the one before or above. */
static GBytes *unpredicted(GBytes *bytes, size_t columns)
{
    gsize size = 0;
    const uint8_t *from = g_bytes_get_data(bytes, &size);
    if (size % (columns + 1) != 0)
        return NULL;
    size_t rows = size / (columns + 1);
    uint8_t *out = g_malloc0(rows * columns + 1);
    for (size_t y = 0; y < rows; y++) {
        const uint8_t *row = from + y * (columns + 1) + 1;
        uint8_t *to = out + y * columns;
        const uint8_t *above = y > 0 ? to - columns : NULL;
        if (row[-1] > 2) { /* what writes tables uses no more than these */
            g_free(out);
            return NULL;
        }
        for (size_t x = 0; x < columns; x++) {
            uint8_t left = x > 0 ? to[x - 1] : 0;
            uint8_t up = above ? above[x] : 0;
            to[x] = (uint8_t)(row[x] + (row[-1] == 1 ? left : row[-1] == 2 ? up : 0));
        }
    }
    return g_bytes_new_take(out, rows * columns);
}

/* Undoes what a filter's parameters ask for. Takes the bytes. */
static GBytes *with_parameters(struct pdf_store *store, const struct pdf_value *dictionary,
                               GBytes *bytes)
{
    const struct pdf_value *parameters = pdf_store_get(store, dictionary, "DecodeParms");
    if (parameters && parameters->kind == PDF_ARRAY && parameters->count == 1)
        parameters = pdf_store_resolve(store, parameters->items[0]);
    size_t predictor = 1, columns = 1, colours = 1, bits = 8;
    pdf_number(pdf_store_get(store, parameters, "Predictor"), &predictor);
    pdf_number(pdf_store_get(store, parameters, "Columns"), &columns);
    pdf_number(pdf_store_get(store, parameters, "Colors"), &colours);
    pdf_number(pdf_store_get(store, parameters, "BitsPerComponent"), &bits);
    if (predictor == 1)
        return bytes;
    bool fits = predictor >= 10 && columns > 0 && columns < 65536 && colours == 1 && bits == 8;
    GBytes *plain = fits ? unpredicted(bytes, columns) : NULL;
    g_bytes_unref(bytes);
    return plain;
}

enum filter { FILTER_NONE, FILTER_FLATE, FILTER_OTHER };

static enum filter filter_of(struct pdf_store *store, const struct pdf_value *dictionary)
{
    const struct pdf_value *filter = pdf_store_get(store, dictionary, "Filter");
    if (filter && filter->kind == PDF_ARRAY && filter->count == 1)
        filter = pdf_store_resolve(store, filter->items[0]);
    if (!filter || filter->kind == PDF_NULL || (filter->kind == PDF_ARRAY && filter->count == 0))
        return FILTER_NONE;
    return pdf_is_name(filter, "FlateDecode") ? FILTER_FLATE : FILTER_OTHER;
}

GBytes *pdf_store_stream(struct pdf_store *store, const struct pdf_value *dictionary, bool *raw)
{
    size_t length;
    if (!dictionary || dictionary->stream == 0 ||
        !pdf_number(pdf_store_get(store, dictionary, "Length"), &length) ||
        length > store->file.size - dictionary->stream)
        return NULL;
    struct pdf_parser end = parser_at(store, dictionary->stream + length);
    if (!pdf_take_word(&end, "endstream"))
        return NULL;
    const char *bytes = store->file.bytes + dictionary->stream;
    enum filter filter = filter_of(store, dictionary);
    if (raw)
        *raw = filter == FILTER_OTHER;
    if (filter != FILTER_FLATE)
        return g_bytes_new(bytes, length);
    GBytes *inflated = inflate_bytes(bytes, length, store->budget);
    if (!inflated)
        return NULL;
    store->budget -= g_bytes_get_size(inflated);
    return with_parameters(store, dictionary, inflated);
}

/* Objects */

static GBytes *open_pack(struct pdf_store *store, size_t number, const struct pdf_value **header)
{
    const struct entry *entry = g_hash_table_lookup(store->entries, GSIZE_TO_POINTER(number));
    size_t found;
    if (!entry || entry->free || entry->packed)
        return NULL;
    *header = parse_object(store, entry->at, &found);
    GBytes *pack = g_hash_table_lookup(store->packs, GSIZE_TO_POINTER(number));
    if (!*header || pack)
        return pack;
    pack = pdf_store_stream(store, *header, NULL);
    if (pack)
        g_hash_table_insert(store->packs, GSIZE_TO_POINTER(number), pack);
    return pack;
}

/* An object of an object stream: pairs of number and offset, then the objects. */
static struct pdf_value *parse_packed(struct pdf_store *store, const struct entry *entry,
                                      size_t wanted)
{
    const struct pdf_value *header = NULL;
    GBytes *pack = open_pack(store, entry->at, &header);
    size_t first, count, number = 0, offset = 0;
    if (!pack || !pdf_is_name(pdf_get(header, "Type"), "ObjStm") ||
        !pdf_number(pdf_get(header, "First"), &first) ||
        !pdf_number(pdf_get(header, "N"), &count) || entry->position >= count)
        return NULL;
    struct pdf_parser parser = {.values = store->file.values};
    parser.bytes = g_bytes_get_data(pack, &parser.size);
    for (size_t i = 0; i <= entry->position; i++)
        if (!pdf_take_number(&parser, &number) || !pdf_take_number(&parser, &offset))
            return NULL;
    if (number != wanted || first > parser.size || offset > parser.size - first)
        return NULL;
    parser.at = first + offset;
    return pdf_parse(&parser);
}

static const struct pdf_value *find_object(struct pdf_store *store, size_t number)
{
    const struct pdf_value *known = g_hash_table_lookup(store->objects, GSIZE_TO_POINTER(number));
    const struct entry *entry = g_hash_table_lookup(store->entries, GSIZE_TO_POINTER(number));
    if (known || !entry || entry->free || store->depth > REFERENCES_LIMIT)
        return known;
    store->depth++;
    size_t found = number;
    struct pdf_value *value =
        entry->packed ? parse_packed(store, entry, number) : parse_object(store, entry->at, &found);
    store->depth--;
    if (!value || found != number)
        return NULL;
    g_hash_table_insert(store->objects, GSIZE_TO_POINTER(number), value);
    return value;
}

const struct pdf_value *pdf_store_resolve(struct pdf_store *store, const struct pdf_value *value)
{
    for (unsigned i = 0; value && value->kind == PDF_REFERENCE; i++) {
        if (i == REFERENCES_LIMIT)
            return NULL;
        value = find_object(store, value->object);
    }
    return value;
}

const struct pdf_value *pdf_store_get(struct pdf_store *store, const struct pdf_value *dictionary,
                                      const char *key)
{
    return pdf_store_resolve(store, pdf_get(pdf_store_resolve(store, dictionary), key));
}

/* The table at the end */

static bool add_entry(struct pdf_store *store, size_t number, struct entry entry)
{
    if (number > G_MAXINT || g_hash_table_size(store->entries) >= ENTRIES_LIMIT)
        return fail(store, "it has too many objects");
    if (g_hash_table_contains(store->entries, GSIZE_TO_POINTER(number)))
        return true;
    struct entry *copy = g_new(struct entry, 1);
    *copy = entry;
    g_hash_table_insert(store->entries, GSIZE_TO_POINTER(number), copy);
    return true;
}

static bool read_rows(struct pdf_store *store, struct pdf_parser *parser)
{
    size_t first, count, at, generation;
    while (pdf_take_number(parser, &first)) {
        if (!pdf_take_number(parser, &count))
            return false;
        for (size_t i = 0; i < count; i++) {
            if (!pdf_take_number(parser, &at) || !pdf_take_number(parser, &generation))
                return false;
            bool used = pdf_take_word(parser, "n");
            if (!used && !pdf_take_word(parser, "f"))
                return false;
            if (!add_entry(store, first + i, (struct entry){.free = !used, .at = at}))
                return false;
        }
    }
    return pdf_take_word(parser, "trailer");
}

static size_t column(const uint8_t **at, size_t width, size_t otherwise)
{
    size_t value = width > 0 ? 0 : otherwise;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | *(*at)++;
    return value;
}

struct span {
    size_t first, count;
};

/* The rows of one range of objects in the table's stream. */
static bool read_span(struct pdf_store *store, const uint8_t **at, size_t *left, struct span span,
                      const size_t widths[3])
{
    size_t width = widths[0] + widths[1] + widths[2];
    if (span.count > *left / width)
        return false;
    for (size_t i = 0; i < span.count; i++) {
        size_t kind = column(at, widths[0], 1);
        size_t second = column(at, widths[1], 0), third = column(at, widths[2], 0);
        struct entry entry = {
            .free = kind == 0, .packed = kind == 2, .at = second, .position = third};
        if (kind > 2 || !add_entry(store, span.first + i, entry))
            return false;
    }
    *left -= span.count * width;
    return true;
}

static bool read_spans(struct pdf_store *store, const struct pdf_value *header, GBytes *table,
                       const size_t widths[3])
{
    gsize left = 0;
    const uint8_t *at = g_bytes_get_data(table, &left);
    const struct pdf_value *index = pdf_get(header, "Index");
    struct span whole = {0};
    if (!index)
        return pdf_number(pdf_get(header, "Size"), &whole.count) &&
               read_span(store, &at, &left, whole, widths);
    if (index->kind != PDF_ARRAY || index->count % 2 != 0)
        return false;
    for (size_t i = 0; i < index->count; i += 2) {
        struct span span;
        if (!pdf_number(index->items[i], &span.first) ||
            !pdf_number(index->items[i + 1], &span.count) ||
            !read_span(store, &at, &left, span, widths))
            return false;
    }
    return true;
}

static bool read_table_stream(struct pdf_store *store, const struct pdf_value *header)
{
    const struct pdf_value *columns = pdf_get(header, "W");
    size_t widths[3];
    if (!pdf_is_name(pdf_get(header, "Type"), "XRef") || !columns || columns->kind != PDF_ARRAY ||
        columns->count != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!pdf_number(columns->items[i], &widths[i]) || widths[i] > 7)
            return false;
    if (widths[0] + widths[1] + widths[2] == 0)
        return false;
    g_autoptr(GBytes) table = pdf_store_stream(store, header, NULL);
    return table && read_spans(store, header, table, widths);
}

/* One section of the table, and what leads on from it; NULL where it is broken. */
static const struct pdf_value *read_section(struct pdf_store *store, size_t at)
{
    struct pdf_parser parser = parser_at(store, at);
    if (pdf_take_word(&parser, "xref"))
        return read_rows(store, &parser) ? pdf_parse(&parser) : NULL;
    size_t number;
    const struct pdf_value *header = parse_object(store, at, &number);
    return header && read_table_stream(store, header) ? header : NULL;
}

static bool read_sections(struct pdf_store *store, size_t at)
{
    for (unsigned i = 0; i < SECTIONS_LIMIT; i++) {
        const struct pdf_value *trailer = read_section(store, at);
        if (!trailer || trailer->kind != PDF_DICTIONARY)
            return fail(store, "the table of its objects is broken");
        if (!store->trailer)
            store->trailer = trailer;
        if (pdf_get(trailer, "Encrypt"))
            return fail(store, "it is encrypted");
        if (pdf_get(trailer, "XRefStm"))
            return fail(store, "it has two tables of its objects");
        if (!pdf_get(trailer, "Prev"))
            return true;
        if (!pdf_number(pdf_get(trailer, "Prev"), &at))
            return fail(store, "the table of its objects is broken");
    }
    return fail(store, "it was changed too often");
}

/* The last "startxref" of the file, its size where there is none. */
static size_t find_start(const struct pdf_parser *file)
{
    static const char word[] = "startxref";
    size_t size = sizeof word - 1, first = file->size > TAIL ? file->size - TAIL : 0;
    for (size_t at = file->size - size + 1; at > first; at--)
        if (memcmp(file->bytes + at - 1, word, size) == 0)
            return at - 1;
    return file->size;
}

static bool read_file(struct pdf_store *store)
{
    struct pdf_parser *file = &store->file;
    if (file->size < 16 || memcmp(file->bytes, "%PDF-", 5) != 0)
        return fail(store, "it is no PDF");
    size_t start = find_start(file), at;
    if (start == file->size)
        return fail(store, "its end is missing");
    struct pdf_parser parser = parser_at(store, start);
    if (!pdf_take_word(&parser, "startxref") || !pdf_take_number(&parser, &at))
        return fail(store, "its end is broken");
    return read_sections(store, at);
}

struct pdf_store *pdf_store_open(const char *bytes, size_t size, const char **fault)
{
    struct pdf_store *store = g_new0(struct pdf_store, 1);
    store->file = (struct pdf_parser){
        .bytes = bytes, .size = size, .values = g_ptr_array_new_with_free_func(pdf_value_free)};
    store->entries = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    store->objects = g_hash_table_new(NULL, NULL);
    store->packs = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    store->budget = INFLATED_LIMIT;
    if (read_file(store))
        return store;
    *fault = store->fault;
    pdf_store_free(store);
    return NULL;
}

void pdf_store_free(struct pdf_store *store)
{
    if (!store)
        return;
    g_hash_table_unref(store->packs);
    g_hash_table_unref(store->objects);
    g_hash_table_unref(store->entries);
    g_ptr_array_unref(store->file.values);
    g_free(store);
}

const struct pdf_value *pdf_store_trailer(const struct pdf_store *store)
{
    return store->trailer;
}
