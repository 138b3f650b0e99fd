/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF file as numbered objects: dictionaries packed together, streams deflated one by one. */
#include "write/pdf_file.h"

#include "base/hash.h"
#include "base/number.h"

#include <inttypes.h>
#include <stdbool.h>
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
    GString *objects;  /* the packed objects, one after the other */
    GString *index;    /* their numbers and offsets, as the object stream begins */
    size_t packed;     /* how many they are */
    GArray *entries;   /* of struct entry: of object i + 1 */
    z_stream deflater; /* one for all streams: setting it up costs more than a small stream */
};

struct pdf_file *pdf_file_new(void)
{
    struct pdf_file *file = g_new0(struct pdf_file, 1);
    file->out = g_string_sized_new(32768);
    file->objects = g_string_sized_new(8192);
    file->index = g_string_sized_new(256);
    file->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    int status =
        deflateInit2(&file->deflater, 5, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    g_assert(status == Z_OK);
    g_string_append(file->out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"); /* high bytes: not a text file */
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

/* Micrometres as points with four decimals: 72/25400 of each. */
static void put_points(GString *out, int32_t micrometres)
{
    number_append_fixed(out, ((int64_t)micrometres * 720000 + 12700) / 25400, 4);
}

void pdf_put_box(GString *out, const char *key, int32_t width, int32_t height)
{
    g_string_append(out, key);
    g_string_append(out, "[0 0 ");
    put_points(out, width);
    g_string_append_c(out, ' ');
    put_points(out, height);
    g_string_append_c(out, ']');
}

void pdf_put_hex(GString *out, uint16_t value)
{
    static const char digits[] = "0123456789ABCDEF";
    const char text[] = {digits[value >> 12], digits[value >> 8 & 15], digits[value >> 4 & 15],
                         digits[value & 15]};
    g_string_append_len(out, text, sizeof text);
}

GString *pdf_file_object(struct pdf_file *file)
{
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
    struct entry entry = {false, file->out->len};
    g_array_append_val(file->entries, entry);
    number_append(file->out, file->entries->len);
    g_string_append(file->out, " 0 obj\n<<");
    g_string_append(file->out, filter);
    pdf_put_integer(file->out, "/Length", (int64_t)size);
    g_string_append(file->out, extra);
    g_string_append(file->out, ">>stream\n");
    g_string_append_len(file->out, bytes, (gssize)size);
    g_string_append(file->out, "\nendstream\nendobj\n");
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

static void append_entry(GByteArray *table, unsigned kind, size_t middle, unsigned last)
{
    const uint8_t bytes[] = {(uint8_t)kind, (uint8_t)(middle >> 16), (uint8_t)(middle >> 8),
                             (uint8_t)middle, (uint8_t)last};
    g_byte_array_append(table, bytes, sizeof bytes);
}

/* The cross-reference stream's table: the free entry 0, then kind, place and position of each
 * object, the stream itself included. */
static GByteArray *reference_table(const struct pdf_file *file)
{
    GByteArray *table = g_byte_array_new();
    append_entry(table, 0, 0, 255);
    for (guint i = 0; i < file->entries->len; i++) {
        const struct entry *entry = &g_array_index(file->entries, struct entry, i);
        if (entry->packed) /* the object stream is the last object so far */
            append_entry(table, 2, file->entries->len, (unsigned)entry->at);
        else
            append_entry(table, 1, entry->at, 0);
    }
    append_entry(table, 1, file->out->len, 0);
    return table;
}

GBytes *pdf_file_finish(struct pdf_file *file, unsigned catalog, unsigned info)
{
    put_packed_objects(file);
    size_t start = file->out->len;
    g_assert(start < 1 << 24 && file->packed < 256); /* the widths of the table's columns */
    GByteArray *table = reference_table(file);
    uint64_t hash = start;
    for (size_t i = 0; i < start; i++)
        hash_add(&hash, (unsigned char)file->out->str[i]);
    g_autoptr(GString) extra = g_string_new("/Type/XRef/W[1 3 1]");
    pdf_put_integer(extra, "/Size", file->entries->len + 2);
    pdf_put_reference(extra, "/Root", catalog);
    pdf_put_reference(extra, "/Info", info);
    g_string_append_printf(extra, "/ID[<%016" PRIX64 "><%016" PRIX64 ">]", hash, hash);
    pdf_file_stream(file, extra->str, table->data, table->len);
    pdf_put_integer(file->out, "startxref\n", (int64_t)start);
    g_string_append(file->out, "\n%%EOF\n");
    g_byte_array_unref(table);
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
