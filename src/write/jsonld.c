/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD: the product in schema.org's words, and every statement as a property of its own. */
#include "base/gtin.h"
#include "base/url.h"
#include "read/vocabulary.h"
#include "write/formats.h"
#include "write/json_value.h"

#include <string.h>

/* What a property is about: the field's path is its id, as in the glossary. */
#define TERMS "urn:uplabel:terms:1#"

static json_t *typed(const char *type)
{
    json_t *object = json_object();
    value_put_text(object, "@type", type);
    return object;
}

/* Every field */

static void add_properties(json_t *array, const struct element *element, const char *path);

static void add_property(json_t *array, const char *path, json_t *value)
{
    json_t *property = typed("PropertyValue");
    g_autofree char *id = g_strconcat(TERMS, path, NULL);
    value_put_text(property, "propertyID", id);
    value_put_text(property, "name", path);
    json_object_set_new(property, "value", value);
    json_array_append_new(array, property);
}

/* A list of objects becomes one property each, whose value is the object's properties; any other
 * list one property with several values. */
static void add_list(json_t *array, const struct element *list, const char *path)
{
    if (list->field->type->fields[0].type->kind != FIELD_OBJECT) {
        add_property(array, path, json_value_of(list));
        return;
    }
    for (struct element *item = element_first(list); item; item = element_next(item)) {
        json_t *members = json_array();
        add_properties(members, item, path);
        add_property(array, path, members);
    }
}

/* One property for each field below the element. Depth is that of the schema. */
static void add_properties(json_t *array, const struct element *element, const char *path)
{
    for (struct element *child = element_first(element); child; child = element_next(child)) {
        g_autofree char *below =
            *path ? g_strconcat(path, ".", child->name, NULL) : g_strdup(child->name);
        if (child->field->type->kind == FIELD_OBJECT)
            add_properties(array, child, below);
        else if (child->field->type->kind == FIELD_LIST)
            add_list(array, child, below);
        else
            add_property(array, below, json_value_of(child));
    }
}

/* What schema.org has words for */

/* The product's name in the label's languages. */
static json_t *names_of(const struct write_input *input)
{
    json_t *names = json_array();
    for (size_t i = 0; i < input->wording_count; i++) {
        const char *found_in;
        const char *name =
            declaration_product_name(input->wordings[i]->facts->declaration,
                                     catalogue_language(input->wordings[i]->catalogue), &found_in);
        json_t *text = json_object();
        value_put_text(text, "@value", name);
        value_put_text(text, "@language", found_in);
        json_array_append_new(names, text);
    }
    return names;
}

static json_t *organisation_of(const struct element *element)
{
    json_t *organisation = typed("Organization");
    value_put_text(organisation, "name", element_child_text(element, "name"));
    value_put_text(organisation, "alternateName", element_child_text(element, "tradeName"));
    value_put_text(organisation, "address", element_child_text(element, "postalAddress"));
    value_put_text(organisation, "email", element_child_text(element, "email"));
    value_put_text(organisation, "url", element_child_text(element, "website"));
    return organisation;
}

static void put_brand(json_t *product, const char *name)
{
    if (!name)
        return;
    json_t *brand = typed("Brand");
    value_put_text(brand, "name", name);
    json_object_set_new(product, "brand", brand);
}

/* Appends to a member that may have several values. */
static void append_value(json_t *object, const char *key, const char *text)
{
    json_t *values = json_object_get(object, key);
    if (!values) {
        values = json_array();
        json_object_set_new(object, key, values);
    }
    json_array_append_new(values, json_string(text));
}

/* Article numbers have 14 digits wherever they are linked, zeros in front. */
static void put_identifiers(json_t *product, const struct element *root)
{
    const struct element *list = element_find(root, "product/identifiers");
    for (struct element *item = list ? element_first(list) : NULL; item;
         item = element_next(item)) {
        const char *scheme = element_child_text(item, "scheme");
        const char *value = element_child_text(item, "value");
        if (strcmp(scheme, "gtin") == 0) {
            g_autofree char *digits = gtin_14(value);
            append_value(product, "gtin14", digits);
        } else if (strcmp(scheme, "mpn") == 0) {
            append_value(product, "mpn", value);
        }
    }
}

static void put_models(json_t *product, const struct element *root)
{
    const char *model = element_find_text(root, "product/model");
    if (model)
        append_value(product, "model", model);
    const struct element *models = element_find(root, "product/models");
    for (struct element *item = models ? element_first(models) : NULL; item;
         item = element_next(item))
        if (!element_child_text(item, "pattern") ||
            strcmp(element_child_text(item, "pattern"), "true") != 0)
            append_value(product, "model", element_child_text(item, "code"));
}

/* The scheme as the vocabulary describes it, without who asks for it. */
static void put_scheme(json_t *certification, const struct element *scheme)
{
    const struct field_type *type = scheme->field->type;
    for (size_t i = 0; i < type->value_count; i++) {
        if (strcmp(type->values[i].name, scheme->text) != 0)
            continue;
        g_auto(GStrv) parts = g_strsplit(type->values[i].documentation, " Asked for by:", 2);
        size_t length = strlen(parts[0]);
        if (length > 0 && parts[0][length - 1] == '.')
            parts[0][length - 1] = '\0';
        value_put_text(certification, "name", parts[0]);
    }
}

/* A certificate that somebody else has issued: a claim to follow a standard is none. */
static json_t *certification_of(const struct element *item)
{
    json_t *certification = typed("Certification");
    put_scheme(certification, element_child(item, "scheme"));
    value_put_text(certification, "certificationIdentification", element_child_text(item, "id"));
    const char *level = element_child_text(item, "level");
    if (level) {
        json_t *rating = typed("Rating");
        value_put_text(rating, "ratingValue", level);
        json_object_set_new(certification, "certificationRating", rating);
    }
    value_put_text(certification, "validFrom", element_child_text(item, "issued"));
    value_put_text(certification, "expires", element_child_text(item, "expires"));
    value_put_text(certification, "url", element_child_text(item, "url"));
    return certification;
}

static void put_certifications(json_t *product, const struct element *root)
{
    const struct element *list = element_find(root, "evidence/certifications");
    json_t *certifications = json_array();
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        json_array_append_new(certifications, certification_of(item));
    if (json_array_size(certifications) > 0)
        json_object_set(product, "hasCertification", certifications);
    json_decref(certifications);
}

static void put_page(json_t *product, const char *url)
{
    if (!url)
        return;
    json_t *page = typed("WebPage");
    value_put_text(page, "url", url);
    json_object_set_new(product, "subjectOf", page);
}

GBytes *jsonld_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    const struct declaration *declaration = input->wordings[0]->facts->declaration;
    const struct element *root = declaration->document->root;
    json_t *product = json_object();
    value_put_text(product, "@context", "https://schema.org/");
    value_put_text(product, "@type", "Product");
    json_object_set_new(product, "name", names_of(input));
    put_brand(product, declaration->product.brand);
    value_put_text(product, "category", declaration->product.category);
    put_models(product, root);
    put_identifiers(product, root);
    value_put_date(product, "releaseDate", declaration->product.launched_on);
    json_object_set_new(product, "manufacturer",
                        organisation_of(element_child(root, "manufacturer")));
    g_autofree char *link = declaration->link.gs1 ? url_ascii(declaration->link.url) : NULL;
    value_put_text(product, "hasGS1DigitalLink", link);
    put_page(product, element_find_text(root, "evidence/information/url"));
    put_certifications(product, root);
    json_t *properties = json_array();
    add_properties(properties, root, "");
    json_object_set_new(product, "additionalProperty", properties);
    return json_value_bytes(product);
}
