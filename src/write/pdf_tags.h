/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a PDF: one figure that says the whole label, all else is decoration. */
#pragma once

#include "scene/scene.h"
#include "write/pdf_file.h"

enum pdf_tag { PDF_TAG_NONE, PDF_TAG_ARTIFACT, PDF_TAG_FIGURE };

/* The page's marked content while it is written. Zero but for out before the first op. */
struct pdf_tags {
    GString *out;
    enum pdf_tag open;
    unsigned depth;     /* of the scene's groups */
    unsigned stretches; /* of the figure: what is marked on without a break */
};

/* Marks what the op is going to draw; nothing else may be open in the content. */
void pdf_tags_mark(struct pdf_tags *tags, const struct op *op);
void pdf_tags_end(struct pdf_tags *tags);

/* How many objects the structure tree has. */
enum { PDF_TAGS_OBJECTS = 4 };

/* Adds the structure tree of a page with so many stretches; its objects begin with root. */
void pdf_tags_tree(struct pdf_file *file, const struct scene *scene, unsigned root, unsigned page,
                   unsigned stretches);
