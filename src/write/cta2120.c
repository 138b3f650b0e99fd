/* SPDX-License-Identifier: Apache-2.0 */
/* CTA-2120: the data of the U.S. Cyber Trust Mark, as far as they are declared. */
#include "base/url.h"
#include "write/cta2120_shape.h"
#include "write/formats.h"
#include "write/json_value.h"
#include "write/losses.h"

#include <string.h>

/* Extensions of the declaration that hold, as JSON, what it has no fields for. */
#define EXTENSION "cta2120:"

struct cta {
    const struct facts *facts;
    const struct element *root;
    json_t *object;
    struct diags *diags;
    bool refused;
};

static void G_GNUC_PRINTF(2, 3) refuse(struct cta *cta, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag_add(cta->diags, CODE_EXPORT_REFUSED, NOWHERE, "CTA-2120 %s", text);
    cta->refused = true;
}

/* A text that every declaration has. */
static void put_required(struct cta *cta, const char *key, const char *path)
{
    value_put_text(cta->object, key, element_find_text(cta->root, path));
}

/* What the declaration has no fields for */

static const char *extension_text(const struct cta *cta, const char *key)
{
    g_autofree char *name = g_strconcat(EXTENSION, key, NULL);
    const struct element *list = element_child(cta->root, "extensions");
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        if (strcmp(element_child_text(item, "name"), name) == 0)
            return element_child_text(item, "value");
    return NULL;
}

/* The extension's value, judged; NULL without one, or after a finding. */
static json_t *extension_of(struct cta *cta, const char *key)
{
    const char *text = extension_text(cta, key);
    if (!text)
        return NULL;
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    const char *why = value ? cta2120_fault(key, value) : "no JSON";
    if (!why)
        return value;
    refuse(cta, "cannot have the extension " EXTENSION "%s: its value is %s", key, why);
    json_decref(value);
    return NULL;
}

static void put_extension(struct cta *cta, const char *key)
{
    json_t *value = extension_of(cta, key);
    if (value)
        json_object_set_new(cta->object, key, value);
    else if (!extension_text(cta, key))
        refuse(cta,
               "demands %s, which no field of a declaration holds; give its JSON as the value of "
               "an extension named " EXTENSION "%s",
               key, key);
}

/* Updates and support */

static const char *mode_words(const struct updates *updates, const char *mode)
{
    static const char *const words[][2] = {
        {"automaticOptOut", "Automatic - may opt out"},
        {"automaticNoOptOut", "Automatic - may not opt out"},
        {"consentBased", "Consent based"},
        {"manual", "Manual"},
        {"professional", "Other"},
        {"other", "Other"},
    };
    if (updates->capability == CAPABILITY_NO)
        return "No updates";
    for (size_t i = 0; mode && i < G_N_ELEMENTS(words); i++)
        if (strcmp(mode, words[i][0]) == 0)
            return words[i][1];
    return "Not disclosed";
}

static bool has_text(const json_t *array, const char *text)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        if (strcmp(json_string_value(json_array_get(array, i)), text) == 0)
            return true;
    return false;
}

static void add_once(json_t *array, const char *text)
{
    if (!has_text(array, text))
        json_array_append_new(array, json_string(text));
}

/* Both members always: without update_options the published schema asks for the text of "Other". */
static void put_updates(struct cta *cta)
{
    const struct updates *updates = &cta->facts->declaration->updates;
    const char *mode = element_find_text(cta->root, "updates/mode");
    json_t *object = json_object(), *options = json_array();
    value_put_text(object, "update_default", mode_words(updates, mode));
    const struct element *list = element_find(cta->root, "updates/availableModes");
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        add_once(options, mode_words(updates, item->text));
    add_once(options, mode_words(updates, mode));
    bool other = has_text(options, "Other");
    json_object_set_new(object, "update_options", options);
    json_object_set_new(cta->object, "security_update_information", object);
    if (other && updates->other_mode)
        value_put_text(cta->object, "security_update_information_other", updates->other_mode);
    else if (other && updates->mode == MODE_PROFESSIONAL)
        value_put_text(cta->object, "security_update_information_other",
                       "Installed by a professional");
    else if (other)
        refuse(cta, "demands a text for another way of updating, which is updates.otherMode");
}

/* A promise on a full date, or nothing. */
static void put_support_date(struct cta *cta)
{
    const struct facts *facts = cta->facts;
    char buffer[11];
    if (facts->state == STATE_NONE)
        refuse(cta,
               "demands support_date and has no way to say that a product is not supported (47 "
               "CFR 8.222); say that in words");
    else if (facts->state == STATE_EXPECTED || facts->anticipated)
        refuse(cta,
               "demands support_date, which is a promise, and what is declared is only expected");
    else if (facts->state != STATE_DATED && facts->state != STATE_ENDED)
        refuse(cta, "demands support_date, and no date is promised: the declaration's state is %s",
               state_name(facts->state));
    else if (!date_known(facts->end) || facts->end_computed)
        refuse(cta, "demands support_date, and no date is declared; declare it as support.end");
    else if (facts->end.day == 0)
        refuse(cta, "demands the day of support_date, and %s has none; it is not made up",
               date_format(facts->end, buffer));
    else
        value_put_date(cta->object, "support_date", facts->end);
}

/* The product and its papers */

static void put_page(struct cta *cta)
{
    const char *declared = cta->facts->declaration->link.url;
    g_autofree char *url = declared ? url_ascii(declared) : NULL;
    if (!url)
        refuse(cta, "demands QR_code_url, which is evidence.information.url of a declaration");
    else if (!cta2120_url(url))
        refuse(cta, "takes no QR_code_url such as \"%s\": it has 15 to 2048 characters", url);
    value_put_text(cta->object, "QR_code_url", url);
}

static void put_contact(struct cta *cta)
{
    const char *contact = element_find_text(cta->root, "contacts/vulnerability");
    bool mail = contact && g_str_has_prefix(contact, "mailto:");
    const char *text = mail ? contact + strlen("mailto:") : contact;
    if (!contact)
        refuse(cta, "demands security_contact, which is contacts.vulnerability of a declaration");
    else if (mail ? strpbrk(text, "?,% ") != NULL : !cta2120_url(text))
        refuse(cta, "takes no security_contact such as \"%s\"; give one address alone", contact);
    value_put_text(cta->object, "security_contact", text);
}

/* The published schema demands a member it does not define, beside one that it defines. */
static void put_models(struct cta *cta)
{
    const char *model = element_find_text(cta->root, "product/model");
    const struct element *list = element_find(cta->root, "product/models");
    g_autoptr(GString) models = g_string_new(model);
    for (struct element *item = list ? element_first(list) : NULL; item; item = element_next(item))
        g_string_append_printf(models, "%s%s", models->len > 0 ? ", " : "",
                               element_child_text(item, "code"));
    if (models->len == 0)
        refuse(cta, "demands version_and_model_numbers, which is product.model of a declaration");
    else if (g_utf8_strlen(models->str, -1) > CTA2120_TEXT_MAX)
        refuse(cta, "takes at most %d characters of model numbers", CTA2120_TEXT_MAX);
    value_put_text(cta->object, "product_model", models->str);
    value_put_text(cta->object, "version_and_model_numbers", models->str);
}

static void put_bill(struct cta *cta, json_t *bills, const char *key, const char *bill)
{
    g_autofree char *path = g_strdup_printf("evidence/%s/maintained", bill);
    const char *maintained = element_find_text(cta->root, path);
    enum tri is = strcmp(maintained ? maintained : "", "yes") == 0  ? TRI_YES
                  : strcmp(maintained ? maintained : "", "no") == 0 ? TRI_NO
                                                                    : TRI_UNKNOWN;
    if (is == TRI_UNKNOWN)
        refuse(cta, "demands %s, which is evidence.%s.maintained of a declaration, yes or no", key,
               bill);
    value_put_flag(bills, key, is == TRI_YES);
}

static void put_bills(struct cta *cta)
{
    json_t *bills = json_object();
    put_bill(cta, bills, "sbom_maintained", "sbom");
    put_bill(cta, bills, "hbom_maintained", "hbom");
    json_object_set_new(cta->object, "sbom_hbom_maintained", bills);
    json_object_set(cta->object, "sbom_hbom_available", bills);
}

/* The day of the mark's certificate. */
static void put_authorization(struct cta *cta)
{
    const struct element *list = element_find(cta->root, "evidence/certifications");
    for (struct element *item = list ? element_first(list) : NULL; item;
         item = element_next(item)) {
        const char *issued = element_child_text(item, "issued");
        if (strcmp(element_child_text(item, "scheme"), "usCtm") == 0 && issued &&
            strlen(issued) == strlen("2026-06-15")) {
            value_put_text(cta->object, "authorization_date", issued);
            return;
        }
    }
    refuse(cta, "is for what bears the mark and demands authorization_date: the day on which a "
                "certificate of the scheme usCtm was issued, under evidence.certifications");
}

/* When the data were changed last: the day of the statement, its time where that was kept. */
static void put_modified(struct cta *cta)
{
    char buffer[11];
    date_format(cta->facts->declaration->declarant.stated_on, buffer);
    json_t *kept = extension_of(cta, "modified");
    if (kept && g_str_has_prefix(json_string_value(kept), buffer)) {
        json_object_set_new(cta->object, "modified", kept);
        return;
    }
    json_decref(kept);
    g_autofree char *text = g_strconcat(buffer, "T00:00:00Z", NULL);
    value_put_text(cta->object, "modified", text);
    diag_add(cta->diags, CODE_EXPORT_CHANGED, NOWHERE,
             "CTA-2120 asks for a time of day beside declaredBy.statedOn: modified is \"%s\"",
             text);
}

static void report(const struct cta *cta)
{
    static const char *const kept[] = {"declaredBy.statedOn",
                                       "product.name",
                                       "product.model",
                                       "product.models.code",
                                       "manufacturer.name",
                                       "updates.capability",
                                       "updates.mode",
                                       "updates.otherMode",
                                       "updates.availableModes",
                                       "support.commitment",
                                       "support.end",
                                       "contacts.vulnerability",
                                       "evidence.information.url",
                                       "evidence.sbom.maintained",
                                       "evidence.hbom.maintained",
                                       "evidence.certifications.scheme",
                                       "evidence.certifications.issued",
                                       "extensions",
                                       NULL};
    losses_report(cta->root, "CTA-2120", kept, cta->diags);
}

/* Members that an import has kept: those that no field holds, and those that stand for two. */
static void put_rest(struct cta *cta)
{
    static const char *const twins[] = {"version_and_model_numbers", "sbom_hbom_available",
                                        "product_manufacturer", NULL};
    const struct element *list = element_child(cta->root, "extensions");
    for (struct element *item = list ? element_first(list) : NULL; item;
         item = element_next(item)) {
        const char *name = element_child_text(item, "name");
        if (!g_str_has_prefix(name, EXTENSION))
            continue;
        name += strlen(EXTENSION);
        json_t *value = !json_object_get(cta->object, name) || g_strv_contains(twins, name)
                            ? extension_of(cta, name)
                            : NULL;
        if (value)
            json_object_set_new(cta->object, name, value);
    }
}

static void put_all(struct cta *cta)
{
    static const char *const extensions[] = {"sensor_data_collection",
                                             "authorized_by",
                                             "tested_by",
                                             "access_control",
                                             "securing_this_product",
                                             "delete_data",
                                             "account_deactivation",
                                             "encryption_and_key_management",
                                             "general_user_information",
                                             "created"};
    value_put_text(cta->object, "schema_version", "1.0.0");
    put_page(cta);
    put_required(cta, "product_name", "product/name");
    put_models(cta);
    put_required(cta, "manufacturer_name", "manufacturer/name");
    put_required(cta, "product_manufacturer", "manufacturer/name");
    put_updates(cta);
    put_support_date(cta);
    put_bills(cta);
    put_contact(cta);
    put_authorization(cta);
    for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++)
        put_extension(cta, extensions[i]);
    put_modified(cta);
    put_rest(cta);
}

GBytes *cta2120_write(const struct write_input *input, struct diags *diags)
{
    const struct facts *facts = input->wordings[0]->facts;
    struct cta cta = {
        .facts = facts,
        .root = facts->declaration->document->root,
        .object = json_object(),
        .diags = diags,
    };
    put_all(&cta);
    if (cta.refused) {
        json_decref(cta.object);
        return NULL;
    }
    report(&cta);
    return json_value_bytes(cta.object);
}
