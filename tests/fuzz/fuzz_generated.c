/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes choose among all that the vocabulary allows, so that most declarations are
 * accepted and what follows from them is judged. FUZZ_SHOW=1 shows them. */
#include "fuzz.h"

#include "read/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 6

/* The input as a row of choices; behind its end all are 0. */
struct chooser {
    const uint8_t *data;
    size_t size;
    GString *out;
};

static unsigned choose(struct chooser *chooser, size_t count)
{
    if (chooser->size == 0)
        return 0;
    chooser->size--;
    return *chooser->data++ % (unsigned)count;
}

static const char *const texts[] = {
    "HomeCam 3",
    "Northwind Home",
    "قارئ البصمة 3",
    "カメラ 3 (屋外用)",
    "e\xcc\x81\xcc\x82\xcc\xa3tag\xc3\xa8re",
    "Kamera \xf0\x9f\x93\xb7 3",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "<b>\"'&]]></script>{0}%s",
    "At least until 2099",
    "Only with Hub X and a subscription to the Northwind Premium Care Plan for all devices",
    "מצלמה HC-300",
    "2031",
};

static const char *const dates[] = {
    "2026-06-15", "2031-03", "2031",       "2024-03-31", "2026-06",    "1970-01-01", "2199-12-31",
    "2199",       "1970",    "2024-02-29", "2029-06-30", "2026-12-31", "2027-01",    "2019-05",
};

static const char *const days[] = {"2026-06-15", "2024-03-31", "2199-12-31", "1970-01-01"};

static const struct {
    const char *type;
    const char *values[4];
} forms[] = {
    {"SchemaVersion", {"1.0", "1.0", "1.0", "1.0"}},
    {"Duration", {"P5Y", "P18M", "P999Y999M", "P1M"}},
    {"Language", {"en", "de", "ar", "zh-Hant"}},
    {"Market", {"EU", "GB", "US", "XI"}},
    {"Country", {"DE", "GB", "US", "JP"}},
    {"Gtin", {"4006381333931", "40063813", "036000291452", "00012345600012"}},
    {"Email", {"a@b.example", "x.y@n.example", "a@b.example", "a@b.example"}},
    {"Pointer", {"/support/end", "/support", "/product/name", "/updates"}},
    {"Sha256",
     {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}},
};

static const char *const urls[] = {"https://upd.example/1", "https://n.example/products/hc-300"};
static const char *const numbers[] = {"1", "0", "5", "99"};
static const char *const ids[] = {"a", "b1", "HC-300", "x.y:z"};

static const char *token_of(struct chooser *chooser, const struct field_type *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (strcmp(forms[i].type, type->name) == 0)
            return forms[i].values[choose(chooser, 4)];
    return ids[choose(chooser, G_N_ELEMENTS(ids))];
}

static const char *value_of(struct chooser *chooser, const struct field_type *type)
{
    switch (type->kind) {
    case FIELD_TEXT:
        return texts[choose(chooser, G_N_ELEMENTS(texts))];
    case FIELD_TOKEN:
        return token_of(chooser, type);
    case FIELD_URL:
        return urls[choose(chooser, G_N_ELEMENTS(urls))];
    case FIELD_DATE:
        return strcmp(type->name, "Day") == 0 ? days[choose(chooser, G_N_ELEMENTS(days))]
                                              : dates[choose(chooser, G_N_ELEMENTS(dates))];
    case FIELD_INTEGER:
        return numbers[choose(chooser, G_N_ELEMENTS(numbers))];
    case FIELD_BOOLEAN:
        return choose(chooser, 2) ? "true" : "false";
    case FIELD_ENUMERATION:
        return type->values[choose(chooser, type->value_count)].name;
    case FIELD_OBJECT:
    case FIELD_LIST:
        break;
    }
    return "";
}

static void write_field(struct chooser *chooser, const struct field *field, int depth);

static void write_members(struct chooser *chooser, const struct field_type *type, int depth)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->required || (depth < DEPTH && choose(chooser, 3) == 1))
            write_field(chooser, field, depth + 1);
    }
}

static void write_field(struct chooser *chooser, const struct field *field, int depth)
{
    const struct field_type *type = field->type;
    g_string_append_printf(chooser->out, "<%s>", field->name);
    if (type->kind == FIELD_OBJECT) {
        write_members(chooser, type, depth);
    } else if (type->kind == FIELD_LIST) {
        for (unsigned count = 1 + choose(chooser, 3); count > 0; count--)
            write_field(chooser, &type->fields[0], depth);
    } else {
        g_autofree char *escaped = g_markup_escape_text(value_of(chooser, type), -1);
        g_string_append(chooser->out, escaped);
    }
    g_string_append_printf(chooser->out, "</%s>", field->name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) out = g_string_new("<declaration xmlns=\"" DECLARATION_NAMESPACE "\">");
    struct chooser chooser = {data, size, out};
    fuzz_choose(data, size);
    const char *layout = fuzz_layouts[choose(&chooser, FUZZ_LAYOUTS)];
    bool mono = choose(&chooser, 2);
    struct date as_of = {1970 + (int)choose(&chooser, 230), 1 + (int)choose(&chooser, 12),
                         1 + (int)choose(&chooser, 28)};
    write_members(&chooser, vocabulary_root(vocabulary_get())->type, 0);
    g_string_append(out, "</declaration>\n");
    if (getenv("FUZZ_SHOW"))
        fprintf(stderr, "<!-- %s %s %04d-%02d-%02d -->\n%s", layout, mono ? "mono" : "colour",
                as_of.year, as_of.month, as_of.day, out->str);
    struct diags *diags = diags_new(0);
    struct document *document = fuzz_read(out->str, out->len, diags);
    if (document) {
        if (fuzz_turn(16))
            fuzz_all_rules(document);
        fuzz_label(document, as_of, fuzz_turn(8) ? layout : NULL, mono);
    }
    document_free(document);
    diags_free(diags);
    return 0;
}
