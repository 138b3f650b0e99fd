/* SPDX-License-Identifier: Apache-2.0 */
/* A document as libxml2's tree, for the XSD and for XPath. */
#include "read/document_xml.h"

#include "read/libxml.h"

#include <string.h>

static void add_attributes(xmlNode *node, const struct element *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const char *name = element->attributes[i].name;
        const xmlChar *value = (const xmlChar *)element->attributes[i].value;
        if (g_str_has_prefix(name, "xml:"))
            xmlNewNsProp(node, xmlSearchNsByHref(node->doc, node, XML_XML_NAMESPACE),
                         (const xmlChar *)name + strlen("xml:"), value);
        else if (!strchr(name, ':'))
            xmlNewNsProp(node, NULL, (const xmlChar *)name, value);
    }
}

/* The parent's namespace where it is the same, else one declared on the node; NULL for none. */
static xmlNs *namespace_of(xmlNode *node, const xmlNode *parent, const char *space)
{
    if (*space == '\0')
        return NULL;
    if (parent && parent->ns && strcmp((const char *)parent->ns->href, space) == 0)
        return parent->ns;
    return xmlNewNs(node, (const xmlChar *)space, NULL);
}

static bool add_element(xmlDoc *xml, xmlNode *parent, const struct element *element,
                        bool attributes)
{
    const char *text = element->text;
    xmlNode *node = xmlNewDocRawNode(xml, NULL, (const xmlChar *)element->name,
                                     *text ? (const xmlChar *)text : NULL);
    if (!node)
        return false;
    node->_private = (void *)(size_t)element;
    if (parent)
        xmlAddChild(parent, node);
    else
        xmlDocSetRootElement(xml, node);
    node->ns = namespace_of(node, parent, element->space);
    if (attributes)
        add_attributes(node, element);
    for (const struct element *child = element_first(element); child; child = element_next(child))
        if (!add_element(xml, node, child, attributes))
            return false;
    return true;
}

struct _xmlDoc *document_to_xml(const struct document *document, bool attributes)
{
    libxml_setup();
    xmlDoc *xml = xmlNewDoc((const xmlChar *)"1.0");
    if (!xml)
        return NULL;
    xml->_private = (void *)(size_t)document;
    if (add_element(xml, NULL, document->root, attributes) && !libxml_out_of_memory())
        return xml;
    xmlFreeDoc(xml);
    return NULL;
}

void document_xml_free(struct _xmlDoc *xml)
{
    xmlFreeDoc(xml);
}
