/* SPDX-License-Identifier: Apache-2.0 */
/* The longest and the shortest that a declaration may say still make a label, in every language. */
#include "label.h"
#include "measure.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEN_W "WWWWWWWWWW"
#define MANY_W TEN_W TEN_W TEN_W TEN_W TEN_W TEN_W TEN_W TEN_W TEN_W TEN_W

enum { LABEL_NAME = 40 /* characters that the schema allows */ };

/* The widest letters of each script, and the narrowest. */
static const char *const letters[] = {"W", "M", "Ẇ", "Ж", "Щ", "Ω", "ض", "ש", "漢", "ン", "한", "i"};

/* How they are set: together, in words of that many letters, or one alone. */
static const size_t words[] = {LABEL_NAME, 9, 4, 1, 0};

#define PART(kind, end)                                                                            \
    "; components/+component/kind=" kind "; components/component/essential=true; "                 \
    "components/component/name=Wintermute Web Weather Widget With Many More Words; "               \
    "components/component/support/commitment=guaranteed; components/component/support/end=" end
#define TWO PART("cloudService", "2029-06") PART("companionApp", "2032-12")
#define FOUR TWO PART("radioModule", "2033-12") PART("accessory", "2034-09")

static const char *const parts[] = {
    "",
    PART("cloudService", "2029-06"),
    TWO,
    TWO PART("radioModule", "2033-12"),
    FOUR,
    FOUR PART("thirdParty", "2035-11"),
    FOUR PART("thirdParty", "2035-11") PART("operatingSystem", "2036-05"),
};

static const char *const states[] = {
    "support/end=2031-09",
    "support/end=2031-09; updates/cost=subscription",
    "support/commitment=anticipated; support/end=2029-03",
    "support/commitment=notStated; updates/cost=subscription",
    "support/period/duration=P5Y; support/period/from=purchase",
    "updates/capability=no",
    "support/end=2024-09; support/updatesStopped=yes",
    "support/end=2024-09; updates/cost=subscription",
};

static const char *const codes[] = {QR, "", LONG_QR};

/* That letter, LABEL_NAME times at most, with a blank behind each word. */
static char *name_of(const char *letter, size_t word)
{
    GString *name = g_string_new(letter);
    for (size_t length = 1; word > 0 && length < LABEL_NAME; length++)
        if (length % (word + 1) == word && length + 1 < LABEL_NAME)
            g_string_append_c(name, ' ');
        else
            g_string_append(name, letter);
    return g_string_free(name, FALSE);
}

struct walk {
    struct workshop *workshop;
    char **layouts, **languages;
    const char *only;
    GString *faults;
    size_t labels;
    bool fit_only; /* where they stand has been measured with other words */
};

static void walk_layouts(struct walk *walk, const struct said *said, const char *language,
                         const char *members)
{
    for (size_t i = 0; walk->layouts[i] != NULL; i++) {
        if (walk->only != NULL && strcmp(walk->only, walk->layouts[i]) != 0)
            continue;
        struct diags *diags = diags_new(0);
        struct scene *scene =
            said_draw(said, walk->workshop, walk->layouts[i], walk->labels % 2 == 1, diags);
        size_t before = walk->faults->len;
        if (scene != NULL && !walk->fit_only)
            measure_scene(scene, said->wording, 0, walk->faults);
        else if (scene == NULL)
            g_string_append_printf(walk->faults, "%s %s: %s\n", walk->layouts[i], language,
                                   first_finding(diags));
        if (walk->faults->len > before)
            g_string_append_printf(walk->faults, "    %s\n", members);
        scene_free(scene);
        diags_free(diags);
        walk->labels++;
    }
}

static void walk_members(struct walk *walk, const char *language, const char *state,
                         const char *part, const char *code, const char *more)
{
    g_autofree char *members = g_strconcat(state, part, code, more, NULL);
    struct said said = said_new(walk->workshop, language, members);
    walk_layouts(walk, &said, language, members);
    said_free(&said);
}

static struct walk walk_new(void)
{
    struct walk walk = {.workshop = workshop_new((const char *const[]){NULL})};
    walk.layouts = label_layouts();
    walk.languages = label_languages();
    walk.only = getenv("MEASURE_LAYOUT");
    walk.faults = g_string_new(NULL);
    return walk;
}

static void walk_end(struct walk *walk)
{
    fputs(walk->faults->str, stderr);
    ck_assert_msg(walk->faults->len == 0, "%.2000s", walk->faults->str);
    g_string_free(walk->faults, TRUE);
    g_strfreev(walk->layouts);
    g_strfreev(walk->languages);
    workshop_free(walk->workshop);
}

START_TEST(every_label_name_fits)
{
    struct walk walk = walk_new();
    size_t turn = 0;
    for (size_t l = 0; walk.languages[l] != NULL; l++)
        for (size_t s = 0; s < G_N_ELEMENTS(states); s++)
            for (size_t i = 0; i < G_N_ELEMENTS(letters); i++)
                for (size_t w = 0; w < G_N_ELEMENTS(words); w++) {
                    turn++;
                    if (!label_is_due(turn, 7))
                        continue;
                    g_autofree char *name = name_of(letters[i], words[w]);
                    g_autofree char *more =
                        g_strconcat("; product/name=Northwind Home Outdoor Surveillance Camera "
                                    "Third Generation; product/labelName=",
                                    name, NULL);
                    /* All parts and codes come round, though not with every name and language. */
                    walk_members(&walk, walk.languages[l], states[s],
                                 parts[turn / 7 % G_N_ELEMENTS(parts)],
                                 codes[turn % G_N_ELEMENTS(codes)], more);
                }
    walk_end(&walk);
}
END_TEST

/* Models have no short form, and declarants none at all: beyond these the finding tells the
 * millimetres. */
static const char *const others[] = {
    "; product/labelName=Cam 3; product/model=" MANY_W,
    "; product/model=XW-4000-PRO-MAX-2026-EU-WHITE-REFURBISHED",
    "; product/labelName=W; product/model=i",
    "; declaredBy/name=Northwind Home Appliances and Electronics GmbH & Co. KG",
    "; declaredBy/name=Ay",
    "; declaredBy/name=Guangdong Hi-Tech Electronic Information Industry Co., Ltd.; "
    "declaredBy/role=importer",
    "; declaredBy/name=Westfälische Verbraucherzentrale für Warenkunde e. V.; "
    "declaredBy/role=thirdParty",
    "; support/conditions/+condition/kind=hub; "
    "support/conditions/condition/text=Northwind Bridge; "
    "support/conditions/condition/soldSeparately=true",
};

START_TEST(models_declarants_and_conditions_fit)
{
    struct walk walk = walk_new();
    walk.fit_only = true;
    for (size_t l = 0; walk.languages[l] != NULL; l++)
        for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
            for (size_t s = 0; s < G_N_ELEMENTS(states); s++)
                if (label_is_due(l + i + s, 4))
                    walk_members(&walk, walk.languages[l], states[s],
                                 parts[(l + i) % G_N_ELEMENTS(parts)],
                                 codes[(l + s) % G_N_ELEMENTS(codes)], others[i]);
    walk_end(&walk);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("extremes");
    TCase *labels = tcase_create("labels");
    tcase_set_timeout(labels, 300);
    tcase_add_test(labels, every_label_name_fits);
    tcase_add_test(labels, models_declarants_and_conditions_fit);
    suite_add_tcase(suite, labels);
    return suite;
}
