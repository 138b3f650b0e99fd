/* SPDX-License-Identifier: Apache-2.0 */
/* What a page has beside its facts: the label as a picture, and the other outputs of the run. */
#include "write/html_files.h"

#include "base/text.h"
#include "write/html_text.h"

enum { UM_PER_INCH = 25400, PX_PER_INCH = 96 };

static int pixels(int32_t micrometres)
{
    return (int)(((int64_t)micrometres * PX_PER_INCH + UM_PER_INCH / 2) / UM_PER_INCH);
}

void html_put_picture(GString *out, const struct write_input *input)
{
    const struct write_picture *picture = input->picture;
    const struct wording *wording = input->wordings[0];
    if (!picture)
        return;
    gsize size;
    const guchar *svg = g_bytes_get_data(picture->svg, &size);
    g_autofree char *encoded = g_base64_encode(svg, size);
    html_open_section(out, wording->catalogue, "label", "The label");
    g_string_append_printf(out,
                           "<p><img class=\"picture\" width=\"%d\" height=\"%d\" "
                           "src=\"data:image/svg+xml;base64,%s\"",
                           pixels(picture->width), pixels(picture->height), encoded);
    html_say(out, " alt=\"", wording->spoken, "\"></p>\n</section>\n");
}

static void put_file(GString *out, const char *name)
{
    const struct writer *writer = writer_of_file(name);
    g_autofree char *href = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *shown = text_safe(name);
    html_say(out, "<li>" HTML_FILE_LINK, href, "\"><bdi>");
    html_say(out, "", shown, "</bdi></a>");
    if (writer)
        html_say(out, " <span lang=\"en\" dir=\"ltr\">", writer->title, "</span>");
    g_string_append(out, "</li>\n");
}

void html_put_files(GString *out, const struct write_input *input)
{
    if (!input->files || !*input->files)
        return;
    html_open_section(out, input->wordings[0]->catalogue, "downloads", "Downloads");
    g_string_append(out, "<ul class=\"files\">\n");
    for (const char *const *file = input->files; *file; file++)
        put_file(out, *file);
    g_string_append(out, "</ul>\n</section>\n");
}
