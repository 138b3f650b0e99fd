/* SPDX-License-Identifier: Apache-2.0 */
/* What earlier revisions said, on the page behind the code. */
#include "write/html_history.h"

#include "write/html_text.h"

/* The day, the number where there is one, and what the label said. */
static void put_statement(GString *out, const struct write_revision *revision)
{
    char date[11];
    g_string_append(out, "<p><b>");
    if (html_open_time(out, revision->stated_on))
        html_say(out, "<bdi>", date_format(revision->stated_on, date), "</bdi></time>");
    else
        g_string_append(out, "–");
    if (revision->number)
        html_say(out, " <bdi>(", revision->number, ")</bdi>");
    html_say(out, "</b><br>", revision->brief, "</p>\n");
}

static void put_changes(GString *out, char **changes)
{
    g_string_append(out, "<div lang=\"en\" dir=\"ltr\">\n");
    g_string_append(out, *changes ? "<p>The next statement said otherwise:</p>\n<ul>\n"
                                  : "<p>The next statement said the same.</p>\n");
    for (char **change = changes; *change; change++)
        html_say(out, "<li>", *change, "</li>\n");
    g_string_append(out, *changes ? "</ul>\n</div>\n" : "</div>\n");
}

void html_put_history(GString *out, const struct write_input *input)
{
    if (!input->history || input->history->len == 0)
        return;
    html_open_section(out, input->wordings[0]->catalogue, "history", "What has changed");
    g_string_append(out, "<ol class=\"history\">\n");
    for (guint i = 0; i < input->history->len; i++) {
        const struct write_revision *revision = input->history->pdata[i];
        g_string_append(out, "<li>\n");
        put_statement(out, revision);
        put_changes(out, revision->changes);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ol>\n</section>\n");
}
