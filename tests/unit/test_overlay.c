/* SPDX-License-Identifier: Apache-2.0 */
/* Approved wording: what it replaces, what it may not say, and what counts as approved by it. */
#include "words/catalogue.h"

#include "base/assets.h"
#include "base/source.h"
#include "unit.h"

#include <glib.h>
#include <string.h>

static struct assets *assets;
static struct diags *diags;
static struct catalogue *catalogue;

static void load(const char *language)
{
    catalogue_free(catalogue);
    catalogue = catalogue_load(assets, language, diags);
    ck_assert_ptr_nonnull(catalogue);
}

static void setup(void)
{
    assets = assets_new(NULL);
    diags = diags_new(0);
    catalogue = NULL;
    load("de");
}

static void teardown(void)
{
    catalogue_free(catalogue);
    diags_free(diags);
    assets_free(assets);
}

static struct catalogue *read_text(const char *text)
{
    return catalogue_read_overlay(source_new("wording.xml", text, strlen(text)), diags);
}

/* Lays entries over the catalogue. */
static bool lay(const char *entries)
{
    g_autofree char *text =
        g_strdup_printf("<strings xmlns=\"urn:uplabel:strings:1\" language=\"%s\" "
                        "reviewer=\"Ada Weber\" reviewedOn=\"2026-10-01\">%s</strings>",
                        catalogue_language(catalogue), entries);
    struct catalogue *overlay = read_text(text);
    return overlay && catalogue_lay(catalogue, overlay, diags);
}

START_TEST(texts_are_replaced_with_their_short_ones)
{
    ck_assert_ptr_nonnull(catalogue_text(catalogue, "hero.none", 1));
    ck_assert(lay("<string id=\"hero.none\"><text>Gar keine Updates</text></string>"));
    ck_assert_str_eq(catalogue_text(catalogue, "hero.none", 0), "Gar keine Updates");
    ck_assert_ptr_null(catalogue_text(catalogue, "hero.none", 1));
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(plurals_and_months_are_replaced)
{
    ck_assert(lay("<plural id=\"parts.more\"><form category=\"one\">{n} Teil mehr</form>"
                  "<form category=\"other\">{n} Teile mehr</form>"
                  "<short category=\"one\">+{n}</short><short category=\"other\">+{n}</short>"
                  "</plural><months form=\"plain\"><month>Jänner</month><month>Feber</month>"
                  "<month>März</month><month>April</month><month>Mai</month><month>Juni</month>"
                  "<month>Juli</month><month>August</month><month>September</month>"
                  "<month>Oktober</month><month>November</month><month>Dezember</month></months>"));
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 7, 0), "{n} Teile mehr");
    ck_assert_str_eq(catalogue_plural(catalogue, "parts.more", 1, 1), "+{n}");
    ck_assert_str_eq(catalogue_month(catalogue, "plain", 1), "Jänner");
    ck_assert_str_eq(catalogue_month(catalogue, "lead", 1), "Januar");
    ck_assert_uint_eq(catalogue_approval(catalogue).texts, 2);
}
END_TEST

START_TEST(a_part_leaves_the_language_a_draft)
{
    ck_assert_ptr_null(catalogue_approval(catalogue).reviewer);
    ck_assert(lay("<string id=\"title\"><text>Updates</text></string>"));
    struct approval approval = catalogue_approval(catalogue);
    ck_assert_str_eq(approval.reviewer, "Ada Weber");
    ck_assert_str_eq(approval.reviewed_on, "2026-10-01");
    ck_assert_uint_eq(approval.texts, 1);
    ck_assert_uint_gt(approval.of, 200);
    ck_assert(!catalogue_reviewed(catalogue));
}
END_TEST

/* The German catalogue as a maker's own, but for `left_out`. */
static bool lay_all(const char *left_out)
{
    struct source *source = assets_open(assets, "templates/strings/de.xml", diags);
    GString *text = g_string_new(source->bytes);
    source_free(source);
    ck_assert_uint_eq(
        g_string_replace(text, "reviewed=\"no\"", "reviewer=\"Ada\" reviewedOn=\"2026-10-01\"", 1),
        1);
    g_string_replace(text, left_out, "", 1);
    struct catalogue *overlay = read_text(text->str);
    g_string_free(text, TRUE);
    return overlay && catalogue_lay(catalogue, overlay, diags);
}

START_TEST(the_whole_makes_the_language_reviewed)
{
    ck_assert(lay_all("</strings>\n\n"));
    ck_assert_uint_eq(catalogue_approval(catalogue).texts, catalogue_approval(catalogue).of);
    ck_assert(catalogue_reviewed(catalogue));
}
END_TEST

START_TEST(one_text_less_does_not)
{
    ck_assert(lay_all("<string id=\"spoken.test\">\n    <text>Kein Sicherheitstest.</text>\n  "
                      "</string>"));
    ck_assert_uint_eq(catalogue_approval(catalogue).texts + 1, catalogue_approval(catalogue).of);
    ck_assert(!catalogue_reviewed(catalogue));
}
END_TEST

START_TEST(a_language_has_one_wording)
{
    ck_assert(lay("<string id=\"title\"><text>Updates</text></string>"));
    ck_assert(!lay("<string id=\"hero.none\"><text>Nichts</text></string>"));
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_STRINGS_OVERLAY);
    ck_assert_str_eq(catalogue_text(catalogue, "title", 0), "Updates");
    ck_assert_str_ne(catalogue_text(catalogue, "hero.none", 0), "Nichts");
}
END_TEST

/* Forbidden words, in the languages that write them in their own ways. */
static const struct {
    const char *language, *text;
    bool forbidden;
} sayings[] = {
    {"en", "Expires soon", true},
    {"en", "EXPIRY", true},
    {"en", "Shelf of my life", false},
    {"en", "Best|before", true},
    {"en", "best&#160;before", true},
    {"en", "ex&#173;pi&#8288;res", true},
    {"en", "\uff25\uff38\uff30\uff29\uff32\uff25\uff33", true},
    {"en", "No end date", true},
    {"en", "Certified updates", true},
    {"en", "Nonexpert", false},
    {"en", "Security updates", false},
    {"de", "Läuft bald ab", true},
    {"de", "LÄUFT AB", true},
    {"de", "La\u0308uft heute ab", true},
    {"de", "Läuft abends", false},
    {"de", "Läuft und gab", false},
    {"de", "Kein Enddatum", true},
    {"de", "Unbegrenzte Updates", true},
    {"fr", "PÉREMPTION", true},
    {"fr", "peremption", true},
    {"fr", "Sans date de fin", true},
    {"el", "ΗΜΕΡΟΜΗΝΙΑ ΛΗΞΗΣ", true},
    {"el", "ημερομηνία λήξης", true},
    {"tr", "SINIRSIZ", true},
    {"ar", "وتاريخ الانتهاء", true},
    {"ar", "تَاريخ الانتهاء", true},
    {"he", "בתוקף", true},
    {"ja", "まもなく期限切れです", true},
    {"ja", "期\u2060限\u2060切\u2060れ", true},
    {"ko", "곧 만료됨", true},
    {"zh-Hans", "即将过期", true},
    {"zh-Hant", "即將過期", true},
    {"pl", "WYGASA", true},
};

START_TEST(forbidden_words_are_found)
{
    load(sayings[_i].language);
    g_autofree char *entry =
        g_strdup_printf("<string id=\"hero.open\"><text>%s</text></string>", sayings[_i].text);
    bool laid = lay(entry);
    bool found = false;
    for (size_t i = 0; i < diags_count(diags); i++)
        found |= diags_at(diags, i)->code == CODE_STRINGS_FORBIDDEN;
    ck_assert_msg(found == sayings[_i].forbidden, "%s", sayings[_i].text);
    ck_assert_int_eq(laid, !sayings[_i].forbidden);
}
END_TEST

/* What wording may hold but not say, and headers that are none. */
static const struct {
    const char *entry;
    enum code code;
} faults[] = {
    {"<string id=\"hero.none\"><text>nicht genannt</text></string>", CODE_STRINGS_ALIKE},
    {"<string id=\"hero.open\"><text>Keine Updates</text></string>", CODE_STRINGS_ALIKE},
    {"<string id=\"hero.open\"><text>Bis 2031</text></string>", CODE_STRINGS_FORBIDDEN},
    {"<string id=\"hero.open\"><text>Bis ٢٠٣١</text></string>", CODE_STRINGS_FORBIDDEN},
    {"<string id=\"hero.open\"><text>Un\u202ebekannt</text></string>", CODE_TEXT_BIDI},
    {"<string id=\"hero.open\"><text>Un\u200bbekannt</text></string>", CODE_TEXT_INVISIBLE},
    {"<string id=\"hero.open\"><text>Un\u00adbekannt</text></string>", CODE_TEXT_INVISIBLE},
    {"<string id=\"hero.open\"><text> </text></string>", CODE_TEXT_EMPTY},
    {"<string id=\"hero.opne\"><text>Unbekannt</text></string>", CODE_STRINGS_UNKNOWN},
    {"<string id=\"stated\"><text>Von {name}</text></string>", CODE_STRINGS_MISSING},
    {"<plural id=\"parts.more\"><form category=\"other\">{n}</form></plural>",
     CODE_STRINGS_MISSING},
    {"<string id=\"parts.more\"><text>mehr</text></string>", CODE_STRINGS_MISSING},
    {"<string id=\"title\"><text>A</text></string><string id=\"title\"><text>B</text></string>",
     CODE_SCHEMA_REPEATED},
};

START_TEST(wording_is_judged_as_a_catalogue_is)
{
    ck_assert(!lay(faults[_i].entry));
    bool found = false;
    for (size_t i = 0; i < diags_count(diags); i++)
        found |= diags_at(diags, i)->code == faults[_i].code && diags_at(diags, i)->line > 0;
    ck_assert_msg(found, "%s", faults[_i].entry);
    ck_assert_int_eq(diags_status(diags, SEVERITY_ERROR), BLAME_USE);
}
END_TEST

static const char *const headers[] = {
    "language=\"de\" reviewer=\"Ada\"",
    "language=\"de\" reviewedOn=\"2026-10-01\"",
    "language=\"de\" reviewer=\"Ada\" reviewedOn=\"2026-10\"",
    "language=\"de\" reviewer=\"Ada\" reviewedOn=\"2026-02-30\"",
    "language=\"de\" reviewer=\" \" reviewedOn=\"2026-10-01\"",
    "language=\"de\" reviewer=\"\u202eAda\" reviewedOn=\"2026-10-01\"",
    "language=\"de\" reviewer=\"Ada\" reviewedOn=\"2026-10-01\" reviewed=\"no\"",
    "reviewer=\"Ada\" reviewedOn=\"2026-10-01\"",
};

START_TEST(who_approved_and_when_is_said)
{
    g_autofree char *text =
        g_strdup_printf("<strings xmlns=\"urn:uplabel:strings:1\" %s><string id=\"title\">"
                        "<text>Updates</text></string></strings>",
                        headers[_i]);
    ck_assert_ptr_null(read_text(text));
    ck_assert(diags_has_errors(diags));
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("overlay");
    TCase *tcase = tcase_create("overlay");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, texts_are_replaced_with_their_short_ones);
    tcase_add_test(tcase, plurals_and_months_are_replaced);
    tcase_add_test(tcase, a_part_leaves_the_language_a_draft);
    tcase_add_test(tcase, the_whole_makes_the_language_reviewed);
    tcase_add_test(tcase, one_text_less_does_not);
    tcase_add_test(tcase, a_language_has_one_wording);
    tcase_add_loop_test(tcase, forbidden_words_are_found, 0, G_N_ELEMENTS(sayings));
    tcase_add_loop_test(tcase, wording_is_judged_as_a_catalogue_is, 0, G_N_ELEMENTS(faults));
    tcase_add_loop_test(tcase, who_approved_and_when_is_said, 0, G_N_ELEMENTS(headers));
    suite_add_tcase(suite, tcase);
    return suite;
}
