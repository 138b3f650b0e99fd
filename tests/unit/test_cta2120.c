/* SPDX-License-Identifier: Apache-2.0 */
/* Members of CTA-2120 that come as JSON from elsewhere: what fits the format, and what is told
 * else. */
#include "write/cta2120_shape.h"

#include "unit.h"

#include <glib.h>
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

Suite *suite(void)
{
    Suite *suite = suite_create("cta2120");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_member_fits_or_is_told, 0, G_N_ELEMENTS(shapes));
    tcase_add_test(tests, length_has_an_end);
    suite_add_tcase(suite, tests);
    return suite;
}
