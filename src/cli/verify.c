/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel verify`: whether files are what the holder of a key signed. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/text.h"
#include "trust/verify.h"

#include <inttypes.h>
#include <string.h>

struct verify_options {
    const char *key;
};

static const struct option_row rows[] = {
    {"key", 'k', "FILE", "the public key of who signed, which did not come with the files",
     OPTION_FILE, offsetof(struct verify_options, key)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_verify = {
    .name = "verify",
    .summary = "tell whether files are as the holder of a key signed them",
    .synopsis = "--key FILE PATH…",
    .description =
        "Each PATH is a folder that was signed, a file with its manifest beside it, or the "
        "manifest\n"
        "(NAME.manifest.json). A file that is missing, changed or was added makes it invalid.",
    .options = rows,
    .reads_operands = true,
    .reads_beside = true,
    .run = run,
};

/* Claims: the key says nothing of names and days. */
static void print_claim(const struct cli *cli, const char *what, const char *text)
{
    g_autofree char *safe = text ? text_safe(text) : NULL;
    if (safe)
        fprintf(cli->out, "  %s %s\n", what, safe);
}

static void print_verdict(const struct cli *cli, const char *path, const char *key_file,
                          const struct key *key, const struct verified *verified, bool good)
{
    const struct manifest *manifest = verified->manifest;
    g_autofree char *safe = text_safe(path);
    g_autofree char *file = text_safe(key_file);
    fprintf(cli->out, "%s: %s for the key %s (%s)", safe, good ? "valid" : "NOT valid",
            key_thumbprint(key), file);
    if (!manifest) {
        fputs(": there is no manifest that it signed\n", cli->out);
        return;
    }
    fprintf(cli->out, ": %" PRIu64 " of %" PRIu64 " files as they were signed", verified->checked,
            manifest->count);
    if (!good)
        fprintf(cli->out, ", %" PRIu64 " changed, %" PRIu64 " missing, %" PRIu64 " added",
                verified->changed, verified->missing, verified->extra);
    fputc('\n', cli->out);
    print_claim(cli, "claims to be signed by", manifest->signed_by);
    print_claim(cli, "claims to be signed on", manifest->signed_on);
    print_claim(cli, "claims to be true as of", manifest->as_of);
    print_claim(cli, "signed by the program", manifest->program);
}

/* Of NAME.manifest.json as the user gave it, or of a file with that beside it. */
static bool verify_beside(const char *path, const struct key *key, struct verified *verified,
                          struct diags *diags)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    if (!g_str_has_suffix(base, MANIFEST_SUFFIX))
        return verify_files(folder, base, base, key, verified, diags);
    base[strlen(base) - strlen(MANIFEST_SUFFIX)] = '\0';
    if (strcmp(base, MANIFEST_TREE) == 0)
        return verify_folder(folder, key, verified, diags);
    return verify_files(folder, base, NULL, key, verified, diags);
}

static int verify_path(const struct cli *cli, const char *path, const char *key_file,
                       const struct key *key)
{
    struct diags *diags = diags_new(0);
    struct verified verified = {0};
    bool good = g_file_test(path, G_FILE_TEST_IS_DIR) ? verify_folder(path, key, &verified, diags)
                                                      : verify_beside(path, key, &verified, diags);
    print_verdict(cli, path, key_file, key, &verified, good);
    manifest_free(verified.manifest);
    fflush(cli->out);
    labels_print_findings(cli, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return good ? 0 : worst(status, BLAME_INPUT);
}

static int verify(const struct cli *cli, const char *key_file, char **paths)
{
    struct diags *diags = diags_new(0);
    struct key *key = key_read_public(key_file, diags);
    labels_print_findings(cli, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    for (; key && *paths; paths++)
        status = worst(status, verify_path(cli, *paths, key_file, key));
    key_free(key);
    diags_free(diags);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autofree char **paths = NULL;
    struct verify_options options = {0};
    enum options_result parsed = options_parse(cli, &command_verify, argc, argv, &options, &paths);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!options.key || !*paths)
        return options_wrong(cli, &command_verify, "--key FILE and a PATH are needed");
    return verify(cli, options.key, paths);
}
