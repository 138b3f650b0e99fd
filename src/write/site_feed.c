/* SPDX-License-Identifier: Apache-2.0 */
/* The feed of a catalogue's changes (RFC 4287). Its only times are the days of the runs. */
#include "write/html_text.h"
#include "write/site.h"

#include <string.h>

#define MIDNIGHT "T00:00:00Z"

/* An address below the output folder: relative to the feed, or whole where the site's is known. */
static void put_address(GString *out, const struct site_edition *edition, const char *path)
{
    html_say(out, edition->url != NULL ? "" : "../../", edition->url != NULL ? edition->url : "",
             "");
    html_say(out, "", path, "");
}

/* A path of the edition's own. */
static char *own_path(const struct site_edition *edition, const char *name)
{
    return g_strdup_printf("site/%s/%s", edition->folder, name);
}

void site_open_feed(GString *out, const struct site_edition *edition, const char *updated)
{
    g_autofree char *title = site_text(edition->catalogue, "title", NULL, NULL);
    g_autofree char *what = site_text(edition->catalogue, "site.feed", NULL, NULL);
    g_autofree char *self = own_path(edition, "changes.atom");
    html_say(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
             catalogue_language(edition->catalogue), "\">\n");
    html_say(out, "<title>", title, " – ");
    html_say(out, "", what, "</title>\n<id>");
    if (edition->url != NULL)
        put_address(out, edition, self);
    else
        html_say(out, "urn:uplabel:feed:1:", edition->folder, "");
    html_say(out, "</id>\n<updated>", updated, MIDNIGHT "</updated>\n");
    if (edition->url != NULL) {
        g_string_append(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"");
        put_address(out, edition, self);
        g_string_append(out, "\"/>\n");
    }
    html_say(out, "<link rel=\"alternate\" type=\"text/html\" href=\"",
             edition->url != NULL ? edition->url : edition->home, "\"/>\n");
    g_string_append(out, "<generator>uplabel</generator>\n");
}

/* Stable: the same change of the same product on the same day in the same language. */
static void put_id(GString *out, const struct site_edition *edition,
                   const struct site_change *change)
{
    html_say(out, "<id>urn:uplabel:change:1:", change->date, "/");
    html_say(out, "", edition->folder, "");
    if (change->id != NULL)
        html_say(out, "/", change->id, "");
    if (change->variant != NULL)
        html_say(out, "/", change->variant, "");
    html_say(out, "</id><updated>", change->date, MIDNIGHT "</updated>");
}

static void put_kind(GString *out, const struct site_edition *edition, const char *kind)
{
    g_autofree char *label = site_name(edition->catalogue, kind, NULL);
    html_say(out, "<category term=\"", kind, "\"");
    html_say(out, " label=\"", label, "\"/>");
}

/* Kind, then what the label says now, then what it said. */
static void put_content(GString *out, const struct site_edition *edition,
                        const struct site_change *change)
{
    const struct catalogue *catalogue = edition->catalogue;
    g_autofree char *kind = site_name(catalogue, change->kind, NULL);
    html_say(out, "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\" dir=\"",
             catalogue_rtl(catalogue) ? "rtl" : "ltr", "\">");
    html_say(out, "<p>", kind, "</p>");
    html_say(out, "<p lang=\"", change->language, "\"");
    html_say(out, " dir=\"", change->rtl ? "rtl" : "ltr", "\">");
    html_say(out, "", change->spoken, "</p>");
    if (change->before != NULL) {
        g_autofree char *before = site_text(catalogue, "site.before", change->before, NULL);
        html_say(out, "<p>", before, "</p>");
    }
    g_string_append(out, "</div></content>");
}

void site_put_change(GString *out, const struct site_edition *edition,
                     const struct site_change *change)
{
    g_string_append(out, "<entry>");
    html_say(out, "<title>", change->brief != NULL ? change->brief : change->before, "</title>");
    put_id(out, edition, change);
    html_say(out, "<author><name>", change->declarant != NULL ? change->declarant : "uplabel",
             "</name></author>");
    if (change->kind != NULL)
        put_kind(out, edition, change->kind);
    g_string_append(out, "<link rel=\"alternate\" type=\"text/html\" href=\"");
    if (change->page != NULL)
        put_address(out, edition, change->page);
    else if (edition->url != NULL)
        html_say(out, "", edition->url, "");
    else
        html_say(out, "", edition->home, "");
    g_string_append(out, "\"/>");
    if (change->kind != NULL)
        put_content(out, edition, change);
    g_string_append(out, "</entry>\n");
}

void site_close_feed(GString *out)
{
    g_string_append(out, "</feed>\n");
}
