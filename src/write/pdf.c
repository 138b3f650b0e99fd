/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → PDF 1.7: own bytes, one tagged page of the exact size, font subsets, real text. */
#include "base/escape.h"
#include "base/number.h"
#include "write/formats.h"
#include "write/pdf_attach.h"
#include "write/pdf_content.h"
#include "write/pdf_file.h"
#include "write/pdf_font.h"
#include "write/pdf_tags.h"
#include "write/pdf_xmp.h"

/* Numbers of the objects that every document has; those of the fonts follow, then the attachment's.
 */
enum {
    OBJECT_CATALOG = 1,
    OBJECT_PAGES,
    OBJECT_PAGE,
    OBJECT_CONTENT,
    OBJECT_INFO,
    OBJECT_METADATA,
    OBJECT_TAGS,
    OBJECT_FONTS = OBJECT_TAGS + PDF_TAGS_OBJECTS
};

/* Objects of one font. */
enum { FONT_DICT, FONT_DESCENDANT, FONT_DESCRIPTOR, FONT_PROGRAM, FONT_TO_UNICODE, FONT_OBJECTS };

/* attachment is the number of its object, 0: none. */
static void put_catalog(struct pdf_file *file, const struct scene *scene, unsigned attachment)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/Catalog/Pages", OBJECT_PAGES);
    g_string_append(out, "/Lang");
    escape_pdf_text(out, scene->language);
    pdf_put_reference(out, "/Metadata", OBJECT_METADATA);
    pdf_put_reference(out, "/MarkInfo<</Marked true>>/StructTreeRoot", OBJECT_TAGS);
    if (attachment > 0)
        pdf_attach_refer(out, attachment);
    g_string_append(out, "/ViewerPreferences<</DisplayDocTitle true");
    g_string_append(out, scene->rtl ? "/Direction/R2L>>>>" : ">>>>");
}

static void put_pages(struct pdf_file *file)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/Pages/Count 1/Kids[", OBJECT_PAGE);
    g_string_append(out, "]>>");
}

static void put_page(struct pdf_file *file, const struct scene *scene,
                     const struct pdf_fonts *fonts)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/Page/Parent", OBJECT_PAGES);
    pdf_put_box(out, "/MediaBox", scene->width, scene->height);
    pdf_put_box(out, "/BleedBox", scene->width, scene->height);
    pdf_put_box(out, "/TrimBox", scene->width, scene->height);
    pdf_put_reference(out, "/Contents", OBJECT_CONTENT);
    g_string_append(out, "/StructParents 0/Resources<</Font<<");
    for (unsigned i = 0; i < fonts->fonts->len; i++) {
        g_string_append(out, "/F");
        number_append(out, i + 1);
        pdf_put_reference(out, "", OBJECT_FONTS + i * FONT_OBJECTS + FONT_DICT);
    }
    g_string_append(out, ">>>>>>");
}

/* Returns how many stretches of the content are the label's. */
static unsigned put_content(struct pdf_file *file, const struct scene *scene,
                            const struct pdf_fonts *fonts)
{
    g_autoptr(GString) content = g_string_sized_new(16384);
    unsigned stretches = pdf_content(content, scene, fonts);
    pdf_file_stream(file, "", content->str, content->len);
    return stretches;
}

static void put_info(struct pdf_file *file, const struct scene *scene)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Title");
    escape_pdf_text(out, scene->title);
    g_string_append(out, "/Subject");
    escape_pdf_text(out, scene->spoken);
    g_string_append(out, "/Producer(uplabel)>>");
}

static void put_metadata(struct pdf_file *file, const struct scene *scene)
{
    g_autoptr(GString) xmp = g_string_sized_new(1024);
    pdf_xmp(xmp, scene);
    pdf_file_plain_stream(file, "/Type/Metadata/Subtype/XML", xmp->str, xmp->len);
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
    pdf_font_widths(out, font);
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

static void put_font(struct pdf_file *file, const struct pdf_font *font, unsigned first)
{
    put_font_dict(file, font, first);
    put_descendant(file, font, first);
    put_descriptor(file, font, first);
    put_program(file, font);
    g_autoptr(GString) cmap = g_string_sized_new(2048);
    pdf_font_cmap(cmap, font);
    pdf_file_stream(file, "", cmap->str, cmap->len);
}

static GBytes *write_document(struct pdf_file *file, const struct scene *scene,
                              const struct pdf_fonts *fonts, GBytes *label_json)
{
    unsigned attachment = OBJECT_FONTS + fonts->fonts->len * FONT_OBJECTS;
    put_catalog(file, scene, label_json ? attachment : 0);
    put_pages(file);
    put_page(file, scene, fonts);
    unsigned stretches = put_content(file, scene, fonts);
    put_info(file, scene);
    put_metadata(file, scene);
    pdf_tags_tree(file, scene, OBJECT_TAGS, OBJECT_PAGE, stretches);
    for (unsigned i = 0; i < fonts->fonts->len; i++)
        put_font(file, &g_array_index(fonts->fonts, struct pdf_font, i),
                 OBJECT_FONTS + i * FONT_OBJECTS);
    if (label_json)
        pdf_attach(file, label_json, attachment);
    return pdf_file_finish(file, OBJECT_CATALOG, OBJECT_INFO);
}

GBytes *pdf_write(const struct write_input *input, struct diags *diags)
{
    struct pdf_fonts fonts;
    GBytes *bytes = NULL;
    struct pdf_file *file = pdf_file_new();
    if (pdf_fonts_new(&fonts, input->scene, file)) {
        bytes = write_document(file, input->scene, &fonts, input->options->label_json);
    } else {
        diag_add(diags, CODE_INTERNAL, NOWHERE, "a font could not be reduced to its used glyphs");
        pdf_file_free(file);
    }
    pdf_fonts_clear(&fonts);
    return bytes;
}
