/* SPDX-License-Identifier: Apache-2.0 */
/* The parser's errors in our own words, at the place where the mistake begins. */
#include "read/xml_error.h"

#include "base/source.h"

#include <glib.h>
#include <string.h>

/* What to say where a fixed sentence does, and the mark to go back to for the place. */
struct wording {
    int error;
    const char *back; /* NULL: where reading stopped */
    const char *text;
};

static const struct wording wordings[] = {
    {XML_ERR_DOCUMENT_EMPTY, NULL, "the root element is due here"},
    {XML_ERR_NAME_REQUIRED, NULL, "a name is due here"},
    {XML_ERR_DOCUMENT_END, NULL, "there is content behind the end of the root element"},
    {XML_ERR_INVALID_HEX_CHARREF, "&", "a character reference is written &#NN; or &#xHH;"},
    {XML_ERR_INVALID_DEC_CHARREF, "&", "a character reference is written &#NN; or &#xHH;"},
    {XML_ERR_INVALID_CHARREF, "&", "a character reference is written &#NN; or &#xHH;"},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "&",
     "a reference ends with a semicolon; a plain \"&\" is written &amp;"},
    {XML_ERR_LT_IN_ATTRIBUTE, NULL, "\"<\" in an attribute value is written &lt;"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, NULL, "an attribute value stands in quotation marks"},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL, "the quotation mark of an attribute value is missing"},
    {XML_ERR_SPACE_REQUIRED, NULL, "a blank is due here"},
    {XML_ERR_GT_REQUIRED, NULL, "the tag is not closed: \">\" is due here"},
    {XML_ERR_LTSLASH_REQUIRED, NULL, "an end tag is due here"},
    {XML_ERR_MISPLACED_CDATA_END, NULL, "\"]]>\" in a text is written ]]&gt;"},
    {XML_ERR_CDATA_NOT_FINISHED, "<![CDATA[",
     "the CDATA section is not closed: \"]]>\" is missing"},
    {XML_ERR_COMMENT_NOT_FINISHED, "<!--", "the comment is not closed: \"-->\" is missing"},
    {XML_ERR_HYPHEN_IN_COMMENT, NULL, "\"--\" is not allowed inside a comment"},
    {XML_ERR_PI_NOT_STARTED, "<?", "a processing instruction begins with its name"},
    {XML_ERR_PI_NOT_FINISHED, "<?", "the processing instruction is not closed: \"?>\" is missing"},
    {XML_ERR_RESERVED_XML_NAME, "<?",
     "the XML declaration stands at the very beginning, before any blank"},
    {XML_ERR_XMLDECL_NOT_FINISHED, NULL, "the XML declaration is not closed: \"?>\" is due here"},
    {XML_ERR_VERSION_MISSING, NULL, "the XML declaration begins with version=\"1.0\""},
    {XML_ERR_STANDALONE_VALUE, NULL, "standalone is \"yes\" or \"no\""},
    {XML_ERR_EQUAL_REQUIRED, NULL, "\"=\" is due here"},
};

static bool stands_at(const struct source *source, size_t at, const char *mark)
{
    size_t size = strlen(mark);
    return at + size <= source->size && g_ascii_strncasecmp(source->bytes + at, mark, size) == 0;
}

/* The nearest place at or before `at` where mark stands; `at` where there is none. */
static size_t back_to(const struct source *source, size_t at, const char *mark)
{
    for (size_t i = MIN(at, source->size) + 1; i-- > 0;)
        if (stands_at(source, i, mark))
            return i;
    return at;
}

static void report(struct source *source, size_t at, struct diags *diags, enum code code,
                   const char *text)
{
    size_t last = source->size > 0 ? source->size - 1 : 0;
    diag_add(diags, code, (struct place){source, MIN(at, last), NULL}, "%s", text);
}

/* A place before which somebody may have written a document type too late. */
static bool report_doctype(struct source *source, size_t at, struct diags *diags)
{
    size_t place = stands_at(source, at, "<!doctype")                 ? at
                   : at > 0 && stands_at(source, at - 1, "<!doctype") ? at - 1
                                                                      : NO_OFFSET;
    if (place == NO_OFFSET)
        return false;
    report(source, place, diags, CODE_XML_DOCTYPE, "document type declarations are not accepted");
    return true;
}

static const char *part(const char *text)
{
    return text ? text : "";
}

static void report_mismatch(struct source *source, size_t at, const xmlError *error,
                            struct diags *diags)
{
    size_t place = back_to(source, at, "</");
    g_autofree char *text = NULL;
    if (error->code == XML_ERR_TAG_NOT_FINISHED) {
        place = at;
        text = g_strdup_printf("the text ends before <%.80s> is closed", part(error->str1));
    } else {
        size_t size = strcspn(source->bytes + place, "> \t\r\n");
        text = g_strdup_printf("%.*s> closes nothing: <%.80s> is still open", (int)MIN(size, 80),
                               source->bytes + place, part(error->str1));
    }
    report(source, place, diags, CODE_XML_SYNTAX, text);
}

static void report_entity(struct source *source, size_t at, const xmlError *error,
                          struct diags *diags)
{
    g_autofree char *text = g_strdup_printf("entity \"%.80s\" is not defined", part(error->str1));
    report(source, back_to(source, at, "&"), diags, CODE_XML_SYNTAX, text);
}

static void report_worded(struct source *source, size_t at, const xmlError *error,
                          struct diags *diags)
{
    for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
        const struct wording *wording = &wordings[i];
        if (wording->error == error->code) {
            report(source, wording->back ? back_to(source, at, wording->back) : at, diags,
                   CODE_XML_SYNTAX, wording->text);
            return;
        }
    }
    report(source, at, diags, CODE_XML_SYNTAX,
           at >= source->size ? "the text ends too early" : "this is not well-formed XML");
}

/* A mark that no name follows. */
static void report_nameless(struct source *source, size_t at, const xmlError *error,
                            struct diags *diags)
{
    char mark = at > 0 && at <= source->size ? source->bytes[at - 1] : '\0';
    if (mark == '&')
        report(source, at - 1, diags, CODE_XML_SYNTAX, "a plain \"&\" is written &amp;");
    else if (mark == '<')
        report(source, at - 1, diags, CODE_XML_SYNTAX,
               "a name is due behind \"<\"; a plain \"<\" is written &lt;");
    else
        report_worded(source, at, error, diags);
}

static void report_attribute(struct source *source, size_t at, const xmlError *error,
                             struct diags *diags)
{
    g_autofree char *text = g_strdup_printf(error->code == XML_ERR_ATTRIBUTE_REDEFINED
                                                ? "attribute \"%.80s\" is written twice"
                                                : "attribute \"%.80s\" has no value",
                                            part(error->str1));
    report(source, at, diags, CODE_XML_SYNTAX, text);
}

/* A character reference to something that is no XML character: raw ones were found before. */
static void report_character(struct source *source, size_t at, struct diags *diags)
{
    size_t place = back_to(source, at, "&#");
    const char *digits = source->bytes + MIN(place + 2, source->size);
    bool hexadecimal = *digits == 'x';
    guint64 value = g_ascii_strtoull(digits + hexadecimal, NULL, hexadecimal ? 16 : 10);
    g_autofree char *text =
        value <= 0x10FFFF ? g_strdup_printf("U+%04X is not allowed", (unsigned)value)
                          : g_strdup("the reference is to no character: U+10FFFF is the last");
    report(source, place, diags, CODE_XML_CHAR, text);
}

static void report_namespace(struct source *source, size_t at, const xmlError *error,
                             struct diags *diags)
{
    g_autofree char *text = NULL;
    if (error->code == XML_NS_ERR_UNDEFINED_NAMESPACE)
        text = g_strdup_printf("prefix \"%.80s\" is not declared", part(error->str1));
    else if (error->code == XML_NS_ERR_ATTRIBUTE_REDEFINED)
        text = g_strdup("two attributes have the same name in the same namespace");
    else
        text = g_strdup("a name or a namespace declaration is malformed");
    report(source, back_to(source, at, "<"), diags, CODE_XML_NAMESPACE, text);
}

void xml_error_report(struct source *source, size_t at, const xmlError *error, struct diags *diags)
{
    if (report_doctype(source, at, diags))
        return;
    if (error->domain == XML_FROM_NAMESPACE) {
        report_namespace(source, at, error, diags);
        return;
    }
    switch (error->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
    case XML_ERR_TAG_NOT_FINISHED:
        report_mismatch(source, at, error, diags);
        break;
    case XML_ERR_NAME_REQUIRED:
        report_nameless(source, at, error, diags);
        break;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
        report_entity(source, at, error, diags);
        break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
        report_attribute(source, at, error, diags);
        break;
    case XML_ERR_INVALID_CHAR:
        report_character(source, at, diags);
        break;
    case XML_ERR_NAME_TOO_LONG:
        report(source, at, diags, CODE_LIMIT_TEXT, "the name is too long");
        break;
    default:
        report_worded(source, at, error, diags);
    }
}
