/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a document into structs, the vocabulary's words, translations. */
#include "model/declaration.h"

#include "declared.h"
#include "model/terms.h"
#include "unit.h"

#include <string.h>

static struct document *document;
static struct declaration *declaration;

static void load(const char *members)
{
    document = declared(members);
    declaration = declaration_new(document);
}

static void clear(void)
{
    declaration_free(declaration);
    document_free(document);
    declaration = NULL;
    document = NULL;
}

START_TEST(what_is_absent_reads_as_absent)
{
    load("");
    ck_assert_str_eq(declaration->id, "homecam");
    ck_assert_ptr_null(declaration->variant);
    ck_assert_int_eq(declaration->product.condition, PRODUCT_NEW);
    ck_assert_int_eq(declaration->product.status, STATUS_ABSENT);
    ck_assert_int_eq(declaration->updates.cost, COST_ABSENT);
    ck_assert_int_eq(declaration->support.updates_stopped, TRI_ABSENT);
    ck_assert(declaration->support.about_security);
    ck_assert(!declaration->support.has_period);
    ck_assert(!date_known(declaration->support.end));
    ck_assert_uint_eq(declaration->component_count, 0);
    ck_assert_uint_eq(declaration->effects, 0);
    ck_assert_ptr_null(declaration->link.url);
    ck_assert_str_eq(declaration->maker, "Northwind Home");
    clear();
}
END_TEST

START_TEST(what_is_there_is_read)
{
    load("support/period/duration=P2Y6M; support/period/from=firstUse; support/combine=later; "
         "support/final=true; support/updatesStopped=unknown; support/types/+type=securityUpdates; "
         "support/conditions/+condition/kind=hub; support/conditions/condition/text=Hub X; "
         "support/conditions/condition/soldSeparately=true; "
         "updates/delivery/+channel=usb; updates/delivery/+channel=network; "
         "updates/notification/+channel=website; updates/notification/+channel=app; "
         "components/+component/kind=cloudService; components/component/essential=false; "
         "components/component/serviceEnd=2029-06; "
         "endOfSupport/effects/+effect=stopsWorking; endOfSupport/effects/+effect=unknown; "
         "evidence/information/url=https://example.com; evidence/information/keptCurrent=true; "
         "manufacturer/tradeName=Northwind");
    ck_assert_int_eq(declaration->support.period.years, 2);
    ck_assert_int_eq(declaration->support.period.months, 6);
    ck_assert_int_eq(declaration->support.from, FROM_FIRST_USE);
    ck_assert_int_eq(declaration->support.combine, COMBINE_LATER);
    ck_assert(declaration->support.final && declaration->support.about_security);
    ck_assert_int_eq(declaration->support.updates_stopped, TRI_UNKNOWN);
    ck_assert_uint_eq(declaration->support.condition_count, 1);
    ck_assert_str_eq(declaration->support.conditions[0].text, "Hub X");
    ck_assert(declaration->support.conditions[0].sold_separately);
    ck_assert_uint_eq(declaration->updates.delivery, 1U << DELIVERY_USB | 1U << DELIVERY_NETWORK);
    ck_assert(declaration->updates.notified && declaration->updates.notified_by_app);
    ck_assert_uint_eq(declaration->component_count, 1);
    ck_assert(!declaration->components[0].essential);
    ck_assert(!declaration->components[0].support.stated);
    ck_assert_int_eq(declaration->components[0].service_end.month, 6);
    ck_assert_uint_eq(declaration->effects, EFFECT_STOPS_WORKING | EFFECT_UNKNOWN);
    ck_assert(declaration->link.kept_current);
    ck_assert_str_eq(declaration->maker, "Northwind");
    clear();
}
END_TEST

START_TEST(a_part_that_does_not_say_is_essential)
{
    load("components/+component/kind=accessory");
    ck_assert(declaration->components[0].essential);
    clear();
}
END_TEST

START_TEST(support_may_be_about_something_else)
{
    load("support/types/+type=technicalSupport; support/types/+type=functionalityUpdates");
    ck_assert(!declaration->support.about_security);
    clear();
}
END_TEST

START_TEST(one_model_is_printed_and_none_of_several)
{
    load("product/models/+model/code=HC-300*");
    ck_assert_str_eq(declaration->product.model, "HC-300*");
    clear();
    load("product/models/+model/code=HC-300; product/models/+model/code=HC-310");
    ck_assert_ptr_null(declaration->product.model);
    clear();
    load("product/model=HC-3; product/models/+model/code=HC-300; "
         "product/models/+model/code=HC-310");
    ck_assert_str_eq(declaration->product.model, "HC-3");
    clear();
}
END_TEST

/* Names in a language */

static const char translations[] =
    "product/labelName=Cam; translations/+translation/language=de; "
    "translations/translation/productName=Heimkamera; translations/+translation/language=de-CH; "
    "translations/translation/productLabelName=Kamera; "
    "support/conditions/+condition/kind=hub; support/conditions/condition/text=Hub X; "
    "translations/translation/texts/+entry/at=/support/conditions/0/text; "
    "translations/translation/texts/entry/text=Zentrale X; "
    "translations/+translation/language=zh-Hant; translations/translation/productName=家用攝影機; "
    "translations/+translation/language=zh; translations/translation/productName=家用摄像头";

static const struct {
    const char *language, *name, *found_in;
} names[] = {
    {"en", "HomeCam 3", "en"},     {"de", "Heimkamera", "de"}, {"de-AT", "Heimkamera", "de"},
    {"de-CH", "Heimkamera", "de"}, {"fr", "HomeCam 3", "en"},  {"d", "HomeCam 3", "en"},
    {"DE-at", "Heimkamera", "de"}, {"en-GB", "HomeCam 3", "en"},
    {"zh-Hant-TW", "家用攝影機", "zh-Hant"}, {"zh-Hant", "家用攝影機", "zh-Hant"},
    {"zh-Hans-CN", "家用摄像头", "zh"}, {"zh-x-any", "家用摄像头", "zh"},
};

START_TEST(names_are_translated)
{
    load(translations);
    const char *found_in = NULL;
    ck_assert_str_eq(declaration_product_name(declaration, names[_i].language, &found_in),
                     names[_i].name);
    ck_assert_str_eq(found_in, names[_i].found_in);
    clear();
}
END_TEST

START_TEST(other_texts_are_translated)
{
    load(translations);
    const char *found_in = NULL;
    const struct element *condition = declaration->support.conditions[0].element;
    ck_assert_str_eq(declaration_label_name(declaration, "de-CH", &found_in), "Kamera");
    ck_assert_str_eq(declaration_label_name(declaration, "de", &found_in), "Cam");
    ck_assert_str_eq(declaration_text(declaration, condition, "text", "de-CH", &found_in),
                     "Zentrale X");
    ck_assert_str_eq(found_in, "de-CH");
    ck_assert_str_eq(declaration_text(declaration, condition, "text", "de", &found_in), "Hub X");
    ck_assert_str_eq(found_in, "en");
    ck_assert_ptr_null(declaration_text(declaration, condition, "until", "de", &found_in));
    ck_assert_ptr_null(declaration_other_mode(declaration, "de", &found_in));
    ck_assert_str_eq(declaration_declarant_name(declaration, "de", &found_in), "Northwind Home");
    clear();
}
END_TEST

/* The vocabulary: every word of the schema is known, and no other. */

#define UNKNOWN 64

/* A tag takes no parentheses. NOLINTBEGIN(bugprone-macro-parentheses) */
#define VOCABULARY(type)                                                                           \
    static const char *name_of_##type(int value)                                                   \
    {                                                                                              \
        return type##_name((enum type)value);                                                      \
    }                                                                                              \
    static int value_of_##type(const char *word)                                                   \
    {                                                                                              \
        return (int)type##_of(word, (enum type)UNKNOWN);                                           \
    }
/* NOLINTEND(bugprone-macro-parentheses) */

VOCABULARY(tri)
VOCABULARY(role)
VOCABULARY(capability)
VOCABULARY(mode)
VOCABULARY(delivery)
VOCABULARY(commitment)
VOCABULARY(period_from)
VOCABULARY(combine)
VOCABULARY(condition_kind)
VOCABULARY(cost)
VOCABULARY(product_status)
VOCABULARY(product_condition)
VOCABULARY(component_kind)
VOCABULARY(effect)

static const struct {
    const char *type; /* in the schema */
    const char *(*name)(int value);
    int (*value)(const char *word);
} vocabularies[] = {
    {"TriState", name_of_tri, value_of_tri},
    {"DeclarantRole", name_of_role, value_of_role},
    {"Capability", name_of_capability, value_of_capability},
    {"UpdateMode", name_of_mode, value_of_mode},
    {"DeliveryChannel", name_of_delivery, value_of_delivery},
    {"Commitment", name_of_commitment, value_of_commitment},
    {"PeriodStart", name_of_period_from, value_of_period_from},
    {"Combine", name_of_combine, value_of_combine},
    {"ConditionKind", name_of_condition_kind, value_of_condition_kind},
    {"Cost", name_of_cost, value_of_cost},
    {"SaleStatusValue", name_of_product_status, value_of_product_status},
    {"Condition", name_of_product_condition, value_of_product_condition},
    {"ComponentKind", name_of_component_kind, value_of_component_kind},
    {"Effect", name_of_effect, value_of_effect},
};

static char *schema;

static void read_schema(void)
{
    const char *folder = g_getenv("srcdir");
    g_autofree char *path =
        g_build_filename(folder ? folder : ".", "schemas", "declaration.xsd", NULL);
    ck_assert_msg(g_file_get_contents(path, &schema, NULL, NULL), "cannot read %s", path);
}

START_TEST(words_are_the_schema_s)
{
    read_schema();
    g_autofree char *head = g_strdup_printf("<xs:simpleType name=\"%s\">", vocabularies[_i].type);
    char *at = strstr(schema, head);
    ck_assert_msg(at != NULL, "no type %s", vocabularies[_i].type);
    *strstr(at, "</xs:simpleType>") = '\0';
    static const char mark[] = "<xs:enumeration value=\"";
    int declared_words = 0, known_words = 0;
    while ((at = strstr(at, mark)) != NULL) {
        at += strlen(mark);
        g_autofree char *word = g_strndup(at, strcspn(at, "\""));
        int value = vocabularies[_i].value(word);
        ck_assert_msg(value != UNKNOWN, "%s is not known", word);
        ck_assert_str_eq(vocabularies[_i].name(value), word);
        declared_words++;
    }
    for (int value = 0; value < UNKNOWN; value++)
        known_words += vocabularies[_i].name(value) != NULL;
    ck_assert_int_eq(known_words, declared_words);
    ck_assert_int_eq(vocabularies[_i].value(NULL), UNKNOWN);
    ck_assert_int_eq(vocabularies[_i].value("Yes"), UNKNOWN);
    g_free(schema);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("declaration");
    TCase *tcase = tcase_create("declaration");
    tcase_add_test(tcase, what_is_absent_reads_as_absent);
    tcase_add_test(tcase, what_is_there_is_read);
    tcase_add_test(tcase, a_part_that_does_not_say_is_essential);
    tcase_add_test(tcase, support_may_be_about_something_else);
    tcase_add_test(tcase, one_model_is_printed_and_none_of_several);
    tcase_add_loop_test(tcase, names_are_translated, 0, G_N_ELEMENTS(names));
    tcase_add_test(tcase, other_texts_are_translated);
    tcase_add_loop_test(tcase, words_are_the_schema_s, 0, G_N_ELEMENTS(vocabularies));
    suite_add_tcase(suite, tcase);
    return suite;
}
