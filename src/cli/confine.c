/* SPDX-License-Identifier: Apache-2.0 */
/* A command that was understood keeps what its command line names, and no more. */
#include "cli/confine.h"

#include "base/diag.h"
#include "base/output.h"
#include "base/sandbox.h"
#include "cli/labels.h"
#include "cli/options.h"
#include "job/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Where the folder is still to be made, the one it will be in must be writable. */
static void allow_folder(struct sandbox *sandbox, const char *path)
{
    int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    g_autofree char *folder = outputs_folder(path);
    int descriptor = open(folder, flags);
    bool missing = descriptor < 0 && errno == ENOENT;
    if (missing) {
        g_autofree char *parent = g_path_get_dirname(folder);
        descriptor = open(parent, flags & ~O_NOFOLLOW);
    }
    if (descriptor < 0)
        return;
    sandbox_allow_writing(sandbox, descriptor, missing);
    close(descriptor);
}

static void allow_place(struct sandbox *sandbox, const char *word)
{
    struct labels_where where;
    labels_plan_where(word, &where);
    if (where.folder)
        allow_folder(sandbox, where.folder);
    labels_where_clear(&where);
}

static bool is_stream(const char *word)
{
    return strcmp(word, "-") == 0;
}

static void allow_file(struct sandbox *sandbox, const char *word)
{
    if (!is_stream(word))
        sandbox_allow_reading(sandbox, word);
}

/* What the program knows by its name is no file. */
static void allow_name(struct sandbox *sandbox, const char *word)
{
    if (strchr(word, '/') || g_str_has_suffix(word, ".xml"))
        sandbox_allow_reading(sandbox, word);
}

static void allow_output(struct sandbox *sandbox, const char *word)
{
    g_autofree char *folder = g_path_get_dirname(word);
    if (!is_stream(word))
        allow_folder(sandbox, folder);
}

/* Data in these folders and those of the environment, and fonts. */
static void allow_data(struct sandbox *sandbox, const char *const *folders)
{
    struct workshop *workshop = workshop_new(folders);
    workshop_allow_reading(workshop, sandbox);
    workshop_free(workshop);
}

static void allow_each(struct sandbox *sandbox, const GPtrArray *words,
                       void (*allow)(struct sandbox *sandbox, const char *word))
{
    for (guint i = 0; i < words->len; i++)
        allow(sandbox, words->pdata[i]);
}

static void allow_text(struct sandbox *sandbox, const char *word,
                       void (*allow)(struct sandbox *sandbox, const char *word))
{
    if (word)
        allow(sandbox, word);
}

static void allow_value(struct sandbox *sandbox, const struct option_row *row, const void *values)
{
    const void *field = (const char *)values + row->offset;
    switch (row->kind) {
    case OPTION_FILE:
        allow_text(sandbox, *(const char *const *)field, allow_file);
        break;
    case OPTION_FILES:
        allow_each(sandbox, *(GPtrArray *const *)field, allow_file);
        break;
    case OPTION_NAMES:
        allow_each(sandbox, *(GPtrArray *const *)field, allow_name);
        break;
    case OPTION_DATA:
        if ((*(GPtrArray *const *)field)->len > 0)
            allow_data(sandbox, options_end(*(GPtrArray *const *)field));
        break;
    case OPTION_OUTPUT:
        allow_text(sandbox, *(const char *const *)field, allow_output);
        break;
    case OPTION_PLACE:
        allow_text(sandbox, *(const char *const *)field, allow_place);
        break;
    default:
        break;
    }
}

/* How many processors and how much memory there are, which start of the machine this is, and the
 * scratch file of ids. */
static void allow_supervision(struct sandbox *sandbox)
{
    sandbox_allow_reading(sandbox, "/sys/devices/system/cpu/online");
    sandbox_allow_reading(sandbox, "/proc/stat"); /* where /sys is missing */
    sandbox_allow_reading(sandbox, "/proc/self/statm");
    sandbox_allow_reading(sandbox, "/proc/sys/kernel/random/boot_id");
    allow_folder(sandbox, P_tmpdir);
}

/* What lies beside a file, or in a folder. */
static void allow_beside(struct sandbox *sandbox, const struct command *command, const char *word)
{
    bool is_folder = g_file_test(word, G_FILE_TEST_IS_DIR);
    g_autofree char *folder = is_folder ? g_strdup(word) : g_path_get_dirname(word);
    if (command->reads_beside)
        sandbox_allow_reading(sandbox, folder);
    if (command->writes_beside)
        allow_folder(sandbox, folder);
}

void confine(const struct cli *cli, const struct command *command, const void *values,
             char *const *operands)
{
    const char *const none[] = {NULL};
    struct sandbox *sandbox = sandbox_new(command->supervises);
    allow_data(sandbox, none);
    if (command->supervises)
        allow_supervision(sandbox);
    for (const struct option_row *row = command->options; row->name; row++)
        allow_value(sandbox, row, values);
    for (; command->reads_operands && *operands; operands++) {
        allow_file(sandbox, *operands);
        allow_beside(sandbox, command, *operands);
    }
    bool good = sandbox_enter(sandbox);
    sandbox_free(sandbox);
    if (good)
        return;
    fputs("uplabel: error: RESOURCE: the kernel refused to confine the process\n", cli->err);
    fflush(cli->err);
    _exit(BLAME_INTERNAL);
}
