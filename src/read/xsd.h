/* SPDX-License-Identifier: Apache-2.0 */
/* The embedded schemas, each parsed and compiled once per process when first needed. */
#pragma once

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

/* The schema's own document, NULL where it is missing or broken. To be read before the first call
 * of xsd_schema for it, which removes blank text from it. */
xmlDoc *xsd_document(const char *path);

/* The compiled schema, NULL where it is missing or broken. */
xmlSchema *xsd_schema(const char *path);

/* Frees all of them. */
void xsd_shutdown(void);
