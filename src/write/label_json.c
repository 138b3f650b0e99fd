/* SPDX-License-Identifier: Apache-2.0 */
/* The machine-readable label: declaration, facts, words and findings as canonical JSON. */
#include "write/label_json.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/url.h"
#include "model/terms.h"
#include "words/phrase.h"
#include "write/formats.h"
#include "write/json_value.h"

#include <string.h>

/* Years and months as in the declaration: P5Y, P18M, P1Y6M. */
static void put_period(json_t *object, struct duration period, enum period_from from)
{
    if (period.years == 0 && period.months == 0)
        return;
    g_autoptr(GString) text = g_string_new("P");
    if (period.years != 0) {
        number_append(text, period.years);
        g_string_append_c(text, 'Y');
    }
    if (period.months != 0) {
        number_append(text, period.months);
        g_string_append_c(text, 'M');
    }
    value_put_text(object, "period", text->str);
    value_put_text(object, "from", period_from_name(from));
}

/* The declaration */

char *label_json_canonical(const struct document *document)
{
    json_t *value = json_value_of(document->root);
    char *text = json_value_canonical(value);
    json_decref(value);
    return text;
}

static void put_declaration(json_t *label, const struct document *document)
{
    json_t *declaration = json_value_of(document->root);
    g_autofree char *canonical = json_value_canonical(declaration);
    char hex[HASH_HEX_SIZE];
    hash_sha256(canonical, strlen(canonical), hex);
    json_object_set_new(label, "declaration", declaration);
    value_put_text(label, "declarationSha256", hex);
}

/* The facts */

static json_t *method_of(const struct method *method)
{
    json_t *object = json_object();
    value_put_text(object, "mode", mode_name(method->mode));
    value_put_text(object, "delivery", delivery_name(method->delivery));
    value_put_text(object, "other", method->other);
    value_put_flag(object, "notified", method->notified);
    value_put_flag(object, "notifiedByApp", method->notified_by_app);
    value_put_flag(object, "notUpdatablePart", method->not_updatable_part);
    return object;
}

static json_t *condition_of(const struct facts *facts)
{
    const struct condition *condition = facts->condition;
    json_t *object = json_object();
    value_put_text(object, "kind", condition_kind_name(condition->kind));
    value_put_text(object, "text", condition->text);
    value_put_date(object, "until", condition->until);
    value_put_flag(object, "closed", facts->condition_closed);
    value_put_flag(object, "soldSeparately", condition->sold_separately);
    return object;
}

static json_t *declarant_of(const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    json_t *object = json_object();
    value_put_text(object, "role", role_name(facts->role));
    value_put_text(object, "name", declaration->declarant.name);
    value_put_date(object, "statedOn", declaration->declarant.stated_on);
    value_put_flag(object, "byMaker", facts->by_maker);
    return object;
}

static json_t *part_of(const struct part *part)
{
    json_t *object = json_object();
    if (part->component) {
        value_put_text(object, "id", part->component->id);
        value_put_text(object, "kind", component_kind_name(part->component->kind));
        value_put_text(object, "name", part->component->name);
    }
    value_put_flag(object, "product", part->component == NULL);
    value_put_flag(object, "essential", part->essential);
    value_put_flag(object, "governs", part->governs);
    value_put_flag(object, "notUpdatable", part->not_updatable);
    value_put_text(object, "state", state_name(part->state));
    value_put_text(object, "form", form_name(part->form));
    value_put_date(object, "end", part->end);
    value_put_flag(object, "endComputed", part->end_computed);
    put_period(object, part->period, part->from);
    value_put_date(object, "serviceEnd", part->service_end);
    value_put_flag(object, "serviceEnded", part->service_ended);
    return object;
}

static json_t *parts_of(const struct facts *facts)
{
    json_t *array = json_array();
    for (size_t i = 0; i < facts->part_count; i++)
        json_array_append_new(array, part_of(&facts->parts[i]));
    return array;
}

/* The last day on which a unit can be placed on the market with five years of a declared promise
 * left; none where the end was computed, as it may count from that very day. */
static struct date last_placing(const struct facts *facts)
{
    bool declared = facts->state == STATE_DATED && !facts->end_computed && !facts->end_is_floor;
    return declared ? date_latest_start(facts->end, (struct duration){.years = 5}) : NO_DATE;
}

static json_t *facts_of(const struct facts *facts)
{
    json_t *object = json_object();
    value_put_text(object, "state", state_name(facts->state));
    value_put_text(object, "form", form_name(facts->form));
    value_put_text(object, "band", band_name(facts->band));
    value_put_date(object, "end", facts->end);
    value_put_date(object, "lastPlacingForFiveYears", last_placing(facts));
    value_put_flag(object, "endComputed", facts->end_computed);
    value_put_flag(object, "endIsFloor", facts->end_is_floor);
    value_put_flag(object, "endIsFinal", facts->end_is_final);
    value_put_flag(object, "anticipated", facts->anticipated);
    put_period(object, facts->period, facts->from);
    value_put_flag(object, "fromFirstPurchase", facts->from_first_purchase);
    json_object_set_new(object, "method", method_of(&facts->method));
    value_put_text(object, "note", note_name(facts->note));
    if (facts->condition)
        json_object_set_new(object, "condition", condition_of(facts));
    value_put_flag(object, "conditional", facts->conditional);
    value_put_flag(object, "paid", facts->paid);
    value_put_flag(object, "needsReceipt", facts->needs_receipt);
    json_object_set_new(object, "declarant", declarant_of(facts));
    value_put_flag(object, "recalled", facts->recalled);
    json_object_set_new(object, "parts", parts_of(facts));
    value_put_date(object, "validFrom", facts->valid_from);
    value_put_date(object, "nextChange", facts->next_change);
    return object;
}

/* The words */

static json_t *words_of(const struct wording *wording)
{
    json_t *object = json_object();
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        g_autofree char *text = word_text(wording, id, 0);
        value_put_text(object, word_name(id), text);
    }
    return object;
}

static void put_word(json_t *object, const char *key, const struct word *word)
{
    g_autofree char *text = word->count > 0 ? phrase_text(&word->variants[0]) : NULL;
    value_put_text(object, key, text);
}

static json_t *rows_of(const struct wording *wording)
{
    json_t *array = json_array();
    for (size_t i = 0; i < wording->row_count; i++) {
        const struct part_row *row = &wording->rows[i];
        json_t *object = json_object();
        put_word(object, "name", &row->name);
        put_word(object, "when", &row->when);
        value_put_flag(object, "governs", row->governs);
        json_array_append_new(array, object);
    }
    return array;
}

/* The findings: those about a place in the declaration, in an order that no syntax changes */

static int compare_findings(const void *a, const void *b)
{
    const struct diag *one = *(const struct diag *const *)a;
    const struct diag *other = *(const struct diag *const *)b;
    int order = strcmp(one->pointer, other->pointer);
    if (order == 0)
        order = strcmp(code_info(one->code)->name, code_info(other->code)->name);
    return order != 0 ? order : strcmp(one->text, other->text);
}

static json_t *finding_of(const struct diag *diag)
{
    static const char *const severities[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};
    json_t *object = json_object();
    value_put_text(object, "code", diag_name(diag));
    value_put_text(object, "severity", severities[diag->severity]);
    value_put_text(object, "pointer", diag->pointer);
    value_put_text(object, "text", diag->text);
    return object;
}

static json_t *findings_of(const struct diags *diags)
{
    size_t all = diags ? diags_count(diags) : 0, count = 0;
    g_autofree const struct diag **findings = g_new(const struct diag *, all + 1);
    for (size_t i = 0; i < all; i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->blame == BLAME_INPUT && diag->pointer)
            findings[count++] = diag;
    }
    qsort(findings, count, sizeof *findings, compare_findings);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, finding_of(findings[i]));
    return array;
}

/* Whose wording lies over the language's own. */
static json_t *approval_of(const struct approval *approval)
{
    json_t *object = json_object();
    value_put_text(object, "reviewer", approval->reviewer);
    value_put_text(object, "reviewedOn", approval->reviewed_on);
    json_object_set_new(object, "texts", json_integer((json_int_t)approval->texts));
    json_object_set_new(object, "of", json_integer((json_int_t)approval->of));
    return object;
}

/* Texts of the declaration that have no translation into the language; left out where there are
 * none. */
static void put_untranslated(json_t *object, const struct wording *wording)
{
    g_autofree struct foreign *foreign = wording_foreign(wording);
    if (!foreign[0].text)
        return;
    json_t *array = json_array();
    for (size_t i = 0; foreign[i].text; i++) {
        json_t *item = json_object();
        value_put_text(item, "language", foreign[i].language);
        value_put_text(item, "text", foreign[i].text);
        json_array_append_new(array, item);
    }
    json_object_set_new(object, "untranslated", array);
}

/* What depends on the language. */
static void put_wording(json_t *object, const struct wording *wording)
{
    value_put_text(object, "language", catalogue_language(wording->catalogue));
    value_put_flag(object, "reviewed", catalogue_reviewed(wording->catalogue));
    struct approval approval = catalogue_approval(wording->catalogue);
    if (approval.reviewer)
        json_object_set_new(object, "approval", approval_of(&approval));
    put_untranslated(object, wording);
    json_object_set_new(object, "words", words_of(wording));
    json_object_set_new(object, "rows", rows_of(wording));
    value_put_text(object, "spoken", wording->spoken);
}

/* The further languages of a label that shows several. */
static json_t *others_of(const struct wording *const *wordings, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 1; i < count; i++) {
        json_t *object = json_object();
        put_wording(object, wordings[i]);
        json_array_append_new(array, object);
    }
    return array;
}

GBytes *label_json_new(const struct wording *const *wordings, size_t count,
                       const struct diags *diags)
{
    const struct facts *facts = wordings[0]->facts;
    json_t *label = json_object();
    value_put_text(label, "schema", "urn:uplabel:label:1");
    put_wording(label, wordings[0]);
    if (count > 1)
        json_object_set_new(label, "otherLanguages", others_of(wordings, count));
    value_put_text(label, "variant", facts->declaration->variant);
    g_autofree char *link =
        facts->declaration->link.url ? url_ascii(facts->declaration->link.url) : NULL;
    value_put_text(label, "link", link);
    put_declaration(label, facts->declaration->document);
    json_object_set_new(label, "facts", facts_of(facts));
    json_object_set_new(label, "findings", findings_of(diags));
    g_autofree char *text = json_value_canonical(label);
    json_decref(label);
    char *line = g_strconcat(text, "\n", NULL);
    return g_bytes_new_take(line, strlen(line));
}

GBytes *label_json_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    return g_bytes_ref(input->label_json);
}
