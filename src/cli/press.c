/* SPDX-License-Identifier: Apache-2.0 */
/* What the command line says of a printer's file, understood. */
#include "cli/press.h"

#include "base/text.h"
#include "cli/options.h"

#include <string.h>

/* PDF 1.4 allows names of 127 bytes. */
#define SPOT_BYTES 127

static int plan_kind(const struct cli *cli, const struct command *command,
                     const struct press_words *words, struct press *press)
{
    press->x4 = strcmp(words->print, "x4") == 0;
    if (!press->x4 && *words->print != '\0' && strcmp(words->print, "x1a") != 0)
        return options_wrong(cli, command, "--print is x1a (the default) or x4, not '%s'",
                             words->print);
    if (press->x4 && !words->icc)
        return options_wrong(cli, command,
                             "--print=x4 needs --icc FILE, the profile of the printing condition");
    if (!press->x4 && words->icc)
        return options_wrong(cli, command,
                             "--icc is for --print=x4; PDF/X-1a names a --condition");
    if (words->icc && strcmp(words->icc, "-") == 0)
        return options_wrong(cli, command,
                             "--icc takes a file; standard input is for declarations");
    return 0;
}

static char *condition_names(void)
{
    GString *names = g_string_new(NULL);
    for (const struct print_condition *condition = print_conditions; condition->name; condition++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", condition->name);
    return g_string_free(names, FALSE);
}

static int plan_condition(const struct cli *cli, const struct command *command, const char *name,
                          struct press *press)
{
    press->condition = print_condition_find(name);
    if (press->condition)
        return 0;
    g_autofree char *names = condition_names();
    return options_wrong(cli, command, "there is no printing condition '%s'; one of: %s", name,
                         names);
}

/* The inks that a press can be given as a spot colour: text, and what the states are drawn in. */
static enum ink spot_token(const char *text, size_t length)
{
    static const enum ink tokens[] = {INK_INK, INK_PROMISE, INK_OPEN, INK_NONE};
    for (size_t i = 0; i < G_N_ELEMENTS(tokens); i++)
        if (strlen(ink_name(tokens[i])) == length &&
            memcmp(ink_name(tokens[i]), text, length) == 0)
            return tokens[i];
    return INK_COUNT;
}

/* Names that mean process inks, or all of them, or none. */
static bool is_reserved(const char *name)
{
    static const char *const reserved[] = {"All",    "None", "Cyan", "Magenta",
                                           "Yellow", "Black"};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
        if (g_ascii_strcasecmp(name, reserved[i]) == 0)
            return true;
    return false;
}

/* What is wrong with an ink's name, NULL if nothing is. */
static const char *spot_fault(const struct press *press, const char *name)
{
    if (strlen(name) > SPOT_BYTES)
        return "is longer than 127 bytes";
    if (!g_utf8_validate(name, -1, NULL) || text_inspect(name).fault != TEXT_OK)
        return "is empty, or has characters that cannot be seen";
    if (g_ascii_isspace(*name) || g_ascii_isspace(name[strlen(name) - 1]))
        return "begins or ends with a blank";
    if (is_reserved(name))
        return "is no spot ink: PDF means process inks by it";
    for (enum ink ink = 0; ink < INK_COUNT; ink++)
        if (press->spots[ink] && strcmp(press->spots[ink], name) == 0)
            return "is given twice: an ink has one look";
    return NULL;
}

static int plan_spot(const struct cli *cli, const struct command *command, const char *text,
                     struct press *press)
{
    const char *name = strchr(text, '=');
    enum ink ink = name ? spot_token(text, (size_t)(name - text)) : INK_COUNT;
    if (ink == INK_COUNT)
        return options_wrong(cli, command,
                             "--spot is ink, promise, open or none, '=' and the name of the ink, "
                             "as promise=\"PANTONE 286 C\"; not '%s'",
                             text);
    name++;
    if (press->spots[ink])
        return options_wrong(cli, command, "--spot gives %s two inks", ink_name(ink));
    const char *fault = spot_fault(press, name);
    if (fault)
        return options_wrong(cli, command, "the spot ink '%s' %s", name, fault);
    press->spots[ink] = name;
    return 0;
}

static int refuse_words(const struct cli *cli, const struct command *command,
                        const struct press_words *words)
{
    const char *name = words->icc               ? "icc"
                       : words->condition       ? "condition"
                       : words->spots->len > 0  ? "spot"
                       : words->slug            ? "slug"
                                                : NULL;
    return name ? options_wrong(cli, command, "--%s is for --print", name) : 0;
}

int press_plan(const struct cli *cli, const struct command *command,
               const struct press_words *words, const char *text, struct press *press,
               struct diags *diags)
{
    if (!words->print)
        return refuse_words(cli, command, words);
    int status = plan_kind(cli, command, words, press);
    if (status == 0 && words->condition)
        status = plan_condition(cli, command, words->condition, press);
    for (guint i = 0; status == 0 && i < words->spots->len; i++)
        status = plan_spot(cli, command, words->spots->pdata[i], press);
    press->outlines = text && strcmp(text, "outline") == 0;
    if (!date_epoch(&press->made))
        press->made = (struct moment){NO_DATE, 0};
    if (status == 0 && words->icc) {
        press->profile = icc_read(words->icc, diags);
        status = diags_status(diags, SEVERITY_ERROR);
    }
    return status;
}

void press_clear(struct press *press)
{
    icc_free(press->profile);
}
