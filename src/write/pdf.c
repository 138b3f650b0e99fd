/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → PDF 1.7: own bytes, one page of the exact size, embedded font subsets, real text. */
#include "write/pdf.h"

#include "base/escape.h"
#include "base/hash.h"
#include "base/number.h"
#include "write/formats.h"

#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

/* Numbers of the objects that every document has; those of the fonts follow. */
enum { OBJECT_CATALOG = 1, OBJECT_PAGES, OBJECT_PAGE, OBJECT_CONTENT, OBJECT_INFO, OBJECT_FONTS };

/* Objects of one font. */
enum { FONT_DICT, FONT_DESCENDANT, FONT_DESCRIPTOR, FONT_PROGRAM, FONT_TO_UNICODE, FONT_OBJECTS };

struct pdf {
    GString *out;
    GArray *offsets; /* of size_t: where object i + 1 begins */
    z_stream deflater;
};

static void begin_object(struct pdf *pdf)
{
    size_t offset = pdf->out->len;
    g_array_append_val(pdf->offsets, offset);
    number_append(pdf->out, pdf->offsets->len);
    g_string_append(pdf->out, " 0 obj\n");
}

static void end_object(struct pdf *pdf)
{
    g_string_append(pdf->out, "\nendobj\n");
}

static void put_reference(struct pdf *pdf, const char *key, unsigned object)
{
    g_string_append(pdf->out, key);
    g_string_append_c(pdf->out, ' ');
    number_append(pdf->out, object);
    g_string_append(pdf->out, " 0 R");
}

static void put_integer(struct pdf *pdf, const char *key, int64_t value)
{
    g_string_append(pdf->out, key);
    g_string_append_c(pdf->out, ' ');
    number_append(pdf->out, value);
}

/* A whole stream object; extra goes into its dictionary. */
static void put_stream(struct pdf *pdf, const char *extra, const void *bytes, size_t size)
{
    deflateReset(&pdf->deflater);
    uLong bound = deflateBound(&pdf->deflater, (uLong)size);
    g_autofree Bytef *packed = g_malloc(bound);
    pdf->deflater.next_in = bytes;
    pdf->deflater.avail_in = (uInt)size;
    pdf->deflater.next_out = packed;
    pdf->deflater.avail_out = (uInt)bound;
    int status = deflate(&pdf->deflater, Z_FINISH);
    g_assert(status == Z_STREAM_END);
    begin_object(pdf);
    put_integer(pdf, "<</Filter/FlateDecode/Length", (int64_t)pdf->deflater.total_out);
    g_string_append(pdf->out, extra);
    g_string_append(pdf->out, ">>stream\n");
    g_string_append_len(pdf->out, (const char *)packed, (gssize)pdf->deflater.total_out);
    g_string_append(pdf->out, "\nendstream");
    end_object(pdf);
}

/* Micrometres as points with four decimals: 72/25400 of each. */
static void put_points(struct pdf *pdf, int32_t micrometres)
{
    number_append_fixed(pdf->out, ((int64_t)micrometres * 7200000 + 127000) / 254000, 4);
}

static void put_box(struct pdf *pdf, const char *name, const struct scene *scene)
{
    g_string_append_printf(pdf->out, "/%s[0 0 ", name);
    put_points(pdf, scene->width);
    g_string_append_c(pdf->out, ' ');
    put_points(pdf, scene->height);
    g_string_append_c(pdf->out, ']');
}

static void put_catalog(struct pdf *pdf, const struct scene *scene)
{
    begin_object(pdf);
    put_reference(pdf, "<</Type/Catalog/Pages", OBJECT_PAGES);
    g_string_append(pdf->out, "/Lang");
    escape_pdf_text(pdf->out, scene->language);
    g_string_append_printf(pdf->out, "/ViewerPreferences<</DisplayDocTitle true%s>>>>",
                           scene->rtl ? "/Direction/R2L" : "");
    end_object(pdf);
    begin_object(pdf);
    put_reference(pdf, "<</Type/Pages/Count 1/Kids[", OBJECT_PAGE);
    g_string_append(pdf->out, "]>>");
    end_object(pdf);
}

static void put_page(struct pdf *pdf, const struct scene *scene, const struct pdf_fonts *fonts)
{
    begin_object(pdf);
    put_reference(pdf, "<</Type/Page/Parent", OBJECT_PAGES);
    put_box(pdf, "MediaBox", scene);
    put_box(pdf, "BleedBox", scene);
    put_box(pdf, "TrimBox", scene);
    put_reference(pdf, "/Contents", OBJECT_CONTENT);
    g_string_append(pdf->out, "/Resources<</Font<<");
    for (unsigned i = 0; i < fonts->fonts->len; i++) {
        g_string_append(pdf->out, "/F");
        number_append(pdf->out, i + 1);
        put_reference(pdf, "", OBJECT_FONTS + i * FONT_OBJECTS + FONT_DICT);
    }
    g_string_append(pdf->out, ">>>>>>");
    end_object(pdf);
    g_autoptr(GString) content = g_string_sized_new(16384);
    pdf_content(content, scene, fonts);
    put_stream(pdf, "", content->str, content->len);
}

static void put_info(struct pdf *pdf, const struct scene *scene)
{
    begin_object(pdf);
    g_string_append(pdf->out, "<</Title");
    escape_pdf_text(pdf->out, scene->title);
    g_string_append(pdf->out, "/Subject");
    escape_pdf_text(pdf->out, scene->spoken);
    g_string_append(pdf->out, "/Producer(uplabel)>>");
    end_object(pdf);
}

static void put_font_dict(struct pdf *pdf, const struct pdf_font *font, unsigned first)
{
    begin_object(pdf);
    g_string_append(pdf->out, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/");
    pdf_font_name(pdf->out, font);
    put_reference(pdf, "/DescendantFonts[", first + FONT_DESCENDANT);
    put_reference(pdf, "]/ToUnicode", first + FONT_TO_UNICODE);
    g_string_append(pdf->out, ">>");
    end_object(pdf);
}

static void put_descendant(struct pdf *pdf, const struct pdf_font *font, unsigned first)
{
    begin_object(pdf);
    g_string_append(pdf->out, "<</Type/Font/BaseFont/");
    pdf_font_name(pdf->out, font);
    g_string_append(pdf->out, font->is_cff ? "/Subtype/CIDFontType0"
                                           : "/Subtype/CIDFontType2/CIDToGIDMap/Identity");
    g_string_append(pdf->out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    put_reference(pdf, "/FontDescriptor", first + FONT_DESCRIPTOR);
    g_string_append(pdf->out, "/W");
    pdf_font_widths(pdf->out, font);
    g_string_append(pdf->out, ">>");
    end_object(pdf);
}

static void put_descriptor(struct pdf *pdf, const struct pdf_font *font, unsigned first)
{
    begin_object(pdf);
    g_string_append(pdf->out, "<</Type/FontDescriptor/FontName/");
    pdf_font_name(pdf->out, font);
    g_string_append(pdf->out, "/Flags 4/ItalicAngle 0/FontBBox["); /* 4: its own set of characters */
    for (size_t i = 0; i < G_N_ELEMENTS(font->box); i++)
        put_integer(pdf, "", font->box[i]);
    put_integer(pdf, "]/Ascent", font->ascent);
    put_integer(pdf, "/Descent", font->descent);
    put_integer(pdf, "/CapHeight", font->cap_height);
    put_integer(pdf, "/StemV", font->stem);
    put_reference(pdf, font->is_cff ? "/FontFile3" : "/FontFile2", first + FONT_PROGRAM);
    g_string_append(pdf->out, ">>");
    end_object(pdf);
}

static void put_program(struct pdf *pdf, const struct pdf_font *font)
{
    gsize size = 0;
    const void *program = g_bytes_get_data(font->program, &size);
    g_autofree char *length = g_strdup_printf("/Length1 %u", (unsigned)size);
    put_stream(pdf, font->is_cff ? "/Subtype/CIDFontType0C" : length, program, size);
}

static void put_font(struct pdf *pdf, const struct pdf_font *font, unsigned first)
{
    put_font_dict(pdf, font, first);
    put_descendant(pdf, font, first);
    put_descriptor(pdf, font, first);
    put_program(pdf, font);
    g_autoptr(GString) cmap = g_string_sized_new(2048);
    pdf_font_cmap(cmap, font);
    put_stream(pdf, "", cmap->str, cmap->len);
}

/* Twenty bytes for each object. */
static void put_xref(struct pdf *pdf)
{
    g_string_append(pdf->out, "xref\n0 ");
    number_append(pdf->out, pdf->offsets->len + 1u);
    g_string_append(pdf->out, "\n0000000000 65535 f \n");
    for (guint i = 0; i < pdf->offsets->len; i++)
        g_string_append_printf(pdf->out, "%010zu 00000 n \n",
                               g_array_index(pdf->offsets, size_t, i));
}

/* The document's id is its content's digest: the same label has the same id everywhere. */
static void put_trailer(struct pdf *pdf)
{
    char hex[HASH_HEX_SIZE];
    hash_sha256(pdf->out->str, pdf->out->len, hex);
    size_t start = pdf->out->len;
    put_xref(pdf);
    put_integer(pdf, "trailer\n<</Size", pdf->offsets->len + 1);
    put_reference(pdf, "/Root", OBJECT_CATALOG);
    put_reference(pdf, "/Info", OBJECT_INFO);
    g_string_append_printf(pdf->out, "/ID[<%.32s><%.32s>]>>\nstartxref\n", hex, hex);
    number_append(pdf->out, (int64_t)start);
    g_string_append(pdf->out, "\n%%EOF\n");
}

static GBytes *write_document(const struct scene *scene, const struct pdf_fonts *fonts)
{
    struct pdf pdf = {.out = g_string_sized_new(32768)};
    pdf.offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    int status = deflateInit(&pdf.deflater, 9);
    g_assert(status == Z_OK);
    g_string_append(pdf.out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"); /* high bytes: not a text file */
    put_catalog(&pdf, scene);
    put_page(&pdf, scene, fonts);
    put_info(&pdf, scene);
    for (unsigned i = 0; i < fonts->fonts->len; i++)
        put_font(&pdf, &g_array_index(fonts->fonts, struct pdf_font, i),
                 OBJECT_FONTS + i * FONT_OBJECTS);
    put_trailer(&pdf);
    deflateEnd(&pdf.deflater);
    g_array_unref(pdf.offsets);
    return g_string_free_to_bytes(pdf.out);
}

GBytes *pdf_write(const struct write_input *input, struct diags *diags)
{
    struct pdf_fonts fonts;
    GBytes *bytes = NULL;
    if (pdf_fonts_new(&fonts, input->scene))
        bytes = write_document(input->scene, &fonts);
    else
        diag_add(diags, CODE_INTERNAL, NOWHERE, "a font could not be reduced to its used glyphs");
    pdf_fonts_clear(&fonts);
    return bytes;
}
