/* SPDX-License-Identifier: Apache-2.0 */
/* The machine-readable label: declaration, facts, words and findings as canonical JSON. */
#include "write/label_json.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/url.h"
#include "model/terms.h"
#include "words/phrase.h"
#include "write/canonical.h"
#include "write/formats.h"

#include <stdlib.h>
#include <string.h>

/* Years and months as in the declaration: P5Y, P18M, P1Y6M; NULL for none. The caller frees. */
static char *format_period(struct duration period)
{
    if (period.years == 0 && period.months == 0)
        return NULL;
    GString *text = g_string_new("P");
    if (period.years != 0) {
        number_append(text, period.years);
        g_string_append_c(text, 'Y');
    }
    if (period.months != 0) {
        number_append(text, period.months);
        g_string_append_c(text, 'M');
    }
    return g_string_free(text, FALSE);
}

/* The declaration */

char *label_json_canonical(const struct document *document)
{
    GString *out = g_string_sized_new(4096);
    canonical_element(out, NULL, document->root);
    return g_string_free(out, FALSE);
}

static void put_declaration(GString *out, const struct document *document)
{
    char hex[HASH_HEX_SIZE];
    g_autofree char *canonical = label_json_canonical(document);
    hash_sha256(canonical, strlen(canonical), hex);
    canonical_raw(out, "declaration", canonical);
    canonical_text(out, "declarationSha256", hex);
}

/* The facts: every object's members in the order of their keys */

static void put_method(GString *out, const struct method *method)
{
    canonical_begin(out, "method", '{');
    canonical_text(out, "delivery", delivery_name(method->delivery));
    canonical_text(out, "mode", mode_name(method->mode));
    canonical_flag(out, "notUpdatablePart", method->not_updatable_part);
    canonical_flag(out, "notified", method->notified);
    canonical_flag(out, "notifiedByApp", method->notified_by_app);
    canonical_text(out, "other", method->other);
    canonical_end(out, '}');
}

static void put_condition(GString *out, const struct facts *facts)
{
    const struct condition *condition = facts->condition;
    if (!condition)
        return;
    canonical_begin(out, "condition", '{');
    canonical_flag(out, "closed", facts->condition_closed);
    canonical_text(out, "kind", condition_kind_name(condition->kind));
    canonical_flag(out, "soldSeparately", condition->sold_separately);
    canonical_text(out, "text", condition->text);
    canonical_date(out, "until", condition->until);
    canonical_end(out, '}');
}

static void put_declarant(GString *out, const struct facts *facts)
{
    const struct declaration *declaration = facts->declaration;
    canonical_begin(out, "declarant", '{');
    canonical_flag(out, "byMaker", facts->by_maker);
    canonical_text(out, "name", declaration->declarant.name);
    canonical_text(out, "role", role_name(facts->role));
    canonical_date(out, "statedOn", declaration->declarant.stated_on);
    canonical_end(out, '}');
}

static void put_part(GString *out, const struct part *part)
{
    const struct component *component = part->component;
    g_autofree char *period = format_period(part->period);
    canonical_begin(out, NULL, '{');
    canonical_date(out, "end", part->end);
    canonical_flag(out, "endComputed", part->end_computed);
    canonical_flag(out, "essential", part->essential);
    canonical_text(out, "form", form_name(part->form));
    canonical_text(out, "from", period ? period_from_name(part->from) : NULL);
    canonical_flag(out, "governs", part->governs);
    canonical_text(out, "id", component ? component->id : NULL);
    canonical_text(out, "kind", component ? component_kind_name(component->kind) : NULL);
    canonical_text(out, "name", component ? component->name : NULL);
    canonical_flag(out, "notUpdatable", part->not_updatable);
    canonical_text(out, "period", period);
    canonical_flag(out, "product", component == NULL);
    canonical_date(out, "serviceEnd", part->service_end);
    canonical_flag(out, "serviceEnded", part->service_ended);
    canonical_text(out, "state", state_name(part->state));
    canonical_end(out, '}');
}

static void put_parts(GString *out, const struct facts *facts)
{
    canonical_begin(out, "parts", '[');
    for (size_t i = 0; i < facts->part_count; i++)
        put_part(out, &facts->parts[i]);
    canonical_end(out, ']');
}

/* The last day on which a unit can be placed on the market with five years of a declared promise
 * left; none where the end was computed, as it may count from that very day. */
static struct date last_placing(const struct facts *facts)
{
    bool declared = facts->state == STATE_DATED && !facts->end_computed && !facts->end_is_floor;
    return declared ? date_latest_start(facts->end, (struct duration){.years = 5}) : NO_DATE;
}

static void put_facts(GString *out, const struct facts *facts)
{
    g_autofree char *period = format_period(facts->period);
    canonical_begin(out, "facts", '{');
    canonical_flag(out, "anticipated", facts->anticipated);
    canonical_text(out, "band", band_name(facts->band));
    put_condition(out, facts);
    canonical_flag(out, "conditional", facts->conditional);
    put_declarant(out, facts);
    canonical_date(out, "end", facts->end);
    canonical_flag(out, "endComputed", facts->end_computed);
    canonical_flag(out, "endIsFinal", facts->end_is_final);
    canonical_flag(out, "endIsFloor", facts->end_is_floor);
    canonical_text(out, "form", form_name(facts->form));
    canonical_text(out, "from", period ? period_from_name(facts->from) : NULL);
    canonical_flag(out, "fromFirstPurchase", facts->from_first_purchase);
    canonical_date(out, "lastPlacingForFiveYears", last_placing(facts));
    put_method(out, &facts->method);
    canonical_flag(out, "needsReceipt", facts->needs_receipt);
    canonical_date(out, "nextChange", facts->next_change);
    canonical_text(out, "note", note_name(facts->note));
    canonical_flag(out, "paid", facts->paid);
    put_parts(out, facts);
    canonical_text(out, "period", period);
    canonical_flag(out, "recalled", facts->recalled);
    canonical_text(out, "state", state_name(facts->state));
    canonical_date(out, "validFrom", facts->valid_from);
    canonical_end(out, '}');
}

/* The words */

static int compare_words(const void *a, const void *b)
{
    return strcmp(word_name(*(const enum word_id *)a), word_name(*(const enum word_id *)b));
}

static void put_words(GString *out, const struct wording *wording)
{
    enum word_id ids[WORD_COUNT];
    size_t count = 0;
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        if (wording->words[id].count > 0)
            ids[count++] = id;
    /* cppcheck-suppress uninitvar */
    qsort(ids, count, sizeof *ids, compare_words);
    canonical_begin(out, "words", '{');
    for (size_t i = 0; i < count; i++) {
        g_autofree char *text = word_text(wording, ids[i], 0);
        canonical_text(out, word_name(ids[i]), text);
    }
    canonical_end(out, '}');
}

static void put_word(GString *out, const char *key, const struct word *word)
{
    g_autofree char *text = word->count > 0 ? phrase_text(&word->variants[0]) : NULL;
    canonical_text(out, key, text);
}

static void put_rows(GString *out, const struct wording *wording)
{
    canonical_begin(out, "rows", '[');
    for (size_t i = 0; i < wording->row_count; i++) {
        const struct part_row *row = &wording->rows[i];
        canonical_begin(out, NULL, '{');
        canonical_flag(out, "governs", row->governs);
        put_word(out, "name", &row->name);
        put_word(out, "when", &row->when);
        canonical_end(out, '}');
    }
    canonical_end(out, ']');
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

static void put_finding(GString *out, const struct diag *diag)
{
    static const char *const severities[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};
    canonical_begin(out, NULL, '{');
    canonical_text(out, "code", diag_name(diag));
    canonical_text(out, "pointer", diag->pointer);
    canonical_text(out, "severity", severities[diag->severity]);
    canonical_text(out, "text", diag->text);
    canonical_end(out, '}');
}

static void put_findings(GString *out, const struct diags *diags)
{
    size_t all = diags ? diags_count(diags) : 0, count = 0;
    g_autofree const struct diag **findings = g_new(const struct diag *, all + 1);
    for (size_t i = 0; i < all; i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->blame == BLAME_INPUT && diag->pointer)
            findings[count++] = diag;
    }
    qsort(findings, count, sizeof *findings, compare_findings);
    canonical_begin(out, "findings", '[');
    for (size_t i = 0; i < count; i++)
        put_finding(out, findings[i]);
    canonical_end(out, ']');
}

/* What depends on the language: members of the label, or of one further language of it */

/* Whose wording lies over the language's own. */
static void put_approval(GString *out, const struct wording *wording)
{
    struct approval approval = catalogue_approval(wording->catalogue);
    if (!approval.reviewer)
        return;
    canonical_begin(out, "approval", '{');
    canonical_number(out, "of", approval.of);
    canonical_text(out, "reviewedOn", approval.reviewed_on);
    canonical_text(out, "reviewer", approval.reviewer);
    canonical_number(out, "texts", approval.texts);
    canonical_end(out, '}');
}

/* Texts of the declaration that have no translation into the language; left out where there are
 * none. */
static void put_untranslated(GString *out, const struct wording *wording)
{
    g_autofree struct foreign *foreign = wording_foreign(wording);
    if (!foreign[0].text)
        return;
    canonical_begin(out, "untranslated", '[');
    for (size_t i = 0; foreign[i].text; i++) {
        canonical_begin(out, NULL, '{');
        canonical_text(out, "language", foreign[i].language);
        canonical_text(out, "text", foreign[i].text);
        canonical_end(out, '}');
    }
    canonical_end(out, ']');
}

static void put_language(GString *out, const struct wording *wording)
{
    canonical_text(out, "language", catalogue_language(wording->catalogue));
}

static void put_reviewed(GString *out, const struct wording *wording)
{
    canonical_flag(out, "reviewed", catalogue_reviewed(wording->catalogue));
    put_rows(out, wording);
}

/* The further languages of a label that shows several. */
static void put_others(GString *out, const struct wording *const *wordings, size_t count)
{
    if (count < 2)
        return;
    canonical_begin(out, "otherLanguages", '[');
    for (size_t i = 1; i < count; i++) {
        canonical_begin(out, NULL, '{');
        put_approval(out, wordings[i]);
        put_language(out, wordings[i]);
        put_reviewed(out, wordings[i]);
        canonical_text(out, "spoken", wordings[i]->spoken);
        put_untranslated(out, wordings[i]);
        put_words(out, wordings[i]);
        canonical_end(out, '}');
    }
    canonical_end(out, ']');
}

/* Where the code leads, as it stands in it. */
static void put_link(GString *out, const char *url)
{
    g_autofree char *link = url ? url_ascii(url) : NULL;
    canonical_text(out, "link", link);
}

GBytes *label_json_new(const struct wording *const *wordings, size_t count,
                       const struct diags *diags)
{
    const struct wording *wording = wordings[0];
    const struct facts *facts = wording->facts;
    GString *out = g_string_sized_new(8192);
    canonical_begin(out, NULL, '{');
    put_approval(out, wording);
    put_declaration(out, facts->declaration->document);
    put_facts(out, facts);
    put_findings(out, diags);
    put_language(out, wording);
    put_link(out, facts->declaration->link.url);
    put_others(out, wordings, count);
    put_reviewed(out, wording);
    canonical_text(out, "schema", "urn:uplabel:label:1");
    canonical_text(out, "spoken", wording->spoken);
    put_untranslated(out, wording);
    canonical_text(out, "variant", facts->declaration->variant);
    put_words(out, wording);
    canonical_end(out, '}');
    g_string_append_c(out, '\n');
    return g_string_free_to_bytes(out);
}

GBytes *label_json_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    return g_bytes_ref(input->label_json);
}
