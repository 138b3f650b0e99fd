/* SPDX-License-Identifier: Apache-2.0 */
/* The table of output formats. */
#include "write/writer.h"

#include "scene/scene_dump.h"
#include "write/formats.h"

#include <string.h>

const struct writer writers[] = {
    {"svg", "svg", "Scalable picture, text as outlines or live", true, svg_write},
    {"pdf", "pdf", "Page of the exact size with embedded fonts", true, pdf_write},
    {"png", "png", "Picture of a chosen resolution", true, png_write},
    {"json", "label.json", "Declaration, facts and words for machines", false, label_json_write},
    {"jsonld", "jsonld", "JSON-LD: schema.org product with every statement", false, jsonld_write},
    {"openeox", "openeox.json", "OpenEoX core 1.0: dates of a product's life", false,
     openeox_write},
    {"cta2120", "cta2120.json", "CTA-2120: data of the U.S. Cyber Trust Mark", false,
     cta2120_write},
    {"cyclonedx", "cdx.json", "CycloneDX 1.6: product and parts with milestones", false,
     cyclonedx_write},
    {"mud", "mud-patch.json", "MUD (RFC 8520): is-supported, to merge into a MUD file", false, mud_write},
    {"text", "txt", "The whole label as sentences", false, text_write},
    {"statement", "statement.html", "Statement of compliance (UK, Australia), HTML and PDF", false,
     NULL},
    {"fragment", "fragment.html", "Card of real text to put into a page of one's own", false,
     fragment_write},
    {"badge", "badge.html", "Line of real text for a list of products", false, badge_write},
    {"html", "html", "Page behind the code: the label and every declared fact", false, html_write},
    {"scene", "scene", "What is drawn where, for tests and templates", true, scene_write},
    {NULL, NULL, NULL, false, NULL},
};

const struct writer *writer_find(const char *name)
{
    for (const struct writer *writer = writers; writer->name; writer++)
        if (strcmp(writer->name, name) == 0)
            return writer;
    return NULL;
}

const struct writer *writer_of_file(const char *name)
{
    const struct writer *found = NULL;
    for (const struct writer *writer = writers; writer->name; writer++) {
        g_autofree char *suffix = g_strconcat(".", writer->suffix, NULL);
        bool longer = !found || strlen(writer->suffix) > strlen(found->suffix);
        if (longer && g_str_has_suffix(name, suffix))
            found = writer;
    }
    return found;
}

bool writer_is_page(const struct writer *writer)
{
    return writer->write == html_write;
}

GBytes *scene_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    GString *out = g_string_sized_new(16384);
    scene_dump(input->scene, out);
    return g_string_free_to_bytes(out);
}
