/* SPDX-License-Identifier: Apache-2.0 */
/* XML bytes → document: encoding checked, DOCTYPE refused, bounds kept, exact places. */
#include "read/xml.h"

#include "read/bytes.h"
#include "read/libxml.h"
#include "read/limits.h"
#include "read/xml_error.h"

#include <string.h>

#define XSI_NAMESPACE "http://www.w3.org/2001/XMLSchema-instance"

/* The state of one parse. Nothing is added after the first finding. */
struct reader {
    struct document *document;
    struct diags *diags;
    xmlParserCtxt *context;
    struct element *current;
    size_t depth;
    GString *texts[DEPTH_MAX]; /* of the open elements, so far */
    bool failed;
};

static struct reader *reader_of(void *context)
{
    return ((xmlParserCtxt *)context)->_private;
}

/* Bytes of the source that the parser has read. */
static size_t bytes_read(const struct reader *reader)
{
    const xmlParserInput *input = reader->context->input;
    size_t at = input ? input->consumed + (size_t)(input->cur - input->base) : 0;
    return MIN(at, reader->document->source->size);
}

/* Offset of the '<' of the tag being read: none can stand inside a tag. */
static size_t tag_start(const struct reader *reader)
{
    const char *bytes = reader->document->source->bytes;
    size_t at = bytes_read(reader);
    while (at > 0 && bytes[at] != '<')
        at--;
    return at;
}

static void refuse(struct reader *reader, enum code code, size_t offset, const char *text)
{
    if (!reader->failed)
        diag_add(reader->diags, code, (struct place){reader->document->source, offset, NULL}, "%s",
                 text);
    reader->failed = true;
    xmlStopParser(reader->context);
}

static void on_error(void *context, xmlError *error)
{
    struct reader *reader = reader_of(context);
    if (reader->failed || error->level < XML_ERR_ERROR)
        return;
    reader->failed = true;
    xml_error_report(reader->document->source, bytes_read(reader), error, reader->diags);
}

/* Where the document type declaration begins: it stands before the root element, between comments
 * and instructions that may themselves hold the word. */
static size_t doctype_start(const char *bytes)
{
    const char *at = bytes;
    while ((at = strchr(at, '<')) != NULL) {
        if (g_str_has_prefix(at, "<!DOCTYPE"))
            return (size_t)(at - bytes);
        const char *end = strstr(at, at[1] == '!' ? "-->" : "?>");
        at = end ? end : at + 1;
    }
    return 0;
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *url)
{
    struct reader *reader = reader_of(context);
    (void)name;
    (void)id;
    (void)url;
    refuse(reader, CODE_XML_DOCTYPE, doctype_start(reader->document->source->bytes),
           "document type declarations are not accepted");
}

static bool within_limits(struct reader *reader, size_t offset, const char *name)
{
    if (reader->depth == DEPTH_MAX)
        refuse(
            reader, CODE_LIMIT_DEPTH, offset,
            "elements stand inside one another more than " G_STRINGIFY(DEPTH_MAX) " levels deep");
    else if (reader->document->element_count == NODES_MAX)
        refuse(reader, CODE_LIMIT_NODES, offset,
               "there are more than " G_STRINGIFY(NODES_MAX) " elements");
    else if (strlen(name) > TEXT_BYTES_MAX)
        refuse(reader, CODE_LIMIT_TEXT, offset, "the name is too long");
    return !reader->failed;
}

/* The name as written, but with the usual prefix for the two namespaces that have one. */
static char *attribute_name(const char *local, const char *prefix, const char *space)
{
    if (!prefix)
        return g_strdup(local);
    if (space && strcmp(space, XSI_NAMESPACE) == 0)
        prefix = "xsi";
    return g_strconcat(prefix, ":", local, NULL);
}

/* A value as it is meant: the parser leaves an ampersand in it as a reference. */
static char *attribute_value(const xmlChar *start, const xmlChar *end)
{
    static const char reference[] = "&#38;";
    GString *value = g_string_new(NULL);
    for (const char *at = (const char *)start; at < (const char *)end; at++) {
        g_string_append_c(value, *at);
        if (strncmp(at, reference, strlen(reference)) == 0)
            at += strlen(reference) - 1;
    }
    return g_string_free(value, FALSE);
}

/* Keeps the attributes; libxml2 gives five pointers each: local name, prefix, namespace, and the
 * value from and to. */
static void add_attributes(struct reader *reader, struct element *element, const xmlChar **five,
                           size_t count)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    struct attribute attributes[ATTRIBUTES_MAX];
    count = MIN(count, ATTRIBUTES_MAX);
    /* Once stopped the parser has freed the values that are left. */
    for (size_t i = 0; i < count && !reader->failed; i++, five += 5) {
        char *name =
            attribute_name((const char *)five[0], (const char *)five[1], (const char *)five[2]);
        char *value = attribute_value(five[3], five[4]);
        attributes[i] = (struct attribute){name, value};
        g_ptr_array_add(parts, name);
        g_ptr_array_add(parts, value);
        if (strlen(value) > TEXT_BYTES_MAX || strlen(name) > TEXT_BYTES_MAX)
            refuse(reader, CODE_LIMIT_TEXT, element->offset,
                   "an attribute is longer than " G_STRINGIFY(TEXT_BYTES_MAX) " bytes");
    }
    if (!reader->failed)
        document_set_attributes(reader->document, element, attributes, count);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *space, int space_count, const xmlChar **spaces,
                     int attribute_count, int defaulted, const xmlChar **attributes)
{
    struct reader *reader = reader_of(context);
    (void)prefix;
    (void)space_count;
    (void)spaces;
    (void)defaulted;
    if (reader->failed) {
        xmlStopParser(reader->context);
        return;
    }
    size_t offset = tag_start(reader);
    if (!within_limits(reader, offset, (const char *)name))
        return;
    struct element *element = document_add(reader->document, reader->current, (const char *)name,
                                           space ? (const char *)space : "");
    element->offset = offset;
    if (attribute_count > 0)
        add_attributes(reader, element, attributes, (size_t)attribute_count);
    GString **text = &reader->texts[reader->depth++];
    *text = *text ? g_string_truncate(*text, 0) : g_string_new(NULL);
    reader->current = element;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    struct reader *reader = reader_of(context);
    (void)name;
    (void)prefix;
    (void)space;
    if (reader->failed || reader->depth == 0)
        return;
    struct element *element = reader->current;
    const GString *text = reader->texts[--reader->depth];
    reader->current = element->parent;
    if (element->first && is_blank(text->str)) /* indentation */
        return;
    document_set_text(reader->document, element, text->str);
    if (text->len > TEXT_BYTES_MAX) {
        g_autofree char *why = g_strdup_printf("the text has %zu bytes, at most %d are allowed",
                                               text->len, TEXT_BYTES_MAX);
        refuse(reader, CODE_LIMIT_TEXT, element->offset, why);
    }
}

static void on_text(void *context, const xmlChar *text, int size)
{
    struct reader *reader = reader_of(context);
    if (!reader->failed && reader->depth > 0)
        g_string_append_len(reader->texts[reader->depth - 1], (const char *)text, size);
}

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
};

static void parse(struct reader *reader)
{
    const struct source *source = reader->document->source;
    xmlParserCtxt *context = reader->context;
    *context->sax = handlers;
    context->_private = reader;
    xmlFreeDoc(
        xmlCtxtReadMemory(context, source->bytes, (int)source->size, NULL, NULL, LIBXML_OPTIONS));
    bool whole = context->wellFormed && context->nsWellFormed && reader->document->root;
    if (!whole && !reader->failed)
        refuse(reader, CODE_XML_SYNTAX, bytes_read(reader), "this is not well-formed XML");
}

static bool read_document(struct document *document, struct diags *diags)
{
    struct reader reader = {.document = document, .diags = diags};
    if (!bytes_prepare_xml(document->source, diags))
        return false;
    reader.context = xmlNewParserCtxt();
    if (reader.context)
        parse(&reader);
    xmlFreeParserCtxt(reader.context);
    for (size_t i = 0; i < DEPTH_MAX && reader.texts[i]; i++)
        g_string_free(reader.texts[i], TRUE);
    if (libxml_out_of_memory())
        diag_add(diags, CODE_INTERNAL, (struct place){document->source, NO_OFFSET, NULL},
                 "there was not enough memory to read this; it was not judged");
    return !reader.failed && !libxml_out_of_memory();
}

struct document *xml_read(struct source *source, struct diags *diags)
{
    libxml_setup();
    struct document *document = document_new(source, SYNTAX_XML);
    if (read_document(document, diags))
        return document;
    document_free(document);
    return NULL;
}
