/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON: canonical, the same from XML and JSON, and as its schema says. */
#include "base/hash.h"
#include "model/variant.h"
#include "read/read.h"
#include "unit.h"
#include "write/label_json.h"

#include <jansson.h>
#include <string.h>

static const char json[] =
    "{\"$schema\":\"x\",\"support\":{\"end\":\"2031-03\",\"commitment\":\"guaranteed\","
    "\"conditions\":[{\"kind\":\"hub\",\"soldSeparately\":true}]},"
    "\"updates\":{\"mode\":\"manual\",\"capability\":\"yes\",\"archiveYears\":10,"
    "\"delivery\":[\"usb\"]},"
    "\"manufacturer\":{\"name\":\"Northwind \\u0026 S\\u00f6hne\"},"
    "\"product\":{\"name\":\"HomeCam 3\",\"category\":\"camera\"},"
    "\"components\":[{\"kind\":\"cloudService\",\"essential\":true,"
    "\"support\":{\"commitment\":\"guaranteed\",\"end\":\"2029-06-30\"}}],"
    "\"declaredBy\":{\"role\":\"manufacturer\",\"name\":\"Northwind\",\"statedOn\":\"2026-06-15\"},"
    "\"language\":\"en\",\"id\":\"homecam\",\"schemaVersion\":\"1.0\"}";

static const char xml[] =
    "<declaration xmlns='urn:uplabel:declaration:1'><schemaVersion>1.0</schemaVersion>"
    "<id>homecam</id><language>en</language><declaredBy><role>manufacturer</role>"
    "<name>Northwind</name><statedOn>2026-06-15</statedOn></declaredBy>"
    "<product><name>HomeCam 3</name><category>camera</category></product>"
    "<manufacturer><name>Northwind &amp; S&#246;hne</name></manufacturer>"
    "<updates><capability>yes</capability><mode>manual</mode><delivery><channel>usb</channel>"
    "</delivery><archiveYears>10</archiveYears></updates>"
    "<support><commitment>guaranteed</commitment><end>2031-03</end><conditions><condition>"
    "<kind>hub</kind><soldSeparately>true</soldSeparately></condition></conditions></support>"
    "<components><component><kind>cloudService</kind><essential>true</essential>"
    "<support><commitment>guaranteed</commitment><end>2029-06-30</end></support></component>"
    "</components></declaration>";

static const char canonical[] =
    "{\"components\":[{\"essential\":true,\"kind\":\"cloudService\","
    "\"support\":{\"commitment\":\"guaranteed\",\"end\":\"2029-06-30\"}}],"
    "\"declaredBy\":{\"name\":\"Northwind\",\"role\":\"manufacturer\",\"statedOn\":\"2026-06-15\"},"
    "\"id\":\"homecam\",\"language\":\"en\","
    "\"manufacturer\":{\"name\":\"Northwind & S\xc3\xb6hne\"},"
    "\"product\":{\"category\":\"camera\",\"name\":\"HomeCam 3\"},\"schemaVersion\":\"1.0\","
    "\"support\":{\"commitment\":\"guaranteed\",\"conditions\":[{\"kind\":\"hub\","
    "\"soldSeparately\":true}],\"end\":\"2031-03\"},"
    "\"updates\":{\"archiveYears\":10,\"capability\":\"yes\",\"delivery\":[\"usb\"],"
    "\"mode\":\"manual\"}}";

static struct assets *assets;
static struct diags *diags;

static void open_assets(void)
{
    assets = assets_new(NULL);
    diags = diags_new(0);
}

static void close_assets(void)
{
    diags_free(diags);
    assets_free(assets);
}

static struct document *read_text(const char *text)
{
    struct document *document = read_declaration(source_new("test", text, strlen(text)), diags);
    const char *said = diags_count(diags) > 0 ? diags_at(diags, 0)->text : "no finding";
    ck_assert_msg(document != NULL, "%s", said);
    return document;
}

/* The label JSON of a declaration in the words of a catalogue, which it frees. */
static char *label_in(const char *text, struct date as_of, struct catalogue *catalogue,
                      const struct diags *findings)
{
    struct document *document = read_text(text);
    struct document *base = variant_apply(document, NULL);
    struct declaration *declaration = declaration_new(base);
    struct facts *facts = facts_new(declaration, as_of);
    ck_assert_ptr_nonnull(catalogue);
    struct wording *wording = wording_new(facts, catalogue);
    g_autoptr(GBytes) bytes = label_json_new((const struct wording *const[]){wording}, 1, findings);
    char *copy = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    wording_free(wording);
    catalogue_free(catalogue);
    facts_free(facts);
    declaration_free(declaration);
    document_free(base);
    document_free(document);
    return copy;
}

/* The English one of a declaration as of a date, with findings (which may be NULL). */
static char *label(const char *text, struct date as_of, const struct diags *findings)
{
    return label_in(text, as_of, catalogue_load(assets, "en", diags), findings);
}

static json_t *parsed(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(value != NULL, "%s", error.text);
    return value;
}

static const char *string_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "(absent)";
}

static const struct date day = {2026, 11, 22};

START_TEST(declaration_has_one_form)
{
    struct document *document = read_text(_i == 0 ? json : xml);
    g_autofree char *text = label_json_canonical(document);
    ck_assert_str_eq(text, canonical);
    document_free(document);
}
END_TEST

START_TEST(twins_give_the_same_bytes)
{
    g_autofree char *one = label(json, day, NULL);
    g_autofree char *other = label(xml, day, NULL);
    ck_assert_str_eq(one, other);
    ck_assert_int_eq(one[strlen(one) - 1], '\n');
    json_t *value = parsed(one);
    char *again = json_dumps(value, JSON_SORT_KEYS | JSON_COMPACT);
    ck_assert_uint_eq(strlen(again) + 1, strlen(one));
    ck_assert_mem_eq(again, one, strlen(again));
    free(again);
    json_decref(value);
}
END_TEST

START_TEST(facts_are_values)
{
    g_autofree char *text = label(json, day, NULL);
    json_t *value = parsed(text), *facts = json_object_get(value, "facts");
    char hex[HASH_HEX_SIZE];
    hash_sha256(canonical, strlen(canonical), hex);
    ck_assert_str_eq(string_at(value, "declarationSha256"), hex);
    ck_assert_str_eq(string_at(value, "schema"), "urn:uplabel:label:1");
    ck_assert_str_eq(string_at(facts, "validFrom"), "2026-01-01");
    ck_assert_str_eq(string_at(facts, "nextChange"), "2027-01-01");
    ck_assert_str_eq(string_at(value, "variant"), "(absent)");
    ck_assert_str_eq(string_at(facts, "state"), "dated");
    ck_assert_str_eq(string_at(facts, "end"), "2029-06-30");
    ck_assert_str_eq(string_at(facts, "lastPlacingForFiveYears"), "2024-06-30");
    ck_assert_str_eq(string_at(json_object_get(facts, "method"), "mode"), "manual");
    ck_assert_str_eq(string_at(json_object_get(facts, "condition"), "kind"), "hub");
    ck_assert(json_is_true(json_object_get(facts, "conditional")));
    ck_assert_uint_eq(json_array_size(json_object_get(facts, "parts")), 2);
    ck_assert(json_is_string(json_object_get(facts, "nextChange")));
    json_decref(value);
}
END_TEST

START_TEST(findings_have_a_place_in_the_declaration)
{
    struct diags *findings = diags_new(0);
    struct place late = NOWHERE, early = NOWHERE;
    late.pointer = "/updates/optOutUrl";
    early.pointer = "/contacts/advisoriesUrl";
    diag_add(findings, CODE_URL_HTTP, late, "second");
    diag_add(findings, CODE_URL_HTTP, NOWHERE, "not of the declaration");
    diag_add(findings, CODE_URL_HTTP, early, "first");
    g_autofree char *text = label(json, day, findings);
    json_t *value = parsed(text), *list = json_object_get(value, "findings");
    ck_assert_uint_eq(json_array_size(list), 2);
    ck_assert_str_eq(string_at(json_array_get(list, 0), "text"), "first");
    ck_assert_str_eq(string_at(json_array_get(list, 1), "pointer"), "/updates/optOutUrl");
    ck_assert_str_eq(string_at(json_array_get(list, 1), "code"), "URL-HTTP");
    ck_assert_str_eq(string_at(json_array_get(list, 1), "severity"), "warning");
    json_decref(value);
    diags_free(findings);
}
END_TEST

/* The member names that the schema gives an object. */
static json_t *schema_properties(const json_t *schema, const char *definition)
{
    const json_t *object = json_object_get(json_object_get(schema, "$defs"), definition);
    json_t *properties = json_object_get(definition ? object : schema, "properties");
    ck_assert_ptr_nonnull(properties);
    return properties;
}

static void assert_known(json_t *object, const json_t *properties)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
        ck_assert_msg(json_object_get(properties, key) != NULL, "the schema lacks %s", key);
}

START_TEST(schema_knows_every_member_and_word)
{
    struct source *source = assets_open(assets, "schemas/label.schema.json", diags);
    ck_assert_ptr_nonnull(source);
    json_t *schema = parsed(source->bytes);
    g_autofree char *text = label(json, day, NULL);
    json_t *value = parsed(text), *facts = json_object_get(value, "facts");
    assert_known(value, schema_properties(schema, NULL));
    assert_known(facts, schema_properties(schema, "Facts"));
    assert_known(json_array_get(json_object_get(facts, "parts"), 0),
                 schema_properties(schema, "Part"));
    json_t *words = schema_properties(schema, "Words");
    ck_assert_uint_eq(json_object_size(words), WORD_COUNT);
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        ck_assert_msg(json_object_get(words, word_name(id)) != NULL, "%s", word_name(id));
    json_decref(value);
    json_decref(schema);
    source_free(source);
}
END_TEST

START_TEST(what_is_not_translated_is_listed)
{
    g_autofree char *english = label(json, day, NULL);
    json_t *value = parsed(english);
    ck_assert_ptr_null(json_object_get(value, "untranslated"));
    json_decref(value);
    g_autofree char *german = label_in(json, day, catalogue_load(assets, "de", diags), NULL);
    value = parsed(german);
    const json_t *list = json_object_get(value, "untranslated");
    ck_assert_uint_eq(json_array_size(list), 2);
    ck_assert_str_eq(string_at(json_array_get(list, 0), "text"), "HomeCam 3");
    ck_assert_str_eq(string_at(json_array_get(list, 0), "language"), "en");
    ck_assert_str_eq(string_at(json_array_get(list, 1), "text"), "Northwind");
    json_decref(value);
}
END_TEST

static const char wording_text[] =
    "<strings xmlns='urn:uplabel:strings:1' language='de' reviewer='Ada Weber' "
    "reviewedOn='2026-10-01'><string id='title'><text>Updates</text></string></strings>";

START_TEST(who_approved_the_wording_is_told)
{
    struct catalogue *catalogue = catalogue_load(assets, "de", diags);
    struct catalogue *overlay = catalogue_read_overlay(
        source_new("wording.xml", wording_text, strlen(wording_text)), diags);
    ck_assert(overlay && catalogue_lay(catalogue, overlay, diags));
    g_autofree char *text = label_in(json, day, catalogue, NULL);
    json_t *value = parsed(text);
    const json_t *approval = json_object_get(value, "approval");
    ck_assert_str_eq(string_at(approval, "reviewer"), "Ada Weber");
    ck_assert_str_eq(string_at(approval, "reviewedOn"), "2026-10-01");
    ck_assert_int_eq(json_integer_value(json_object_get(approval, "texts")), 1);
    ck_assert(json_is_false(json_object_get(value, "reviewed")));
    ck_assert_str_eq(string_at(json_object_get(value, "words"), "title"), "Updates");
    json_decref(value);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("label_json");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, open_assets, close_assets);
    tcase_add_loop_test(all, declaration_has_one_form, 0, 2);
    tcase_add_test(all, twins_give_the_same_bytes);
    tcase_add_test(all, facts_are_values);
    tcase_add_test(all, findings_have_a_place_in_the_declaration);
    tcase_add_test(all, schema_knows_every_member_and_word);
    tcase_add_test(all, what_is_not_translated_is_listed);
    tcase_add_test(all, who_approved_the_wording_is_told);
    suite_add_tcase(suite, all);
    return suite;
}
