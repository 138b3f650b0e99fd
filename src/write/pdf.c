/* SPDX-License-Identifier: Apache-2.0 */
/* Scenes → PDF 1.7: own bytes, tagged pages of the exact size, font subsets, real text. */
#include "write/pdf.h"

#include "base/escape.h"
#include "base/hash.h"
#include "base/number.h"
#include "write/formats.h"
#include "write/pdf_attach.h"
#include "write/pdf_content.h"
#include "write/pdf_file.h"
#include "write/pdf_font.h"
#include "write/pdf_print.h"
#include "write/pdf_tags.h"
#include "write/pdf_xmp.h"

/* Objects in their order: these, a page and its content for each scene, the information and, but
 * for a press, metadata and tags; then the fonts and the attachment. */
enum { OBJECT_CATALOG = 1, OBJECT_PAGES, OBJECT_FIRST_PAGE };
enum { PAGE_OBJECTS = 2 };

/* What all parts are made from. */
struct pdf_document {
    struct pdf_file *file;
    const struct pdf_pages *pages;
    const char *title, *language;
    struct pdf_fonts fonts;
    const struct pdf_sheet *sheet; /* NULL: not for a press */
    GArray *elements;              /* of struct pdf_element */
    GPtrArray *contents;           /* of GBytes *: of each page, deflated */
    unsigned info, metadata, tags, first_font;
    unsigned attachment, profile; /* 0: none */
};

static void put_catalog(const struct pdf_document *document)
{
    GString *out = pdf_file_object(document->file);
    pdf_put_reference(out, "<</Type/Catalog/Pages", OBJECT_PAGES);
    g_string_append(out, "/Lang");
    escape_pdf_text(out, document->language);
    if (document->sheet)
        pdf_print_intent(out, document->sheet->press, document->profile);
    if (document->metadata > 0)
        pdf_put_reference(out, "/Metadata", document->metadata);
    if (document->tags > 0)
        pdf_put_reference(out, "/MarkInfo<</Marked true>>/StructTreeRoot", document->tags);
    if (document->attachment > 0)
        pdf_attach_refer(out, document->attachment);
    g_string_append(out, "/ViewerPreferences<</DisplayDocTitle true");
    g_string_append(out, document->pages->scenes[0]->rtl ? "/Direction/R2L>>>>" : ">>>>");
}

static void put_resources(GString *out, const struct pdf_document *document)
{
    g_string_append(out, "/Resources<<");
    if (document->sheet)
        pdf_print_resources(out, document->sheet, document->pages->scenes, document->pages->count);
    for (unsigned i = 0; i < document->fonts.fonts->len; i++) {
        g_string_append(out, i == 0 ? "/Font<</F" : "/F");
        number_append(out, i + 1);
        pdf_put_reference(out, "", document->first_font + i * PDF_FONT_OBJECTS);
    }
    g_string_append(out, document->fonts.fonts->len > 0 ? ">>>>" : ">>");
}

/* Several pages inherit their resources from here. */
static void put_pages(const struct pdf_document *document)
{
    size_t count = document->pages->count;
    GString *out = pdf_file_object(document->file);
    pdf_put_integer(out, "<</Type/Pages/Count", (int64_t)count);
    g_string_append(out, "/Kids[");
    for (unsigned i = 0; i < count; i++)
        pdf_put_reference(out, "", OBJECT_FIRST_PAGE + i * PAGE_OBJECTS);
    g_string_append_c(out, ']');
    if (count > 1)
        put_resources(out, document);
    g_string_append(out, ">>");
}

static const struct scene *slug_of(const struct pdf_document *document, unsigned page)
{
    return document->sheet && document->pages->slugs ? document->pages->slugs[page] : NULL;
}

static void put_page(const struct pdf_document *document, unsigned page)
{
    static const struct pdf_sheet bare = {0};
    GString *out = pdf_file_object(document->file);
    pdf_put_reference(out, "<</Type/Page/Parent", OBJECT_PAGES);
    pdf_print_boxes(out, document->sheet ? document->sheet : &bare, document->pages->scenes[page],
                    slug_of(document, page));
    pdf_put_reference(out, "/Contents", OBJECT_FIRST_PAGE + page * PAGE_OBJECTS + 1);
    if (!document->sheet)
        pdf_put_integer(out, "/StructParents", page);
    if (document->pages->count == 1)
        put_resources(out, document);
    g_string_append(out, ">>");
    gsize size = 0;
    const void *content = g_bytes_get_data(document->contents->pdata[page], &size);
    pdf_file_packed_stream(document->file, "", content, size);
}

static struct moment made(const struct pdf_document *document)
{
    return pdf_print_made(document->sheet->press, document->pages->stated_on);
}

static void put_info(const struct pdf_document *document)
{
    GString *out = pdf_file_object(document->file);
    g_string_append(out, "<</Title");
    escape_pdf_text(out, document->title);
    if (document->pages->subject) {
        g_string_append(out, "/Subject");
        escape_pdf_text(out, document->pages->subject);
    }
    g_string_append(out, "/Producer(uplabel)");
    if (document->sheet)
        pdf_print_info(out, document->sheet->press, made(document));
    g_string_append(out, ">>");
}

/* Of all that is drawn, and with what. */
static uint64_t digest(const struct pdf_document *document)
{
    uint64_t hash = document->pages->count;
    for (guint i = 0; i < document->contents->len; i++) {
        gsize size = 0;
        const uint8_t *bytes = g_bytes_get_data(document->contents->pdata[i], &size);
        for (gsize j = 0; j < size; j++)
            hash_add(&hash, bytes[j]);
        hash_add(&hash, scene_digest(document->pages->scenes[i]));
    }
    return hash;
}

static void put_metadata(const struct pdf_document *document)
{
    g_autoptr(GString) xmp = g_string_sized_new(1024);
    struct pdf_about about = {.title = document->title, .language = document->language};
    if (document->sheet) {
        about.standard = "PDF/X-4";
        about.subject = document->pages->subject;
        about.made = made(document);
        about.digest = digest(document);
    }
    pdf_xmp(xmp, &about);
    pdf_file_plain_stream(document->file, "/Type/Metadata/Subtype/XML", xmp->str, xmp->len);
}

static void put_tags(const struct pdf_document *document)
{
    struct pdf_tagged tagged = {
        .scenes = document->pages->scenes,
        .count = document->pages->count,
        .language = document->language,
        .elements = document->elements,
        .first_page = OBJECT_FIRST_PAGE,
        .page_step = PAGE_OBJECTS,
    };
    pdf_tags_tree(document->file, &tagged, document->tags);
}

/* What the pages show, and with it which elements there are. */
static void draw_pages(struct pdf_document *document)
{
    g_autoptr(GString) content = g_string_sized_new(16384);
    struct pdf_tags tags = {.elements = document->elements};
    for (unsigned i = 0; i < document->pages->count; i++) {
        g_string_truncate(content, 0);
        const struct scene *scene = document->pages->scenes[i];
        if (document->sheet)
            pdf_content_press(content, scene, slug_of(document, i), &document->fonts,
                              document->sheet);
        else
            pdf_content(content, scene, &document->fonts, &tags, i);
        g_ptr_array_add(document->contents,
                        pdf_file_deflated(document->file, content->str, content->len));
    }
}

static void number_objects(struct pdf_document *document)
{
    document->info = OBJECT_FIRST_PAGE + (unsigned)document->pages->count * PAGE_OBJECTS;
    unsigned next = document->info + 1;
    if (!document->sheet || document->sheet->press->x4)
        document->metadata = next++;
    if (!document->sheet) {
        document->tags = next;
        next += pdf_tags_objects(document->elements);
    }
    document->first_font = next;
    next += document->fonts.fonts->len * PDF_FONT_OBJECTS;
    if (document->sheet && document->sheet->press->profile)
        document->profile = next;
    else if (!document->sheet && document->pages->label_json)
        document->attachment = next;
}

static GBytes *write_objects(const struct pdf_document *document)
{
    struct pdf_file *file = document->file;
    put_catalog(document);
    put_pages(document);
    for (unsigned i = 0; i < document->pages->count; i++)
        put_page(document, i);
    put_info(document);
    if (document->metadata > 0)
        put_metadata(document);
    if (document->tags > 0)
        put_tags(document);
    for (unsigned i = 0; i < document->fonts.fonts->len; i++)
        pdf_font_put(file, &g_array_index(document->fonts.fonts, struct pdf_font, i),
                     document->first_font + i * PDF_FONT_OBJECTS);
    if (document->attachment > 0)
        pdf_attach(file, document->pages->label_json, document->pages->made, document->attachment);
    if (document->profile > 0)
        pdf_print_profile(file, document->sheet->press->profile);
    return pdf_file_finish(file, OBJECT_CATALOG, document->info);
}

static GBytes *write_document(struct pdf_document *document)
{
    document->elements = g_array_new(FALSE, FALSE, sizeof(struct pdf_element));
    document->contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    draw_pages(document);
    number_objects(document);
    GBytes *bytes = write_objects(document);
    g_ptr_array_unref(document->contents);
    g_array_unref(document->elements);
    return bytes;
}

/* Of everything that is drawn, none where type is drawn as shapes. */
static bool make_fonts(struct pdf_document *document)
{
    pdf_fonts_init(&document->fonts);
    bool fontless = document->sheet && document->sheet->press->outlines;
    for (unsigned i = 0; i < document->pages->count && !fontless; i++) {
        const struct scene *slug = slug_of(document, i);
        pdf_fonts_add(&document->fonts, document->pages->scenes[i]);
        if (slug)
            pdf_fonts_add(&document->fonts, slug);
    }
    return pdf_fonts_make(&document->fonts, document->file);
}

/* PDF/X-1a:2003 is PDF 1.4; PDF/X-4 is PDF 1.6, in which no more is used than in the other. */
static struct pdf_file *new_file(const struct write_options *options)
{
    if (!options->print)
        return pdf_file_new("1.7", false);
    return pdf_file_new(options->press.x4 ? "1.6" : "1.4", true);
}

GBytes *pdf_write_pages(const struct pdf_pages *pages, struct diags *diags)
{
    g_assert(pages->count > 0);
    const struct scene *first = pages->scenes[0];
    struct pdf_sheet sheet = pdf_print_sheet(pages->options);
    if (pages->whole_paper) {
        sheet.margin = 0;
        sheet.marks = false;
    }
    struct pdf_document document = {
        .file = new_file(pages->options),
        .pages = pages,
        .title = pages->title ? pages->title : first->title,
        .language = pages->language ? pages->language : first->language,
        .sheet = pages->options->print ? &sheet : NULL,
    };
    GBytes *bytes = NULL;
    if (make_fonts(&document)) {
        bytes = write_document(&document);
    } else {
        diag_add(diags, CODE_INTERNAL, NOWHERE, "a font could not be reduced to its used glyphs");
        pdf_file_free(document.file);
    }
    pdf_fonts_clear(&document.fonts);
    return bytes;
}

GBytes *pdf_write(const struct write_input *input, struct diags *diags)
{
    const struct wording *wording = input->wording_count > 0 ? input->wordings[0] : NULL;
    struct pdf_pages pages = {
        .scenes = &input->scene,
        .slugs = &input->slug,
        .count = 1,
        .subject = input->scene->spoken,
        .label_json = input->label_json,
        .made = input->made,
        .options = input->options,
    };
    if (wording)
        pages.stated_on = wording->facts->declaration->declarant.stated_on;
    return pdf_write_pages(&pages, diags);
}
