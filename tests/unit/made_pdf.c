/* SPDX-License-Identifier: Apache-2.0 */
/* Small PDF files of any objects, with the table at their end. */
#include "made_pdf.h"

#include "unit.h"

#include <zlib.h>

struct made_pdf *made_pdf_new(void)
{
    struct made_pdf *made = g_new0(struct made_pdf, 1);
    made->text = g_string_new("%PDF-1.7\n");
    return made;
}

void made_pdf_object(struct made_pdf *made, unsigned number, const char *value)
{
    made->at[number] = made->text->len;
    g_string_append_printf(made->text, "%u 0 obj\n%s\nendobj\n", number, value);
}

void made_pdf_stream(struct made_pdf *made, unsigned number, const char *members, const void *bytes,
                     size_t size)
{
    made->at[number] = made->text->len;
    g_string_append_printf(made->text, "%u 0 obj\n<<%s/Length %zu>>stream\n", number, members,
                           size);
    g_string_append_len(made->text, bytes, (gssize)size);
    g_string_append(made->text, "\nendstream\nendobj\n");
}

void made_pdf_deflated(struct made_pdf *made, unsigned number, const char *members,
                       const void *bytes, size_t size)
{
    g_autofree char *whole = g_strdup_printf("/Filter/FlateDecode%s", members);
    uLongf room = compressBound(size);
    g_autofree Bytef *deflated = g_malloc(room);
    ck_assert_int_eq(compress(deflated, &room, bytes, size), Z_OK);
    made_pdf_stream(made, number, whole, deflated, room);
}

void made_pdf_end_at(struct made_pdf *made, size_t start)
{
    g_string_append_printf(made->text, "startxref\n%zu\n%%%%EOF\n", start);
}

void made_pdf_end(struct made_pdf *made)
{
    size_t start = made->text->len;
    g_string_append_printf(made->text, "xref\n0 %d\n", MADE_PDF_OBJECTS);
    for (unsigned i = 0; i < MADE_PDF_OBJECTS; i++)
        g_string_append_printf(made->text, "%010zu 00000 %c \n", made->at[i],
                               made->at[i] > 0 ? 'n' : 'f');
    g_string_append(made->text, "trailer<</Root 1 0 R/Info 2 0 R>>\n");
    made_pdf_end_at(made, start);
}

void made_pdf_free(struct made_pdf *made)
{
    g_string_free(made->text, TRUE);
    g_free(made);
}
