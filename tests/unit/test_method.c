/* SPDX-License-Identifier: Apache-2.0 */
/* Every mode with every delivery has words that the catalogue knows, and an icon. */
#include "words/method.h"

#include "unit.h"
#include "words/catalogue.h"

#include <glib.h>
#include <string.h>

static struct assets *assets;
static struct diags *diags;
static struct catalogue *catalogue;

static void setup(void)
{
    assets = assets_new(NULL);
    diags = diags_new(0);
    catalogue = catalogue_load(assets, "en", diags);
    ck_assert_ptr_nonnull(catalogue);
}

static void teardown(void)
{
    catalogue_free(catalogue);
    assets_free(assets);
    diags_free(diags);
}

static void assert_known(struct method_words words, const struct method *method)
{
    static const char *const icons =
        " auto manual usb card technician swap app hub computer question ";
    ck_assert_msg(words.head && words.sub && words.icon, "mode %d, delivery %d", (int)method->mode,
                  (int)method->delivery);
    ck_assert_msg(catalogue_text(catalogue, words.head, 0) != NULL, "%s", words.head);
    ck_assert_msg(catalogue_text(catalogue, words.sub, 0) != NULL, "%s", words.sub);
    g_autofree char *icon = g_strdup_printf(" %s ", words.icon);
    ck_assert_msg(strstr(icons, icon) != NULL, "%s", words.icon);
}

START_TEST(no_row_is_missing)
{
    for (size_t delivery = 0; delivery <= DELIVERY_COUNT; delivery++) {
        for (unsigned flags = 0; flags < 16; flags++) {
            struct method method = {
                .mode = (enum mode)_i,
                .delivery = (enum delivery)delivery,
                .notified = flags & 1,
                .notified_by_app = flags & 2,
                .not_updatable_part = flags & 4,
                .other = flags & 8 ? "by carrier pigeon" : NULL,
            };
            assert_known(method_words(&method), &method);
        }
    }
}
END_TEST

static const struct {
    struct method method;
    const char *head, *sub, *icon;
} methods[] = {
    {{.mode = MODE_AUTOMATIC_OPT_OUT, .delivery = DELIVERY_NETWORK},
     "Automatic",
     "Installs by itself when online",
     "auto"},
    {{.mode = MODE_CONSENT_BASED, .delivery = DELIVERY_NETWORK},
     "You confirm",
     "Asks before each update",
     "manual"},
    {{.mode = MODE_MANUAL, .delivery = DELIVERY_NONE, .notified_by_app = true, .notified = true},
     "You install them",
     "The app tells you when",
     "manual"},
    {{.mode = MODE_MANUAL, .delivery = DELIVERY_NETWORK},
     "You install them",
     "You must check yourself",
     "manual"},
    {{.mode = MODE_MANUAL, .delivery = DELIVERY_USB},
     "Update by USB cable",
     "Download the file, then plug in",
     "usb"},
    {{.mode = MODE_MANUAL, .delivery = DELIVERY_MEMORY_CARD},
     "Update by memory card",
     "Download the file onto a card",
     "card"},
    {{.mode = MODE_PROFESSIONAL, .delivery = DELIVERY_NONE},
     "Technician updates it",
     "Book a service visit",
     "technician"},
    {{.mode = MODE_NOT_STATED, .delivery = DELIVERY_NONE},
     "How: not stated",
     "By itself or by you: not stated",
     "question"},
    {{.mode = MODE_AUTOMATIC_NO_OPT_OUT, .delivery = DELIVERY_NETWORK, .not_updatable_part = true},
     "Partly automatic",
     "Some parts cannot be updated",
     "auto"},
    {{.mode = MODE_MANUAL, .delivery = DELIVERY_REPLACEMENT},
     "Maker swaps it",
     "You get an updated one for it",
     "swap"},
};

START_TEST(the_words_are_those_of_the_label)
{
    struct method_words words = method_words(&methods[_i].method);
    ck_assert_str_eq(catalogue_text(catalogue, words.head, 0), methods[_i].head);
    ck_assert_str_eq(catalogue_text(catalogue, words.sub, 0), methods[_i].sub);
    ck_assert_str_eq(words.icon, methods[_i].icon);
}
END_TEST

START_TEST(consent_and_partly_are_never_just_automatic)
{
    for (size_t delivery = 0; delivery <= DELIVERY_COUNT; delivery++) {
        struct method consent = {.mode = MODE_CONSENT_BASED, .delivery = (enum delivery)delivery};
        struct method partly = {.mode = MODE_AUTOMATIC_OPT_OUT,
                                .delivery = (enum delivery)delivery,
                                .not_updatable_part = true};
        ck_assert_str_ne(method_words(&consent).head, "method.automatic");
        ck_assert_str_ne(method_words(&consent).icon, "auto");
        ck_assert_str_ne(method_words(&partly).head, "method.automatic");
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("method");
    TCase *tcase = tcase_create("method");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, no_row_is_missing, 0, MODE_COUNT);
    tcase_add_loop_test(tcase, the_words_are_those_of_the_label, 0, G_N_ELEMENTS(methods));
    tcase_add_test(tcase, consent_and_partly_are_never_just_automatic);
    suite_add_tcase(suite, tcase);
    return suite;
}
