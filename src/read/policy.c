/* SPDX-License-Identifier: Apache-2.0 */
/* What an XSD cannot judge in a declaration's values: text, URLs, dates, ids. */
#include "read/policy.h"

#include "base/date.h"
#include "base/gs1.h"
#include "base/gtin.h"
#include "base/text.h"
#include "base/url.h"
#include "read/phrase.h"
#include "read/vocabulary.h"

#include <string.h>

#define MAILTO "mailto:"

static void judge_text(struct document *document, const struct element *element,
                       struct diags *diags)
{
    static const struct {
        enum code code;
        const char *why;
    } faults[] = {
        [TEXT_FAULT_EMPTY] = {CODE_TEXT_EMPTY, NULL},
        [TEXT_FAULT_CONTROL] = {CODE_TEXT_CONTROL, "a control character or line break"},
        [TEXT_FAULT_BIDI] = {CODE_TEXT_BIDI, "it reorders the text around it"},
        [TEXT_FAULT_INVISIBLE] = {CODE_TEXT_INVISIBLE, "nobody can see it"},
        [TEXT_FAULT_UNASSIGNED] = {CODE_TEXT_UNASSIGNED, "no character is assigned to it"},
        [TEXT_FAULT_MARKS] = {CODE_TEXT_MARKS, "more than three marks in a row"},
        [TEXT_FAULT_MIXED_SCRIPT] = {CODE_TEXT_MIXED_SCRIPT,
                                     "the word mixes letters of two scripts that look alike"},
    };
    struct text_report report = text_inspect(element->text);
    if (report.fault == TEXT_OK)
        return;
    if (report.fault == TEXT_FAULT_EMPTY)
        document_report(document, element, diags, CODE_TEXT_EMPTY,
                        "\"%s\" shows nothing; write the text or leave it out", element->name);
    else
        document_report(document, element, diags, faults[report.fault].code,
                        "U+%04X at character %zu of \"%s\": %s", (unsigned)report.code_point,
                        report.index, element->name, faults[report.fault].why);
}

/* An address after mailto:, where a field takes one: the schema's Email, without its lengths. */
static bool is_address(const char *text)
{
    size_t local = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "._%+'-");
    const char *domain = text + local + 1;
    if (local == 0 || text[local] != '@')
        return false;
    size_t size =
        strspn(domain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");
    return size > 0 && domain[size] == '\0' && strchr(domain, '.') && !strstr(domain, "..") &&
           domain[0] != '.' && domain[size - 1] != '.';
}

static bool is_contact(const struct element *element)
{
    return strcmp(element->field->type->name, "ContactUrl") == 0 &&
           g_ascii_strncasecmp(element->text, MAILTO, strlen(MAILTO)) == 0;
}

static void judge_url(struct document *document, const struct element *element, struct diags *diags)
{
    static const enum code codes[] = {
        [URL_FAULT_SYNTAX] = CODE_URL_SYNTAX,
        [URL_FAULT_SCHEME] = CODE_URL_SCHEME,
        [URL_WARN_HTTP] = CODE_URL_HTTP,
    };
    const char *reason = "is no e-mail address behind mailto:";
    enum url_fault fault = URL_FAULT_SYNTAX;
    if (!is_contact(element))
        fault = url_inspect(element->text, &reason);
    else if (is_address(element->text + strlen(MAILTO)))
        fault = URL_OK;
    if (fault == URL_OK)
        return;
    g_autofree char *value = phrase_value(element->text);
    document_report(document, element, diags, codes[fault], "%s %s", value, reason);
}

static void judge_date(struct document *document, const struct element *element,
                       struct diags *diags)
{
    struct date date;
    if (date_parse(element->text, &date))
        return;
    g_autofree char *value = phrase_value(element->text);
    document_report(document, element, diags, CODE_DATE, "%s is not in the calendar; expected: %s",
                    value, element->field->type->form);
}

/* Names that some system keeps for its devices, whatever follows a dot. */
static bool is_reserved(const char *id)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    size_t size = strcspn(id, ".");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (size == 3 && g_ascii_strncasecmp(id, names[i], 3) == 0)
            return true;
    return size == 4 && id[3] >= '1' && id[3] <= '9' &&
           (g_ascii_strncasecmp(id, "com", 3) == 0 || g_ascii_strncasecmp(id, "lpt", 3) == 0);
}

static void judge_id(struct document *document, const struct element *element, struct diags *diags)
{
    if (strcmp(element->field->type->name, "Id") != 0 || !is_reserved(element->text))
        return;
    g_autofree char *value = phrase_value(element->text);
    document_report(document, element, diags, CODE_ID_GRAMMAR,
                    "%s names a device on some systems; choose another, such as the article number",
                    value);
}

/* Where the vocabulary has a GTIN: in a field of that type, and beside the scheme "gtin". */
static bool is_gtin(const struct element *element)
{
    const char *type = element->field->type->name;
    if (strcmp(type, "Gtin") == 0)
        return true;
    return strcmp(type, "IdentifierValue") == 0 && element->parent &&
           g_strcmp0(element_child_text(element->parent, "scheme"), "gtin") == 0;
}

static void judge_gtin(struct document *document, const struct element *element,
                       struct diags *diags)
{
    g_autofree char *why = NULL;
    enum gtin_fault fault = is_gtin(element) ? gtin_inspect(element->text, &why) : GTIN_OK;
    if (fault == GTIN_OK)
        return;
    g_autofree char *value = phrase_value(element->text);
    document_report(document, element, diags,
                    fault == GTIN_FAULT_FORM ? CODE_GTIN_FORM : CODE_GTIN_CHECK, "%s %s", value,
                    why);
}

/* Whether a GTIN at or below the element is, in 14 digits, that one; *any: there is some. Depth is
 * that of the schema. */
static bool names_gtin(const struct element *element, const char *digits, bool *any)
{
    g_autofree char *why = NULL, *whole = NULL;
    if (element->field && is_gtin(element) && gtin_inspect(element->text, &why) == GTIN_OK) {
        *any = true;
        whole = gtin_14(element->text);
        return strcmp(whole, digits) == 0;
    }
    for (struct element *child = element_first(element); child; child = element_next(child))
        if (names_gtin(child, digits, any))
            return true;
    return false;
}

/* Where the address that buyers scan is a GS1 Digital Link, it leads to this article. */
static void judge_link(struct document *document, const struct element *element,
                       struct diags *diags)
{
    g_autofree char *digits = gs1_digits(element->text), *why = NULL, *whole = NULL;
    size_t length = digits ? strlen(digits) : 0;
    bool any = false;
    if (length < 12 || length > 14)
        return;
    if (gtin_inspect(digits, &why) != GTIN_OK) {
        document_report(document, element, diags, CODE_GS1_URL, "the number \"%s\" in the link %s",
                        digits, why);
        return;
    }
    whole = gtin_14(digits);
    if (length < 14)
        document_report(document, element, diags, CODE_GS1_URL,
                        "the number \"%s\" in the link has %zu digits, a GS1 link 14: /01/%s",
                        digits, length, whole);
    else if (!names_gtin(document->root, whole, &any) && any)
        document_report(document, element, diags, CODE_GS1_URL,
                        "the link leads to the article \"%s\", and the declaration has other GTINs",
                        digits);
}

static void judge_element(struct document *document, const struct element *element,
                          struct diags *diags)
{
    switch (element->field ? element->field->type->kind : FIELD_OBJECT) {
    case FIELD_TEXT:
        judge_text(document, element, diags);
        judge_gtin(document, element, diags);
        break;
    case FIELD_URL:
        judge_url(document, element, diags);
        break;
    case FIELD_DATE:
        judge_date(document, element, diags);
        break;
    case FIELD_TOKEN:
        judge_id(document, element, diags);
        judge_gtin(document, element, diags);
        break;
    default:
        break;
    }
    for (const struct element *child = element_first(element); child; child = element_next(child))
        judge_element(document, child, diags);
}

void policy_judge(struct document *document, struct diags *diags)
{
    if (document->root->aside)
        return;
    judge_element(document, document->root, diags);
    const struct element *link = element_find(document->root, "evidence/information/url");
    if (link)
        judge_link(document, link, diags);
}
