/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON as a file inside a PDF. */
#include "write/pdf_attach.h"

#include "base/escape.h"

#define NAME "(label.json)" /* the same in every file, so that a program finds it */

enum { ATTACH_SPECIFICATION, ATTACH_STREAM };

void pdf_attach_refer(GString *out, unsigned first)
{
    pdf_put_reference(out, "/AF[", first + ATTACH_SPECIFICATION);
    pdf_put_reference(out, "]/Names<</EmbeddedFiles<</Names[" NAME, first + ATTACH_SPECIFICATION);
    g_string_append(out, "]>>>>");
}

static void put_specification(struct pdf_file *file, const char *description, unsigned first)
{
    GString *out = pdf_file_object(file);
    g_string_append(out, "<</Type/Filespec/F" NAME "/UF" NAME "/AFRelationship/Data");
    if (description) {
        g_string_append(out, "/Desc");
        escape_pdf_text(out, description);
    }
    pdf_put_reference(out, "/EF<</F", first + ATTACH_STREAM);
    pdf_put_reference(out, "/UF", first + ATTACH_STREAM);
    g_string_append(out, ">>>>");
}

void pdf_attach(struct pdf_file *file, GBytes *label_json, const char *description, unsigned first)
{
    gsize size = 0;
    const void *bytes = g_bytes_get_data(label_json, &size);
    put_specification(file, description, first);
    g_autoptr(GString) extra = g_string_new("/Type/EmbeddedFile/Subtype/application#2Fjson");
    pdf_put_integer(extra, "/Params<</Size", (int64_t)size);
    g_string_append(extra, ">>");
    pdf_file_stream(file, extra->str, bytes, size);
}
