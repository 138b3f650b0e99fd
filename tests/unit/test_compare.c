/* SPDX-License-Identifier: Apache-2.0 */
/* Two revisions: each way in which a promise becomes less, more or merely other; who is a pair. */
#include "rules/compare.h"

#include "declared.h"
#include "rules/pairing.h"
#include "unit.h"

#include <string.h>

#define AS_OF ((struct date){2026, 11, 22})
#define END "support/end=2031-03"
#define FIVE_YEARS "support/period/duration=P5Y; support/period/from=purchase"
#define CLOUD "components/+component/id=cloud; components/component/kind=cloudService"
#define CLOUD_ENDS                                                                                 \
    CLOUD "; components/component/support/commitment=guaranteed; "                                 \
          "components/component/support/end="

#define EXTENDED(end)                                                                              \
    "; support/extended/+extension/end=" end "; support/extended/extension/commitment=guaranteed"

#define APP(name) "components/+component/kind=companionApp; components/component/name=" name

struct revised {
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
};

static struct revised revised(const char *members)
{
    struct revised revised;
    revised.document = declared(members);
    revised.document->syntax = SYNTAX_XML; /* places are then those of elements: none */
    revised.declaration = declaration_new(revised.document);
    revised.facts = facts_new(revised.declaration, AS_OF);
    return revised;
}

static void clear(struct revised *revised)
{
    facts_free(revised->facts);
    declaration_free(revised->declaration);
    document_free(revised->document);
}

static GPtrArray *compared(const char *old, const char *new)
{
    struct revised before = revised(old), after = revised(new);
    GPtrArray *changes = changes_new();
    compare_revisions(before.facts, after.facts, changes);
    clear(&before);
    clear(&after);
    return changes;
}

/* Table: what is less one way is more the other way, unless `back` says otherwise */

static const struct {
    const char *old, *new;
    enum code code;    /* of the one thing that is less */
    enum fate back;    /* from new to old */
    const char *place; /* the pointer */
} weaker[] = {
    /* The end */
    {END, "support/end=2029-03", CODE_DIFF_END, FATE_STRENGTHENED, "/support/end"},
    {END, "support/end=2031-02", CODE_DIFF_END, FATE_STRENGTHENED, "/support/end"},
    {"support/end=2031-03-31", "support/end=2031-03-30", CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/end"},
    {END, "support/end=2031-03-30", CODE_DIFF_END, FATE_WEAKENED, "/support/end"},
    {"support/end=2031", END, CODE_DIFF_END, FATE_WEAKENED, "/support/end"},
    {"support/end=2028-02-29", "support/end=2028-02-28", CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/end"},
    {FIVE_YEARS, "support/period/duration=P4Y; support/period/from=purchase", CODE_DIFF_END,
     FATE_STRENGTHENED, "/support/period"},
    {FIVE_YEARS, "support/period/duration=P59M; support/period/from=purchase", CODE_DIFF_END,
     FATE_STRENGTHENED, "/support/period"},
    {FIVE_YEARS, "support/end=2030-01", CODE_DIFF_END, FATE_WEAKENED, "/support/end"},
    {END "; " FIVE_YEARS, END "; support/period/duration=P3Y; support/period/from=purchase",
     CODE_DIFF_END, FATE_STRENGTHENED, "/support/period"},
    {END, END "; support/updatesStopped=yes; support/stoppedOn=2026-10", CODE_DIFF_END,
     FATE_STRENGTHENED, "/support/updatesStopped"},
    {END "; support/extended/+extension/end=2035-03; "
         "support/extended/extension/commitment=guaranteed",
     END, CODE_DIFF_END, FATE_STRENGTHENED, "/support/extended"},
    {"support/period/duration=P5Y; support/period/from=lastPlaced; product/lastPlacedOn=2026-08",
     "support/period/duration=P5Y; support/period/from=lastPlaced; product/lastPlacedOn=2025-08",
     CODE_DIFF_END, FATE_STRENGTHENED, "/support/period"},
    {EXTENDED("2035-03") EXTENDED("2034-03"), EXTENDED("2034-03"), CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/extended"},
    {EXTENDED("2035-03"), EXTENDED("2035-02"), CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/extended"},
    {FIVE_YEARS, FIVE_YEARS "; support/updatesStopped=yes", CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/updatesStopped"},
    {END, END "; support/updatesStopped=yes", CODE_DIFF_END, FATE_STRENGTHENED,
     "/support/updatesStopped"},
    /* Its precision, and whether there is one */
    {"support/end=2031-03-31", END, CODE_DIFF_PRECISION, FATE_STRENGTHENED, "/support/end"},
    {"support/end=2031-03-01", END, CODE_DIFF_PRECISION, FATE_WEAKENED, "/support/end"},
    {END, "support/end=2031", CODE_DIFF_PRECISION, FATE_WEAKENED, "/support/end"},
    {END, "support/end=2033", CODE_DIFF_PRECISION, FATE_WEAKENED, "/support/end"},
    {END, FIVE_YEARS, CODE_DIFF_DATE, FATE_WEAKENED, "/support/end"},
    {END, "", CODE_DIFF_DATE, FATE_STRENGTHENED, "/support/end"},
    {FIVE_YEARS, "", CODE_DIFF_DATE, FATE_STRENGTHENED, "/support/period"},
    /* The commitment */
    {END, END "; support/commitment=anticipated", CODE_DIFF_COMMITMENT, FATE_STRENGTHENED,
     "/support/commitment"},
    {END, "support/commitment=none", CODE_DIFF_COMMITMENT, FATE_STRENGTHENED,
     "/support/commitment"},
    {"", "support/commitment=notStated", CODE_DIFF_COMMITMENT, FATE_STRENGTHENED,
     "/support/commitment"},
    {"support/commitment=anticipated", "support/commitment=none", CODE_DIFF_COMMITMENT,
     FATE_STRENGTHENED, "/support/commitment"},
    /* How updates come */
    {"", "updates/capability=partial", CODE_DIFF_CAPABILITY, FATE_STRENGTHENED,
     "/updates/capability"},
    {"updates/capability=partial", "updates/capability=no", CODE_DIFF_CAPABILITY, FATE_STRENGTHENED,
     "/updates/capability"},
    {"", "updates/capability=notStated", CODE_DIFF_CAPABILITY, FATE_STRENGTHENED,
     "/updates/capability"},
    {"", "updates/mode=consentBased", CODE_DIFF_MODE, FATE_STRENGTHENED, "/updates/mode"},
    {"updates/mode=consentBased", "updates/mode=manual", CODE_DIFF_MODE, FATE_STRENGTHENED,
     "/updates/mode"},
    {"updates/mode=manual", "updates/mode=professional", CODE_DIFF_MODE, FATE_STRENGTHENED,
     "/updates/mode"},
    {"", "updates/mode=notStated", CODE_DIFF_MODE, FATE_STRENGTHENED, "/updates/mode"},
    {"updates/cost=free", "updates/cost=subscription", CODE_DIFF_COST, FATE_STRENGTHENED,
     "/updates/cost"},
    {"updates/cost=free", "updates/cost=freeThenPaid", CODE_DIFF_COST, FATE_STRENGTHENED,
     "/updates/cost"},
    {"", "updates/cost=paid", CODE_DIFF_COST, FATE_CHANGED, "/updates/cost"},
    {"updates/cost=free", "", CODE_DIFF_COST, FATE_STRENGTHENED, "/updates/cost"},
    /* For what, on which conditions */
    {"support/types/+type=securityUpdates; support/types/+type=technicalSupport",
     "support/types/+type=securityUpdates", CODE_DIFF_TYPES, FATE_STRENGTHENED, "/support/types"},
    {END, END "; support/conditions/+condition/kind=account", CODE_DIFF_CONDITION,
     FATE_STRENGTHENED, "/support/conditions/0"},
    {"support/conditions/+condition/kind=hub",
     "support/conditions/+condition/kind=hub; support/conditions/condition/soldSeparately=true",
     CODE_DIFF_CONDITION, FATE_STRENGTHENED, "/support/conditions/0"},
    {"support/conditions/+condition/kind=registration; support/conditions/condition/until=2028-03",
     "support/conditions/+condition/kind=registration; support/conditions/condition/until=2027-03",
     CODE_DIFF_CONDITION, FATE_STRENGTHENED, "/support/conditions/0"},
    {"support/conditions/+condition/kind=registration",
     "support/conditions/+condition/kind=registration; support/conditions/condition/until=2027-03",
     CODE_DIFF_CONDITION, FATE_STRENGTHENED, "/support/conditions/0"},
    {"support/conditions/+condition/kind=hub",
     "support/conditions/+condition/kind=hub; support/conditions/+condition/kind=hub",
     CODE_DIFF_CONDITION, FATE_STRENGTHENED, "/support/conditions/1"},
    /* Parts */
    {END "; " CLOUD, END, CODE_DIFF_COMPONENT, FATE_CHANGED, "/components/0"},
    {END "; " CLOUD_ENDS "2033-03", END "; " CLOUD_ENDS "2032-03", CODE_DIFF_END, FATE_STRENGTHENED,
     "/components/0/support/end"},
    {END "; " CLOUD, END "; " CLOUD "; components/component/serviceEnd=2030-01", CODE_DIFF_END,
     FATE_STRENGTHENED, "/components/0/serviceEnd"},
    {END "; " CLOUD "; components/component/updates/capability=yes",
     END "; " CLOUD "; components/component/updates/capability=no", CODE_DIFF_CAPABILITY,
     FATE_STRENGTHENED, "/components/0/updates/capability"},
    {END "; " APP("App"), END "; " APP("Other app"), CODE_DIFF_COMPONENT, FATE_WEAKENED,
     "/components/0"},
    {END "; " APP("App"), END, CODE_DIFF_COMPONENT, FATE_CHANGED, "/components/0"},
    {END "; " APP("App") "; components/component/serviceEnd=2030-02",
     END "; " APP("App") "; components/component/serviceEnd=2030-01", CODE_DIFF_END,
     FATE_STRENGTHENED, "/components/0/serviceEnd"},
    /* A new part that decides for the whole: nothing else says so. */
    {END, END "; " CLOUD_ENDS "2028-03", CODE_DIFF_END, FATE_WEAKENED, "/support"},
};

static size_t count_less(const GPtrArray *changes, enum code *code, const char **pointer)
{
    size_t count = 0;
    for (size_t i = 0; i < changes->len; i++) {
        const struct change *change = change_at(changes, i);
        if (code_info(change->code)->severity != SEVERITY_ERROR)
            continue;
        *code = change->code;
        *pointer = change->pointer;
        count++;
    }
    return count;
}

START_TEST(what_is_less_is_told)
{
    GPtrArray *changes = compared(weaker[_i].old, weaker[_i].new);
    enum code code = CODE_COUNT;
    const char *pointer = NULL;
    ck_assert_int_eq(changes_fate(changes), FATE_WEAKENED);
    ck_assert_uint_eq(count_less(changes, &code, &pointer), 1);
    ck_assert_str_eq(code_info(code)->name, code_info(weaker[_i].code)->name);
    ck_assert_str_eq(pointer, weaker[_i].place);
    g_ptr_array_unref(changes);
}
END_TEST

START_TEST(the_way_back_is_told)
{
    GPtrArray *changes = compared(weaker[_i].new, weaker[_i].old);
    ck_assert_str_eq(fate_name(changes_fate(changes)), fate_name(weaker[_i].back));
    g_ptr_array_unref(changes);
}
END_TEST

/* Table: what weighs nothing */

static const struct {
    const char *old, *new;
    enum fate fate;
} others[] = {
    {END, END, FATE_UNCHANGED},
    {END, END "; product/name=HomeCam 4", FATE_CHANGED},
    {END, END "; product/status/value=discontinued", FATE_CHANGED},
    {END, END "; support/final=true", FATE_CHANGED},
    {END, END "; updates/mode=automaticNoOptOut", FATE_CHANGED},
    {END "; updates/mode=other", END "; updates/mode=manual", FATE_CHANGED},
    {"support/commitment=notStated", "support/commitment=none", FATE_CHANGED},
    /* Updates that stop where none were promised, or behind the end that was. */
    {"support/commitment=none", "support/commitment=none; support/updatesStopped=yes",
     FATE_CHANGED},
    {"support/end=2026-03",
     "support/end=2026-03; support/updatesStopped=yes; "
     "support/stoppedOn=2026-05",
     FATE_CHANGED},
    /* Further support that nobody guarantees, or that only reads otherwise. */
    {END,
     END "; support/extended/+extension/end=2035-03; "
         "support/extended/extension/commitment=anticipated",
     FATE_CHANGED},
    {END, END "; support/extended/+extension/commitment=guaranteed", FATE_CHANGED},
    {EXTENDED("2035-03"), EXTENDED("2035-03") "; support/extended/extension/cost=paid",
     FATE_CHANGED},
    {EXTENDED("2035-03"), EXTENDED("2035-03"), FATE_UNCHANGED},
    /* A date where a period was, as far away. */
    {FIVE_YEARS, "support/end=2032-01", FATE_CHANGED},
    {"updates/cost=paid", "updates/cost=subscription", FATE_CHANGED},
    {"updates/cost=paid", "updates/cost=notStated", FATE_CHANGED},
    {"support/conditions/+condition/kind=region; support/conditions/condition/text=EU",
     "support/conditions/+condition/kind=region; support/conditions/condition/text=EEA",
     FATE_CHANGED},
    {FIVE_YEARS, "support/period/duration=P5Y; support/period/from=firstUse", FATE_CHANGED},
    {END "; " CLOUD "; components/component/updates/capability=no; "
         "components/component/essential=false",
     END, FATE_CHANGED},
    /* Written in another order, said all the same. */
    {"support/types/+type=securityUpdates; support/types/+type=technicalSupport",
     "support/types/+type=technicalSupport; support/types/+type=securityUpdates", FATE_UNCHANGED},
    {END "; " CLOUD "; components/+component/id=app; components/component/kind=companionApp",
     END "; components/+component/id=app; components/component/kind=companionApp; " CLOUD,
     FATE_UNCHANGED},
    {END "; " APP("App") "; " CLOUD, END "; " CLOUD "; " APP("App"), FATE_UNCHANGED},
    {END "; " APP("App"), END "; " APP("App") "; components/component/id=app", FATE_CHANGED},
    {END, END "; " APP("App"), FATE_CHANGED},
    {END "; support/commitment=none; " APP("App"), END "; support/commitment=none", FATE_CHANGED},
    {END "; " APP("App") "; " APP("App"), END "; " APP("App") "; " APP("App"), FATE_UNCHANGED},
    /* More and other is more. */
    {END, "support/end=2032-03; product/name=HomeCam 4", FATE_STRENGTHENED},
    /* A coarser date that lies behind the finer one whole. */
    {"support/end=2031-03-31", "support/end=2031-04", FATE_STRENGTHENED},
};

START_TEST(what_is_other_is_told)
{
    GPtrArray *changes = compared(others[_i].old, others[_i].new);
    ck_assert_str_eq(fate_name(changes_fate(changes)), fate_name(others[_i].fate));
    g_ptr_array_unref(changes);
}
END_TEST

static const struct {
    const char *members;
    enum fate fate;
} losses[] = {
    {END, FATE_GONE_EARLY},
    {"support/end=2026-11", FATE_GONE_EARLY},
    {"support/end=2026-11-22", FATE_GONE_EARLY},
    {"support/end=2026-11-21", FATE_GONE},
    {FIVE_YEARS, FATE_GONE_EARLY},
    {END "; support/commitment=anticipated", FATE_GONE},
    {"support/commitment=none", FATE_GONE},
    {"", FATE_GONE},
};

START_TEST(what_is_gone_is_told)
{
    struct revised before = revised(losses[_i].members);
    GPtrArray *changes = changes_new();
    compare_gone(before.facts, changes);
    ck_assert_uint_eq(changes->len, 1);
    ck_assert(change_at(changes, 0)->in_old);
    ck_assert_str_eq(fate_name(changes_fate(changes)), fate_name(losses[_i].fate));
    g_ptr_array_unref(changes);
    clear(&before);
}
END_TEST

/* Pairs */

#define GTIN "product/identifiers/+identifier/scheme=gtin; product/identifiers/identifier/value="

START_TEST(ids_pair_before_articles)
{
    static const char *const old[] = {"id=a; " GTIN "9506000134352", "id=b",
                                      "id=c; product/model=C"};
    static const char *const new[] = {("id=x; " GTIN "09506000134352"), "id=a",
                                      "id=y; product/model=c", "id=z; product/model=C", "id=b"};
    static const size_t with[] = {PAIRING_NONE, 0, 2, PAIRING_NONE, 1};
    struct pairing *before = pairing_new(), *after = pairing_new();
    struct document *documents[G_N_ELEMENTS(old) + G_N_ELEMENTS(new)];
    for (size_t i = 0; i < G_N_ELEMENTS(old); i++)
        pairing_add(before, i, documents[i] = declared(old[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(new); i++)
        pairing_add(after, i, documents[G_N_ELEMENTS(old) + i] = declared(new[i]));
    struct pair *pairs = pairing_match(after, G_N_ELEMENTS(new), before, G_N_ELEMENTS(old));
    for (size_t i = 0; i < G_N_ELEMENTS(new); i++)
        ck_assert_uint_eq(pairs[i].with, with[i]);
    ck_assert_int_eq(pairs[2].by, PAIRING_MODEL);
    /* One that asks alone gets the article of the same number. */
    ck_assert_uint_eq(pairing_find(before, documents[G_N_ELEMENTS(old)]), 0);
    g_free(pairs);
    pairing_free(before);
    pairing_free(after);
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
        document_free(documents[i]);
}
END_TEST

/* Ten thousand of one article are paired in their order, and in no time. */
START_TEST(equal_articles_pair_in_order)
{
    enum { MANY = 10000 };
    struct document *document = declared(GTIN "9506000134352; product/model=C");
    element_child(document->root, "id")->aside = true;
    struct pairing *before = pairing_new(), *after = pairing_new();
    for (size_t i = 0; i < MANY; i++) {
        pairing_add(before, i, document);
        pairing_add(after, i, document);
    }
    struct pair *pairs = pairing_match(after, MANY, before, MANY);
    for (size_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(pairs[i].with, i);
    g_free(pairs);
    pairing_free(before);
    pairing_free(after);
    document_free(document);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("compare");
    TCase *tests = tcase_create("compare");
    tcase_add_loop_test(tests, what_is_less_is_told, 0, G_N_ELEMENTS(weaker));
    tcase_add_loop_test(tests, the_way_back_is_told, 0, G_N_ELEMENTS(weaker));
    tcase_add_loop_test(tests, what_is_other_is_told, 0, G_N_ELEMENTS(others));
    tcase_add_loop_test(tests, what_is_gone_is_told, 0, G_N_ELEMENTS(losses));
    tcase_add_test(tests, ids_pair_before_articles);
    tcase_add_test(tests, equal_articles_pair_in_order);
    suite_add_tcase(suite, tests);
    return suite;
}
