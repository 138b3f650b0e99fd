/* SPDX-License-Identifier: Apache-2.0 */
/* What the bytes of an input tell before any parser sees them. */
#pragma once

#include "base/diag.h"
#include "base/source.h"

#include <stdbool.h>

/* True where the bytes begin as gzip, xz, bzip2, zip or zstd data do. */
bool bytes_are_compressed(const struct source *source);

/* Adds ENCODING (or XML-ENCODING where the text looks like ISO-8859-1 and `xml` is set) and
 * returns false where the bytes are not UTF-8. */
bool bytes_check_utf8(struct source *source, bool xml, struct diags *diags);

/* Everything about XML that must hold before libxml2 sees it: encoding, characters, attributes per
 * tag. UTF-16 with a byte order mark is turned into UTF-8 in place, a UTF-8 mark is dropped, so
 * that places refer to the text that is parsed. False after adding one finding. */
bool bytes_prepare_xml(struct source *source, struct diags *diags);
