/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF file as numbered objects: dictionaries packed together or plain, streams deflated. */
#include "write/pdf_file.h"

#include "base/hash.h"
#include "base/number.h"

#include <inttypes.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

/* Enough for streams of some ten kilobytes; zlib clears its tables before each, and bigger ones
 * cost more than they save. */
enum { WINDOW_BITS = 14, MEMORY_LEVEL = 6 };

/* Where an object is: at an offset of the file, or at a position among the packed ones. */
struct entry {
    bool packed;
    size_t at;
};

struct pdf_file {
    GString *out;
    bool plain, open;  /* open: an object that stands for itself is being written */
    GString *objects;  /* the packed objects, one after the other */
    GString *index;    /* their numbers and offsets, as the object stream begins */
    size_t packed;     /* how many they are */
    GArray *entries;   /* of struct entry: of object i + 1 */
    z_stream deflater; /* one for all streams: setting it up costs more than a small stream */
};

struct pdf_file *pdf_file_new(const char *version, bool plain)
{
    struct pdf_file *file = g_new0(struct pdf_file, 1);
    file->plain = plain;
    file->out = g_string_sized_new(32768);
    file->objects = g_string_sized_new(8192);
    file->index = g_string_sized_new(256);
    file->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    int status =
        deflateInit2(&file->deflater, 5, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    g_assert(status == Z_OK);
    /* High bytes: not a text file. */
    g_string_append_printf(file->out, "%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", version);
    return file;
}

void pdf_put_integer(GString *out, const char *key, int64_t value)
{
    g_string_append(out, key);
    g_string_append_c(out, ' ');
    number_append(out, value);
}

void pdf_put_reference(GString *out, const char *key, unsigned object)
{
    pdf_put_integer(out, key, object);
    g_string_append(out, " 0 R");
}

void pdf_put_name(GString *out, const char *name)
{
    g_string_append_c(out, '/');
    for (; *name != '\0'; name++) {
        bool regular = *name > ' ' && *name <= '~' && !strchr("()<>[]{}/%#", *name);
        if (regular)
            g_string_append_c(out, *name);
        else
            g_string_append_printf(out, "#%02X", (unsigned char)*name);
    }
}

/* Micrometres as points with four decimals: 72/25400 of each. */
void pdf_put_points(GString *out, int32_t micrometres)
{
    number_append_fixed(out, ((int64_t)micrometres * 720000 + 12700) / 25400, 4);
}

void pdf_put_box(GString *out, const char *key, int32_t left, int32_t bottom, int32_t right,
                 int32_t top)
{
    const int32_t sides[] = {left, bottom, right, top};
    g_string_append(out, key);
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_string_append_c(out, i == 0 ? '[' : ' ');
        pdf_put_points(out, sides[i]);
    }
    g_string_append_c(out, ']');
}

void pdf_put_hex(GString *out, uint16_t value)
{
    static const char digits[] = "0123456789ABCDEF";
    const char text[] = {digits[value >> 12], digits[value >> 8 & 15], digits[value >> 4 & 15],
                         digits[value & 15]};
    g_string_append_len(out, text, sizeof text);
}

static void close_object(struct pdf_file *file)
{
    if (file->open)
        g_string_append(file->out, "\nendobj\n");
    file->open = false;
}

/* Begins an object at the end of the file. */
static void begin_object(struct pdf_file *file)
{
    close_object(file);
    struct entry entry = {false, file->out->len};
    g_array_append_val(file->entries, entry);
    number_append(file->out, file->entries->len);
    g_string_append(file->out, " 0 obj\n");
    file->open = true;
}

GString *pdf_file_object(struct pdf_file *file)
{
    if (file->plain) {
        begin_object(file);
        return file->out;
    }
    struct entry entry = {true, file->packed++};
    g_array_append_val(file->entries, entry);
    if (file->objects->len > 0)
        g_string_append_c(file->objects, '\n');
    number_append(file->index, file->entries->len);
    pdf_put_integer(file->index, "", (int64_t)file->objects->len);
    g_string_append_c(file->index, ' ');
    return file->objects;
}

GBytes *pdf_file_deflated(struct pdf_file *file, const void *bytes, size_t size)
{
    z_stream *deflater = &file->deflater;
    deflateReset(deflater);
    uLong bound = deflateBound(deflater, (uLong)size);
    Bytef *packed = g_malloc(bound);
    deflater->next_in = bytes;
    deflater->avail_in = (uInt)size;
    deflater->next_out = packed;
    deflater->avail_out = (uInt)bound;
    int status = deflate(deflater, Z_FINISH);
    g_assert(status == Z_STREAM_END);
    return g_bytes_new_take(packed, deflater->total_out);
}

static void put_stream(struct pdf_file *file, const char *filter, const char *extra,
                       const void *bytes, size_t size)
{
    begin_object(file);
    g_string_append(file->out, "<<");
    g_string_append(file->out, filter);
    pdf_put_integer(file->out, "/Length", (int64_t)size);
    g_string_append(file->out, extra);
    g_string_append(file->out, ">>stream\n");
    g_string_append_len(file->out, bytes, (gssize)size);
    g_string_append(file->out, "\nendstream");
    close_object(file);
}

void pdf_file_plain_stream(struct pdf_file *file, const char *extra, const void *bytes, size_t size)
{
    put_stream(file, "", extra, bytes, size);
}

void pdf_file_packed_stream(struct pdf_file *file, const char *extra, const void *bytes,
                            size_t size)
{
    put_stream(file, "/Filter/FlateDecode", extra, bytes, size);
}

void pdf_file_stream(struct pdf_file *file, const char *extra, const void *bytes, size_t size)
{
    g_autoptr(GBytes) packed = pdf_file_deflated(file, bytes, size);
    gsize packed_size = 0;
    const void *data = g_bytes_get_data(packed, &packed_size);
    pdf_file_packed_stream(file, extra, data, packed_size);
}

static void put_packed_objects(struct pdf_file *file)
{
    g_autoptr(GString) extra = g_string_new("/Type/ObjStm");
    pdf_put_integer(extra, "/N", (int64_t)file->packed);
    pdf_put_integer(extra, "/First", (int64_t)file->index->len);
    g_string_append_len(file->index, file->objects->str, (gssize)file->objects->len);
    pdf_file_stream(file, extra->str, file->index->str, file->index->len);
}

/* How many bytes the columns of the cross-reference stream's table have. */
struct columns {
    unsigned place, position;
};

static void append_number(GByteArray *table, size_t value, unsigned width)
{
    while (width-- > 0) {
        uint8_t byte = (uint8_t)(value >> 8 * width);
        g_byte_array_append(table, &byte, 1);
    }
}

static void append_entry(GByteArray *table, struct columns columns, unsigned kind, size_t place,
                         size_t position)
{
    append_number(table, kind, 1);
    append_number(table, place, columns.place);
    append_number(table, position, columns.position);
}

/* The cross-reference stream's table: the free entry 0, then kind, place and position of each
 * object, the stream itself included. */
static GByteArray *reference_table(const struct pdf_file *file, struct columns columns)
{
    GByteArray *table = g_byte_array_new();
    append_entry(table, columns, 0, 0, 255);
    for (guint i = 0; i < file->entries->len; i++) {
        const struct entry *entry = &g_array_index(file->entries, struct entry, i);
        if (entry->packed) /* the object stream is the last object so far */
            append_entry(table, columns, 2, file->entries->len, entry->at);
        else
            append_entry(table, columns, 1, entry->at, 0);
    }
    append_entry(table, columns, 1, file->out->len, 0);
    return table;
}

static uint64_t digest(const struct pdf_file *file)
{
    uint64_t hash = file->out->len;
    for (size_t i = 0; i < file->out->len; i++)
        hash_add(&hash, (unsigned char)file->out->str[i]);
    return hash;
}

/* What leads a reader into the file, for the trailer or the stream that stands for it. */
static void put_entrance(GString *out, const struct pdf_file *file, unsigned catalog, unsigned info,
                         uint64_t hash)
{
    unsigned objects =
        file->entries->len + (file->plain ? 1 : 2); /* the table's own, and number 0 */
    pdf_put_integer(out, "/Size", objects);
    pdf_put_reference(out, "/Root", catalog);
    pdf_put_reference(out, "/Info", info);
    g_string_append_printf(out, "/ID[<%016" PRIX64 "><%016" PRIX64 ">]", hash, hash);
}

static void put_table_stream(struct pdf_file *file, unsigned catalog, unsigned info)
{
    struct columns columns = {file->out->len < 1 << 24 ? 3 : 5, file->packed <= 256 ? 1 : 3};
    GByteArray *table = reference_table(file, columns);
    g_autoptr(GString) extra = g_string_new("/Type/XRef");
    pdf_put_integer(extra, "/W[1", columns.place);
    pdf_put_integer(extra, "", columns.position);
    g_string_append_c(extra, ']');
    put_entrance(extra, file, catalog, info, digest(file));
    pdf_file_stream(file, extra->str, table->data, table->len);
    g_byte_array_unref(table);
}

static void put_table(struct pdf_file *file, unsigned catalog, unsigned info)
{
    close_object(file);
    uint64_t hash = digest(file);
    pdf_put_integer(file->out, "xref\n0", file->entries->len + 1);
    g_string_append(file->out, "\n0000000000 65535 f \n");
    for (guint i = 0; i < file->entries->len; i++)
        g_string_append_printf(file->out, "%010zu 00000 n \n",
                               g_array_index(file->entries, struct entry, i).at);
    g_string_append(file->out, "trailer\n<<");
    put_entrance(file->out, file, catalog, info, hash);
    g_string_append(file->out, ">>\n");
}

GBytes *pdf_file_finish(struct pdf_file *file, unsigned catalog, unsigned info)
{
    if (file->plain)
        close_object(file);
    else
        put_packed_objects(file);
    size_t start = file->out->len;
    if (file->plain)
        put_table(file, catalog, info);
    else
        put_table_stream(file, catalog, info);
    pdf_put_integer(file->out, "startxref\n", (int64_t)start);
    g_string_append(file->out, "\n%%EOF\n");
    GBytes *bytes = g_string_free_to_bytes(g_steal_pointer(&file->out));
    pdf_file_free(file);
    return bytes;
}

void pdf_file_free(struct pdf_file *file)
{
    deflateEnd(&file->deflater);
    g_array_unref(file->entries);
    g_string_free(file->index, TRUE);
    g_string_free(file->objects, TRUE);
    if (file->out)
        g_string_free(file->out, TRUE);
    g_free(file);
}
