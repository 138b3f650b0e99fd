/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary: what is learnt from the schema. */
#include "read/vocabulary.h"

#include "unit.h"

#include "read/read.h"

#include <string.h>

static const struct field *find(const char *path)
{
    const struct field *field = vocabulary_find(vocabulary_get(), path);
    ck_assert_msg(field != NULL, "%s", path);
    return field;
}

static const struct {
    const char *path;
    enum field_kind kind;
    bool required;
} fields[] = {
    {"declaration", FIELD_OBJECT, true},
    {"id", FIELD_TOKEN, true},
    {"schemaVersion", FIELD_ENUMERATION, true},
    {"revision", FIELD_INTEGER, false},
    {"markets", FIELD_LIST, false},
    {"product.name", FIELD_TEXT, true},
    {"declaredBy.statedOn", FIELD_DATE, true},
    {"declaredBy.contact", FIELD_URL, false},
    {"support.end", FIELD_DATE, false},
    {"support.period.duration", FIELD_TOKEN, true},
    {"components.kind", FIELD_ENUMERATION, true},
    {"components.component.essential", FIELD_BOOLEAN, true},
    {"updates/mode", FIELD_ENUMERATION, false},
};

START_TEST(fields_have_kinds)
{
    const struct field *field = find(fields[_i].path);
    ck_assert_msg(field->type->kind == fields[_i].kind, "%s", fields[_i].path);
    ck_assert_msg(field->required == fields[_i].required, "%s", fields[_i].path);
    ck_assert_msg(*field->documentation != '\0', "%s", fields[_i].path);
}
END_TEST

START_TEST(enumerations_have_documented_values)
{
    const struct field_type *mode = find("updates.mode")->type;
    ck_assert_uint_eq(mode->value_count, 7);
    ck_assert_str_eq(mode->value_names[0], "automaticOptOut");
    ck_assert_ptr_null(mode->value_names[mode->value_count]);
    for (size_t i = 0; i < mode->value_count; i++)
        ck_assert_str_ne(mode->values[i].documentation, "");
}
END_TEST

START_TEST(bounds_come_from_the_nearest_type)
{
    ck_assert_uint_eq(find("product.labelName")->type->max_length, 40);
    ck_assert_uint_eq(find("markets")->type->max_items, 64);
    ck_assert_str_eq(find("statedOn")->type->form,
                     "a date with year, month and day, such as 2026-06-15");
    ck_assert_ptr_null(strstr(find("support.end")->type->form, "1970 to 2199."));
}
END_TEST

START_TEST(members_are_found_by_name)
{
    const struct vocabulary *vocabulary = vocabulary_get();
    const struct field *root = vocabulary_root(vocabulary);
    ck_assert_str_eq(root->name, "declaration");
    ck_assert_str_eq(field_member(root, "product")->name, "product");
    ck_assert_ptr_null(field_member(root, "name"));
    ck_assert_ptr_null(field_member(field_member(root, "id"), "x"));
    ck_assert_ptr_null(vocabulary_find(vocabulary, "product.nothing"));
    ck_assert_ptr_null(vocabulary_find(vocabulary, "nothing"));
    ck_assert_ptr_null(vocabulary_find(vocabulary, ""));
    ck_assert_ptr_eq(vocabulary_find(vocabulary, "rollbackProtection"),
                     find("updates.protection.rollbackProtection"));
}
END_TEST

/* Every kind has what its users rely on. */
static void check_type(const struct field_type *type)
{
    if (type->kind == FIELD_LIST)
        ck_assert_msg(type->field_count == 1 && type->max_items > 0, "%s", type->name);
    else if (type->kind == FIELD_ENUMERATION)
        ck_assert_msg(type->value_count > 0, "%s", type->name);
    else if (type->kind != FIELD_OBJECT)
        ck_assert_msg(type->max_length > 0 && *type->form, "%s", type->name);
    else
        ck_assert_msg(type->field_count > 0 && !type->names[type->field_count], "%s", type->name);
}

static void check_below(const struct field *field, int depth)
{
    ck_assert_int_lt(depth, 20);
    check_type(field->type);
    for (size_t i = 0; i < field->type->field_count; i++)
        check_below(&field->type->fields[i], depth + 1);
}

START_TEST(the_whole_schema_is_understood)
{
    check_below(vocabulary_root(vocabulary_get()), 0);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("vocabulary");
    TCase *tests = tcase_create("all");
    tcase_add_unchecked_fixture(tests, NULL, read_shutdown);
    tcase_add_loop_test(tests, fields_have_kinds, 0, (int)(sizeof fields / sizeof *fields));
    tcase_add_test(tests, enumerations_have_documented_values);
    tcase_add_test(tests, bounds_come_from_the_nearest_type);
    tcase_add_test(tests, members_are_found_by_name);
    tcase_add_test(tests, the_whole_schema_is_understood);
    suite_add_tcase(suite, tests);
    return suite;
}
