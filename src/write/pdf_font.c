/* SPDX-License-Identifier: Apache-2.0 */
/* The fonts of a PDF: which glyphs are used, their codes and texts, and the subset that draws them.
 */
#include "write/pdf_font.h"

#include "base/hash.h"
#include "base/number.h"
#include "write/pdf_cff.h"
#include "write/pdf_cluster.h"
#include "write/pdf_file.h"

#include <hb-ot.h>
#include <hb-subset.h>
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

/* Subsetting */

/* The tables that a PDF draws from. The subsetter is shown no other: walking the font's character
 * map and layout rules would cost it more than all the rest. */
static hb_blob_t *drawing_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    static const hb_tag_t tables[] = {
        HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
        HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
        HB_TAG('m', 'a', 'x', 'p'),
    };
    (void)face;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        if (tables[i] == tag)
            return hb_face_reference_table(whole, tag);
    return NULL;
}

static hb_subset_input_t *subset_input(const struct pdf_font *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    /* Spelt-out outlines deflate better than calls of subroutines. */
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (guint i = 0; i < font->glyphs->len; i++)
        hb_set_add(glyphs, g_array_index(font->glyphs, struct pdf_glyph, i).id);
    return input;
}

static GBytes *bytes_of(hb_blob_t *blob)
{
    unsigned size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    GBytes *bytes = g_bytes_new(data, size);
    hb_blob_destroy(blob);
    return bytes;
}

/* Codes are glyph numbers of the subset, or what its CFF calls them. */
static void assign_codes(struct pdf_font *font, const hb_map_t *numbers)
{
    size_t count = font->glyphs->len + 1u;
    g_autofree uint16_t *ids = g_new(uint16_t, count);
    gsize size = 0;
    const uint8_t *program = g_bytes_get_data(font->program, &size);
    pdf_cff_ids(program, font->is_cff ? size : 0, ids, count);
    for (guint i = 0; i < font->glyphs->len; i++) {
        struct pdf_glyph *glyph = &g_array_index(font->glyphs, struct pdf_glyph, i);
        uint32_t number = hb_map_get(numbers, glyph->id);
        glyph->code = number < count ? ids[number] : (uint16_t)number;
    }
}

static bool take_subset(struct pdf_font *font, hb_subset_plan_t *plan)
{
    hb_face_t *face = hb_subset_plan_execute_or_fail(plan);
    if (!face)
        return false;
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    font->is_cff = hb_blob_get_length(cff) > 0;
    font->program = bytes_of(font->is_cff ? hb_blob_reference(cff) : hb_face_reference_blob(face));
    hb_blob_destroy(cff);
    hb_face_destroy(face);
    assign_codes(font, hb_subset_plan_old_to_new_glyph_mapping(plan));
    return true;
}

static bool make_subset(struct pdf_font *font)
{
    hb_face_t *face = font->font->face;
    hb_face_t *lean = hb_face_create_for_tables(drawing_table, face, NULL);
    hb_face_set_upem(lean, hb_face_get_upem(face));
    hb_subset_input_t *input = subset_input(font);
    hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(lean, input) : NULL;
    bool made = plan && take_subset(font, plan);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    hb_face_destroy(lean);
    return made;
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

bool pdf_fonts_new(struct pdf_fonts *fonts, const struct scene *scene)
{
    fonts->fonts = g_array_new(FALSE, FALSE, sizeof(struct pdf_font));
    for (guint i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind == OP_GLYPHS)
            gather(fonts, op);
    }
    bool made = true;
    for (guint i = 0; i < fonts->fonts->len && made; i++) {
        struct pdf_font *font = &g_array_index(fonts->fonts, struct pdf_font, i);
        made = make_subset(font);
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
        g_clear_pointer(&font->program, g_bytes_unref);
    }
    g_array_unref(fonts->fonts);
}

/* Writing */

static int compare_codes(const void *a, const void *b)
{
    const struct pdf_glyph *const *one = a, *const *other = b;
    return (int)(*one)->code - (int)(*other)->code;
}

static const struct pdf_glyph **by_code(const struct pdf_font *font)
{
    const struct pdf_glyph **glyphs = g_new(const struct pdf_glyph *, font->glyphs->len + 1u);
    for (guint i = 0; i < font->glyphs->len; i++)
        glyphs[i] = &g_array_index(font->glyphs, struct pdf_glyph, i);
    qsort(glyphs, font->glyphs->len, sizeof *glyphs, compare_codes);
    return glyphs;
}

void pdf_font_widths(GString *out, const struct pdf_font *font)
{
    g_autofree const struct pdf_glyph **glyphs = by_code(font);
    g_string_append_c(out, '[');
    for (guint i = 0; i < font->glyphs->len; i++) {
        bool follows = i > 0 && glyphs[i]->code == glyphs[i - 1]->code + 1;
        if (!follows) {
            g_string_append(out, i > 0 ? "]" : "");
            number_append(out, glyphs[i]->code);
        }
        g_string_append_c(out, follows ? ' ' : '[');
        number_append_fixed(out, glyphs[i]->width, 1);
    }
    g_string_append(out, font->glyphs->len > 0 ? "]]" : "]");
}

static void append_utf16(GString *out, const char *text)
{
    glong count = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    for (glong i = 0; units && i < count; i++)
        pdf_put_hex(out, units[i]);
}

/* Opens a block of mappings, of which one may hold a hundred; returns how many it will hold. */
static guint begin_block(GString *out, const struct pdf_glyph *const *glyphs, guint from, guint to)
{
    guint count = 0;
    for (guint i = from; i < to && count < 100; i++)
        count += glyphs[i]->text != NULL;
    number_append(out, count);
    g_string_append(out, " beginbfchar\n");
    return count;
}

void pdf_font_cmap(GString *out, const struct pdf_font *font)
{
    g_autofree const struct pdf_glyph **glyphs = by_code(font);
    g_string_append(out, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
                         "/CMapName/U def/CMapType 2 def\n"
                         "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for (guint i = 0, in_block = 0; i < font->glyphs->len; i++) {
        if (!glyphs[i]->text)
            continue;
        if (in_block == 0)
            in_block = begin_block(out, glyphs, i, font->glyphs->len);
        g_string_append_c(out, '<');
        pdf_put_hex(out, glyphs[i]->code);
        g_string_append(out, "><");
        append_utf16(out, glyphs[i]->text);
        g_string_append(out, ">\n");
        if (--in_block == 0)
            g_string_append(out, "endbfchar\n");
    }
    g_string_append(out, "endcmap CMapName currentdict/CMap defineresource pop end end\n");
}
