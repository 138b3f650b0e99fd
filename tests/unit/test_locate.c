/* SPDX-License-Identifier: Apache-2.0 */
/* From a JSON pointer to the byte where its value begins. */
#include "read/locate.h"

#include "unit.h"

#include <string.h>

static const char json[] = "{ \"a\": 1, \"b/c\": [10, {\"x\": \"]}\\\"\"}, [], 13],\n"
                           "  \"m~n\": {\"\": true}, \"\\u0061b\": null, \"a\\\"\": -2 }\n";

static const struct {
    const char *pointer;
    const char *value; /* NULL: there is none */
} places[] = {
    {"", "{ \"a\""},     {"/a", "1,"},          {"/b~1c", "[10"},      {"/b~1c/0", "10,"},
    {"/b~1c/1", "{\"x"}, {"/b~1c/1/x", "\"]}"}, {"/b~1c/2", "[],"},    {"/b~1c/3", "13]"},
    {"/m~0n", "{\"\""},  {"/m~0n/", "true"},    {"/ab", "null"},       {"/a\"", "-2"},
    {"/b~1c/4", NULL},   {"/c", NULL},          {"/a/b", NULL},        {"/b~1c/01", NULL},
    {"/b~1c/-", NULL},   {"a", NULL},           {"/b~1c/1/x/y", NULL}, {"/", NULL},
    {"/m~0n/x", NULL},
};

START_TEST(a_pointer_leads_to_its_value)
{
    const char *value = places[_i].value;
    size_t offset = locate_pointer(json, sizeof json - 1, places[_i].pointer);
    if (!value)
        ck_assert_uint_eq(offset, (size_t)-1);
    else
        ck_assert_msg(offset < sizeof json && strncmp(json + offset, value, strlen(value)) == 0,
                      "%s", places[_i].pointer);
}
END_TEST

START_TEST(broken_text_has_no_places)
{
    ck_assert_uint_eq(locate_pointer("{\"a\": [1, ", 10, "/a/1"), (size_t)-1);
    ck_assert_uint_eq(locate_pointer("", 0, ""), (size_t)-1);
    ck_assert_uint_eq(locate_pointer("{'a': 1}", 8, "/a"), (size_t)-1);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("locate");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_pointer_leads_to_its_value, 0,
                        (int)(sizeof places / sizeof *places));
    tcase_add_test(tests, broken_text_has_no_places);
    suite_add_tcase(suite, tests);
    return suite;
}
