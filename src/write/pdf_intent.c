/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: which condition it is made for, and what PDF/X asks it to say of itself. */
#include "write/pdf_print.h"

#include "base/escape.h"

/* A registered condition is known by its name; a profile alone by what it calls itself. */
void pdf_print_intent(GString *out, const struct press *press, unsigned profile)
{
    const struct print_condition *condition = press->condition;
    if (!condition && !press->profile)
        condition = &print_conditions[0];
    const char *name = condition ? condition->name : press->profile->description;
    const char *info = condition ? condition->info : press->profile->description;
    g_string_append(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX"
                         "/OutputConditionIdentifier");
    escape_pdf_text(out, name);
    g_string_append(out, "/OutputCondition");
    escape_pdf_text(out, info);
    if (condition)
        g_string_append(out, "/RegistryName(http://www.color.org)");
    g_string_append(out, "/Info");
    escape_pdf_text(out, info);
    if (profile > 0)
        pdf_put_reference(out, "/DestOutputProfile", profile);
    g_string_append(out, ">>]");
}

/* Many files of one run embed the same profile: it is deflated once. */
void pdf_print_profile(struct pdf_file *file, struct icc *icc)
{
    gsize size = 0;
    const void *bytes = g_bytes_get_data(icc->bytes, &size);
    if (!icc->packed)
        icc->packed = pdf_file_deflated(file, bytes, size);
    bytes = g_bytes_get_data(icc->packed, &size);
    pdf_file_packed_stream(file, "/N 4", bytes, size);
}

struct moment pdf_print_made(const struct press *press, struct date stated_on)
{
    return date_known(press->made.date) ? press->made : (struct moment){stated_on, 0};
}

static void put_date(GString *out, const char *key, struct moment moment)
{
    int minute = moment.second / 60;
    g_string_append_printf(out, "%s(D:%04d%02d%02d%02d%02d%02dZ)", key, moment.date.year,
                           moment.date.month, moment.date.day, minute / 60, minute % 60,
                           moment.second % 60);
}

void pdf_print_info(GString *out, const struct press *press, struct moment made)
{
    g_string_append(out, "/Creator(uplabel)/GTS_PDFXVersion");
    g_string_append(out, press->x4 ? "(PDF/X-4)" : "(PDF/X-1a:2003)");
    g_string_append(out, "/Trapped/False");
    if (!date_known(made.date))
        return;
    put_date(out, "/CreationDate", made);
    put_date(out, "/ModDate", made);
}
