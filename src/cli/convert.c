/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel convert`: a declaration in the other syntax, or the draft of one from another format. */
#include "cli/labels.h"
#include "cli/options.h"

#include "read/carrier.h"
#include "read/foreign.h"
#include "read/read.h"
#include "write/declaration.h"

#include <string.h>

struct convert_options {
    const char *to, *output;
};

static const struct option_row rows[] = {
    {"to", 't', "SYNTAX", "json or xml", OPTION_TEXT, offsetof(struct convert_options, to)},
    {"output", 'o', "FILE", "write there; default: standard output", OPTION_OUTPUT,
     offsetof(struct convert_options, output)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_convert = {
    .name = "convert",
    .summary = "write a declaration in the other syntax, or draft one from another format",
    .synopsis = "--to json|xml [-o FILE] FILE",
    .description =
        "Writes a declaration as JSON or XML, members in the order of the vocabulary. OpenEoX,\n"
        "CTA-2120 and the label JSON are drafted into a declaration, with a list of the required\n"
        "fields that they do not give ('-' reads standard input).",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* Neither tree keeps comments. */
static void say_comments(struct document *document, struct diags *diags)
{
    const char *comment =
        document->syntax == SYNTAX_XML ? strstr(document->source->bytes, "<!--") : NULL;
    if (comment)
        diag_add(
            diags, CODE_CONVERT_COMMENTS,
            (struct place){document->source, (size_t)(comment - document->source->bytes), NULL},
            "comments, of which this is the first, are not in what was written");
}

static GBytes *convert(const char *file, FILE *in, enum syntax syntax, struct diags *diags)
{
    struct source *source = source_read(file, in, SOURCE_MAX_BYTES, diags);
    if (!source)
        return NULL;
    enum foreign_kind foreign = foreign_find(source);
    if (foreign == FOREIGN_NONE && !carrier_unpack(source, diags)) {
        source_free(source);
        return NULL;
    }
    struct document *document = foreign == FOREIGN_NONE ? read_declaration(source, diags)
                                                        : foreign_read(source, foreign, diags);
    if (!document)
        return NULL;
    GBytes *bytes = declaration_write(document, syntax);
    say_comments(document, diags);
    document_free(document);
    return bytes;
}

/* Takes the bytes. */
static int write_output(const struct cli *cli, const char *where, const char *input, GBytes *bytes)
{
    bool named = where && strcmp(where, "-") != 0;
    g_autofree char *folder = named ? g_path_get_dirname(where) : NULL;
    struct outputs *outputs = outputs_new(folder, cli->out);
    if (strcmp(input, "-") != 0)
        outputs_protect(outputs, input);
    outputs_take(outputs, named ? g_path_get_basename(where) : g_strdup("declaration"), bytes);
    int status = labels_commit(cli, outputs);
    outputs_free(outputs);
    return status;
}

static int convert_file(const struct cli *cli, const struct convert_options *options,
                        const char *file)
{
    enum syntax syntax = strcmp(options->to, "xml") == 0 ? SYNTAX_XML : SYNTAX_JSON;
    struct diags *diags = diags_new(0);
    GBytes *bytes = convert(file, cli->in, syntax, diags);
    labels_print_findings(cli, diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return bytes ? worst(status, write_output(cli, options->output, file, bytes)) : status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    struct convert_options options = {0};
    g_autofree char **operands = NULL;
    enum options_result parsed =
        options_parse(cli, &command_convert, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!options.to || (strcmp(options.to, "json") != 0 && strcmp(options.to, "xml") != 0))
        return options_wrong(cli, &command_convert, "--to is json or xml%s%s%s",
                             options.to ? ", not '" : "", options.to ? options.to : "",
                             options.to ? "'" : "");
    if (!operands[0] || operands[1])
        return options_wrong(cli, &command_convert, "takes one FILE ('-' reads standard input)");
    return convert_file(cli, &options, operands[0]);
}
