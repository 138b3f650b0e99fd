/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases of labels as rows of a table, in the order in which they are drawn. */
#include "write/copy.h"

#include <string.h>

/* Line breaks of a label are none of a table. */
static void put_cell(GString *out, const char *text)
{
    bool guarded = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    g_string_append(out, guarded ? "\"'" : "\"");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
    g_string_append_c(out, '"');
}

static void put_row(GString *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        put_cell(out, cells[i] ? cells[i] : "");
    }
    g_string_append(out, "\r\n");
}

/* Adds the row unless it has been. */
static void add_row(GString *out, GHashTable *seen, const struct label *label, const struct op *op)
{
    const char *cells[] = {
        label->file,          label->id,       label->sku,        label->language,
        label->scene->layout, op->glyphs.role, op->glyphs.phrase, label->variant};
    g_autoptr(GString) row = g_string_new(NULL);
    put_row(row, cells, G_N_ELEMENTS(cells));
    char *key = g_strdup(row->str);
    if (g_hash_table_add(seen, key))
        g_string_append(out, row->str);
}

GBytes *copy_write(const GPtrArray *labels)
{
    static const char *const head[] = {"file",   "id",   "sku",  "language",
                                       "layout", "role", "text", "variant"};
    GString *out = g_string_sized_new(4096);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    put_row(out, head, G_N_ELEMENTS(head));
    for (unsigned i = 0; i < labels->len; i++) {
        const struct label *label = label_at(labels, i);
        for (unsigned k = 0; k < label->scene->ops->len; k++) {
            const struct op *op = &g_array_index(label->scene->ops, struct op, k);
            if (op->kind == OP_GLYPHS)
                add_row(out, seen, label, op);
        }
    }
    return g_string_free_to_bytes(out);
}
