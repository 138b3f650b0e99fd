/* SPDX-License-Identifier: Apache-2.0 */
/* Article numbers: what is right, what is mangled, and what is said of it. */
#include "base/gtin.h"

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
    tcase_add_loop_test(tcase, a_number_is_judged, 0, G_N_ELEMENTS(numbers));
    suite_add_tcase(suite, tcase);
    return suite;
}
