/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of options: what the help shows as a file is one that a confined process can reach. */
#include "unit.h"

#include "cli/options.h"

#include <string.h>

static bool is_among(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

static bool names_files(enum option_kind kind)
{
    return kind == OPTION_FILE || kind == OPTION_FILES || kind == OPTION_DATA ||
           kind == OPTION_NAMES || kind == OPTION_OUTPUT || kind == OPTION_PLACE;
}

START_TEST(an_option_says_that_it_names_files)
{
    static const char *const files[] = {"FILE",     "DIR",       "WHERE", "OLD",
                                        "LAYOUT,…", "PROFILE,…", NULL};
    for (const struct command *const *command = commands; *command; command++)
        for (const struct option_row *row = (*command)->options; row->name; row++) {
            bool shown = row->argument && is_among(row->argument, files);
            /* A NAME may be that of a file, with something behind it. */
            bool maybe = g_strcmp0(row->argument, "NAME") == 0;
            ck_assert_msg(maybe || names_files(row->kind) == shown, "%s --%s %s", (*command)->name,
                          row->name, row->argument ? row->argument : "");
        }
}
END_TEST

/* A synopsis says so with its last word. */
START_TEST(a_command_says_that_its_operands_are_files)
{
    static const char *const operands[] = {"FILE",      "FILE…", "SOURCE", "SOURCE…",
                                           "[SOURCE…]", "PATH…", "NEW",    NULL};
    for (const struct command *const *command = commands; *command; command++) {
        const char *last = strrchr((*command)->synopsis, ' ');
        ck_assert_msg((*command)->reads_operands ==
                          is_among(last ? last + 1 : (*command)->synopsis, operands),
                      "%s %s", (*command)->name, (*command)->synopsis);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("options");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, an_option_says_that_it_names_files);
    tcase_add_test(tcase, a_command_says_that_its_operands_are_files);
    suite_add_tcase(suite, tcase);
    return suite;
}
