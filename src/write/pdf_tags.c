/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a PDF: one figure that says the whole label, all else is decoration. */
#include "write/pdf_tags.h"

#include "base/escape.h"

enum { TREE_ROOT, TREE_DOCUMENT, TREE_FIGURE, TREE_PARENTS };

G_STATIC_ASSERT(TREE_PARENTS + 1 == PDF_TAGS_OBJECTS);

/* Marking */

/* Shapes outside every group are the paper and the frame; text and code are never decoration. */
static enum pdf_tag tag_of(const struct pdf_tags *tags, const struct op *op)
{
    bool speaks = op->kind == OP_GLYPHS || op->kind == OP_QR;
    return speaks || tags->depth > 0 ? PDF_TAG_FIGURE : PDF_TAG_ARTIFACT;
}

static void begin(struct pdf_tags *tags, enum pdf_tag tag)
{
    if (tag == PDF_TAG_ARTIFACT) {
        g_string_append(tags->out, "/Artifact BMC\n");
    } else {
        pdf_put_integer(tags->out, "/Figure<</MCID", tags->stretches++);
        g_string_append(tags->out, ">>BDC\n");
    }
    tags->open = tag;
}

void pdf_tags_end(struct pdf_tags *tags)
{
    if (tags->open != PDF_TAG_NONE)
        g_string_append(tags->out, "EMC\n");
    tags->open = PDF_TAG_NONE;
}

void pdf_tags_mark(struct pdf_tags *tags, const struct op *op)
{
    if (op->kind == OP_GROUP_BEGIN) {
        tags->depth++;
    } else if (op->kind == OP_GROUP_END) {
        tags->depth--;
    } else if (tag_of(tags, op) != tags->open) {
        enum pdf_tag tag = tag_of(tags, op);
        pdf_tags_end(tags);
        begin(tags, tag);
    }
}

/* The tree */

static void put_root(struct pdf_file *file, unsigned root)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/StructTreeRoot/K", root + TREE_DOCUMENT);
    pdf_put_reference(out, "/ParentTree", root + TREE_PARENTS);
    g_string_append(out, "/ParentTreeNextKey 1>>");
}

static void put_document(struct pdf_file *file, unsigned root)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/StructElem/S/Document/P", root + TREE_ROOT);
    pdf_put_reference(out, "/K", root + TREE_FIGURE);
    g_string_append(out, ">>");
}

static void put_figure(struct pdf_file *file, const struct scene *scene, unsigned root,
                       unsigned page, unsigned stretches)
{
    GString *out = pdf_file_object(file);
    pdf_put_reference(out, "<</Type/StructElem/S/Figure/P", root + TREE_DOCUMENT);
    pdf_put_reference(out, "/Pg", page);
    g_string_append(out, "/Alt");
    escape_pdf_text(out, scene->spoken);
    pdf_put_box(out, "/A<</O/Layout/Placement/Block/BBox", 0, scene->width, scene->height);
    g_string_append(out, ">>/K[");
    for (unsigned i = 0; i < stretches; i++)
        pdf_put_integer(out, "", i);
    g_string_append(out, "]>>");
}

/* From each stretch of the page to what it is a part of. */
static void put_parents(struct pdf_file *file, unsigned root, unsigned stretches)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Nums[0[");
    for (unsigned i = 0; i < stretches; i++)
        pdf_put_reference(out, "", root + TREE_FIGURE);
    g_string_append(out, "]]>>");
}

void pdf_tags_tree(struct pdf_file *file, const struct scene *scene, unsigned root, unsigned page,
                   unsigned stretches)
{
    put_root(file, root);
    put_document(file, root);
    put_figure(file, scene, root, page, stretches);
    put_parents(file, root, stretches);
}
