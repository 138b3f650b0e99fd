/* SPDX-License-Identifier: Apache-2.0 */
/* The fonts of a PDF: which glyphs are used, their codes and texts, and their names. */
#include "write/pdf_font.h"

#include "base/hash.h"
#include "base/number.h"
#include "write/pdf_cluster.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

/* Gathering */

/* Where the glyph is among the font's, or would be inserted. */
static guint lower_bound(const struct pdf_font *font, uint32_t id)
{
    guint low = 0, high = font->glyphs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(font->glyphs, struct pdf_glyph, middle).id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct pdf_glyph *find_glyph(const struct pdf_font *font, uint32_t id)
{
    guint at = lower_bound(font, id);
    if (at == font->glyphs->len)
        return NULL;
    struct pdf_glyph *glyph = &g_array_index(font->glyphs, struct pdf_glyph, at);
    return glyph->id == id ? glyph : NULL;
}

const struct pdf_glyph *pdf_font_glyph(const struct pdf_font *font, uint32_t id)
{
    return find_glyph(font, id);
}

static struct pdf_glyph *add_glyph(struct pdf_font *font, uint32_t id)
{
    struct pdf_glyph *known = find_glyph(font, id);
    if (known)
        return known;
    int64_t advance = font_advance(font->font, id), upem = font->font->upem;
    struct pdf_glyph glyph = {.id = id, .width = (int32_t)((advance * 10000 + upem / 2) / upem)};
    guint at = lower_bound(font, id);
    g_array_insert_val(font->glyphs, at, glyph);
    return &g_array_index(font->glyphs, struct pdf_glyph, at);
}

unsigned pdf_fonts_index(const struct pdf_fonts *fonts, const struct font *font)
{
    guint i = 0;
    while (i < fonts->fonts->len && g_array_index(fonts->fonts, struct pdf_font, i).font != font)
        i++;
    return i;
}

static struct pdf_font *add_font(struct pdf_fonts *fonts, const struct font *font)
{
    guint index = pdf_fonts_index(fonts, font);
    if (index == fonts->fonts->len) {
        struct pdf_font fresh = {.font = font};
        fresh.glyphs = g_array_new(FALSE, FALSE, sizeof(struct pdf_glyph));
        g_array_append_val(fonts->fonts, fresh);
    }
    return &g_array_index(fonts->fonts, struct pdf_font, index);
}

static void gather(struct pdf_fonts *fonts, const struct op *op)
{
    struct pdf_font *font = add_font(fonts, op->glyphs.font);
    struct pdf_cluster cluster = {0};
    while (pdf_cluster_next(op, &cluster)) {
        if (*cluster.text == '\0')
            continue;
        for (size_t i = 0; i < cluster.count; i++) {
            struct pdf_glyph *glyph = add_glyph(font, op->glyphs.glyphs[cluster.first + i].id);
            if (cluster.count == 1 && !glyph->text)
                glyph->text = g_strdup(cluster.text);
        }
    }
}

/* The codes of its glyphs are those of its subset; false where there is none. */
static bool assign_codes(struct pdf_font *font, struct pdf_file *file)
{
    g_autofree uint32_t *ids = g_new(uint32_t, font->glyphs->len);
    for (guint i = 0; i < font->glyphs->len; i++)
        ids[i] = g_array_index(font->glyphs, struct pdf_glyph, i).id;
    font->subset = pdf_subset_get(font->font, ids, font->glyphs->len, file);
    for (guint i = 0; i < font->glyphs->len && font->subset; i++)
        g_array_index(font->glyphs, struct pdf_glyph, i).code = font->subset->codes[i];
    return font->subset != NULL;
}

/* Describing */

static int32_t per_mille(const struct pdf_font *font, int64_t units)
{
    int64_t scaled = units * 1000, upem = font->font->upem;
    return (int32_t)((scaled + (scaled < 0 ? -upem / 2 : upem / 2)) / upem);
}

/* "ABCDEF+Inter-Bold": the tag names the subset by its glyphs, which with the font make it up. */
static char *subset_name(const struct pdf_font *font)
{
    char hex[HASH_HEX_SIZE];
    g_autoptr(GString) glyphs = g_string_new(font->font->file);
    for (guint i = 0; i < font->glyphs->len; i++) {
        g_string_append_c(glyphs, ' ');
        number_append(glyphs, g_array_index(font->glyphs, struct pdf_glyph, i).id);
    }
    hash_sha256(glyphs->str, glyphs->len, hex);
    GString *name = g_string_new(NULL);
    for (size_t i = 0; i < 6; i++)
        g_string_append_c(name, (char)('A' + g_ascii_xdigit_value(hex[i])));
    g_string_append_c(name, '+');
    for (const char *c = font->font->name; *c != '\0'; c++)
        if (g_ascii_isalnum(*c) || *c == '-')
            g_string_append_c(name, *c);
    return g_string_free(name, FALSE);
}

static void describe(struct pdf_font *font)
{
    font->name = subset_name(font);
    hb_blob_t *head = hb_face_reference_table(font->font->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size = 0;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &size);
    for (size_t i = 0; i < G_N_ELEMENTS(font->box) && size >= 44; i++) {
        unsigned value = (unsigned)bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]; /* xMin … yMax */
        font->box[i] = per_mille(font, (int16_t)value);
    }
    hb_blob_destroy(head);
    font->ascent = per_mille(font, font->font->ascent);
    font->descent = per_mille(font, font->font->descent);
    font->cap_height = per_mille(font, font->font->cap_height);
    int32_t weight = (int32_t)hb_style_get_value(font->font->hb, HB_STYLE_TAG_WEIGHT);
    font->stem = 50 + weight * weight / (65 * 65); /* no font states it; the customary estimate */
}

void pdf_fonts_init(struct pdf_fonts *fonts)
{
    fonts->fonts = g_array_new(FALSE, FALSE, sizeof(struct pdf_font));
}

void pdf_fonts_add(struct pdf_fonts *fonts, const struct scene *scene)
{
    for (guint i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS)
            gather(fonts, op);
    }
}

bool pdf_fonts_make(struct pdf_fonts *fonts, struct pdf_file *file)
{
    bool made = true;
    for (guint i = 0; i < fonts->fonts->len && made; i++) {
        struct pdf_font *font = &g_array_index(fonts->fonts, struct pdf_font, i);
        made = assign_codes(font, file);
        if (made)
            describe(font);
    }
    return made;
}

void pdf_fonts_clear(struct pdf_fonts *fonts)
{
    for (guint i = 0; i < fonts->fonts->len; i++) {
        struct pdf_font *font = &g_array_index(fonts->fonts, struct pdf_font, i);
        for (guint j = 0; j < font->glyphs->len; j++)
            g_free(g_array_index(font->glyphs, struct pdf_glyph, j).text);
        g_array_unref(font->glyphs);
        g_free(font->name);
    }
    g_array_unref(fonts->fonts);
}
