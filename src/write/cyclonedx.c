/* SPDX-License-Identifier: Apache-2.0 */
/* CycloneDX 1.6: the product and its parts as components with the milestones of their lives. */
#include "model/terms.h"
#include "write/formats.h"
#include "write/json_value.h"
#include "write/losses.h"

#include <string.h>

#define MILESTONE "cdx:lifecycle:milestone:"

/* Dates keep their precision: a month is a date of ISO 8601 too. */
static void add_milestone(json_t *properties, const char *name, struct date date)
{
    if (!date_known(date))
        return;
    json_t *property = json_object();
    g_autofree char *whole = g_strconcat(MILESTONE, name, NULL);
    value_put_text(property, "name", whole);
    value_put_date(property, "value", date);
    json_array_append_new(properties, property);
}

/* Only what is guaranteed: an expectation has no milestone. */
static void add_support(json_t *properties, const struct support *support)
{
    if (support->commitment == COMMITMENT_GUARANTEED && support->about_security)
        add_milestone(properties, "endOfGuaranteedSupport", support->end);
}

/* Takes the list; an empty one is left out. */
static void put_list(json_t *object, const char *key, json_t *list)
{
    if (json_array_size(list) > 0)
        json_object_set(object, key, list);
    json_decref(list);
}

static void add_reference(json_t *references, const char *type, const char *url)
{
    if (!url)
        return;
    json_t *reference = json_object();
    value_put_text(reference, "type", type);
    value_put_text(reference, "url", url);
    json_array_append_new(references, reference);
}

static void put_references(json_t *component, const struct element *root)
{
    json_t *references = json_array();
    add_reference(references, "website", element_find_text(root, "manufacturer/website"));
    add_reference(references, "documentation", element_find_text(root, "evidence/information/url"));
    add_reference(references, "security-contact",
                  element_find_text(root, "contacts/vulnerability"));
    add_reference(references, "advisories", element_find_text(root, "contacts/advisoriesUrl"));
    put_list(component, "externalReferences", references);
}

/* One of each: further ones have no place. */
static void put_identifiers(json_t *component, const struct element *root)
{
    const struct element *list = element_find(root, "product/identifiers");
    for (struct element *item = list ? element_first(list) : NULL; item;
         item = element_next(item)) {
        const char *scheme = element_child_text(item, "scheme");
        if ((strcmp(scheme, "cpe") == 0 || strcmp(scheme, "purl") == 0) &&
            !json_object_get(component, scheme))
            value_put_text(component, scheme, element_child_text(item, "value"));
    }
}

static json_t *product_of(const struct declaration *declaration)
{
    const struct element *root = declaration->document->root;
    bool software = strcmp(declaration->product.category, "softwareOnly") == 0;
    json_t *component = json_object(), *maker = json_object(), *properties = json_array();
    value_put_text(component, "type", software ? "application" : "device");
    value_put_text(component, "bom-ref", declaration->id);
    value_put_text(maker, "name", element_find_text(root, "manufacturer/name"));
    json_object_set_new(component, "manufacturer", maker);
    value_put_text(component, "name", declaration->product.name);
    value_put_text(component, "version", element_find_text(root, "product/softwareVersionAtSale"));
    put_identifiers(component, root);
    put_references(component, root);
    add_milestone(properties, "generalAvailability", declaration->product.launched_on);
    add_support(properties, &declaration->support);
    put_list(component, "properties", properties);
    return component;
}

static const char *type_of(enum component_kind kind)
{
    switch (kind) {
    case KIND_DEVICE_FIRMWARE:
        return "firmware";
    case KIND_OPERATING_SYSTEM:
        return "operating-system";
    case KIND_COMPANION_APP:
        return "application";
    case KIND_THIRD_PARTY:
        return "library";
    case KIND_RADIO_MODULE:
    case KIND_ACCESSORY:
        return "device";
    case KIND_CLOUD_SERVICE:
        break;
    }
    return NULL;
}

/* Parts without a name are called by their kind; their ids are theirs within the product alone. */
static json_t *part_of(const struct component *part, const char *product)
{
    json_t *object = json_object(), *properties = json_array();
    g_autofree char *reference = part->id ? g_strconcat(product, "/", part->id, NULL) : NULL;
    value_put_text(object, "type", type_of(part->kind));
    value_put_text(object, "bom-ref", reference);
    value_put_text(object, "name", part->name ? part->name : component_kind_name(part->kind));
    if (part->support.stated)
        add_support(properties, &part->support);
    put_list(object, "properties", properties);
    return object;
}

static void put_parts(json_t *bom, const struct declaration *declaration)
{
    json_t *components = json_array(), *services = json_array();
    for (size_t i = 0; i < declaration->component_count; i++) {
        const struct component *part = &declaration->components[i];
        bool service = part->kind == KIND_CLOUD_SERVICE;
        json_array_append_new(service ? services : components, part_of(part, declaration->id));
    }
    put_list(bom, "components", components);
    put_list(bom, "services", services);
}

static void report(const struct declaration *declaration, struct diags *diags)
{
    bool guaranteed = declaration->support.commitment == COMMITMENT_GUARANTEED;
    const char *const kept[] = {"id",
                                "product.name",
                                "product.launchedOn",
                                "product.softwareVersionAtSale",
                                "manufacturer.name",
                                "manufacturer.website",
                                "contacts.vulnerability",
                                "contacts.advisoriesUrl",
                                "evidence.information.url",
                                "components.id",
                                "components.kind",
                                "components.name",
                                "components.support.commitment",
                                "components.support.end",
                                guaranteed ? "support.commitment" : NULL,
                                "support.end",
                                NULL};
    losses_report(declaration->document->root, "CycloneDX", kept, diags);
}

GBytes *cyclonedx_write(const struct write_input *input, struct diags *diags)
{
    const struct declaration *declaration = input->wordings[0]->facts->declaration;
    if (strcmp(declaration->product.category, "service") == 0) {
        diag_add(diags, CODE_EXPORT_REFUSED, NOWHERE,
                 "a component of CycloneDX is a device or software, and product.category is "
                 "\"service\"; give such a declaration as JSON-LD");
        return NULL;
    }
    json_t *bom = json_object(), *metadata = json_object();
    value_put_text(bom, "bomFormat", "CycloneDX");
    value_put_text(bom, "specVersion", "1.6");
    json_object_set_new(bom, "version", json_integer(1));
    json_object_set_new(metadata, "component", product_of(declaration));
    json_object_set_new(bom, "metadata", metadata);
    put_parts(bom, declaration);
    report(declaration, diags);
    return json_value_bytes(bom);
}
