/* SPDX-License-Identifier: Apache-2.0 */
/* What a PDF says of itself, as XMP. */
#include "write/pdf_xmp.h"

#include "base/escape.h"

static void put_text(GString *out, const char *before, const char *text, const char *after)
{
    g_string_append(out, before);
    escape_xml(out, text);
    g_string_append(out, after);
}

/* The id is the same in every packet: it is how scanners of plain bytes find one. */
void pdf_xmp(GString *out, const char *title, const char *language)
{
    g_string_append(out, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                         "<rdf:Description rdf:about=\"\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                         " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                         "<dc:format>application/pdf</dc:format>\n");
    put_text(out, "<dc:language><rdf:Bag><rdf:li>", language,
             "</rdf:li></rdf:Bag></dc:language>\n");
    put_text(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", title,
             "</rdf:li></rdf:Alt></dc:title>\n");
    g_string_append(out, "<pdf:Producer>uplabel</pdf:Producer>\n"
                         "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
