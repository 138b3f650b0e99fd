/* SPDX-License-Identifier: Apache-2.0 */
/* The XSD's verdict on a document, put into our own codes and words. */
#include "read/schema_xsd.h"

#include "base/gtin.h"
#include "base/text.h"
#include "read/document_xml.h"
#include "read/libxml.h"
#include "read/phrase.h"
#include "read/xsd.h"

#include <string.h>

struct judge {
    struct document *document;
    struct diags *diags;
    bool judged; /* children were judged before, with findings */
    size_t faults;
    /* libxml2 complains twice about one value, of facet and of type: the newest complained of. */
    const xmlNode *newest;
    char *newest_attribute; /* NULL: the element's own text */
};

static void refuse(struct judge *judge, struct element *element, enum code code, const char *format,
                   ...) G_GNUC_PRINTF(4, 5);

static void refuse(struct judge *judge, struct element *element, enum code code, const char *format,
                   ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(judge->document, element, judge->diags, code, "%s", text);
    judge->faults++;
}

/* The code for a value that does not fit its field. */
static enum code code_for(const struct field_type *type, bool empty, bool too_long)
{
    switch (type->kind) {
    case FIELD_TEXT:
        return empty ? CODE_TEXT_EMPTY : too_long ? CODE_LIMIT_TEXT : CODE_SCHEMA_VALUE;
    case FIELD_URL:
        return too_long ? CODE_LIMIT_TEXT : CODE_URL_SYNTAX;
    case FIELD_DATE:
        return CODE_DATE;
    default:
        return strcmp(type->name, "Id") == 0     ? CODE_ID_GRAMMAR
               : strcmp(type->name, "Gtin") == 0 ? CODE_GTIN_FORM
                                                 : CODE_SCHEMA_VALUE;
    }
}

/* A value of a declaration that the schema refuses, with what the vocabulary says of it. */
static void refuse_value(struct judge *judge, struct element *element)
{
    const struct field_type *type = element->field->type;
    size_t length = text_length(element->text);
    bool too_long = type->max_length > 0 && length > type->max_length;
    enum code code = code_for(type, length == 0, too_long);
    g_autofree char *value = phrase_value(element->text);
    g_autofree char *why = NULL;
    if (code == CODE_GTIN_FORM && length > 0 && gtin_inspect(element->text, &why) != GTIN_OK)
        refuse(judge, element, code, "%s %s", value, why);
    else if (length == 0)
        refuse(judge, element, code, "\"%s\" is empty; expected: %s", element->name, type->form);
    else if (code == CODE_LIMIT_TEXT)
        refuse(judge, element, code, "\"%s\" is %zu characters long, at most %u are allowed",
               element->name, length, type->max_length);
    else
        refuse(judge, element, code, "%s is not a valid \"%s\"; expected: %s", value, element->name,
               type->form);
    element->aside = true;
}

/* The names that libxml2 lists as expected, "{space}a, {space}b", NULL at the end. */
static char **expected_names(const char *message)
{
    const char *open = strstr(message, "Expected is");
    open = open ? strchr(open, '(') : NULL;
    const char *close = open ? strchr(open, ')') : NULL;
    if (!close)
        return g_new0(char *, 1);
    g_autofree char *list = g_strndup(open + 1, (size_t)(close - open - 1));
    char **names = g_strsplit(list, ",", -1);
    for (char **name = names; *name; name++) {
        char *brace = strrchr(*name, '}');
        char *bare = g_strdup(g_strstrip(brace ? brace + 1 : *name));
        g_free(*name);
        *name = bare;
    }
    return names;
}

/* The values of an enumeration as libxml2 lists them, "{'a', 'b'}", NULL at the end. */
static char **expected_values(const char *message)
{
    const char *open = strstr(message, " set {'");
    const char *close = open ? g_strrstr(open, "'}") : NULL;
    if (!close)
        return g_new0(char *, 1);
    open += strlen(" set {'");
    g_autofree char *list = g_strndup(open, (size_t)(close - open));
    return g_strsplit(list, "', '", -1);
}

/* What stands between the quotation marks behind `mark`, or NULL; the caller frees. */
static char *quoted_after(const char *message, const char *mark)
{
    const char *at = strstr(message, mark);
    const char *open = at ? strchr(at + strlen(mark), '\'') : NULL;
    const char *close = open ? strchr(open + 1, '\'') : NULL;
    return close ? g_strndup(open + 1, (size_t)(close - open - 1)) : NULL;
}

static void refuse_content(struct judge *judge, struct element *element, const char *message)
{
    g_auto(GStrv) names = expected_names(message);
    g_autofree char *list = phrase_list((const char *const *)names);
    g_autofree char *proposal = phrase_proposal(element->name, (const char *const *)names);
    if (judge->judged)
        return;
    if (strstr(message, "Missing child"))
        refuse(judge, element, CODE_SCHEMA_MISSING, "\"%s\" is not complete; expected: %s",
               element->name, *list ? list : "more elements");
    else if (*list)
        refuse(judge, element, CODE_SCHEMA_NAME, "\"%s\" is not allowed here%s%s Expected: %s",
               element->name, proposal, *proposal ? "" : ".", list);
    else
        refuse(judge, element, CODE_SCHEMA_NAME, "\"%s\" is not allowed here", element->name);
}

/* The attribute that a complaint is about, NULL where it is about an element; the caller frees.
 * libxml2 tells it by the message alone. */
static char *attribute_of(const xmlError *error)
{
    const char *colon = strstr(error->message, "': ");
    const char *mark = strstr(error->message, ", attribute '");
    return mark && colon && mark < colon ? quoted_after(error->message, ", attribute") : NULL;
}

/* A value of a data file, an attribute's or (attribute NULL) an element's. */
static void refuse_data(struct judge *judge, struct element *element, const char *attribute,
                        const char *message)
{
    const char *name = attribute ? attribute : element->name;
    const char *text = attribute ? element_attribute(element, attribute) : element->text;
    g_auto(GStrv) values = expected_values(message);
    g_autofree char *list = phrase_list((const char *const *)values);
    g_autofree char *proposal = phrase_proposal(text ? text : "", (const char *const *)values);
    g_autofree char *pattern = quoted_after(message, "by the pattern");
    g_autofree char *value = phrase_value(text ? text : "");
    g_autofree char *whole =
        g_strdup_printf(attribute ? "%s is not a valid value of the attribute \"%s\""
                                  : "%s is not a valid value of \"%s\"",
                        value, name);
    if (*list)
        refuse(judge, element, CODE_SCHEMA_VALUE, "%s%s%s One of: %s", whole, proposal,
               *proposal ? "" : ".", list);
    else if (pattern)
        refuse(judge, element, CODE_SCHEMA_VALUE, "%s; it has the form %s", whole, pattern);
    else
        refuse(judge, element, CODE_SCHEMA_VALUE, "%s", whole);
}

static void refuse_attribute(struct judge *judge, struct element *element, const xmlError *error)
{
    g_autofree char *name = quoted_after(error->message, "ttribute");
    g_autofree char *missing = quoted_after(error->message, "The attribute");
    if (error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4)
        refuse(judge, element, CODE_SCHEMA_MISSING, "\"%s\" has no attribute \"%s\"", element->name,
               missing ? missing : "");
    else
        refuse(judge, element, CODE_SCHEMA_NAME, "attribute \"%s\" is not known in \"%s\"",
               name ? name : "", element->name);
}

static void refuse_by_code(struct judge *judge, struct element *element, const char *attribute,
                           const xmlError *error)
{
    switch (error->code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
        refuse_content(judge, element, error->message);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
        refuse_attribute(judge, element, error);
        break;
    case XML_SCHEMAV_CVC_ELT_1:
        refuse(judge, element, CODE_SCHEMA_NAME,
               "root element \"%s\"%s%s is not the one that this kind of file has", element->name,
               *element->space ? " in " : "", element->space);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
        refuse(judge, element, CODE_SCHEMA_TYPE, "\"%s\" is not empty, but has to be",
               element->name);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_2:
        refuse(judge, element, CODE_SCHEMA_TYPE, "\"%s\" has elements inside, only text is due",
               element->name);
        break;
    case XML_SCHEMAV_CVC_IDC:
        refuse(judge, element, CODE_SCHEMA_REPEATED, "\"%s\" has the key of another one before it",
               element->name);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
        refuse(judge, element, CODE_SCHEMA_TYPE, "\"%s\" has text, only elements are due",
               element->name);
        break;
    default:
        if (element->field && element->type != VALUE_OBJECT)
            refuse_value(judge, element);
        else
            refuse_data(judge, element, attribute, error->message);
    }
}

static void on_error(void *data, xmlError *error)
{
    struct judge *judge = data;
    const xmlNode *node = error->node;
    if (node && node->type == XML_ATTRIBUTE_NODE)
        node = node->parent;
    struct element *element = node && node->type == XML_ELEMENT_NODE ? node->_private : NULL;
    if (!element) {
        judge->newest = NULL;
        return;
    }
    g_autofree char *attribute = attribute_of(error);
    if (node == judge->newest && g_strcmp0(attribute, judge->newest_attribute) == 0 &&
        error->code != XML_SCHEMAV_CVC_COMPLEX_TYPE_4)
        return;
    refuse_by_code(judge, element, attribute, error);
    judge->newest = node;
    g_free(judge->newest_attribute);
    judge->newest_attribute = g_steal_pointer(&attribute);
}

/* The schema's verdict: below zero means that there is none. */
static int validate(struct judge *judge, xmlSchema *schema, xmlDoc *xml)
{
    xmlSchemaValidCtxt *context = schema && xml ? xmlSchemaNewValidCtxt(schema) : NULL;
    if (!context)
        return -1;
    xmlSchemaSetValidStructuredErrors(context, on_error, judge);
    int verdict = xmlSchemaValidateDoc(context, xml);
    xmlSchemaFreeValidCtxt(context);
    return libxml_out_of_memory() ? -1 : verdict;
}

bool schema_xsd_judge(struct document *document, const char *path, bool judged, struct diags *diags)
{
    struct judge judge = {.document = document, .diags = diags, .judged = judged};
    xmlSchema *schema = xsd_schema(path);
    /* Only a declaration's root has a field; its attributes were refused before. */
    xmlDoc *xml = document_to_xml(document, !document->root->field);
    int verdict = validate(&judge, schema, xml);
    document_xml_free(xml);
    g_free(judge.newest_attribute);
    if (verdict < 0)
        refuse(&judge, document->root, CODE_INTERNAL, "%s could not judge this", path);
    else if (verdict > 0 && judge.faults == 0 && !judged)
        refuse(&judge, document->root, CODE_SCHEMA_VALUE, "this does not follow %s", path);
    return verdict == 0;
}
