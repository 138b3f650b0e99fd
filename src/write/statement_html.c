/* SPDX-License-Identifier: Apache-2.0 */
/* Plain HTML: headings and texts, blanks to write on, no script and nothing from elsewhere. */
#include "write/statement_html.h"

#include "base/escape.h"

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Statement of compliance</title>\n"
    "<style>\n"
    "body{font:11pt/1.4 sans-serif;color:#111;background:#fff;max-width:42em;margin:2em auto;"
    "padding:0 1em}\n"
    "h1{font-size:1.6em;margin:0}\n"
    "h2{font-size:.85em;font-weight:600;color:#444;margin:1.4em 0 0}\n"
    "p{margin:0}\n"
    "section{margin-bottom:4em}\n"
    ".draft{font-weight:700;color:#a3123a;margin-top:1em}\n"
    ".blank{border-bottom:1px solid #111;height:2.5em;max-width:24em}\n"
    ".small{font-size:.8em;color:#444;margin-top:1.4em}\n"
    "@media print{body{margin:0;max-width:none}section{break-after:page;margin:0}}\n"
    "</style>\n"
    "</head>\n"
    "<body>\n";

static void put(GString *out, const char *before, const char *text, const char *after)
{
    g_string_append(out, before);
    escape_xml(out, text);
    g_string_append(out, after);
}

static void put_part(GString *out, const struct statement_part *part)
{
    put(out, "<h2>", part->heading, "</h2>\n");
    if (!part->text) {
        g_string_append(out, "<p class=\"blank\"></p>\n");
        return;
    }
    g_auto(GStrv) lines = g_strsplit(part->text, "\n", -1);
    for (char **line = lines; *line; line++)
        put(out, "<p>", *line, "</p>\n");
}

static void put_statement(GString *out, const struct statement *statement, const char *origin)
{
    g_string_append(out, "<section>\n");
    put(out, "<h1>", statement->title, "</h1>\n");
    put(out, "<p>", statement->regime, "</p>\n");
    if (statement->draft)
        g_string_append(out, "<p class=\"draft\">Draft: not signed</p>\n");
    for (unsigned i = 0; i < statement->parts->len; i++)
        put_part(out, &g_array_index(statement->parts, struct statement_part, i));
    put(out, "<p class=\"small\">", statement->basis, "</p>\n");
    put(out, "<p class=\"small\">", origin, "</p>\n</section>\n");
}

GBytes *statement_html(const GPtrArray *statements, const char *origin)
{
    GString *out = g_string_new(head);
    g_string_append(out, "<main>\n");
    for (unsigned i = 0; i < statements->len; i++)
        put_statement(out, statements->pdata[i], origin);
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return g_string_free_to_bytes(out);
}
