/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON as a file inside a PDF. */
#pragma once

#include "write/pdf_file.h"

/* Appends the catalogue's entries that lead to the attachment, whose objects begin with first. */
void pdf_attach_refer(GString *out, unsigned first);

/* Adds the attachment's objects. description is what a reader shows beside its name; may be NULL.
 */
void pdf_attach(struct pdf_file *file, GBytes *label_json, const char *description, unsigned first);
