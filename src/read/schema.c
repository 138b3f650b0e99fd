/* SPDX-License-Identifier: Apache-2.0 */
/* The gate: a document against its XSD, with messages in the reader's own words. */
#include "read/schema.h"

#include "read/phrase.h"
#include "read/schema_xsd.h"
#include "read/vocabulary.h"

#include <string.h>

#define DECLARATION_SCHEMA "schemas/declaration.xsd"

struct judge {
    struct document *document;
    struct diags *diags;
    size_t faults;
};

static void refuse(struct judge *judge, const struct element *element, enum code code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

static void refuse(struct judge *judge, const struct element *element, enum code code,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(judge->document, element, judge->diags, code, "%s", text);
    judge->faults++;
}

/* Attributes that no schema of ours can know: those of foreign namespaces. */
static void judge_foreign(struct judge *judge, const struct element *element,
                          const struct attribute *attribute)
{
    if (g_str_has_prefix(attribute->name, "xsi:"))
        refuse(judge, element, CODE_XML_HINT,
               "attribute \"%s\" is not accepted: the schema is built in", attribute->name);
    else
        refuse(judge, element, CODE_SCHEMA_NAME, "attribute \"%s\" is not allowed",
               attribute->name);
}

/* A declaration has no attributes at all. */
static void judge_attributes(struct judge *judge, const struct element *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        if (strchr(attribute->name, ':'))
            judge_foreign(judge, element, attribute);
        else if (element->field->type->kind == FIELD_OBJECT &&
                 field_member(element->field, attribute->name))
            refuse(judge, element, CODE_SCHEMA_NAME,
                   "attribute \"%s\" is not allowed: write it as an element inside \"%s\"",
                   attribute->name, element->name);
        else
            refuse(judge, element, CODE_SCHEMA_NAME,
                   "attribute \"%s\" is not allowed: a declaration has none", attribute->name);
    }
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* A container's text, a leaf's elements. Text beside elements is reported and dropped. */
static bool judge_content(struct judge *judge, struct element *element, enum field_kind kind)
{
    bool container = kind == FIELD_OBJECT || kind == FIELD_LIST;
    if (container && is_blank(element->text)) {
        element->text = "";
        return true;
    }
    if (!container && !element->first)
        return true;
    g_autofree char *text = g_strstrip(g_strdup(element->text));
    g_autofree char *value = phrase_value(text);
    if (!container)
        refuse(judge, element, CODE_SCHEMA_TYPE,
               "\"%s\" has the element \"%s\" inside, only text is due", element->name,
               element->first->name);
    else if (element->first)
        refuse(judge, element, CODE_SCHEMA_TYPE,
               "\"%s\" has the text %s beside its elements, only elements are due", element->name,
               value);
    else
        refuse(judge, element, CODE_SCHEMA_TYPE, "\"%s\" is the text %s, elements are due",
               element->name, value);
    element->text = "";
    return container && element->first;
}

static enum value_type type_due(enum field_kind kind)
{
    switch (kind) {
    case FIELD_OBJECT:
        return VALUE_OBJECT;
    case FIELD_LIST:
        return VALUE_ARRAY;
    case FIELD_INTEGER:
        return VALUE_INTEGER;
    case FIELD_BOOLEAN:
        return VALUE_BOOLEAN;
    default:
        return VALUE_STRING;
    }
}

/* A JSON value's type; false where it is not the field's. */
static bool judge_type(struct judge *judge, const struct element *element, enum field_kind kind)
{
    static const char *const names[] = {
        [VALUE_OBJECT] = "an object",
        [VALUE_ARRAY] = "a list",
        [VALUE_STRING] = "a string",
        [VALUE_INTEGER] = "a whole number",
        [VALUE_REAL] = "a number with a fraction or exponent",
        [VALUE_BOOLEAN] = "true or false",
        [VALUE_NULL] = "null",
    };
    enum value_type due = type_due(kind);
    if (element->type == due)
        return true;
    enum code code =
        element->type == VALUE_REAL && due == VALUE_INTEGER ? CODE_JSON_NUMBER : CODE_SCHEMA_TYPE;
    refuse(judge, element, code, "\"%s\" is %s, %s is due%s", element->name, names[element->type],
           names[due], element->type == VALUE_NULL ? "; leave it out where it is not known" : "");
    return false;
}

static void judge_enumeration(struct judge *judge, struct element *element)
{
    const struct field_type *type = element->field->type;
    for (size_t i = 0; i < type->value_count; i++)
        if (strcmp(type->values[i].name, element->text) == 0)
            return;
    g_autofree char *value = phrase_value(element->text);
    g_autofree char *words = phrase_type(type);
    g_autofree char *proposal = phrase_proposal(element->text, type->value_names);
    g_autofree char *list = phrase_list(type->value_names);
    refuse(judge, element, CODE_SCHEMA_VALUE, "%s is not %s%s%s One of: %s", value, words, proposal,
           *proposal ? "" : ".", list);
    element->aside = true;
}

static bool is_ours(const struct element *element)
{
    return strcmp(element->space, DECLARATION_NAMESPACE) == 0;
}

static void refuse_unknown(struct judge *judge, struct element *element, const struct field *field)
{
    const struct field_type *type = field->type;
    g_autofree char *name = phrase_value(element->name);
    g_autofree char *space = phrase_value(element->space);
    g_autofree char *proposal = phrase_proposal(element->name, type->names);
    g_autofree char *list = phrase_list(type->names);
    element->aside = true;
    if (!is_ours(element))
        refuse(judge, element, CODE_SCHEMA_NAME,
               "%s of the namespace %s is not allowed: only %s is known", name, space,
               DECLARATION_NAMESPACE);
    else if (type->kind == FIELD_LIST)
        refuse(judge, element, CODE_SCHEMA_NAME,
               "%s is not allowed in \"%s\": each item is a \"%s\"", name, field->name, list);
    else if (*proposal)
        refuse(judge, element, CODE_SCHEMA_NAME, "%s is not known in \"%s\"%s", name, field->name,
               proposal);
    else
        refuse(judge, element, CODE_SCHEMA_NAME, "%s is not known in \"%s\"; it may hold: %s", name,
               field->name, list);
}

static void judge_element(struct judge *judge, struct element *element, const struct field *field);

static void report_missing(struct judge *judge, const struct element *element,
                           const struct field *missing)
{
    g_autofree char *due = phrase_due(missing);
    refuse(judge, element, CODE_SCHEMA_MISSING, "\"%s\" is missing in \"%s\": %s", missing->name,
           element->name, due);
}

static void judge_members(struct judge *judge, struct element *element)
{
    const struct field *field = element->field;
    const struct field_type *type = field->type;
    g_autofree bool *seen = g_new0(bool, type->field_count);
    for (struct element *child = element_first(element); child; child = child->next) {
        const struct field *member = is_ours(child) ? field_member(field, child->name) : NULL;
        if (child->aside)
            continue;
        if (!member) {
            refuse_unknown(judge, child, field);
        } else if (seen[member - type->fields]) {
            refuse(judge, child, CODE_SCHEMA_REPEATED,
                   "\"%s\" occurs more than once in \"%s\", where one is allowed", child->name,
                   element->name);
            child->aside = true;
        } else {
            seen[member - type->fields] = true;
            judge_element(judge, child, member);
        }
    }
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && !seen[i])
            report_missing(judge, element, &type->fields[i]);
}

static void judge_items(struct judge *judge, struct element *element)
{
    const struct field *field = element->field;
    const struct field *item = &field->type->fields[0];
    unsigned count = 0;
    if (!element->first)
        refuse(judge, element, CODE_SCHEMA_VALUE,
               "\"%s\" is empty: it needs at least one \"%s\", or is left out", element->name,
               item->name);
    for (struct element *child = element->first; child; child = child->next) {
        child->item = true;
        if (child->aside) /* by a judgement before this one */
            continue;
        count++;
        if (count == field->type->max_items + 1)
            refuse(judge, child, CODE_SCHEMA_VALUE, "\"%s\" has more than the %u items it may have",
                   element->name, field->type->max_items);
        child->aside = count > field->type->max_items;
        if (child->aside)
            continue;
        if (is_ours(child) && strcmp(child->name, item->name) == 0)
            judge_element(judge, child, item);
        else
            refuse_unknown(judge, child, field);
    }
}

static void judge_element(struct judge *judge, struct element *element, const struct field *field)
{
    enum field_kind kind = field->type->kind;
    element->field = field;
    judge_attributes(judge, element);
    if (!(element->type == VALUE_XML ? judge_content(judge, element, kind)
                                     : judge_type(judge, element, kind)))
        element->aside = true;
    else if (kind == FIELD_OBJECT)
        judge_members(judge, element);
    else if (kind == FIELD_LIST)
        judge_items(judge, element);
    else if (kind == FIELD_ENUMERATION)
        judge_enumeration(judge, element);
}

static bool judge_root(struct judge *judge, const struct field *field)
{
    const struct element *root = judge->document->root;
    g_autofree char *name = phrase_value(root->name);
    g_autofree char *space = phrase_value(root->space);
    if (is_ours(root) && strcmp(root->name, field->name) == 0)
        return true;
    refuse(judge, root, CODE_SCHEMA_NAME, "root element %s%s%s, expected \"%s\" in %s", name,
           *root->space ? " in " : " without namespace", *root->space ? space : "", field->name,
           DECLARATION_NAMESPACE);
    return false;
}

/* Another version is refused by name: nothing else could be judged rightly. */
static bool judge_version(struct judge *judge, const struct field *field)
{
    const struct element *version = element_child(judge->document->root, "schemaVersion");
    const struct field *known = field_member(field, "schemaVersion");
    if (!version || !known || version->first ||
        (version->type != VALUE_XML && version->type != VALUE_STRING))
        return true;
    for (size_t i = 0; i < known->type->value_count; i++)
        if (strcmp(known->type->values[i].name, version->text) == 0)
            return true;
    g_autofree char *value = phrase_value(version->text);
    g_autofree char *list = phrase_list(known->type->value_names);
    refuse(judge, version, CODE_SCHEMA_VERSION,
           "version %s of the vocabulary is not known; this program reads %s", value, list);
    return false;
}

bool schema_judge_declaration(struct document *document, struct diags *diags)
{
    struct judge judge = {.document = document, .diags = diags};
    const struct vocabulary *vocabulary = vocabulary_get();
    if (!vocabulary) {
        refuse(&judge, document->root, CODE_INTERNAL, "the schema cannot be read");
        return false;
    }
    const struct field *field = vocabulary_root(vocabulary);
    if (!judge_root(&judge, field) || !judge_version(&judge, field))
        document->root->aside = true;
    else
        judge_element(&judge, document->root, field);
    if (document->root->aside)
        return false;
    return schema_xsd_judge(document, DECLARATION_SCHEMA, judge.faults > 0, diags) &&
           judge.faults == 0;
}

/* Attributes of foreign namespaces, in the whole tree; the XSD does not see them. */
static void judge_all_foreign(struct judge *judge, const struct element *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        if (strchr(attribute->name, ':') && !g_str_has_prefix(attribute->name, "xml:"))
            judge_foreign(judge, element, attribute);
    }
    for (const struct element *child = element_first(element); child; child = element_next(child))
        judge_all_foreign(judge, child);
}

bool schema_judge(struct document *document, const char *schema, struct diags *diags)
{
    struct judge judge = {.document = document, .diags = diags};
    judge_all_foreign(&judge, document->root);
    return schema_xsd_judge(document, schema, false, diags) && judge.faults == 0;
}
