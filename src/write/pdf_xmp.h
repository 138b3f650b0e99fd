/* SPDX-License-Identifier: Apache-2.0 */
/* What a PDF says of itself, as XMP. */
#pragma once

#include <glib.h>

/* Appends the packet: title, language and producer, as the document information has them. */
void pdf_xmp(GString *out, const char *title, const char *language);
