/* SPDX-License-Identifier: Apache-2.0 */
/* The site's pages: lists of products that a browser can search, and the way to them. */
#include "write/html_head.h"
#include "write/html_text.h"
#include "write/site.h"

#include <string.h>

enum {
    NUMBERS_NEAR = 8, /* pages on either side that are named … */
    NUMBERS_ALL = 40, /* … where there are more than these, and then each … */
    NUMBERS_FAR = 20, /* … of so many parts of the rest */
};

static const char site_style[] =
    ":root{color-scheme:light dark;--ink:#111;--paper:#fff;--soft:#3d3d3d;--line:#b9bcc2;"
    "--link:#0b3d91}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#f4f4f2;--paper:#15171a;--soft:#b9bcc2;"
    "--line:#3d3d3d;--link:#8fb4ff}}\n"
    "body{margin:0;font:1rem/1.4 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
    "overflow-wrap:anywhere}\n"
    "main,header{max-inline-size:60rem;margin-inline:auto;padding-inline:1rem}\n"
    "main{padding-block-end:2rem}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}\n"
    "h2{font-size:1.25rem;line-height:1.3;margin:1.75rem 0 .5rem;"
    "border-block-end:1px solid var(--line)}\n"
    "a{color:var(--link)}\n"
    ".all{font-size:1.25rem;font-weight:600}\n"
    ".small,small{color:var(--soft);font-size:.85rem;font-weight:400}\n"
    "small{display:block}\n"
    "ul{padding:0;margin:0;list-style:none}\n"
    ".lists{columns:16rem;column-gap:2rem}\n"
    ".lists li{padding-block:.2rem;break-inside:avoid}\n"
    ".jumps,.pages{display:flex;flex-wrap:wrap;gap:.25rem .75rem;margin-block:.75rem}\n"
    ".jumps a,.pages a,.pages b{display:inline-block;min-inline-size:1.5rem;padding:.15rem}\n"
    "table{border-collapse:collapse;inline-size:100%}\n"
    "th,td{text-align:start;vertical-align:top;padding:.4rem 0;"
    "border-block-end:1px solid var(--line)}\n"
    "th{font-weight:600}\n"
    "td,th+th{padding-inline-start:1rem;inline-size:45%}\n"
    "footer{margin-block-start:2rem}\n"
    "footer li{padding-block:.25rem}\n"
    "@media print{main,header{max-inline-size:none;padding:0}nav,header{display:none}"
    "a{color:inherit}tr{break-inside:avoid}}\n";

char *site_file(const char *stem, unsigned number)
{
    return number == 1 ? g_strdup_printf("%s.html", stem)
                       : g_strdup_printf("%s-%u.html", stem, number);
}

/* Attributes of an element whose words may be in another language. */
static void put_language(GString *out, const char *language, bool rtl)
{
    if (language != NULL)
        html_say(out, " lang=\"", language, rtl ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
}

/* <TAG lang="…">text</TAG>, isolated where it is a value. */
static void put_words(GString *out, const char *tag, const struct site_words *words)
{
    g_string_append_printf(out, "<%s", tag);
    put_language(out, words->language, words->rtl);
    html_say(out, "><bdi>", words->text, "</bdi>");
    g_string_append_printf(out, "</%s>", tag);
}

/* A text of the site in its element, which says where it is English. */
static void put_text(GString *out, const struct catalogue *catalogue, const char *before,
                     const char *id, const char *value, const char *after)
{
    bool english;
    g_autofree char *text = site_text(catalogue, id, value, &english);
    g_string_append(out, before);
    html_say(out, english ? "<span lang=\"en\" dir=\"ltr\">" : "", text, english ? "</span>" : "");
    g_string_append(out, after);
}

static void put_title(GString *out, const struct site_edition *edition, const char *heading)
{
    g_autofree char *title = site_text(edition->catalogue, "title", NULL, NULL);
    html_say(out, "<title>", heading != NULL ? heading : title, "");
    html_say(out, heading != NULL ? " – " : "", heading != NULL ? title : "", "</title>\n");
}

/* What feed readers and calendars find. */
static void put_alternates(GString *out, const struct site_edition *edition, const char *below)
{
    g_autofree char *feed = site_text(edition->catalogue, "site.feed", NULL, NULL);
    html_say(out, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"", below,
             "changes.atom\"");
    html_say(out, " title=\"", feed, "\">\n");
}

static void open_page(GString *out, const struct site_edition *edition, const char *heading,
                      const char *below)
{
    html_open_head(out, edition->catalogue, site_style);
    put_title(out, edition, heading);
    put_alternates(out, edition, below);
    html_close_head(out, site_style);
    g_string_append(out, "<body>\n");
}

static void put_as_of(GString *out, const struct site_edition *edition)
{
    char date[11];
    g_autofree char *isolated = /* figures and hyphens, which Arabic letters would turn round */
        g_strconcat("\u2066", date_format(edition->as_of, date), "\u2069", NULL);
    put_text(out, edition->catalogue, "<p class=\"small\">", "site.asOf",
             catalogue_rtl(edition->catalogue) ? isolated : date, "</p>\n");
}

/* Paging */

static bool is_named(const struct site_page *page, unsigned number)
{
    unsigned step = page->pages / NUMBERS_FAR + 1;
    unsigned apart = number > page->number ? number - page->number : page->number - number;
    return page->pages <= NUMBERS_ALL || number == 1 || number == page->pages ||
           apart <= NUMBERS_NEAR || number % step == 0;
}

static void put_numbers(GString *out, const struct site_page *page)
{
    for (unsigned i = 1; i <= page->pages; i++) {
        g_autofree char *file = site_file(page->stem, i);
        if (!is_named(page, i))
            continue;
        if (i == page->number)
            g_string_append_printf(out, "<b aria-current=\"page\">%u</b>\n", i);
        else
            g_string_append_printf(out, "<a href=\"%s\">%u</a>\n", file, i);
    }
}

static void put_step(GString *out, const struct site_page *page, unsigned number, const char *id,
                     const char *relation)
{
    g_autofree char *file = site_file(page->stem, number);
    g_autofree char *open = g_strdup_printf("<a rel=\"%s\" href=\"%s\">", relation, file);
    put_text(out, page->edition->catalogue, open, id, NULL, "</a>\n");
}

/* Above the list and below it. */
static void put_paging(GString *out, const struct site_page *page, bool above)
{
    if (page->pages < 2)
        return;
    g_string_append_printf(out, "<nav class=\"pages\" aria-label=\"%s%u / %u\">\n",
                           above ? "" : "↑ ", page->number, page->pages);
    if (page->number > 1)
        put_step(out, page, page->number - 1, "site.previous", "prev");
    put_numbers(out, page);
    if (page->number < page->pages)
        put_step(out, page, page->number + 1, "site.next", "next");
    g_string_append(out, "</nav>\n");
}

/* Lists */

void site_open_page(GString *out, const struct site_page *page)
{
    const struct site_edition *edition = page->edition;
    open_page(out, edition, page->heading.text, "");
    html_say(out, "<header><p><a href=\"", edition->home, "\">");
    put_text(out, edition->catalogue, "", "title", NULL, "</a></p></header>\n<main>\n");
    g_string_append(out, "<h1>");
    put_words(out, "span", &page->heading);
    g_string_append_printf(out, " (%zu)</h1>\n", page->count);
    put_paging(out, page, true);
}

void site_open_list(GString *out, const struct site_page *page)
{
    const struct catalogue *catalogue = page->edition->catalogue;
    if (!page->products) {
        g_string_append(out, "<ul class=\"lists\">\n");
        return;
    }
    put_text(out, catalogue, "<table>\n<thead><tr><th scope=\"col\">", "page.product", NULL,
             "</th>");
    put_text(out, catalogue, "<th scope=\"col\">", "title", NULL, "</th></tr></thead>\n<tbody>\n");
}

/* What articles are looked up by. */
static void put_numbers_of(GString *out, const struct site_row *row)
{
    if (row->variant != NULL)
        html_say(out, " <span><bdi>", row->variant, "</bdi></span>");
    html_say(out, "<small><bdi dir=\"ltr\">", row->id, "");
    if (row->gtin != NULL)
        html_say(out, " · ", row->gtin, "");
    g_string_append(out, "</bdi></small>");
}

void site_put_row(GString *out, const struct site_edition *edition, const struct site_row *row)
{
    bool foreign = g_strcmp0(row->language, catalogue_language(edition->catalogue)) != 0;
    g_string_append(out, "<tr><th scope=\"row\">");
    if (row->page != NULL)
        html_say(out, "<a href=\"../../", row->page, "\">");
    html_say(out, "<bdi>", row->name != NULL ? row->name : row->id, "</bdi>");
    g_string_append(out, row->page != NULL ? "</a>" : "");
    put_numbers_of(out, row);
    g_string_append(out, "</th><td");
    put_language(out, foreign ? row->language : NULL, row->rtl);
    html_say(out, ">", row->headline != NULL ? row->headline : "", "");
    if (row->remarks != NULL)
        html_say(out, "<small>", row->remarks, "</small>");
    g_string_append(out, "</td></tr>\n");
}

void site_put_link(GString *out, const struct site_link *link)
{
    html_say(out, "<li><a href=\"", link->href, "\">");
    put_words(out, "span", &link->words);
    g_string_append(out, "</a>");
    if (link->count > 0)
        g_string_append_printf(out, " (%zu)", link->count);
    g_string_append(out, "</li>\n");
}

void site_close_page(GString *out, const struct site_page *page)
{
    g_string_append(out, page->products ? "</tbody></table>\n" : "</ul>\n");
    put_paging(out, page, false);
    put_as_of(out, page->edition);
    g_string_append(out, "</main>\n</body>\n</html>\n");
}

void site_put_jumps(GString *out, const struct site_edition *edition, const char *text,
                    const GPtrArray *links)
{
    bool english = false;
    g_autofree char *name =
        text != NULL ? site_text(edition->catalogue, text, NULL, &english) : NULL;
    if (text != NULL)
        html_say(out, english ? "<nav lang=\"en\" aria-label=\"" : "<nav aria-label=\"", name,
                 "\">\n");
    g_string_append(out, "<ul class=\"jumps\">\n");
    for (guint i = 0; i < links->len; i++)
        site_put_link(out, links->pdata[i]);
    g_string_append(out, text != NULL ? "</ul>\n</nav>\n" : "</ul>\n");
}

void site_put_calendar(GString *out, const struct site_edition *edition, const char *file)
{
    html_say(out, "<p><a href=\"", file, "\">");
    put_text(out, edition->catalogue, "", "site.calendar", NULL, "</a></p>\n");
}

/* The start page */

void site_open_start(GString *out, const struct site_edition *edition, const char *below,
                     size_t count)
{
    open_page(out, edition, NULL, below);
    g_string_append(out, "<main>\n");
    put_text(out, edition->catalogue, "<h1>", "title", NULL, "</h1>\n");
    put_as_of(out, edition);
    html_say(out, "<p class=\"all\"><a href=\"", below, "products.html\">");
    put_text(out, edition->catalogue, "", "site.all", NULL, "</a>");
    g_string_append_printf(out, " (%zu)</p>\n", count);
}

void site_open_section(GString *out, const struct site_edition *edition, const char *text)
{
    put_text(out, edition->catalogue, "<section>\n<h2>", text, NULL,
             "</h2>\n<ul class=\"lists\">\n");
}

void site_close_section(GString *out)
{
    g_string_append(out, "</ul>\n</section>\n");
}

void site_close_start(GString *out, const struct site_edition *edition, const char *below)
{
    html_say(out, "<footer><ul>\n<li><a href=\"", below, "changes.atom\">");
    put_text(out, edition->catalogue, "", "site.feed", NULL, "</a></li>\n");
    if (edition->calendar) {
        html_say(out, "<li><a href=\"", below, "ends.ics\">");
        put_text(out, edition->catalogue, "", "site.calendar", NULL, "</a></li>\n");
    }
    g_string_append(out, "</ul></footer>\n</main>\n</body>\n</html>\n");
}
