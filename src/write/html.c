/* SPDX-License-Identifier: Apache-2.0 */
/* The page behind the code: the label as text, then every declared fact. It needs nothing else. */
#include "write/formats.h"
#include "write/html_card.h"
#include "write/html_facts.h"
#include "write/html_files.h"
#include "write/html_head.h"
#include "write/html_history.h"
#include "write/html_style.h"
#include "write/html_text.h"

static void put_title(GString *out, const struct wording *wording)
{
    g_autofree char *product = word_text(wording, WORD_PRODUCT, 0);
    g_autofree char *title = word_text(wording, WORD_TITLE, 0);
    html_say(out, "<title>", product ? product : "", " – ");
    html_say(out, "", title, "</title>\n");
    html_say(out, "<meta name=\"description\" content=\"", wording->spoken, "\">\n");
}

static void put_head(GString *out, const struct wording *wording)
{
    g_autofree char *style = g_strconcat(html_card_style, html_page_style, NULL);
    html_open_head(out, wording->catalogue, style);
    put_title(out, wording);
    html_close_head(out, style);
}

/* A recall comes before everything else. */
static void put_notice(GString *out, const struct wording *wording)
{
    const struct declaration *declaration = wording->facts->declaration;
    const struct word *notice = &wording->words[WORD_NOTICE];
    if (notice->count == 0)
        return;
    g_string_append(out, "<p class=\"notice\">");
    html_put_word(out, "<strong>", notice, "</strong><br>");
    if (html_open_link(out, declaration->product.notice_url))
        html_say(out, "", declaration->product.notice_url, "</a>");
    g_string_append(out, "</p>\n");
}

static void put_cards(GString *out, const struct write_input *input)
{
    g_string_append(out, "<div class=\"cards\">\n");
    for (size_t i = 0; i < input->wording_count; i++) {
        g_autofree char *id = g_strdup_printf("label-%zu", i + 1);
        html_put_card(out, input, i, id, 2, NULL);
    }
    g_string_append(out, "</div>\n");
}

static void put_day(GString *out, const char *lead, struct date day)
{
    char date[11];
    if (!date_known(day))
        return;
    g_string_append(out, lead);
    html_open_time(out, day);
    html_say(out, "", date_format(day, date), "</time>");
}

/* The days on which it reads as it does, not the one on which it was made: made again on another of
 * them it has the same bytes. */
static void put_days(GString *out, const struct write_input *input)
{
    const struct facts *facts = input->wordings[0]->facts;
    bool several = input->history && input->history->len > 0;
    bool always = !date_known(facts->valid_from) && !date_known(facts->next_change);
    g_string_append(out, "<p class=\"small\" lang=\"en\" dir=\"ltr\">This page is true");
    g_string_append(out, always ? " on any day" : "");
    put_day(out, " from ", facts->valid_from);
    put_day(out, " and changes on ", facts->next_change);
    g_string_append(out, ". ");
    g_string_append(out, several ? "It is made from the declarations alone: statements, no test "
                                 : "It is made from the declaration alone: a statement, no test ");
    g_string_append(out, "and no certificate.</p>\n");
}

GBytes *html_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    const struct wording *wording = input->wordings[0];
    GString *out = g_string_sized_new(32768);
    put_head(out, wording);
    g_string_append(out, "<body>\n<main>\n");
    put_notice(out, wording);
    html_put_word(out, "<h1>", &wording->words[WORD_PRODUCT], "</h1>\n");
    put_cards(out, input);
    html_put_facts(out, wording);
    html_put_history(out, input);
    html_put_picture(out, input);
    html_put_files(out, input);
    put_days(out, input);
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return g_string_free_to_bytes(out);
}
