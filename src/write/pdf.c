/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → PDF 1.7: own bytes, one tagged page of the exact size, font subsets, real text. */
#include "base/escape.h"
#include "base/number.h"
#include "write/formats.h"
#include "write/pdf_attach.h"
#include "write/pdf_content.h"
#include "write/pdf_file.h"
#include "write/pdf_font.h"
#include "write/pdf_print.h"
#include "write/pdf_tags.h"
#include "write/pdf_xmp.h"

/* Numbers of the objects that every document has; those of the fonts follow, then the attachment's.
 * A printer's file has no metadata and no tags. */
enum {
    OBJECT_CATALOG = 1,
    OBJECT_PAGES,
    OBJECT_PAGE,
    OBJECT_CONTENT,
    OBJECT_INFO,
    OBJECT_METADATA,
    OBJECT_TAGS,
    OBJECT_LAST = OBJECT_TAGS + PDF_TAGS_OBJECTS
};

/* Objects of one font. */
enum { FONT_DICT, FONT_DESCENDANT, FONT_DESCRIPTOR, FONT_PROGRAM, FONT_TO_UNICODE, FONT_OBJECTS };

/* What all parts are made from. */
struct pdf_document {
    struct pdf_file *file;
    const struct scene *scene;
    const struct write_input *input;
    const struct pdf_fonts *fonts;
    const struct pdf_sheet *sheet; /* NULL: not for a press */
    unsigned first_font;
    unsigned attachment; /* 0: none */
};

static void put_catalog(const struct pdf_document *document)
{
    GString *out = pdf_file_object(document->file);
    pdf_put_reference(out, "<</Type/Catalog/Pages", OBJECT_PAGES);
    g_string_append(out, "/Lang");
    escape_pdf_text(out, document->scene->language);
    if (document->sheet) {
        pdf_print_intent(out);
    } else {
        pdf_put_reference(out, "/Metadata", OBJECT_METADATA);
        pdf_put_reference(out, "/MarkInfo<</Marked true>>/StructTreeRoot", OBJECT_TAGS);
    }
    if (document->attachment > 0)
        pdf_attach_refer(out, document->attachment);
    g_string_append(out, "/ViewerPreferences<</DisplayDocTitle true");
    g_string_append(out, document->scene->rtl ? "/Direction/R2L>>>>" : ">>>>");
}

static void put_pages(struct pdf_file *file)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/Pages/Count 1/Kids[", OBJECT_PAGE);
    g_string_append(out, "]>>");
}

static void put_boxes(GString *out, const struct pdf_document *document)
{
    static const struct pdf_sheet bare = {0};
    pdf_print_boxes(out, document->sheet ? document->sheet : &bare, document->scene);
}

static void put_page(const struct pdf_document *document)
{
    GString *out = pdf_file_object(document->file);
    pdf_put_reference(out, "<</Type/Page/Parent", OBJECT_PAGES);
    put_boxes(out, document);
    pdf_put_reference(out, "/Contents", OBJECT_CONTENT);
    g_string_append(out, document->sheet ? "/Resources<<" : "/StructParents 0/Resources<<");
    if (document->sheet)
        pdf_print_resources(out);
    g_string_append(out, "/Font<<");
    for (unsigned i = 0; i < document->fonts->fonts->len; i++) {
        g_string_append(out, "/F");
        number_append(out, i + 1);
        pdf_put_reference(out, "", document->first_font + i * FONT_OBJECTS + FONT_DICT);
    }
    g_string_append(out, ">>>>>>");
}

/* Returns how many stretches of the content are the label's. */
static unsigned put_content(const struct pdf_document *document)
{
    g_autoptr(GString) content = g_string_sized_new(16384);
    unsigned stretches = pdf_content(content, document->scene, document->fonts, document->sheet);
    pdf_file_stream(document->file, "", content->str, content->len);
    return stretches;
}

static struct date stated_on(const struct pdf_document *document)
{
    const struct wording *wording = document->input->wording;
    return wording ? wording->facts->declaration->declarant.stated_on : (struct date){0};
}

static void put_info(const struct pdf_document *document)
{
    GString *out = pdf_file_object(document->file);
    g_string_append(out, "<</Title");
    escape_pdf_text(out, document->scene->title);
    g_string_append(out, "/Subject");
    escape_pdf_text(out, document->scene->spoken);
    g_string_append(out, "/Producer(uplabel)");
    if (document->sheet)
        pdf_print_info(out, stated_on(document));
    g_string_append(out, ">>");
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

static GBytes *write_document(const struct pdf_document *document)
{
    struct pdf_file *file = document->file;
    put_catalog(document);
    put_pages(file);
    put_page(document);
    unsigned stretches = put_content(document);
    put_info(document);
    if (!document->sheet) {
        put_metadata(file, document->scene);
        pdf_tags_tree(file, document->scene, OBJECT_TAGS, OBJECT_PAGE, stretches);
    }
    for (unsigned i = 0; i < document->fonts->fonts->len; i++)
        put_font(file, &g_array_index(document->fonts->fonts, struct pdf_font, i),
                 document->first_font + i * FONT_OBJECTS);
    if (document->attachment > 0)
        pdf_attach(file, document->input->label_json, document->attachment);
    return pdf_file_finish(file, OBJECT_CATALOG, OBJECT_INFO);
}

GBytes *pdf_write(const struct write_input *input, struct diags *diags)
{
    const struct write_options *options = input->options;
    struct pdf_fonts fonts;
    struct pdf_sheet sheet = pdf_print_sheet(options);
    struct pdf_document document = {
        .file = pdf_file_new(options->print),
        .scene = input->scene,
        .input = input,
        .fonts = &fonts,
        .sheet = options->print ? &sheet : NULL,
        .first_font = options->print ? OBJECT_METADATA : OBJECT_LAST,
    };
    GBytes *bytes = NULL;
    if (pdf_fonts_new(&fonts, input->scene, document.file)) {
        if (input->label_json && !options->print)
            document.attachment = document.first_font + fonts.fonts->len * FONT_OBJECTS;
        bytes = write_document(&document);
    } else {
        diag_add(diags, CODE_INTERNAL, NOWHERE, "a font could not be reduced to its used glyphs");
        pdf_file_free(document.file);
    }
    pdf_fonts_clear(&fonts);
    return bytes;
}
