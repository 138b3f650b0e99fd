/* SPDX-License-Identifier: Apache-2.0 */
/* CTA-2120 → the draft of a declaration. */
#include "base/date.h"
#include "read/foreign_parts.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Texts that a field of the declaration holds as they are. */
static const char *const texts[][2] = {
    {"product_name", "product.name"},
    {"product_model", "product.model"},
    {"manufacturer_name", "manufacturer.name"},
    {"QR_code_url", "evidence.information.url"},
    {"security_update_information_other", "updates.otherMode"},
    {"support_date", "support.end"},
};

/* The format's words for ways of updating. */
static const char *mode_of(const char *words)
{
    static const char *const modes[][2] = {
        {"Automatic - may opt out", "automaticOptOut"},
        {"Automatic - may not opt out", "automaticNoOptOut"},
        {"Consent based", "consentBased"},
        {"Manual", "manual"},
        {"Other", "other"},
        {"Not disclosed", "notStated"},
    };
    for (size_t i = 0; words && i < G_N_ELEMENTS(modes); i++)
        if (strcmp(words, modes[i][0]) == 0)
            return modes[i][1];
    return NULL;
}

/* A way of updating means that there are updates. */
static void take_updates(const json_t *record, json_t *draft)
{
    const json_t *updates = json_object_get(record, "security_update_information");
    const char *words = draft_text(updates, "update_default"), *mode = mode_of(words);
    draft_put(draft, "updates.mode", mode);
    if (g_strcmp0(words, "No updates") == 0)
        draft_put(draft, "updates.capability", "no");
    else if (mode && strcmp(mode, "notStated") != 0)
        draft_put(draft, "updates.capability", "yes");
    json_t *modes = json_array();
    const json_t *options = json_object_get(updates, "update_options");
    for (size_t i = 0; i < json_array_size(options); i++) {
        const char *option = mode_of(json_string_value(json_array_get(options, i)));
        if (option)
            json_array_append_new(modes, json_string(option));
    }
    if (json_array_size(modes) > 0 && json_object_get(draft, "updates"))
        json_object_set(json_object_get(draft, "updates"), "availableModes", modes);
    json_decref(modes);
}

static void take_contact(const json_t *record, json_t *draft)
{
    const char *contact = draft_text(record, "security_contact");
    if (!contact)
        return;
    bool page = g_str_has_prefix(contact, "http");
    g_autofree char *text = page ? g_strdup(contact) : g_strconcat("mailto:", contact, NULL);
    draft_put(draft, "contacts.vulnerability", text);
}

static void take_bill(const json_t *bills, json_t *draft, const char *key, const char *path)
{
    const json_t *maintained = json_object_get(bills, key);
    if (json_is_boolean(maintained))
        draft_put(draft, path, json_is_true(maintained) ? "yes" : "no");
}

/* The mark's certificate; its number is nowhere in the format. */
static void take_authorization(const json_t *record, json_t *draft)
{
    const char *issued = draft_text(record, "authorization_date");
    if (!issued)
        return;
    json_t *certificate = json_object(), *certificates = json_array();
    draft_put(certificate, "scheme", "usCtm");
    draft_put(certificate, "issued", issued);
    json_array_append_new(certificates, certificate);
    if (!json_object_get(draft, "evidence"))
        json_object_set_new(draft, "evidence", json_object());
    json_object_set_new(json_object_get(draft, "evidence"), "certifications", certificates);
}

static void take_modified(const json_t *record, json_t *draft, struct diags *diags)
{
    const char *text = draft_text(record, "modified");
    struct date date;
    char day[11];
    if (text && date_parse_moment(text, &date))
        draft_put(draft, "declaredBy.statedOn", date_format(date, day));
    else if (text)
        diag_add(diags, CODE_IMPORT_VALUE, NOWHERE,
                 "modified is a moment such as \"2026-06-15T09:30:00Z\", not \"%s\"", text);
}

/* True where fields hold all of a member, so that it can be written again from them. */
static bool is_held(const json_t *record, const char *key, const json_t *value)
{
    static const char *const held[] = {"schema_version",     "security_update_information",
                                       "security_contact",   "sbom_hbom_maintained",
                                       "authorization_date", NULL};
    static const char *const twins[][2] = {{"version_and_model_numbers", "product_model"},
                                           {"sbom_hbom_available", "sbom_hbom_maintained"},
                                           {"product_manufacturer", "manufacturer_name"}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(key, texts[i][0]) == 0)
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(twins); i++)
        if (strcmp(key, twins[i][0]) == 0)
            return json_equal(value, json_object_get(record, twins[i][1]));
    return g_strv_contains(held, key);
}

/* Everything else goes along as JSON. */
static void take_rest(const json_t *record, json_t *draft)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)record, key, value)
    {
        if (is_held(record, key, value))
            continue;
        g_autofree char *name = g_strconcat("cta2120:", key, NULL);
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        draft_extend(draft, name, text);
        free(text);
    }
}

void cta2120_draft(const json_t *record, json_t *draft, struct diags *diags)
{
    const json_t *bills = json_object_get(record, "sbom_hbom_maintained");
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        draft_put(draft, texts[i][1], draft_text(record, texts[i][0]));
    draft_put(draft, "support.commitment", "guaranteed");
    take_updates(record, draft);
    take_contact(record, draft);
    take_bill(bills, draft, "sbom_maintained", "evidence.sbom.maintained");
    take_bill(bills, draft, "hbom_maintained", "evidence.hbom.maintained");
    take_authorization(record, draft);
    take_modified(record, draft, diags);
    take_rest(record, draft);
}
