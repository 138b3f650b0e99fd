/* SPDX-License-Identifier: Apache-2.0 */
/* The tree: building, walking, setting aside, copying, pointers and places. */
#include "read/document.h"

#include "unit.h"

#include "findings.h"

#include <string.h>

#define SPACE "urn:x"

/* A root with a, b (with two items) and c. */
static struct document *sample(void)
{
    struct document *document = document_new(source_new("x.xml", "<r/>", 4), SYNTAX_XML);
    struct element *root = document_add(document, NULL, "r", SPACE);
    document_set_text(document, document_add(document, root, "a", SPACE), "first");
    struct element *list = document_add(document, root, "b/~", SPACE);
    for (int i = 0; i < 2; i++) {
        struct element *item = document_add(document, list, "item", SPACE);
        item->item = true;
        document_set_text(document, document_add(document, item, "x", SPACE), i ? "one" : "nil");
    }
    document_add(document, root, "c", SPACE);
    return document;
}

START_TEST(elements_are_found_by_name_and_path)
{
    struct document *document = sample();
    const struct element *root = document->root;
    ck_assert_uint_eq(element_count_children(root), 3);
    ck_assert_str_eq(element_child_text(root, "a"), "first");
    ck_assert_str_eq(element_child_text(root, "c"), "");
    ck_assert_ptr_null(element_child_text(root, "d"));
    ck_assert_ptr_null(element_child(root, ""));
    ck_assert_str_eq(element_find_text(document_add(document, NULL, "z", ""), "a") ? "x" : "", "");
    document_free(document);
}
END_TEST

START_TEST(a_path_steps_down)
{
    struct document *document = document_new(NULL, SYNTAX_XML);
    struct element *root = document_add(document, NULL, "r", "");
    struct element *inner = document_add(document, document_add(document, root, "a", ""), "ab", "");
    document_set_text(document, inner, "deep");
    ck_assert_str_eq(element_find_text(root, "a/ab"), "deep");
    ck_assert_ptr_eq(element_find(root, "a/ab"), inner);
    ck_assert_ptr_null(element_find(root, "a/a"));
    ck_assert_ptr_null(element_find(root, "ab"));
    ck_assert_ptr_null(element_find(root, "a/ab/c"));
    document_free(document);
}
END_TEST

START_TEST(what_is_set_aside_is_not_seen)
{
    struct document *document = sample();
    element_first(document->root)->aside = true;
    ck_assert_ptr_null(element_child(document->root, "a"));
    ck_assert_uint_eq(element_count_children(document->root), 2);
    element_next(element_first(document->root))->aside = true;
    ck_assert_uint_eq(element_count_children(document->root), 1);
    ck_assert_ptr_null(element_next(element_first(document->root)));
    document_free(document);
}
END_TEST

START_TEST(pointers_count_items_and_escape_names)
{
    struct document *document = sample();
    struct element *item = element_child(document->root, "b/~")->last;
    g_autofree char *root = element_pointer(document->root);
    g_autofree char *deep = element_pointer(item->first);
    item->parent->first->aside = true; /* positions are those of the text */
    g_autofree char *same = element_pointer(item->first);
    ck_assert_str_eq(root, "");
    ck_assert_str_eq(deep, "/b~1~0/1/x");
    ck_assert_str_eq(same, deep);
    document_free(document);
}
END_TEST

START_TEST(attributes_keep_their_values)
{
    struct document *document = sample();
    const struct attribute attributes[] = {{"id", "1"}, {"xml:lang", "de"}};
    document_set_attributes(document, document->root, attributes, 2);
    ck_assert_str_eq(element_attribute(document->root, "xml:lang"), "de");
    ck_assert_ptr_null(element_attribute(document->root, "lang"));
    ck_assert_ptr_null(element_attribute(document->root->first, "id"));
    document_free(document);
}
END_TEST

START_TEST(a_copy_knows_where_it_came_from)
{
    struct document *document = sample();
    struct document *chosen = document_new(NULL, SYNTAX_XML);
    chosen->base = document;
    document->root->first->aside = true;
    document->root->last->offset = 2;
    document_copy(chosen, NULL, document->root);
    ck_assert_uint_eq(element_count_children(chosen->root), 2);
    ck_assert_ptr_eq(chosen->root->origin, document->root);
    ck_assert_str_eq(chosen->root->first->first->first->text, "nil");

    struct diags *diags = diags_new(0);
    document_report(chosen, chosen->root->last, diags, CODE_SCHEMA_VALUE, "%s", "x");
    g_autofree char *lines = findings_take(diags);
    ck_assert_str_eq(lines, "1:3 SCHEMA-VALUE /c");
    document_free(chosen);
    document_free(document);
}
END_TEST

START_TEST(ten_thousand_elements_stand_in_order)
{
    struct document *document = document_new(NULL, SYNTAX_XML);
    struct element *root = document_add(document, NULL, "r", "");
    for (int i = 0; i < 10000; i++)
        document_add(document, root, i % 2 ? "odd" : "even", "");
    ck_assert_uint_eq(document->element_count, 10001);
    ck_assert_uint_eq(element_count_children(root), 10000);
    ck_assert_str_eq(root->last->name, "odd");
    document_free(document);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("document");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, elements_are_found_by_name_and_path);
    tcase_add_test(tests, a_path_steps_down);
    tcase_add_test(tests, what_is_set_aside_is_not_seen);
    tcase_add_test(tests, pointers_count_items_and_escape_names);
    tcase_add_test(tests, attributes_keep_their_values);
    tcase_add_test(tests, a_copy_knows_where_it_came_from);
    tcase_add_test(tests, ten_thousand_elements_stand_in_order);
    suite_add_tcase(suite, tests);
    return suite;
}
