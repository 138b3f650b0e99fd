/* SPDX-License-Identifier: Apache-2.0 */
/* What the members of CTA-2120 look like that come as JSON from elsewhere. */
#include "write/cta2120_shape.h"

#include "base/date.h"

#include <glib.h>
#include <string.h>

bool cta2120_url(const char *text)
{
    size_t length = strlen(text);
    if (length < 15 || length > CTA2120_TEXT_MAX || strpbrk(text, " \"<>\\^`{|}"))
        return false;
    for (const char *at = text; *at; at++)
        if (*at < '!' || *at > '~' ||
            (*at == '%' && !(g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]))))
            return false;
    return g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://");
}

static bool is_text(const json_t *value)
{
    return json_is_string(value) && g_utf8_strlen(json_string_value(value), -1) <= CTA2120_TEXT_MAX;
}

/* Absent members are allowed by the schema throughout. */
static bool text_or_absent(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return !value || is_text(value);
}

static bool is_url(const json_t *value)
{
    return json_is_string(value) && cta2120_url(json_string_value(value));
}

static const char *judge_link(const json_t *value)
{
    const json_t *url = json_object_get(value, "url");
    if (!json_is_object(value) || !text_or_absent(value, "text"))
        return "no object with text and url";
    return !url || is_url(url) ? NULL
                               : "no object whose url is a web address of 15 characters or more";
}

static const char *judge_party(const json_t *value)
{
    bool fits =
        json_is_object(value) && text_or_absent(value, "name") && text_or_absent(value, "contact");
    return fits ? NULL : "no object with name and contact";
}

static bool is_one_of(const json_t *value, const char *const *words)
{
    return json_is_string(value) && g_strv_contains(words, json_string_value(value));
}

static bool icons_fit(const json_t *icons)
{
    static const char *const sizes[] = {"16", "48", "128", "256"};
    if (!icons)
        return true;
    if (!json_is_object(icons) || json_object_size(icons) == 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        const json_t *url = json_object_get(icons, sizes[i]);
        if (url && json_is_string(url) && !is_url(url))
            return false;
    }
    return true;
}

static bool sensor_fits(const json_t *sensor)
{
    static const char *const kinds[] = {"audio", "images", "position", NULL};
    const json_t *has = json_object_get(sensor, "has"), *kind = json_object_get(sensor, "sensing");
    return json_is_object(sensor) && text_or_absent(sensor, "description") &&
           (!has || json_is_boolean(has)) && (!kind || is_one_of(kind, kinds)) &&
           icons_fit(json_object_get(sensor, "icons"));
}

static const char *judge_sensors(const json_t *value)
{
    bool fits = json_is_array(value);
    for (size_t i = 0; fits && i < json_array_size(value); i++)
        fits = sensor_fits(json_array_get(value, i));
    return fits ? NULL
                : "no array of objects with description, has, icons and sensing (audio, images "
                  "or position)";
}

static const char *judge_access(const json_t *value)
{
    static const char *const kinds[] = {"password",
                                        "biometric",
                                        "passkey",
                                        "MFA",
                                        "no_control",
                                        "multi_account",
                                        "single_account",
                                        "optional_account",
                                        "no_account",
                                        "not_disclosed",
                                        NULL};
    const json_t *options = json_object_get(value, "password_options");
    const json_t *factory = json_object_get(value, "password_factory_default");
    bool fits = json_is_object(value) && (!options || json_is_array(options)) &&
                (!factory || is_one_of(factory, kinds));
    for (size_t i = 0; fits && i < json_array_size(options); i++)
        fits = is_one_of(json_array_get(options, i), kinds);
    return fits ? NULL
                : "no object whose password_options and password_factory_default have words of "
                  "the format";
}

static const char *judge_moment(const json_t *value)
{
    struct date date;
    bool fits = json_is_string(value) && date_parse_moment(json_string_value(value), &date);
    return fits ? NULL : "no string such as \"2026-06-15T09:30:00Z\"";
}

static const char *judge_text(const json_t *value)
{
    return is_text(value) ? NULL : "no string of at most 2048 characters";
}

const char *cta2120_fault(const char *member, const json_t *value)
{
    static const struct {
        const char *member;
        const char *(*judge)(const json_t *value);
    } members[] = {
        {"sensor_data_collection", judge_sensors},
        {"authorized_by", judge_party},
        {"tested_by", judge_party},
        {"access_control", judge_access},
        {"securing_this_product", judge_link},
        {"delete_data", judge_link},
        {"account_deactivation", judge_link},
        {"encryption_and_key_management", judge_link},
        {"general_user_information", judge_link},
        {"product_manufacturer", judge_text},
        {"security_update_information_other", judge_text},
        {"created", judge_moment},
        {"modified", judge_moment},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        if (strcmp(members[i].member, member) == 0)
            return members[i].judge(value);
    return NULL;
}
