/* SPDX-License-Identifier: Apache-2.0 */
/* Article numbers: what is right, what is mangled, and what is said of it. */
#include "base/gtin.h"

#include "base/gs1.h"

#include "unit.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *text;
    enum gtin_fault fault;
    const char *says; /* a part of it */
} numbers[] = {
    {"96385074", GTIN_OK, NULL},
    {"036000291452", GTIN_OK, NULL},
    {"4006381333931", GTIN_OK, NULL},
    {"10036000291459", GTIN_OK, NULL},
    {"4006381333932", GTIN_FAULT_CHECK, "the last one would be 1"},
    {"4006381339331", GTIN_FAULT_CHECK, "two have changed places"},
    {"36000291452", GTIN_FAULT_FORM, "most likely it is 036000291452"},
    {"1234567", GTIN_FAULT_FORM, "has 7 digits"},
    {"9.50600E+12", GTIN_FAULT_FORM, "its last digits are lost"},
    {"9,506E+12", GTIN_FAULT_FORM, "its last digits are lost"},
    {"4e12", GTIN_FAULT_FORM, "its last digits are lost"},
    {"E+12", GTIN_FAULT_FORM, "is no GTIN"},
    {"4006381333931.0", GTIN_FAULT_FORM, "it is 4006381333931"},
    {"4 006381 333931", GTIN_FAULT_FORM, "it is 4006381333931"},
    {"=\"4006381333931\"", GTIN_FAULT_FORM, "it is 4006381333931"},
    {"'4006381333931", GTIN_FAULT_FORM, "it is 4006381333931"},
    {"400638133393x", GTIN_FAULT_FORM, "nothing else"},
    {"40063813339310", GTIN_FAULT_CHECK, "would be"},
    {"123456789012345", GTIN_FAULT_FORM, "has 15 digits"},
    {"", GTIN_FAULT_FORM, "nothing else"},
    {"\uFF14\uFF10", GTIN_FAULT_FORM, "nothing else"},
};

START_TEST(a_number_has_14_digits)
{
    g_autofree char *shortest = gtin_14("96385074"), *whole = gtin_14("10036000291459");
    ck_assert_str_eq(shortest, "00000096385074");
    ck_assert_str_eq(whole, "10036000291459");
}
END_TEST

/* A URL and the digits of the article that it leads to, NULL: it is no GS1 link. */
static const char *const links[][2] = {
    {"https://a.example/01/09506000134352", "09506000134352"},
    {"https://a.example/x/01/1?y/01/2", "1"},
    {"https://a.example/01/1/22/A/10/B/21/C/235/D#e", "1"},
    {"https://a.example/01/1/10", NULL},
    {"https://a.example/01/1/10/", NULL},
    {"https://a.example/01/1/17/261231", NULL},
    {"https://a.example/01/1x", NULL},
    {"https://a.example/01/", NULL},
    {"https://a.example/01", NULL},
    {"https://01/2", NULL},
    {"https://a.example/?q=/01/2", NULL},
    {"01/2", NULL},
    {"", NULL},
};

START_TEST(a_link_is_taken_apart)
{
    g_autofree char *digits = gs1_digits(links[_i][0]);
    ck_assert_msg(g_strcmp0(digits, links[_i][1]) == 0, "%s: %s", links[_i][0],
                  digits ? digits : "none");
}
END_TEST

START_TEST(a_link_has_a_host)
{
    static const char *const others[] = {
        "http://id.example/01/09506000134352",   "https://id.example/01/09506000134353",
        "https://id.example/01/9506000134352",   "https://id.example/x/01/09506000134352",
        "https://id.example/01/09506000134352?", "https://ID.example/01/09506000134352",
        "https://id.example:8/01/09506000134352"};
    g_autofree char *host = gs1_link_host("https://id.example/01/09506000134352");
    ck_assert_str_eq(host, "id.example");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_msg(gs1_link_host(others[i]) == NULL, "%s", others[i]);
}
END_TEST

START_TEST(a_number_is_judged)
{
    char *why;
    ck_assert_int_eq(gtin_inspect(numbers[_i].text, &why), numbers[_i].fault);
    ck_assert_int_eq(why != NULL, numbers[_i].says != NULL);
    if (numbers[_i].says)
        ck_assert_msg(strstr(why, numbers[_i].says) != NULL, "%s: %s", numbers[_i].text, why);
    g_free(why);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("gtin");
    TCase *tcase = tcase_create("gtin");
    tcase_add_test(tcase, a_number_has_14_digits);
    tcase_add_test(tcase, a_link_has_a_host);
    tcase_add_loop_test(tcase, a_link_is_taken_apart, 0, G_N_ELEMENTS(links));
    tcase_add_loop_test(tcase, a_number_is_judged, 0, G_N_ELEMENTS(numbers));
    suite_add_tcase(suite, tcase);
    return suite;
}
