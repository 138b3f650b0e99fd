/* SPDX-License-Identifier: Apache-2.0 */
/* libxml2 made safe for foreign input: no network, no files, and no verdict after a failed
 * allocation. */
#include "read/libxml.h"

#include <libxml/catalog.h>
#include <stdlib.h>
#include <string.h>

static bool ready;
static bool out_of_memory;

static void *watch(void *memory, size_t size)
{
    if (!memory && size > 0)
        out_of_memory = true;
    return memory;
}

static void *watched_malloc(size_t size)
{
    return watch(malloc(size), size);
}

static void *watched_realloc(void *memory, size_t size)
{
    return watch(realloc(memory, size), size);
}

static char *watched_strdup(const char *text)
{
    return watch(strdup(text), 1);
}

static xmlParserInput *load_nothing(const char *url, const char *id, xmlParserCtxt *context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

/* What the library has to say is told by results and by the errors that are asked for. */
static void say_nothing(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

void libxml_setup(void)
{
    if (ready)
        return;
    ready = true;
    xmlMemSetup(free, watched_malloc, watched_realloc, watched_strdup);
    xmlInitParser();
    xmlSetExternalEntityLoader(load_nothing);
    xmlSetGenericErrorFunc(NULL, say_nothing);
#ifdef LIBXML_CATALOG_ENABLED
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
#endif
}

bool libxml_out_of_memory(void)
{
    return out_of_memory;
}

void libxml_shutdown(void)
{
    if (ready)
        xmlCleanupParser();
    ready = false;
}
