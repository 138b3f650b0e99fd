/* SPDX-License-Identifier: Apache-2.0 */
/* QR codes: versions, capacities, and the module a box leaves room for. */
#include "layout/qr.h"
#include "unit.h"

#include <glib.h>
#include <string.h>

START_TEST(capitals_and_digits_take_a_smaller_code)
{
    struct qr *qr = qr_new("https://upd.example/01/09506000134352");
    ck_assert_str_eq(qr->payload, "HTTPS://UPD.EXAMPLE/01/09506000134352");
    ck_assert_int_eq(qr->modules, 25);
    ck_assert(qr_alphanumeric(qr->payload));
    qr_free(qr);
    qr = qr_new("https://upd.example/homecam/updates-3");
    ck_assert_int_eq(qr->modules, 29);
    ck_assert(!qr_alphanumeric(qr->payload));
    qr_free(qr);
}
END_TEST

START_TEST(has_its_finder_patterns)
{
    struct qr *qr = qr_new("https://upd.example/1");
    for (int i = 0; i < 7; i++) {
        ck_assert_uint_eq(qr->bits[i], 1);
        ck_assert_uint_eq(qr->bits[qr->modules - 1 - i], 1);
        ck_assert_uint_eq(qr->bits[(qr->modules - 1) * qr->modules + i], 1);
    }
    ck_assert_uint_eq(qr->bits[7], 0);
    qr_free(qr);
}
END_TEST

/* The stated capacity is exactly what the encoder takes, version by version. */
START_TEST(capacity_is_what_the_encoder_takes)
{
    bool alphanumeric = _i % 2 == 0;
    int modules = 17 + 4 * (_i / 2 + 1);
    int32_t side = (modules + 2 * QR_QUIET) * QR_MODULE_MIN;
    size_t most = qr_capacity(side, QR_MODULE_MIN, alphanumeric);
    g_autofree char *fill = g_strnfill(most, alphanumeric ? '7' : 'x');
    memcpy(fill, "https://a.example/", MIN(most, 18));
    if (most < 20)
        return;
    struct qr *qr = qr_new(fill);
    ck_assert_int_eq(qr->modules, modules);
    qr_free(qr);
    g_autofree char *more = g_strconcat(fill, alphanumeric ? "7" : "x", NULL);
    qr = qr_new(more);
    ck_assert(qr == NULL || qr->modules > modules);
    qr_free(qr);
}
END_TEST

START_TEST(module_grows_to_the_wish_and_never_below_the_least)
{
    ck_assert_int_eq(qr_module(25, 33 * 500, 460, 396), 460);
    ck_assert_int_eq(qr_module(25, 33 * 420, 460, 396), 420);
    ck_assert_int_eq(qr_module(25, 33 * 396, 460, 396), 396);
    ck_assert_int_eq(qr_module(25, 33 * 396 - 1, 460, 396), 0);
    ck_assert_uint_eq(qr_capacity(1000, QR_MODULE_MIN, true), 0);
}
END_TEST

START_TEST(refuses_what_no_code_holds)
{
    g_autofree char *tail = g_strnfill(3000, 'x');
    g_autofree char *url = g_strconcat("https://a.example/", tail, NULL);
    ck_assert_ptr_null(qr_new(url));
    ck_assert_ptr_null(qr_new("no link"));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("qr");
    TCase *codes = tcase_create("codes");
    tcase_add_test(codes, capitals_and_digits_take_a_smaller_code);
    tcase_add_test(codes, has_its_finder_patterns);
    tcase_add_loop_test(codes, capacity_is_what_the_encoder_takes, 0, 80);
    tcase_add_test(codes, module_grows_to_the_wish_and_never_below_the_least);
    tcase_add_test(codes, refuses_what_no_code_holds);
    suite_add_tcase(suite, codes);
    return suite;
}
