/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a PDF: a figure that says the whole label, for each; all else is decoration. */
#pragma once

#include "scene/scene.h"
#include "write/pdf_file.h"

enum pdf_tag { PDF_TAG_NONE, PDF_TAG_ARTIFACT, PDF_TAG_FIGURE, PDF_TAG_PARAGRAPH };

/* Something that a reader is told of: a page that is a label, a label on a page, or a text beside
 * labels. */
struct pdf_element {
    enum pdf_tag tag;
    unsigned page;
    const struct op *op;   /* the group of a label on its page, NULL: the page is the label; of a
                            * text its first run */
    unsigned first, count; /* its stretches among the page's: marked on without a break */
};

/* A document's marked content while it is written. Zero but for elements before the first page. */
struct pdf_tags {
    GArray *elements; /* of struct pdf_element, in reading order */
    GString *out;
    unsigned page;
    unsigned stretches;   /* of the page, so far */
    enum pdf_tag open;
    const char *phrase;   /* of the paragraph that is open */
    unsigned depth;       /* of the page's groups */
    bool holds_labels;    /* the page is more than a label … */
    unsigned label_depth; /* … and this group is one; 0: beside labels */
};

/* Begins and ends a page whose content is appended to out. */
void pdf_tags_begin(struct pdf_tags *tags, GString *out, const struct scene *scene, unsigned page);
void pdf_tags_end(struct pdf_tags *tags);

/* Marks what the op is going to draw; nothing else may be open in the content. */
void pdf_tags_mark(struct pdf_tags *tags, const struct op *op);

/* What the tree is about: page i is the object first_page + i * page_step. */
struct pdf_tagged {
    const struct scene *const *scenes;
    size_t count;
    const char *language;
    const GArray *elements;
    unsigned first_page, page_step;
};

/* How many objects the structure tree has, and the tree; its objects begin with root. */
unsigned pdf_tags_objects(const GArray *elements);
void pdf_tags_tree(struct pdf_file *file, const struct pdf_tagged *tagged, unsigned root);
