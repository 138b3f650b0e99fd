/* SPDX-License-Identifier: Apache-2.0 */
/* The label as a card and as a line of real text, understood without any style. */
#include "write/html_card.h"

#include "base/hash.h"
#include "write/formats.h"
#include "write/html_ruler.h"
#include "write/html_style.h"
#include "write/html_text.h"

#define ID_DIGITS 12

/* A date as declared; the day too where it covers the whole month, as words leave it out. */
static void put_when(GString *out, const char *before, const struct word *word, struct date date,
                     const char *after)
{
    if (word->count == 0)
        return;
    g_string_append(out, before);
    bool timed = html_open_time(out, date);
    html_put_word(out, "", word, timed ? "</time>" : "");
    g_string_append(out, after);
}

/* One sentence for those who listen, a large figure for those who look. */
static void put_state(GString *out, const struct wording *wording)
{
    const struct word *words = wording->words;
    const struct facts *facts = wording->facts;
    struct date end = facts->end;
    bool figure = facts->state == STATE_DATED || facts->state == STATE_RELATIVE;
    g_string_append_printf(out, "<p class=\"uplabel-state%s\">", figure ? " uplabel-figure" : "");
    html_put_word(out, "<span class=\"uplabel-lead\">", &words[WORD_LEAD], "</span> ");
    put_when(out, "<span class=\"uplabel-hero\">", &words[WORD_HERO],
             facts->state == STATE_DATED ? end : NO_DATE, "</span> ");
    html_put_word(out, "<span class=\"uplabel-side\">", &words[WORD_SIDE], "</span>");
    put_when(out, "<span class=\"uplabel-below\">", &words[WORD_BELOW],
             facts->state == STATE_ENDED ? end : NO_DATE, "</span>");
    g_string_append(out, "</p>\n");
}

/* The end of a row that says nothing else. */
static struct date date_of_row(const struct facts *facts, const struct part_row *row)
{
    for (size_t i = 0; i < facts->part_count; i++) {
        const struct part *part = &facts->parts[i];
        const struct element *element = part->component ? part->component->element : NULL;
        bool plain =
            part->state == STATE_DATED && !part->not_updatable && !date_known(part->service_end);
        if (element == row->element && plain)
            return part->end;
    }
    return NO_DATE;
}

static void put_rows(GString *out, const struct wording *wording)
{
    if (wording->row_count == 0)
        return;
    g_string_append(out, "<table class=\"uplabel-parts\">\n");
    for (size_t i = 0; i < wording->row_count; i++) {
        const struct part_row *row = &wording->rows[i];
        g_string_append(out, row->governs ? "<tr class=\"uplabel-governs\">" : "<tr>");
        html_put_word(out, "<th scope=\"row\">", &row->name, "</th>");
        put_when(out, "<td>", &row->when, date_of_row(wording->facts, row), "</td>");
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</table>\n");
}

/* The label's condition first; where it has room for one of two, the other too. */
static void put_conditions(GString *out, const struct wording *wording)
{
    struct word cost = word_cost(wording), condition = word_condition(wording);
    html_put_word(out, "<p class=\"uplabel-condition\">", &cost, "</p>\n");
    html_put_word(out, "<p class=\"uplabel-condition\">", &condition, "</p>\n");
    word_clear(&cost);
    word_clear(&condition);
}

static void put_link(GString *out, const struct wording *wording)
{
    const struct word *link = &wording->words[WORD_LINK];
    if (link->count == 0)
        return;
    g_string_append(out, "<p class=\"uplabel-link\">");
    if (html_open_link(out, wording->facts->declaration->link.url))
        html_put_word(out, "", link, "</a>");
    g_string_append(out, "</p>\n");
}

static void put_foot(GString *out, const struct wording *wording)
{
    const struct word *words = wording->words;
    g_string_append(out, "<footer class=\"uplabel-foot\">\n");
    html_put_word(out, "<p class=\"uplabel-product\">", &words[WORD_PRODUCT], "</p>\n");
    put_when(out, "<p>", &words[WORD_LAST_DAY],
             wording->facts->state == STATE_DATED ? wording->facts->end : NO_DATE, "</p>\n");
    html_put_dated(out, "<p>", &words[WORD_STATED], "</p>\n");
    html_put_word(out, "<p>", &words[WORD_DISCLAIMER], "</p>\n");
    g_string_append(out, "</footer>\n");
}

/* Called by what is spoken, so that those who listen hear the whole of it at once. */
static void open_labelled(GString *out, const struct wording *wording, const char *open)
{
    html_say(out, open, band_name(wording->facts->band), "\"");
    html_say(out, " lang=\"", catalogue_language(wording->catalogue), "\"");
    html_say(out, " dir=\"", catalogue_rtl(wording->catalogue) ? "rtl" : "ltr", "\"");
    html_say(out, " aria-label=\"", wording->spoken, "\"");
}

/* The label JSON, for programs: sanitizers delete scripts and keep data attributes. One card of the
 * languages of a label carries it. */
static void put_carried(GString *out, const struct write_input *input)
{
    gsize size = 0;
    const char *bytes = g_bytes_get_data(input->label_json, &size);
    g_autofree char *text = g_strndup(bytes, size);
    if (input->made)
        html_say(out, " data-uplabel-made=\"", input->made, "\"");
    html_say(out, " data-uplabel=\"", g_strchomp(text), "\"");
}

static void put_style(GString *out, const char *style)
{
    if (style)
        g_string_append_printf(out, "<style>%s</style>\n", style);
}

void html_put_card(GString *out, const struct write_input *input, size_t position, const char *id,
                   unsigned level, const char *style)
{
    const struct wording *wording = input->wordings[position];
    const struct word *words = wording->words;
    open_labelled(out, wording, "<article class=\"uplabel uplabel-");
    html_say(out, " id=\"", id, "\"");
    if (position == 0 && input->label_json)
        put_carried(out, input);
    g_string_append(out, ">\n");
    put_style(out, style);
    g_string_append_printf(out, "<h%u class=\"uplabel-title\">", level);
    html_put_word(out, "", &words[WORD_TITLE], "");
    g_string_append_printf(out, "</h%u>\n", level);
    html_put_word(out, "<p class=\"uplabel-notice\"><strong>", &words[WORD_NOTICE],
                  "</strong></p>\n");
    put_state(out, wording);
    html_put_ruler(out, wording->facts, catalogue_rtl(wording->catalogue));
    html_put_word(out, "<p class=\"uplabel-method\"><b>", &words[WORD_METHOD], "</b>");
    html_put_word(out, "<br>", &words[WORD_METHOD_SUB], "");
    g_string_append(out, words[WORD_METHOD].count > 0 ? "</p>\n" : "");
    put_rows(out, wording);
    put_conditions(out, wording);
    html_put_word(out, "<p>", &words[WORD_PARTS], "</p>\n");
    html_put_word(out, "<p>", &words[WORD_NOTE], "</p>\n");
    put_link(out, wording);
    put_foot(out, wording);
    g_string_append(out, "</article>\n");
}

/* One line that may stand in a link or an item of a list: it holds neither links nor ids. It is a
 * picture to those who listen, who hear all of it instead of an extract. */
static void put_badge(GString *out, const struct wording *wording, const char *style)
{
    const struct word *words = wording->words;
    struct word cost = word_cost(wording), condition = word_condition(wording);
    open_labelled(out, wording, "<div class=\"uplabel-badge uplabel-");
    g_string_append(out, " role=\"img\">\n");
    put_style(out, style);
    html_put_word(out, "<span>", &words[WORD_TITLE], "</span>\n");
    html_put_word(out, "<strong>", &words[WORD_HEADLINE], "</strong>\n");
    html_put_word(out, "<span>", &cost, "</span>\n");
    html_put_word(out, "<span>", &condition, "</span>\n");
    if (!wording->facts->by_maker)
        html_put_word(out, "<span>", &words[WORD_VOICE], "</span>\n");
    g_string_append(out, "</div>\n");
    word_clear(&cost);
    word_clear(&condition);
}

/* Ids that no other label's fragment has: of the label JSON and the place among its languages. */
static char *fragment_id(const struct write_input *input, size_t position)
{
    size_t size;
    const void *bytes = g_bytes_get_data(input->label_json, &size);
    char hex[HASH_HEX_SIZE];
    hash_sha256(bytes, size, hex);
    return g_strdup_printf("uplabel-%.*s-%zu", ID_DIGITS, hex, position + 1);
}

/* What would help to sell it is refused, as labels are. False after a finding. */
static bool may_be_sold(const struct wording *wording, struct diags *diags)
{
    if (!wording->facts->recalled)
        return true;
    const struct document *document = wording->facts->declaration->document;
    document_report(document, element_find(document->root, "product/status/value"), diags,
                    CODE_PRODUCT_RECALLED,
                    "the product is recalled or withdrawn: a fragment would advertise it; publish "
                    "the notice instead, which leads the page of -f html");
    return false;
}

GBytes *fragment_write(const struct write_input *input, struct diags *diags)
{
    if (!may_be_sold(input->wordings[0], diags))
        return NULL;
    GString *out = g_string_sized_new(8192);
    for (size_t i = 0; i < input->wording_count; i++) {
        g_autofree char *id = fragment_id(input, i);
        html_put_card(out, input, i, id, 3, input->options->style_apart ? NULL : html_card_style);
    }
    return g_string_free_to_bytes(out);
}

GBytes *badge_write(const struct write_input *input, struct diags *diags)
{
    if (!may_be_sold(input->wordings[0], diags))
        return NULL;
    GString *out = g_string_sized_new(4096);
    for (size_t i = 0; i < input->wording_count; i++)
        put_badge(out, input->wordings[i], input->options->style_apart ? NULL : html_badge_style);
    return g_string_free_to_bytes(out);
}
