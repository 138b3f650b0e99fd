/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel sign`: keys, and signatures over labels or over a whole catalogue of them. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/text.h"
#include "trust/sign.h"

#include <stdlib.h>
#include <string.h>

struct sign_options {
    const char *key, *new_key, *output, *signed_by, *signed_on, *as_of;
    GPtrArray *data_dirs;
};

#define FIELD(field) offsetof(struct sign_options, field)

static const struct option_row rows[] = {
    {"key", 'k', "FILE", "the private key to sign with, Ed25519 in PEM", OPTION_FILE, FIELD(key)},
    {"new-key", 0, "FILE", "make a key: FILE, and FILE.pub for those who verify", OPTION_OUTPUT,
     FIELD(new_key)},
    {"output", 'o', "NAME", "write NAME.manifest.json and NAME.manifest.jws; default: as the file",
     OPTION_OUTPUT, FIELD(output)},
    {"signed-by", 0, "NAME", "who signs, as the manifest is to say", OPTION_TEXT, FIELD(signed_by)},
    {"signed-on", 0, "DATE", "the day of signing, as the manifest is to say", OPTION_TEXT,
     FIELD(signed_on)},
    {"as-of", 0, "DATE", "the day the labels are true for, as the manifest is to say", OPTION_TEXT,
     FIELD(as_of)},
    {"data-dir", 0, "DIR", "templates and strings that the labels were made with (repeatable)",
     OPTION_DATA, FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_sign = {
    .name = "sign",
    .summary = "sign labels, or a folder with all that is in it",
    .synopsis = "--key FILE [OPTION]… FILE…|FOLDER, or --new-key FILE",
    .description =
        "Writes a manifest of the files with their digests, and beside it a signature over it: a\n"
        "detached JWS with Ed25519. The same files and key give the same bytes.",
    .options = rows,
    .reads_operands = true,
    .writes_beside = true,
    .run = run,
};

/* What labels are made with */

static void add_part(GArray *parts, const char *name, const char *version, const char *sha256)
{
    struct manifest_part part = {.name = g_strdup(name), .version = g_strdup(version)};
    g_strlcpy(part.sha256, sha256, sizeof part.sha256);
    g_array_append_val(parts, part);
}

/* The digest of a folder of data: of what `sha256sum` prints of its files, in the order of names.
 */
static void add_data(GArray *parts, const struct assets *assets, const char *folder)
{
    struct hash_stream *digest = hash_stream_new();
    struct diags *known = diags_new(0);
    g_autoptr(GPtrArray) paths = assets_list(assets, folder);
    for (guint i = 0; i < paths->len; i++) {
        struct source *source = assets_open(assets, paths->pdata[i], known);
        char hex[HASH_HEX_SIZE] = "";
        if (source)
            hash_sha256(source->bytes, source->size, hex);
        g_autofree char *line = g_strdup_printf("%s  %s\n", hex, (char *)paths->pdata[i]);
        hash_stream_add(digest, line, strlen(line));
        source_free(source);
    }
    char hex[HASH_HEX_SIZE];
    hash_stream_end(digest, hex);
    add_part(parts, folder, NULL, hex);
    diags_free(known);
}

static void add_fonts(GArray *parts)
{
    struct fontset *fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    struct diags *known = diags_new(0);
    for (int weight = 0; weight < WEIGHT_COUNT; weight++)
        fontset_get(fontset, "Latn", (enum font_weight)weight, known);
    size_t count;
    const struct font *const *fonts = fontset_used(fontset, &count);
    for (size_t i = 0; i < count; i++) {
        char hex[HASH_HEX_SIZE];
        font_digest(fonts[i], hex);
        add_part(parts, fonts[i]->file, fonts[i]->version, hex);
    }
    diags_free(known);
    fontset_free(fontset);
}

static struct manifest_about about_new(const struct sign_options *options)
{
    static const char *const folders[] = {"schemas/", "schemas/profiles/", "templates/",
                                          "templates/strings/"};
    struct manifest_about about = {
        .program = "uplabel " PACKAGE_VERSION,
        .as_of = options->as_of,
        .signed_by = options->signed_by,
        .signed_on = options->signed_on,
        .data = manifest_parts_new(),
        .fonts = manifest_parts_new(),
    };
    struct workshop *workshop = workshop_new(options_end(options->data_dirs));
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        add_data(about.data, workshop_assets(workshop), folders[i]);
    workshop_free(workshop);
    add_fonts(about.fonts);
    return about;
}

static void about_clear(struct manifest_about *about)
{
    g_array_unref(about->data);
    g_array_unref(about->fonts);
}

/* What the command line says */

/* The file's path below a folder, NULL where it is not below. The caller frees. */
static char *path_below(const char *folder, const char *file)
{
    while (g_str_has_prefix(file, "./"))
        file += 2;
    if (strcmp(folder, ".") == 0)
        return *file != '/' ? g_strdup(file) : NULL;
    while (g_str_has_prefix(folder, "./"))
        folder += 2;
    size_t size = strlen(folder);
    bool below = strncmp(file, folder, size) == 0 && (file[size] == '/' || folder[size - 1] == '/');
    return below ? g_strdup(file + size + (file[size] == '/')) : NULL;
}

static int sign_each(const struct cli *cli, const struct sign_options *options,
                     const struct key *key, const struct manifest_about *about, char **files,
                     struct diags *diags)
{
    const char *name = options->output ? options->output : files[0];
    g_autofree char *folder = g_path_get_dirname(name);
    g_autofree char *base = g_path_get_basename(name);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    struct outputs *outputs = outputs_new(folder, cli->out);
    for (; *files; files++) {
        char *path = path_below(folder, *files);
        outputs_protect(outputs, *files);
        if (!path) {
            outputs_free(outputs);
            return options_wrong(
                cli, &command_sign,
                "%s is not below %s, where the manifest is to be: name it from there", *files,
                folder);
        }
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    bool good =
        sign_files(folder, (const char *const *)paths->pdata, base, key, about, outputs, diags);
    int status = good ? labels_commit(cli, outputs) : 0;
    outputs_free(outputs);
    return status;
}

static int sign_tree(const struct cli *cli, const struct key *key,
                     const struct manifest_about *about, const char *folder, struct diags *diags)
{
    struct outputs *outputs = outputs_new(folder, cli->out);
    bool good = sign_folder(folder, key, about, outputs, diags);
    int status = good ? labels_commit(cli, outputs) : 0;
    outputs_free(outputs);
    return status;
}

static int sign_operands(const struct cli *cli, const struct sign_options *options,
                         const struct key *key, char **operands, struct diags *diags)
{
    bool folder = g_file_test(operands[0], G_FILE_TEST_IS_DIR);
    if (folder && (operands[1] || options->output))
        return options_wrong(cli, &command_sign,
                             "a FOLDER is signed alone, and its manifest is in it");
    if (!folder && operands[1] && !options->output)
        return options_wrong(cli, &command_sign, "several files need -o NAME for their manifest");
    struct manifest_about about = about_new(options);
    int status = folder ? sign_tree(cli, key, &about, operands[0], diags)
                        : sign_each(cli, options, key, &about, operands, diags);
    about_clear(&about);
    return status;
}

static bool is_day(const char *text)
{
    struct date date;
    return !text || (date_parse(text, &date) && date.day > 0);
}

/* 0, or the exit status after a line on err. */
static int judge_options(const struct cli *cli, const struct sign_options *options, char **operands)
{
    const char *by = options->signed_by;
    if (!is_day(options->signed_on) || !is_day(options->as_of))
        return options_wrong(cli, &command_sign, "--%s is a day such as 2026-06-15, not '%s'",
                             is_day(options->as_of) ? "signed-on" : "as-of",
                             is_day(options->as_of) ? options->signed_on : options->as_of);
    if (by && (!g_utf8_validate(by, -1, NULL) || text_inspect(by).fault != TEXT_OK))
        return options_wrong(cli, &command_sign,
                             "--signed-by is empty, or has characters that cannot be seen");
    if (options->new_key && (options->key || *operands))
        return options_wrong(cli, &command_sign, "--new-key makes a key and signs nothing");
    if (!options->new_key && (!options->key || !*operands))
        return options_wrong(cli, &command_sign, "--key FILE and what to sign are needed");
    return 0;
}

static int sign(const struct cli *cli, const struct sign_options *options, char **operands)
{
    struct diags *diags = diags_new(0);
    struct key *key = options->new_key ? key_create(options->new_key, diags)
                                       : key_read_private(options->key, diags);
    int status = 0;
    if (key && options->new_key)
        fprintf(cli->out, "key %s\n", key_thumbprint(key));
    else if (key)
        status = sign_operands(cli, options, key, operands, diags);
    key_free(key);
    labels_print_findings(cli, diags);
    status = worst(status, diags_status(diags, SEVERITY_ERROR));
    diags_free(diags);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autofree char **operands = NULL;
    struct sign_options options = {.data_dirs = data_dirs};
    enum options_result parsed = options_parse(cli, &command_sign, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    int status = judge_options(cli, &options, operands);
    return status == 0 ? sign(cli, &options, operands) : status;
}
