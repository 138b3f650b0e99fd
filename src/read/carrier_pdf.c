/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON attached to a PDF; and two PDFs compared, object by object from the root on. */
#include "read/carrier_parts.h"
#include "read/pdf_store.h"

#include <inttypes.h>
#include <string.h>

#define NAME "label.json"
#define PAIRS_LIMIT 200000

/* The attachment's specification; NULL without one. */
static const struct pdf_value *find_specification(struct pdf_store *store, const char **fault)
{
    const struct pdf_value *root = pdf_store_get(store, pdf_store_trailer(store), "Root");
    const struct pdf_value *tree =
        pdf_store_get(store, pdf_store_get(store, root, "Names"), "EmbeddedFiles");
    const struct pdf_value *names = pdf_store_get(store, tree, "Names");
    const struct pdf_value *found = NULL;
    for (size_t i = 0; names && names->kind == PDF_ARRAY && i + 1 < names->count; i += 2) {
        const struct pdf_value *name = pdf_store_resolve(store, names->items[i]);
        if (!name || name->kind != PDF_STRING || strcmp(name->text, NAME) != 0)
            continue;
        if (found)
            *fault = "it has two attachments named label.json";
        found = pdf_store_resolve(store, names->items[i + 1]);
    }
    return found;
}

static const char *read_attachment(struct pdf_store *store, GPtrArray *carried)
{
    const char *fault = NULL;
    const struct pdf_value *specification = find_specification(store, &fault);
    if (!specification || fault)
        return fault;
    const struct pdf_value *files = pdf_store_get(store, specification, "EF");
    bool raw = false;
    g_autoptr(GBytes) bytes = pdf_store_stream(store, pdf_store_get(store, files, "F"), &raw);
    if (!bytes || raw || g_bytes_get_size(bytes) > CARRIED_MAX_BYTES)
        return "its attachment label.json cannot be read";
    gsize size = 0;
    const char *json = g_bytes_get_data(bytes, &size);
    const struct pdf_value *made = pdf_store_get(store, specification, "Desc");
    bool told = made && made->kind == PDF_STRING;
    if (memchr(json, '\0', size))
        return "its attachment label.json is no text";
    carrier_add(carried, g_strndup(json, size), told ? g_strdup(made->text) : NULL);
    return NULL;
}

const char *carrier_pdf_read(const struct source *source, GPtrArray *carried)
{
    const char *fault = NULL;
    struct pdf_store *store = pdf_store_open(source->bytes, source->size, &fault);
    if (!store)
        return fault;
    fault = read_attachment(store, carried);
    pdf_store_free(store);
    return fault;
}

/* Comparing */

/* Two files, what was compared of them already, and the way to what is compared now. */
struct walk {
    struct pdf_store *stores[2];
    GHashTable *seen; /* "object of one" << 32 | "object of the other" */
    GString *path;
};

/* What others may write without changing what is shown: how a stream is packed. */
static bool is_packing(const char *key)
{
    return strcmp(key, "Length") == 0 || strcmp(key, "Filter") == 0 ||
           strcmp(key, "DecodeParms") == 0;
}

static size_t count_keys(const struct pdf_value *dictionary)
{
    size_t count = 0;
    for (size_t i = 0; i < dictionary->count; i += 2)
        count += dictionary->stream == 0 || !is_packing(dictionary->items[i]->text);
    return count;
}

static bool same(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b);

static bool same_member(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b,
                        const char *key)
{
    size_t before = walk->path->len;
    g_string_append_printf(walk->path, "/%s", key);
    bool is_same = same(walk, a, b);
    if (is_same)
        g_string_truncate(walk->path, before);
    return is_same;
}

static bool same_streams(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b)
{
    bool raw[2] = {false, false};
    g_autoptr(GBytes) one = pdf_store_stream(walk->stores[0], a, &raw[0]);
    g_autoptr(GBytes) other = pdf_store_stream(walk->stores[1], b, &raw[1]);
    return one && other && raw[0] == raw[1] && g_bytes_equal(one, other);
}

/* Carried data, which is compared as data. */
static bool is_attachment(const struct pdf_value *dictionary)
{
    return pdf_is_name(pdf_get(dictionary, "Type"), "EmbeddedFile");
}

static bool same_dictionaries(struct walk *walk, const struct pdf_value *a,
                              const struct pdf_value *b)
{
    if (is_attachment(a) && is_attachment(b))
        return true;
    if ((a->stream == 0) != (b->stream == 0) || count_keys(a) != count_keys(b))
        return false;
    for (size_t i = 0; i < b->count; i += 2) {
        const char *key = b->items[i]->text;
        bool packing = b->stream > 0 && is_packing(key);
        bool description = strcmp(key, "Desc") == 0 && pdf_is_name(pdf_get(b, "Type"), "Filespec");
        if (!packing && !description && !same_member(walk, pdf_get(a, key), b->items[i + 1], key))
            return false;
    }
    return b->stream == 0 || same_streams(walk, a, b);
}

static bool same_arrays(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < b->count; i++) {
        char key[24];
        g_snprintf(key, sizeof key, "%zu", i);
        if (!same_member(walk, a->items[i], b->items[i], key))
            return false;
    }
    return true;
}

/* Whether two objects are being compared, or have been. */
static bool is_known(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b)
{
    if (!a || !b || a->kind != PDF_REFERENCE || b->kind != PDF_REFERENCE)
        return false;
    gint64 pair = (gint64)((guint64)a->object << 32 | b->object);
    if (g_hash_table_contains(walk->seen, &pair))
        return true;
    gint64 *copy = g_new(gint64, 1);
    *copy = pair;
    g_hash_table_add(walk->seen, copy);
    return false;
}

static bool same(struct walk *walk, const struct pdf_value *a, const struct pdf_value *b)
{
    if (is_known(walk, a, b))
        return true;
    a = pdf_store_resolve(walk->stores[0], a);
    b = pdf_store_resolve(walk->stores[1], b);
    if (!a || !b || a->kind != b->kind || g_hash_table_size(walk->seen) > PAIRS_LIMIT)
        return !a && !b;
    switch (a->kind) {
    case PDF_NULL:
    case PDF_REFERENCE:
        return true;
    case PDF_WORD:
    case PDF_STRING:
    case PDF_NAME:
        return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
    case PDF_ARRAY:
        return same_arrays(walk, a, b);
    case PDF_DICTIONARY:
        return same_dictionaries(walk, a, b);
    }
    return false;
}

static bool same_files(struct walk *walk)
{
    const struct pdf_value *a = pdf_store_trailer(walk->stores[0]);
    const struct pdf_value *b = pdf_store_trailer(walk->stores[1]);
    return same_member(walk, pdf_get(a, "Root"), pdf_get(b, "Root"), "Root") &&
           same_member(walk, pdf_get(a, "Info"), pdf_get(b, "Info"), "Info");
}

enum likeness carrier_pdf_compare(const struct source *found, GBytes *expected, char **difference)
{
    const char *fault = NULL;
    gsize size = 0;
    const char *bytes = g_bytes_get_data(expected, &size);
    struct walk walk = {
        .seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .path = g_string_new(NULL),
    };
    walk.stores[0] = pdf_store_open(found->bytes, found->size, &fault);
    walk.stores[1] = pdf_store_open(bytes, size, &fault);
    bool is_same = walk.stores[0] && walk.stores[1] && same_files(&walk);
    if (!is_same)
        *difference = g_strdup_printf("its object %s is not what its data gives", walk.path->str);
    pdf_store_free(walk.stores[0]);
    pdf_store_free(walk.stores[1]);
    g_hash_table_unref(walk.seen);
    g_string_free(walk.path, TRUE);
    return is_same ? LIKENESS_SAME : LIKENESS_NONE;
}
