/* SPDX-License-Identifier: Apache-2.0 */
/* Facts: how updates arrive, and what the promise depends on. */
#include "model/facts.h"

#include "declared.h"
#include "model/terms.h"
#include "unit.h"

#include <string.h>

static struct document *document;
static struct declaration *declaration;
static struct facts *facts;

static void compute(const char *members)
{
    g_autofree char *dated = g_strconcat("support/end=2031-03; ", members, NULL);
    document = declared(dated);
    declaration = declaration_new(document);
    facts = facts_new(declaration, (struct date){2026, 7, 1});
}

static void clear(void)
{
    facts_free(facts);
    declaration_free(declaration);
    document_free(document);
}

/* Method */

#define PART(kind, capability)                                                                     \
    "components/+component/kind=" kind "; components/component/essential=true; "                   \
    "components/component/updates/capability=" capability "; "
#define MODE(mode) "components/component/updates/mode=" mode "; "
#define DELIVERY(way) "updates/delivery/+channel=" way "; "

static const struct {
    const char *members;
    enum mode mode;
    enum delivery delivery;
    bool not_updatable_part;
} methods[] = {
    {"", MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, false},
    {"updates/mode=notStated", MODE_NOT_STATED, DELIVERY_NONE, false},
    {"updates/mode=consentBased", MODE_CONSENT_BASED, DELIVERY_NONE, false},
    {"updates/capability=no", MODE_NOT_STATED, DELIVERY_NONE, true},
    {"updates/capability=partial", MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, true},
    /* The least automatic of the essential parts that can be updated. */
    {PART("companionApp", "yes") MODE("manual"), MODE_MANUAL, DELIVERY_NONE, false},
    {PART("companionApp", "yes") MODE("automaticNoOptOut"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE,
     false},
    {PART("companionApp", "yes") MODE("consentBased") PART("accessory", "yes") MODE("professional"),
     MODE_PROFESSIONAL, DELIVERY_NONE, false},
    {PART("companionApp", "yes") MODE("manual") PART("accessory", "yes") MODE("other"), MODE_OTHER,
     DELIVERY_NONE, false},
    {PART("companionApp", "yes") MODE("manual") "components/component/essential=false",
     MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, false},
    {PART("companionApp", "yes"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, false},
    {PART("companionApp", "yes") MODE("notStated"), MODE_NOT_STATED, DELIVERY_NONE, false},
    {"updates/mode=manual; " PART("companionApp", "yes") MODE("automaticOptOut"), MODE_MANUAL,
     DELIVERY_NONE, false},
    {"updates/mode=notStated; " PART("deviceFirmware", "yes") MODE("automaticOptOut"),
     MODE_NOT_STATED, DELIVERY_NONE, false},
    /* What can never be updated is no part of the method, needed or not. */
    {PART("radioModule", "no"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, true},
    {PART("radioModule", "no") MODE("manual"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, true},
    {PART("radioModule", "no") "components/component/essential=false", MODE_AUTOMATIC_OPT_OUT,
     DELIVERY_NONE, true},
    {PART("radioModule", "partial"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NONE, true},
    {"updates/capability=no; " PART("cloudService", "yes") MODE("manual"), MODE_MANUAL,
     DELIVERY_NONE, true},
    /* Ways. */
    {DELIVERY("network") DELIVERY("usb"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_NETWORK, false},
    {DELIVERY("usb"), MODE_AUTOMATIC_OPT_OUT, DELIVERY_USB, false},
    {"updates/mode=consentBased; " DELIVERY("hub") DELIVERY("companionApp"), MODE_CONSENT_BASED,
     DELIVERY_COMPANION_APP, false},
    {"updates/mode=manual; " DELIVERY("memoryCard") DELIVERY("network"), MODE_MANUAL,
     DELIVERY_MEMORY_CARD, false},
    {"updates/mode=professional; " DELIVERY("replacement") DELIVERY("serviceCentre"),
     MODE_PROFESSIONAL, DELIVERY_REPLACEMENT, false},
};

START_TEST(the_least_automatic_part_governs)
{
    compute(methods[_i].members);
    const struct method *method = &facts->method;
    ck_assert_str_eq(mode_name(method->mode), mode_name(methods[_i].mode));
    ck_assert_pstr_eq(delivery_name(method->delivery), delivery_name(methods[_i].delivery));
    ck_assert_int_eq(method->not_updatable_part, methods[_i].not_updatable_part);
    clear();
}
END_TEST

START_TEST(a_silent_product_leaves_it_to_its_software)
{
    document = declared(PART("deviceFirmware", "yes") MODE("manual"));
    declaration = declaration_new(document);
    declaration->updates.mode = MODE_NOT_STATED;
    declaration->updates.mode_stated = false;
    facts = facts_new(declaration, (struct date){2026, 7, 1});
    ck_assert_int_eq(facts->method.mode, MODE_MANUAL);
    facts_free(facts);
    declaration->components[0].kind = KIND_CLOUD_SERVICE;
    facts = facts_new(declaration, (struct date){2026, 7, 1});
    ck_assert_int_eq(facts->method.mode, MODE_NOT_STATED);
    clear();
}
END_TEST

START_TEST(an_own_way_keeps_its_words)
{
    compute("updates/mode=other; updates/otherMode=By radio");
    ck_assert_str_eq(facts->method.other, "By radio");
    clear();
    compute("updates/mode=manual; updates/otherMode=By radio");
    ck_assert_ptr_null(facts->method.other);
    clear();
}
END_TEST

START_TEST(notices_are_those_that_reach_the_owner)
{
    compute("updates/notification/+channel=website; updates/notification/+channel=none");
    ck_assert(!facts->method.notified && !facts->method.notified_by_app);
    clear();
    compute("updates/notification/+channel=email");
    ck_assert(facts->method.notified && !facts->method.notified_by_app);
    clear();
    compute("updates/notification/+channel=app");
    ck_assert(facts->method.notified && facts->method.notified_by_app);
    clear();
}
END_TEST

/* Condition */

#define CONDITION(kind) "support/conditions/+condition/kind=" kind "; "
#define SEPARATE "support/conditions/condition/soldSeparately=true; "
#define UNTIL(date) "support/conditions/condition/until=" date "; "
#define PART_CONDITION(kind)                                                                       \
    "components/+component/kind=cloudService; components/component/essential=true; "               \
    "components/component/support/commitment=guaranteed; "                                         \
    "components/component/support/end=2031-03; "                                                   \
    "components/component/support/conditions/+condition/kind=" kind "; "

static const struct {
    const char *members;
    const char *worst; /* NULL: none */
    bool conditional, paid, closed;
} conditions[] = {
    {"", NULL, false, false, false},
    {CONDITION("account"), "account", false, false, false},
    {CONDITION("registration"), "registration", false, false, false},
    {CONDITION("subscription"), "subscription", true, false, false},
    {CONDITION("payment"), "payment", true, false, false},
    {CONDITION("hub"), "hub", false, false, false},
    {CONDITION("hub") SEPARATE, "hub", true, false, false},
    {CONDITION("companionApp"), "companionApp", false, false, false},
    {CONDITION("computer"), "computer", false, false, false},
    {CONDITION("internet"), "internet", false, false, false},
    {CONDITION("mobileData"), "mobileData", true, false, false},
    {CONDITION("region"), "region", true, false, false},
    {CONDITION("latestVersion"), "latestVersion", false, false, false},
    {CONDITION("firstOwner"), "firstOwner", true, false, false},
    {CONDITION("authorisedSeller"), "authorisedSeller", true, false, false},
    {CONDITION("proofOfPurchase"), "proofOfPurchase", false, false, false},
    /* The worst of several: what may not be met goes before what can. */
    {CONDITION("internet") CONDITION("account"), "account", false, false, false},
    {CONDITION("region") CONDITION("subscription"), "subscription", true, false, false},
    {CONDITION("account") CONDITION("hub") SEPARATE, "hub", true, false, false},
    {CONDITION("registration") CONDITION("internet") SEPARATE, "internet", true, false, false},
    {CONDITION("account") PART_CONDITION("subscription"), "subscription", true, false, false},
    {CONDITION("account") PART_CONDITION("subscription") "components/component/essential=false",
     "account", false, false, false},
    /* After its last day it can no longer be met. */
    {CONDITION("registration") UNTIL("2026-07-01"), "registration", false, false, false},
    {CONDITION("registration") UNTIL("2026-06-30"), "registration", true, false, true},
    {CONDITION("registration") UNTIL("2026-07"), "registration", false, false, false},
    {CONDITION("subscription") CONDITION("registration") UNTIL("2026-06"), "registration", true,
     false, true},
    /* Cost, where no condition says it. */
    {"updates/cost=subscription", NULL, true, true, false},
    {"updates/cost=paid; " CONDITION("account"), "account", true, true, false},
    {"updates/cost=subscription; " CONDITION("subscription"), "subscription", true, false, false},
    {"updates/cost=free", NULL, false, false, false},
    /* Updates that do not come depend on nothing; those that still come do. */
    {"support/commitment=none; updates/cost=paid; " CONDITION("subscription"), NULL, false, false,
     false},
    {"support/end=2024-03; " CONDITION("subscription"), NULL, false, false, false},
    {"support/end=2024-03; support/updatesStopped=no; " CONDITION("subscription"), "subscription",
     false, false, false},
    {"support/commitment=notStated; " CONDITION("region"), "region", false, false, false},
};

START_TEST(the_worst_condition_is_told)
{
    compute(conditions[_i].members);
    ck_assert_pstr_eq(facts->condition ? condition_kind_name(facts->condition->kind) : NULL,
                      conditions[_i].worst);
    ck_assert_int_eq(facts->conditional, conditions[_i].conditional);
    ck_assert_int_eq(facts->paid, conditions[_i].paid);
    ck_assert_int_eq(facts->condition_closed, conditions[_i].closed);
    if (facts->conditional)
        ck_assert_int_eq(facts->band, BAND_LIGHT);
    clear();
}
END_TEST

START_TEST(a_receipt_is_needed_only_where_it_says_so)
{
    compute(CONDITION("subscription") CONDITION("proofOfPurchase"));
    ck_assert(facts->needs_receipt);
    clear();
    compute(CONDITION("subscription"));
    ck_assert(!facts->needs_receipt);
    clear();
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("facts_method");
    TCase *tcase = tcase_create("facts_method");
    tcase_add_loop_test(tcase, the_least_automatic_part_governs, 0, G_N_ELEMENTS(methods));
    tcase_add_test(tcase, a_silent_product_leaves_it_to_its_software);
    tcase_add_test(tcase, an_own_way_keeps_its_words);
    tcase_add_test(tcase, notices_are_those_that_reach_the_owner);
    tcase_add_loop_test(tcase, the_worst_condition_is_told, 0, G_N_ELEMENTS(conditions));
    tcase_add_test(tcase, a_receipt_is_needed_only_where_it_says_so);
    suite_add_tcase(suite, tcase);
    return suite;
}
