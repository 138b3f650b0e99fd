/* SPDX-License-Identifier: Apache-2.0 */
/* Small PDF files of any objects, with the table at their end. */
#pragma once

#include <glib.h>

enum { MADE_PDF_OBJECTS = 32 };

/* A file that is written, and where its objects are in it. */
struct made_pdf {
    GString *text;
    size_t at[MADE_PDF_OBJECTS]; /* 0: there is none */
};

struct made_pdf *made_pdf_new(void);
void made_pdf_free(struct made_pdf *made);

void made_pdf_object(struct made_pdf *made, unsigned number, const char *value);

/* An object with a stream, as it stands or deflated before; members: of its dictionary, but for its
 * length. */
void made_pdf_stream(struct made_pdf *made, unsigned number, const char *members, const void *bytes,
                     size_t size);
void made_pdf_deflated(struct made_pdf *made, unsigned number, const char *members,
                       const void *bytes, size_t size);

/* A table in text, a trailer whose root is object 1 and whose /Info is object 2, and the end; or
 * the end alone, with where the table is. */
void made_pdf_end(struct made_pdf *made);
void made_pdf_end_at(struct made_pdf *made, size_t start);
