/* SPDX-License-Identifier: Apache-2.0 */
/* The embedded schemas, each parsed and compiled once per process when first needed. */
#include "read/xsd.h"

#include "base/assets.h"
#include "read/libxml.h"

#include <glib.h>
#include <string.h>

struct entry {
    char *path;
    xmlDoc *document;
    xmlSchema *schema;
    struct entry *next;
};

static struct entry *entries;

static const struct asset *find_asset(const char *path)
{
    for (size_t i = 0; i < assets_embedded_count; i++)
        if (strcmp(assets_embedded[i].path, path) == 0)
            return &assets_embedded[i];
    return NULL;
}

static void say_nothing(void *data, xmlError *error)
{
    (void)data;
    (void)error;
}

static xmlDoc *parse(const char *path)
{
    const struct asset *asset = find_asset(path);
    xmlParserCtxt *context = asset ? xmlNewParserCtxt() : NULL;
    if (!context)
        return NULL;
    context->sax->serror = say_nothing;
    xmlDoc *document = xmlCtxtReadMemory(context, (const char *)asset->bytes, (int)asset->size,
                                         NULL, NULL, LIBXML_OPTIONS | XML_PARSE_NOBLANKS);
    xmlFreeParserCtxt(context);
    return document;
}

static struct entry *find_entry(const char *path)
{
    for (struct entry *entry = entries; entry; entry = entry->next)
        if (strcmp(entry->path, path) == 0)
            return entry;
    libxml_setup();
    struct entry *entry = g_new0(struct entry, 1);
    entry->path = g_strdup(path);
    entry->document = parse(path);
    entry->next = entries;
    entries = entry;
    return entry;
}

xmlDoc *xsd_document(const char *path)
{
    return find_entry(path)->document;
}

static xmlSchema *compile(xmlDoc *document)
{
    xmlSchemaParserCtxt *context = document ? xmlSchemaNewDocParserCtxt(document) : NULL;
    if (!context)
        return NULL;
    xmlSchemaSetParserStructuredErrors(context, say_nothing, NULL);
    xmlSchema *schema = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    return schema;
}

xmlSchema *xsd_schema(const char *path)
{
    struct entry *entry = find_entry(path);
    if (!entry->schema)
        entry->schema = compile(entry->document);
    return entry->schema;
}

void xsd_shutdown(void)
{
    while (entries) {
        struct entry *entry = entries;
        entries = entry->next;
        xmlSchemaFree(entry->schema);
        xmlFreeDoc(entry->document);
        g_free(entry->path);
        g_free(entry);
    }
}
