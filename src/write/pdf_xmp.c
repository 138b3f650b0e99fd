/* SPDX-License-Identifier: Apache-2.0 */
/* What a PDF says of itself, as XMP. */
#include "write/pdf_xmp.h"

#include "base/escape.h"

#include <inttypes.h>

static void put_text(GString *out, const char *before, const char *text, const char *after)
{
    g_string_append(out, before);
    escape_xml(out, text);
    g_string_append(out, after);
}

static void put_date(GString *out, const char *name, struct moment made)
{
    int minute = made.second / 60;
    g_string_append_printf(out, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>\n", name,
                           made.date.year, made.date.month, made.date.day, minute / 60,
                           minute % 60, made.second % 60, name);
}

/* What PDF/X-4 wants to find here. */
static void put_standard(GString *out, const struct pdf_about *about)
{
    put_text(out, "<pdfxid:GTS_PDFXVersion>", about->standard, "</pdfxid:GTS_PDFXVersion>\n");
    g_string_append_printf(out,
                           "<pdf:Trapped>False</pdf:Trapped>\n"
                           "<xmpMM:DocumentID>urn:uplabel:pdf:%016" PRIx64 "</xmpMM:DocumentID>\n"
                           "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
                           "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
                           "<xmp:CreatorTool>uplabel</xmp:CreatorTool>\n",
                           about->digest);
    if (about->subject)
        put_text(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", about->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    if (!date_known(about->made.date))
        return;
    put_date(out, "CreateDate", about->made);
    put_date(out, "ModifyDate", about->made);
    put_date(out, "MetadataDate", about->made);
}

/* The id is the same in every packet: it is how scanners of plain bytes find one. */
void pdf_xmp(GString *out, const struct pdf_about *about)
{
    g_string_append(out, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                         "<rdf:Description rdf:about=\"\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                         " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"");
    if (about->standard)
        g_string_append(out, " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""
                             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                             " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"");
    g_string_append(out, ">\n<dc:format>application/pdf</dc:format>\n");
    put_text(out, "<dc:language><rdf:Bag><rdf:li>", about->language,
             "</rdf:li></rdf:Bag></dc:language>\n");
    put_text(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", about->title,
             "</rdf:li></rdf:Alt></dc:title>\n");
    if (about->standard)
        put_standard(out, about);
    g_string_append(out, "<pdf:Producer>uplabel</pdf:Producer>\n"
                         "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
