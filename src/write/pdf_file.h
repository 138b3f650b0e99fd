/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF file as numbered objects: dictionaries packed together, streams deflated one by one. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_file;

/* version: "1.7". plain: every object and the table of all stand for themselves, as in PDF 1.4. */
struct pdf_file *pdf_file_new(const char *version, bool plain);

/* Begins the next object, a dictionary without stream: the caller appends it to what is returned,
 * before it begins or adds another. Objects are numbered from 1 in the order they are begun. */
GString *pdf_file_object(struct pdf_file *file);

/* Adds a whole stream as the next object; extra is put into its dictionary. */
void pdf_file_stream(struct pdf_file *file, const char *extra, const void *bytes, size_t size);

/* The same as it is, for readers that inflate nothing. */
void pdf_file_plain_stream(struct pdf_file *file, const char *extra, const void *bytes,
                           size_t size);

/* Deflates as streams are; adds a stream that has been. */
GBytes *pdf_file_deflated(struct pdf_file *file, const void *bytes, size_t size);
void pdf_file_packed_stream(struct pdf_file *file, const char *extra, const void *bytes,
                            size_t size);

/* The finished file, named by its content's digest; frees the rest. */
GBytes *pdf_file_finish(struct pdf_file *file, unsigned catalog, unsigned info);
void pdf_file_free(struct pdf_file *file);

/* Appends "key 12" and "key 12 0 R". */
void pdf_put_integer(GString *out, const char *key, int64_t value);
void pdf_put_reference(GString *out, const char *key, unsigned object);

/* Appends a name, of UTF-8: "/Warm#20Red". */
void pdf_put_name(GString *out, const char *name);

/* Appends a length in micrometres as points. */
void pdf_put_points(GString *out, int32_t micrometres);

/* Appends "key[0 0 170.0787 113.3858]", in points; lengths in micrometres. */
void pdf_put_box(GString *out, const char *key, int32_t left, int32_t bottom, int32_t right,
                 int32_t top);

/* Appends four hexadecimal digits. */
void pdf_put_hex(GString *out, uint16_t value);
