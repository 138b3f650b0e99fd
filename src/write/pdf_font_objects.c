/* SPDX-License-Identifier: Apache-2.0 */
/* The fonts of a PDF as its objects: dictionaries, widths, program, and the texts of codes. */
#include "write/pdf_font.h"

#include "base/number.h"

#include <stdlib.h>

enum { FONT_DICT, FONT_DESCENDANT, FONT_DESCRIPTOR, FONT_PROGRAM, FONT_TO_UNICODE };

G_STATIC_ASSERT(FONT_TO_UNICODE + 1 == PDF_FONT_OBJECTS);

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

static void put_widths(GString *out, const struct pdf_font *font)
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

/* How many glyphs from there on have texts and codes that follow each other, the first byte being
 * the same; 0 where the first has no text. */
static guint range_length(const struct pdf_glyph *const *glyphs, guint from, guint to)
{
    guint end = from;
    while (end < to && glyphs[end]->text &&
           glyphs[end]->code == glyphs[from]->code + (end - from) &&
           glyphs[end]->code >> 8 == glyphs[from]->code >> 8)
        end++;
    return end - from;
}

/* Opens a block of ranges, of which one may hold a hundred; returns how many it will hold. */
static guint begin_block(GString *out, const struct pdf_glyph *const *glyphs, guint from, guint to)
{
    guint count = 0;
    while (from < to && count < 100) {
        guint length = range_length(glyphs, from, to);
        count += length > 0;
        from += MAX(length, 1);
    }
    number_append(out, count);
    g_string_append(out, " beginbfrange\n");
    return count;
}

static void put_range(GString *out, const struct pdf_glyph *const *glyphs, guint count)
{
    g_string_append_c(out, '<');
    pdf_put_hex(out, glyphs[0]->code);
    g_string_append(out, "><");
    pdf_put_hex(out, glyphs[count - 1]->code);
    g_string_append(out, ">[");
    for (guint i = 0; i < count; i++) {
        g_string_append_c(out, '<');
        append_utf16(out, glyphs[i]->text);
        g_string_append_c(out, '>');
    }
    g_string_append(out, "]\n");
}

static void put_cmap(GString *out, const struct pdf_font *font)
{
    g_autofree const struct pdf_glyph **glyphs = by_code(font);
    g_string_append(out, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
                         "/CMapName/U def/CMapType 2 def\n"
                         "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for (guint i = 0, in_block = 0, length; i < font->glyphs->len; i += MAX(length, 1)) {
        length = range_length(glyphs, i, font->glyphs->len);
        if (length == 0)
            continue;
        if (in_block == 0)
            in_block = begin_block(out, glyphs, i, font->glyphs->len);
        put_range(out, glyphs + i, length);
        if (--in_block == 0)
            g_string_append(out, "endbfrange\n");
    }
    g_string_append(out, "endcmap CMapName currentdict/CMap defineresource pop end end\n");
}

static void put_font_dict(struct pdf_file *file, const struct pdf_font *font, unsigned first)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/");
    g_string_append(out, font->name);
    pdf_put_reference(out, "/DescendantFonts[", first + FONT_DESCENDANT);
    pdf_put_reference(out, "]/ToUnicode", first + FONT_TO_UNICODE);
    g_string_append(out, ">>");
}

static void put_descendant(struct pdf_file *file, const struct pdf_font *font, unsigned first)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Type/Font/BaseFont/");
    g_string_append(out, font->name);
    g_string_append(out, font->subset->is_cff ? "/Subtype/CIDFontType0"
                                              : "/Subtype/CIDFontType2/CIDToGIDMap/Identity");
    g_string_append(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    pdf_put_reference(out, "/FontDescriptor", first + FONT_DESCRIPTOR);
    g_string_append(out, "/W");
    put_widths(out, font);
    g_string_append(out, ">>");
}

static void put_descriptor(struct pdf_file *file, const struct pdf_font *font, unsigned first)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Type/FontDescriptor/FontName/");
    g_string_append(out, font->name);
    g_string_append(out, "/Flags 4/ItalicAngle 0/FontBBox["); /* 4: its own set of characters */
    for (size_t i = 0; i < G_N_ELEMENTS(font->box); i++)
        pdf_put_integer(out, "", font->box[i]);
    pdf_put_integer(out, "]/Ascent", font->ascent);
    pdf_put_integer(out, "/Descent", font->descent);
    pdf_put_integer(out, "/CapHeight", font->cap_height);
    pdf_put_integer(out, "/StemV", font->stem);
    pdf_put_reference(out, font->subset->is_cff ? "/FontFile3" : "/FontFile2",
                      first + FONT_PROGRAM);
    g_string_append(out, ">>");
}

static void put_program(struct pdf_file *file, const struct pdf_font *font)
{
    const struct pdf_subset *subset = font->subset;
    g_autoptr(GString) extra = g_string_new(NULL);
    if (subset->is_cff)
        g_string_append(extra, "/Subtype/CIDFontType0C");
    else
        pdf_put_integer(extra, "/Length1", (int64_t)subset->size);
    pdf_file_packed_stream(file, extra->str, subset->packed, subset->packed_size);
}

void pdf_font_put(struct pdf_file *file, const struct pdf_font *font, unsigned first)
{
    put_font_dict(file, font, first);
    put_descendant(file, font, first);
    put_descriptor(file, font, first);
    put_program(file, font);
    g_autoptr(GString) cmap = g_string_sized_new(2048);
    put_cmap(cmap, font);
    pdf_file_stream(file, "", cmap->str, cmap->len);
}
