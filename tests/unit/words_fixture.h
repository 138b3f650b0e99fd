/* SPDX-License-Identifier: Apache-2.0 */
/* A dated promise as facts, and what its words are compared with. */
#pragma once

#include "words/wording.h"

#include "unit.h"

#include <glib.h>
#include <string.h>

static struct assets *assets;
static struct diags *diags;
static struct catalogue *catalogue;
static struct declaration declaration;
static struct facts facts;

/* A maker's dated promise, which the tests change where they need to. */
static inline void setup(void)
{
    assets = assets_new(NULL);
    diags = diags_new(0);
    catalogue = catalogue_load(assets, "en", diags);
    ck_assert_ptr_nonnull(catalogue);
    declaration = (struct declaration){
        .language = "en",
        .declarant = {ROLE_MANUFACTURER, "Northwind Home", {2026, 6, 15}},
        .product = {.name = "HomeCam 3", .model = "HC-300", .category = "camera"},
        .link = {"https://upd.example/1", .kept_current = true},
    };
    facts = (struct facts){
        .declaration = &declaration,
        .as_of = {2026, 6, 15},
        .end = {2031, 3, 0},
        .method = {.mode = MODE_AUTOMATIC_OPT_OUT, .delivery = DELIVERY_NETWORK},
        .note = NOTE_CONTINUES,
        .by_maker = true,
    };
}

static inline void teardown(void)
{
    catalogue_free(catalogue);
    assets_free(assets);
    diags_free(diags);
}

static inline void assert_word(enum word_id id, size_t variant, const char *expected)
{
    struct wording *wording = wording_new(&facts, catalogue);
    g_autofree char *text = word_text(wording, id, variant);
    if (expected)
        ck_assert_str_eq(text ? text : "(none)", expected);
    else
        ck_assert_msg(!text, "%s", text);
    wording_free(wording);
}

static inline void assert_spoken(const char *part)
{
    struct wording *wording = wording_new(&facts, catalogue);
    ck_assert_msg(strstr(wording->spoken, part) != NULL, "%s", wording->spoken);
    wording_free(wording);
}

static inline void assert_phrase(const struct word *word, size_t variant, const char *expected)
{
    ck_assert_uint_lt(variant, word->count);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < word->variants[variant].count; i++)
        g_string_append(text, word->variants[variant].spans[i].text);
    ck_assert_str_eq(text->str, expected);
    g_string_free(text, TRUE);
}
