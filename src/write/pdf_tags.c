/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a PDF: a figure that says the whole label, for each; all else is decoration. */
#include "write/pdf_tags.h"

#include "base/escape.h"
#include "base/number.h"

#include <string.h>

/* The parents' object follows the elements'. */
enum { TREE_ROOT, TREE_DOCUMENT, TREE_ELEMENTS };

unsigned pdf_tags_objects(const GArray *elements)
{
    return TREE_ELEMENTS + elements->len + 1;
}

/* Marking */

static bool is_label(const struct op *op)
{
    return op->kind == OP_GROUP_BEGIN && op->group.label && op->group.width > 0;
}

static bool has_labels(const struct scene *scene)
{
    for (guint i = 0; i < scene->ops->len; i++)
        if (is_label(&g_array_index(scene->ops, struct op, i)))
            return true;
    return false;
}

static void add_element(struct pdf_tags *tags, enum pdf_tag tag, const struct op *op)
{
    struct pdf_element element = {tag, tags->page, op, tags->stretches, 0};
    g_array_append_val(tags->elements, element);
}

static void close_tag(struct pdf_tags *tags)
{
    if (tags->open != PDF_TAG_NONE)
        g_string_append(tags->out, "EMC\n");
    tags->open = PDF_TAG_NONE;
}

void pdf_tags_begin(struct pdf_tags *tags, GString *out, const struct scene *scene, unsigned page)
{
    *tags = (struct pdf_tags){.elements = tags->elements, .out = out, .page = page};
    tags->holds_labels = has_labels(scene) || !scene->spoken;
    if (!tags->holds_labels)
        add_element(tags, PDF_TAG_FIGURE, NULL);
}

void pdf_tags_end(struct pdf_tags *tags)
{
    close_tag(tags);
}

/* Shapes outside every group of a label are the paper and the frame; text and code are never
 * decoration. Beside labels only text speaks. */
static enum pdf_tag tag_of(const struct pdf_tags *tags, const struct op *op)
{
    if (tags->holds_labels && tags->label_depth == 0)
        return op->kind == OP_GLYPHS ? PDF_TAG_PARAGRAPH : PDF_TAG_ARTIFACT;
    bool speaks = op->kind == OP_GLYPHS || op->kind == OP_QR;
    return speaks || tags->depth > tags->label_depth ? PDF_TAG_FIGURE : PDF_TAG_ARTIFACT;
}

/* A phrase that a shape has interrupted. */
static bool goes_on(const struct pdf_tags *tags, const struct op *op)
{
    return tags->phrase && op->glyphs.phrase == tags->phrase;
}

static void open_tag(struct pdf_tags *tags, enum pdf_tag tag, const struct op *op)
{
    tags->open = tag;
    if (tag == PDF_TAG_ARTIFACT) {
        g_string_append(tags->out, "/Artifact BMC\n");
        return;
    }
    if (tag == PDF_TAG_PARAGRAPH && !goes_on(tags, op)) {
        add_element(tags, tag, op);
        tags->phrase = op->glyphs.phrase;
    }
    g_array_index(tags->elements, struct pdf_element, tags->elements->len - 1).count++;
    pdf_put_integer(tags->out, tag == PDF_TAG_FIGURE ? "/Figure<</MCID" : "/P<</MCID",
                    tags->stretches++);
    g_string_append(tags->out, ">>BDC\n");
}

/* Beside labels a group is a paragraph, or several where it has texts of their own. */
static void enter(struct pdf_tags *tags, const struct op *op)
{
    tags->depth++;
    if (!tags->holds_labels || tags->label_depth > 0)
        return;
    close_tag(tags);
    tags->phrase = NULL;
    if (!is_label(op))
        return;
    tags->label_depth = tags->depth;
    add_element(tags, PDF_TAG_FIGURE, op);
}

static void leave(struct pdf_tags *tags)
{
    bool inside = tags->label_depth > 0 && tags->depth > tags->label_depth;
    if (tags->holds_labels && !inside) {
        close_tag(tags);
        tags->phrase = NULL;
        tags->label_depth = 0;
    }
    tags->depth--;
}

static bool begins_phrase(const struct pdf_tags *tags, const struct op *op)
{
    return tags->open == PDF_TAG_PARAGRAPH && op->glyphs.phrase != tags->phrase;
}

void pdf_tags_mark(struct pdf_tags *tags, const struct op *op)
{
    if (op->kind == OP_GROUP_BEGIN) {
        enter(tags, op);
    } else if (op->kind == OP_GROUP_END) {
        leave(tags);
    } else if (tag_of(tags, op) != tags->open || begins_phrase(tags, op)) {
        close_tag(tags);
        open_tag(tags, tag_of(tags, op), op);
    }
}

/* The tree */

static const struct pdf_element *element_at(const struct pdf_tagged *tagged, guint i)
{
    return &g_array_index(tagged->elements, struct pdf_element, i);
}

/* One object, or an array of several that follow each other. */
static void put_kids(GString *out, unsigned first, unsigned count)
{
    g_string_append(out, "/K");
    if (count != 1)
        g_string_append_c(out, '[');
    for (unsigned i = 0; i < count; i++)
        pdf_put_reference(out, "", first + i);
    if (count != 1)
        g_string_append_c(out, ']');
}

static void put_root(struct pdf_file *file, const struct pdf_tagged *tagged, unsigned root)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Type/StructTreeRoot");
    put_kids(out, root + TREE_DOCUMENT, 1);
    pdf_put_reference(out, "/ParentTree", root + TREE_ELEMENTS + tagged->elements->len);
    pdf_put_integer(out, "/ParentTreeNextKey", (int64_t)tagged->count);
    g_string_append(out, ">>");
}

static void put_document(struct pdf_file *file, const struct pdf_tagged *tagged, unsigned root)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/StructElem/S/Document/P", root + TREE_ROOT);
    put_kids(out, root + TREE_ELEMENTS, tagged->elements->len);
    g_string_append(out, ">>");
}

/* What is said in place of the figure, and where it stands on its page. */
static void put_figure(GString *out, const struct pdf_tagged *tagged,
                       const struct pdf_element *element)
{
    const struct scene *scene = tagged->scenes[element->page];
    const struct op *label = element->op;
    const char *language = label && label->group.language ? label->group.language : scene->language;
    g_string_append(out, "/Alt");
    escape_pdf_text(out, label ? label->group.label : scene->spoken);
    if (language && strcmp(language, tagged->language) != 0) {
        g_string_append(out, "/Lang");
        escape_pdf_text(out, language);
    }
    int32_t left = label ? label->group.x : 0, top = scene->height - (label ? label->group.y : 0);
    pdf_put_box(out, "/A<</O/Layout/Placement/Block/BBox", left,
                top - (label ? label->group.height : scene->height),
                left + (label ? label->group.width : scene->width), top);
    g_string_append(out, ">>");
}

/* The whole text: its runs may stand in several fonts and lines, without blanks between. */
static void put_paragraph(GString *out, const struct op *op)
{
    if (!op->glyphs.phrase)
        return;
    g_string_append(out, "/ActualText");
    escape_pdf_text(out, op->glyphs.phrase);
}

static void put_element(struct pdf_file *file, const struct pdf_tagged *tagged,
                        const struct pdf_element *element, unsigned root)
{
    GString *out = pdf_file_object(file);
    bool figure = element->tag == PDF_TAG_FIGURE;
    g_string_append(out, figure ? "<</Type/StructElem/S/Figure" : "<</Type/StructElem/S/P");
    pdf_put_reference(out, "/P", root + TREE_DOCUMENT);
    pdf_put_reference(out, "/Pg", tagged->first_page + element->page * tagged->page_step);
    if (figure)
        put_figure(out, tagged, element);
    else
        put_paragraph(out, element->op);
    g_string_append(out, "/K[");
    for (unsigned i = 0; i < element->count; i++)
        pdf_put_integer(out, "", element->first + i);
    g_string_append(out, "]>>");
}

/* From each stretch of each page to what it is a part of. */
static void put_parents(struct pdf_file *file, const struct pdf_tagged *tagged, unsigned root)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Nums[");
    guint at = 0;
    for (unsigned page = 0; page < tagged->count; page++) {
        if (page > 0)
            g_string_append_c(out, ' ');
        number_append(out, page);
        g_string_append_c(out, '[');
        for (; at < tagged->elements->len && element_at(tagged, at)->page == page; at++)
            for (unsigned i = 0; i < element_at(tagged, at)->count; i++)
                pdf_put_reference(out, "", root + TREE_ELEMENTS + at);
        g_string_append_c(out, ']');
    }
    g_string_append(out, "]>>");
}

void pdf_tags_tree(struct pdf_file *file, const struct pdf_tagged *tagged, unsigned root)
{
    put_root(file, tagged, root);
    put_document(file, tagged, root);
    for (guint i = 0; i < tagged->elements->len; i++)
        put_element(file, tagged, element_at(tagged, i), root);
    put_parents(file, tagged, root);
}
