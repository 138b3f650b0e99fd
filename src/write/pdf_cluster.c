/* SPDX-License-Identifier: Apache-2.0 */
/* Which text a run's glyphs stand for, cluster by cluster. */
#include "write/pdf_cluster.h"

#include <string.h>

/* Marks that only steer layout: joiners, direction marks and isolates. */
static bool is_steering(gunichar c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0x00ad || c == 0xfeff;
}

/* Copies text without steering marks and with plain spaces, so that search finds what it shows. */
static void copy_readable(GString *out, const char *text, size_t size)
{
    g_string_truncate(out, 0);
    for (const char *at = text; at < text + size; at += g_utf8_skip[(guchar)*at]) {
        gunichar c = g_utf8_get_char(at);
        if (c < 0x80) /* inlined */
            g_string_append_c(out, (char)c);
        else if (!is_steering(c))
            g_string_append_unichar(out, c == 0x00a0 || c == 0x202f ? ' ' : c);
    }
}

/* Where the text of the cluster ends: glyphs are in visual order, so the text's next cluster is
 * the one after it or, from right to left, the one before. */
static size_t text_end(const struct op *op, const struct pdf_cluster *cluster)
{
    const struct glyph *glyphs = op->glyphs.glyphs;
    size_t after = cluster->first + cluster->count;
    if (!op->glyphs.rtl && after < op->glyphs.count)
        return glyphs[after].cluster;
    if (op->glyphs.rtl && cluster->first > 0)
        return glyphs[cluster->first - 1].cluster;
    return strlen(op->glyphs.text);
}

bool pdf_cluster_next(const struct op *op, struct pdf_cluster *cluster)
{
    const struct glyph *glyphs = op->glyphs.glyphs;
    cluster->first += cluster->count;
    cluster->count = 0;
    if (cluster->first >= op->glyphs.count) {
        if (cluster->buffer)
            g_string_free(cluster->buffer, TRUE);
        cluster->buffer = NULL;
        return false;
    }
    size_t begin = glyphs[cluster->first].cluster, last = cluster->first;
    while (last < op->glyphs.count && glyphs[last].cluster == begin)
        last++;
    cluster->count = last - cluster->first;
    size_t end = text_end(op, cluster);
    if (!cluster->buffer)
        cluster->buffer = g_string_sized_new(16);
    copy_readable(cluster->buffer, op->glyphs.text + begin, end > begin ? end - begin : 0);
    cluster->text = cluster->buffer->str;
    return true;
}
