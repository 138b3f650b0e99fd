/* SPDX-License-Identifier: Apache-2.0 */
/* XPath 1.0 over a declaration, bounded, with this program's functions and nothing else. */
#include "rules/expression.h"

#include "read/document_xml.h"
#include "read/libxml.h"
#include "read/vocabulary.h"
#include "rules/functions.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <string.h>

/* What goes wrong is told by the result alone. */
static void stay_silent(void *data, xmlError *error)
{
    (void)data;
    (void)error;
}

static xmlXPathContext *new_context(xmlDoc *xml)
{
    libxml_setup();
    xmlXPathContext *context = xmlXPathNewContext(xml);
    if (context)
        context->error = stay_silent;
    return context;
}

struct _xmlXPathCompExpr *expression_compile(const char *text)
{
    xmlXPathContext *context = new_context(NULL);
    xmlXPathCompExpr *compiled =
        context ? xmlXPathCtxtCompile(context, (const xmlChar *)text) : NULL;
    xmlXPathFreeContext(context);
    return compiled;
}

void expression_free(struct _xmlXPathCompExpr *expression)
{
    if (expression)
        xmlXPathFreeCompExpr(expression);
}

/* Remembers an element's node: expressions are evaluated at the root and at what was selected. */
static void tie_node(struct judge *judge, const xmlNode *node)
{
    g_hash_table_insert(judge->nodes, node->_private, (void *)(uintptr_t)node);
}

static bool open_context(struct judge *judge)
{
    judge->context = new_context(judge->xml);
    if (!judge->context)
        return false;
    xmlXPathRegisterNs(judge->context, (const xmlChar *)"d",
                       (const xmlChar *)DECLARATION_NAMESPACE);
    xmlXPathRegisterNs(judge->context, (const xmlChar *)"u", (const xmlChar *)FUNCTIONS_NAMESPACE);
    functions_register(judge->context, judge);
    judge->context->opLimit = EXPRESSION_STEPS_MAX;
    return !libxml_out_of_memory();
}

struct judge *judge_new(const struct rules_input *input)
{
    struct judge *judge = g_new0(struct judge, 1);
    judge->input = input;
    readings_init(&judge->readings);
    judge->nodes = g_hash_table_new(NULL, NULL);
    judge->xml = document_to_xml(input->document, false);
    judge->earlier = input->earlier ? document_to_xml(input->earlier, false) : NULL;
    if (!judge->xml || (input->earlier && !judge->earlier) || !open_context(judge)) {
        judge_free(judge);
        return NULL;
    }
    tie_node(judge, xmlDocGetRootElement(judge->xml));
    return judge;
}

void judge_free(struct judge *judge)
{
    if (!judge)
        return;
    xmlXPathFreeContext(judge->context);
    document_xml_free(judge->earlier);
    document_xml_free(judge->xml);
    readings_clear(&judge->readings);
    g_hash_table_unref(judge->nodes);
    g_free(judge);
}

/* Before the first run of an expression: all its readings share the steps. */
static void start(struct judge *judge)
{
    readings_start(&judge->readings);
    judge->context->opCount = 0;
    judge->failed = false;
}

/* One run; NULL where there is no result. */
static xmlXPathObject *evaluate(struct judge *judge, struct expression *expression,
                                const struct element *at)
{
    if (!expression->compiled)
        expression->compiled =
            xmlXPathCtxtCompile(judge->context, (const xmlChar *)expression->text);
    if (!expression->compiled) {
        judge->failed = true;
        return NULL;
    }
    judge->context->node = g_hash_table_lookup(judge->nodes, at);
    xmlXPathObject *result = xmlXPathCompiledEval(expression->compiled, judge->context);
    if (!result || libxml_out_of_memory())
        judge->failed = true;
    return result;
}

/* TRUTH_OPEN where there is no result. */
static enum truth evaluate_boolean(struct judge *judge, struct expression *expression,
                                   const struct element *at)
{
    xmlXPathObject *result = evaluate(judge, expression, at);
    if (!result)
        return TRUTH_OPEN;
    enum truth truth = xmlXPathCastToBoolean(result) ? TRUTH_YES : TRUTH_NO;
    xmlXPathFreeObject(result);
    return judge->failed ? TRUTH_OPEN : truth;
}

enum truth expression_test(struct judge *judge, struct expression *expression,
                           const struct element *at, char **doubt)
{
    start(judge);
    enum truth truth = evaluate_boolean(judge, expression, at);
    while (truth != TRUTH_OPEN && readings_next(&judge->readings))
        if (evaluate_boolean(judge, expression, at) != truth)
            truth = TRUTH_OPEN;
    if (judge->readings.overflow)
        truth = TRUTH_OPEN;
    if (truth == TRUTH_OPEN)
        *doubt = judge->failed ? g_strdup("it could not be evaluated within its limits")
                               : g_strdup(judge->readings.doubt);
    return truth;
}

bool expression_select(struct judge *judge, struct expression *expression, const struct element *at,
                       GPtrArray *elements)
{
    start(judge);
    xmlXPathObject *result = evaluate(judge, expression, at);
    if (result && result->type == XPATH_NODESET && result->nodesetval) {
        xmlXPathNodeSetSort(result->nodesetval);
        for (int i = 0; i < result->nodesetval->nodeNr; i++) {
            const xmlNode *node = result->nodesetval->nodeTab[i];
            if (node->type != XML_ELEMENT_NODE || node->doc != judge->xml)
                continue;
            g_ptr_array_add(elements, node->_private);
            tie_node(judge, node);
        }
    }
    xmlXPathFreeObject(result);
    return !judge->failed;
}

bool expression_next_part(const char **at, GString *part, bool *value)
{
    g_string_truncate(part, 0);
    const char *text = *at;
    if (!*text)
        return false;
    *value = text[0] == '{' && text[1] != '{';
    if (*value) {
        const char *close = strchr(text, '}');
        g_string_append_len(part, text + 1, close ? close - text - 1 : (ssize_t)strlen(text + 1));
        *at = close ? close + 1 : text + strlen(text);
        return true;
    }
    for (; *text && (text[0] != '{' || text[1] == '{'); text++) {
        g_string_append_c(part, *text);
        text += text[0] == '{';
    }
    *at = text;
    return true;
}

static void append_value(struct judge *judge, GString *out, const char *text,
                         const struct element *at)
{
    struct expression expression = {text, NULL};
    start(judge);
    xmlXPathObject *result = evaluate(judge, &expression, at);
    xmlChar *string = result ? xmlXPathCastToString(result) : NULL;
    g_string_append(out, string ? (const char *)string : "");
    xmlFree(string);
    xmlXPathFreeObject(result);
    expression_free(expression.compiled);
}

/* Appends text with every run of white space as one blank. */
static void append_collapsed(GString *out, const char *text)
{
    for (; *text; text++) {
        if (!g_ascii_isspace(*text))
            g_string_append_c(out, *text);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
}

char *expression_fill(struct judge *judge, const char *text, const struct element *at, bool *whole)
{
    g_autoptr(GString) part = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    bool value, all = true;
    while (expression_next_part(&text, part, &value)) {
        size_t before = out->len;
        if (value)
            append_value(judge, out, part->str, at);
        else
            append_collapsed(out, part->str);
        all &= !value || out->len > before;
    }
    if (whole)
        *whole = all;
    return g_strchomp(g_string_free(out, FALSE));
}
