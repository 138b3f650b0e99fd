/* SPDX-License-Identifier: Apache-2.0 */
/* Every layout, language, state and ink, measured: contrast, size, distances, words. */
#include "label.h"
#include "measure.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void measure(struct workshop *workshop, const char *layout, const char *language,
                    const char *members, GString *faults)
{
    struct said said = said_new(workshop, language, members);
    for (int mono = 0; mono < 2; mono++) {
        struct diags *diags = diags_new(0);
        struct scene *scene = said_draw(&said, workshop, layout, mono == 1, diags);
        size_t before = faults->len;
        if (scene != NULL)
            measure_scene(scene, said.wording, strcmp(language, "ar") == 0 ? 0 : 50, faults);
        else
            g_string_append_printf(faults, "%s %s: %s\n", layout, language, first_finding(diags));
        if (faults->len > before)
            g_string_append_printf(faults, "    %s\n", members);
        scene_free(scene);
        diags_free(diags);
    }
    said_free(&said);
}

START_TEST(every_label_keeps_the_rules)
{
    static const char *const codes[] = {"", QR, LONG_QR};
    g_auto(GStrv) layouts = label_layouts();
    g_auto(GStrv) languages = label_languages();
    struct workshop *workshop = workshop_new((const char *const[]){NULL});
    g_autoptr(GString) faults = g_string_new(NULL);
    const char *only = getenv("MEASURE_LAYOUT");
    for (size_t l = 0; layouts[l] != NULL; l++) {
        if (only != NULL && strcmp(only, layouts[l]) != 0)
            continue;
        for (size_t k = 0; languages[k] != NULL; k++)
            for (size_t i = 0; i < label_case_count; i++)
                for (size_t c = 0; c < G_N_ELEMENTS(codes); c++) {
                    if (!label_is_due(l + k + i + c, 4))
                        continue;
                    g_autofree char *members = g_strconcat(label_cases[i], codes[c], NULL);
                    measure(workshop, layouts[l], languages[k], members, faults);
                }
    }
    workshop_free(workshop);
    fputs(faults->str, stderr);
    ck_assert_msg(faults->len == 0, "%.2000s", faults->str);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("measure");
    TCase *labels = tcase_create("labels");
    tcase_set_timeout(labels, 300);
    tcase_add_test(labels, every_label_keeps_the_rules);
    suite_add_tcase(suite, labels);
    return suite;
}
