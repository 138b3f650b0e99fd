/* SPDX-License-Identifier: Apache-2.0 */
/* A document as libxml2's tree, for the XSD and for XPath. */
#pragma once

#include "read/document.h"

#include <stdbool.h>

struct _xmlDoc; /* libxml2's xmlDoc: opaque to whoever does not include it */

/* The tree of what is not set aside, whichever the syntax; each node's _private is its element,
 * and the document's _private is `document`. Attributes without prefix and those of xml: come
 * along where asked for. NULL when memory is short. Freed with document_xml_free. */
struct _xmlDoc *document_to_xml(const struct document *document, bool attributes);
void document_xml_free(struct _xmlDoc *xml);
