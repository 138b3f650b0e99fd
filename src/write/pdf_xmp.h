/* SPDX-License-Identifier: Apache-2.0 */
/* What a PDF says of itself, as XMP. */
#pragma once

#include "base/date.h"

#include <glib.h>
#include <stdint.h>

struct pdf_about {
    const char *title, *language;
    const char *standard; /* "PDF/X-4", and then … */
    const char *subject;  /* … what it says, or NULL, … */
    struct moment made;   /* … when, */
    uint64_t digest;      /* … and a number that no other document has */
};

/* Appends the packet: title, language and producer, as the document information has them. */
void pdf_xmp(GString *out, const struct pdf_about *about);
