/* SPDX-License-Identifier: Apache-2.0 */
/* Members of CTA-2120 that come as JSON from elsewhere: what fits the format, and what is told
 * else. */
#include "write/cta2120_shape.h"

#include "findings.h"
#include "read/foreign_parts.h"
#include "unit.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *member, *json;
    const char *fault; /* a part of it; NULL: it fits */
} shapes[] = {
    {"created", "\"2026-06-15T09:30:00Z\"", NULL},
    {"created", "\"2026-06-15\"", "2026-06-15T09:30:00Z"},
    {"modified", "20260615", "2026-06-15T09:30:00Z"},
    {"product_manufacturer", "\"Northwind\"", NULL},
    {"product_manufacturer", "null", "no string"},
    {"tested_by", "{}", NULL},
    {"tested_by", "{\"name\":\"Lab\",\"contact\":\"lab@lab.example\"}", NULL},
    {"tested_by", "\"Lab\"", "no object with name"},
    {"tested_by", "{\"name\":1}", "no object with name"},
    {"authorized_by", "{\"contact\":[]}", "no object with name"},
    {"delete_data", "{\"text\":\"Hold the button\"}", NULL},
    {"delete_data", "{\"url\":\"https://a.example/delete\"}", NULL},
    {"delete_data", "{\"url\":\"http://a.example/%41\"}", NULL},
    {"delete_data", "[]", "no object with text"},
    {"delete_data", "{\"text\":true}", "no object with text"},
    {"delete_data", "{\"url\":15}", "web address"},
    {"delete_data", "{\"url\":\"https://a.b/x\"}", "15 characters"},
    {"delete_data", "{\"url\":\"ftp://a.example/delete\"}", "web address"},
    {"delete_data", "{\"url\":\"https://a.example/a b\"}", "web address"},
    {"delete_data", "{\"url\":\"https://a.example/\\u00e9\"}", "web address"},
    {"delete_data", "{\"url\":\"https://a.example/\\u007f\"}", "web address"},
    {"delete_data", "{\"url\":\"https://a.example/%4\"}", "web address"},
    {"delete_data", "{\"url\":\"https://a.example/%x4\"}", "web address"},
    {"sensor_data_collection", "[]", NULL},
    {"sensor_data_collection", "[{}]", NULL},
    {"sensor_data_collection",
     "[{\"description\":\"Microphone\",\"has\":true,\"sensing\":\"audio\","
     "\"icons\":{\"16\":\"https://a.example/16.png\"}}]",
     NULL},
    {"sensor_data_collection", "{}", "no array"},
    {"sensor_data_collection", "[1]", "no array of objects"},
    {"sensor_data_collection", "[{},{\"description\":1}]", "no array of objects"},
    {"sensor_data_collection", "[{\"has\":\"yes\"}]", "no array of objects"},
    {"sensor_data_collection", "[{\"sensing\":\"smell\"}]", "no array of objects"},
    {"sensor_data_collection", "[{\"sensing\":1}]", "no array of objects"},
    {"sensor_data_collection", "[{\"icons\":{}}]", "no array of objects"},
    {"sensor_data_collection", "[{\"icons\":\"16\"}]", "no array of objects"},
    {"sensor_data_collection", "[{\"icons\":{\"48\":\"16.png\"}}]", "no array of objects"},
    {"access_control", "{}", NULL},
    {"access_control",
     "{\"password_options\":[\"passkey\",\"MFA\"],\"password_factory_default\":\"no_control\"}",
     NULL},
    {"access_control", "[]", "no object whose"},
    {"access_control", "{\"password_options\":\"MFA\"}", "no object whose"},
    {"access_control", "{\"password_options\":[\"MFA\",\"mfa\"]}", "no object whose"},
    {"access_control", "{\"password_options\":[1]}", "no object whose"},
    {"access_control", "{\"password_factory_default\":\"1234\"}", "no object whose"},
    {"a member of somebody else", "1", NULL},
};

START_TEST(a_member_fits_or_is_told)
{
    json_t *value = json_loads(shapes[_i].json, JSON_DECODE_ANY, NULL);
    ck_assert_ptr_nonnull(value);
    const char *fault = cta2120_fault(shapes[_i].member, value);
    if (shapes[_i].fault)
        ck_assert_msg(fault && strstr(fault, shapes[_i].fault), "%s %s: %s", shapes[_i].member,
                      shapes[_i].json, fault ? fault : "fits");
    else
        ck_assert_msg(!fault, "%s %s: %s", shapes[_i].member, shapes[_i].json, fault);
    json_decref(value);
}
END_TEST

/* Lengths count characters of a text, bytes of an address. */
START_TEST(length_has_an_end)
{
    g_autoptr(GString) text = g_string_new("https://a.example/");
    while (text->len < CTA2120_TEXT_MAX)
        g_string_append_c(text, 'x');
    ck_assert(cta2120_url(text->str));
    json_t *value = json_string(text->str);
    ck_assert_ptr_null(cta2120_fault("product_manufacturer", value));
    json_decref(value);
    g_string_append_c(text, 'x');
    ck_assert(!cta2120_url(text->str));
    value = json_string(text->str);
    ck_assert_ptr_nonnull(cta2120_fault("product_manufacturer", value));
    json_decref(value);
}
END_TEST

/* Reading */

#define GUARANTEED "\"support\":{\"commitment\":\"guaranteed\"}"
#define UPDATES(members) "{\"security_update_information\":{" members "}}"

static const struct {
    const char *record, *draft;
} drafts[] = {
    {"{}", "{" GUARANTEED "}"},
    {"{\"product_name\":\"Cam\",\"support_date\":\"2031-03-01\"}",
     "{\"product\":{\"name\":\"Cam\"},\"support\":{\"commitment\":\"guaranteed\",\"end\":"
     "\"2031-03-01\"}}"},
    {UPDATES("\"update_default\":\"No updates\""),
     "{" GUARANTEED ",\"updates\":{\"capability\":\"no\"}}"},
    {UPDATES("\"update_default\":\"Not disclosed\""),
     "{" GUARANTEED ",\"updates\":{\"mode\":\"notStated\"}}"},
    {UPDATES("\"update_default\":\"Manual\""),
     "{" GUARANTEED ",\"updates\":{\"capability\":\"yes\",\"mode\":\"manual\"}}"},
    {UPDATES("\"update_default\":\"By pigeon\""), "{" GUARANTEED "}"},
    {UPDATES(
         "\"update_default\":\"Manual\",\"update_options\":[\"Consent based\",\"By pigeon\",1]"),
     "{" GUARANTEED ",\"updates\":{\"availableModes\":[\"consentBased\"],\"capability\":\"yes\","
     "\"mode\":\"manual\"}}"},
    {UPDATES("\"update_options\":[\"Manual\"]"), "{" GUARANTEED "}"},
    {UPDATES("\"update_default\":\"Manual\",\"update_options\":[]"),
     "{" GUARANTEED ",\"updates\":{\"capability\":\"yes\",\"mode\":\"manual\"}}"},
    {"{\"security_contact\":\"https://a.example/\"}",
     "{\"contacts\":{\"vulnerability\":\"https://a.example/\"}," GUARANTEED "}"},
    {"{\"security_contact\":\"a@a.example\"}",
     "{\"contacts\":{\"vulnerability\":\"mailto:a@a.example\"}," GUARANTEED "}"},
    {"{\"sbom_hbom_maintained\":{\"sbom_maintained\":true,\"hbom_maintained\":false}}",
     "{\"evidence\":{\"hbom\":{\"maintained\":\"no\"},\"sbom\":{\"maintained\":\"yes\"}}"
     "," GUARANTEED "}"},
    {"{\"sbom_hbom_maintained\":{\"sbom_maintained\":\"yes\"}}", "{" GUARANTEED "}"},
    {"{\"authorization_date\":\"2026-01-02\"}",
     "{\"evidence\":{\"certifications\":[{\"issued\":\"2026-01-02\",\"scheme\":\"usCtm\"}]}"
     "," GUARANTEED "}"},
    {"{\"authorization_date\":\"2026-01-02\",\"QR_code_url\":\"https://a.example/\"}",
     "{\"evidence\":{\"certifications\":[{\"issued\":\"2026-01-02\",\"scheme\":\"usCtm\"}],"
     "\"information\":{\"url\":\"https://a.example/\"}}," GUARANTEED "}"},
    {"{\"modified\":\"2026-06-15T09:30:00Z\"}",
     "{\"declaredBy\":{\"statedOn\":\"2026-06-15\"},\"extensions\":[{\"name\":\"cta2120:modified\","
     "\"value\":\"\\\"2026-06-15T09:30:00Z\\\"\"}]," GUARANTEED "}"},
    {"{\"manufacturer_name\":\"N\",\"product_manufacturer\":\"N\"}",
     "{\"manufacturer\":{\"name\":\"N\"}," GUARANTEED "}"},
    {"{\"manufacturer_name\":\"N\",\"product_manufacturer\":\"M\"}",
     "{\"extensions\":[{\"name\":\"cta2120:product_manufacturer\",\"value\":\"\\\"M\\\"\"}],"
     "\"manufacturer\":{\"name\":\"N\"}," GUARANTEED "}"},
};

START_TEST(a_record_becomes_a_draft)
{
    struct diags *diags = diags_new(0);
    json_t *record = json_loads(drafts[_i].record, 0, NULL), *draft = json_object();
    ck_assert_ptr_nonnull(record);
    cta2120_draft(record, draft, diags);
    char *text = json_dumps(draft, JSON_SORT_KEYS | JSON_COMPACT);
    ck_assert_str_eq(text, drafts[_i].draft);
    ck_assert_uint_eq(diags_count(diags), 0);
    free(text);
    json_decref(draft);
    json_decref(record);
    diags_free(diags);
}
END_TEST

START_TEST(a_day_is_no_moment)
{
    struct diags *diags = diags_new(0);
    json_t *record = json_pack("{s:s}", "modified", "2026-06-15"), *draft = json_object();
    cta2120_draft(record, draft, diags);
    ck_assert_ptr_null(json_object_get(draft, "declaredBy"));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_IMPORT_VALUE);
    ck_assert(findings_say(diags, "not \"2026-06-15\""));
    json_decref(draft);
    json_decref(record);
    diags_free(diags);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("cta2120");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_member_fits_or_is_told, 0, G_N_ELEMENTS(shapes));
    tcase_add_test(tests, length_has_an_end);
    tcase_add_loop_test(tests, a_record_becomes_a_draft, 0, G_N_ELEMENTS(drafts));
    tcase_add_test(tests, a_day_is_no_moment);
    suite_add_tcase(suite, tests);
    return suite;
}
