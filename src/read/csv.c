/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as RFC 4180 writes it: where a record ends, and its cells with their places. */
#include "read/csv.h"

#include "base/text.h"

#include <csv.h>
#include <glib.h>
#include <string.h>

enum { LINES_MAX = 1000 /* of one record */ };

/* Lines end with a line feed; a carriage return before it is a blank like others. */
static int is_end(unsigned char c)
{
    return c == '\n';
}

static int is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void start(struct csv_parser *parser, struct csv_dialect dialect)
{
    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(parser, (unsigned char)dialect.separator);
    csv_set_quote(parser, (unsigned char)dialect.quote);
    csv_set_term_func(parser, is_end);
    csv_set_space_func(parser, is_blank);
}

/* Records */

struct csv_cutter {
    struct csv_parser parser;
    struct csv_dialect dialect;
    bool row;       /* the line that was read last has ended a record */
    size_t scanned; /* bytes of this record that were read … */
    size_t lines;   /* … of so many lines … */
    size_t first;   /* … of which the first ends here */
};

struct csv_cutter *csv_cutter_new(struct csv_dialect dialect)
{
    struct csv_cutter *cutter = g_new0(struct csv_cutter, 1);
    cutter->dialect = dialect;
    start(&cutter->parser, dialect);
    return cutter;
}

void csv_cutter_free(struct csv_cutter *cutter)
{
    if (!cutter)
        return;
    csv_free(&cutter->parser);
    g_free(cutter);
}

static void on_row(int end, void *data)
{
    struct csv_cutter *cutter = data;
    cutter->row = end == '\n';
}

/* False where the quotation marks do not work out. */
static bool read_on(struct csv_cutter *cutter, const char *text, size_t size)
{
    cutter->row = false;
    return csv_parse(&cutter->parser, text, size, NULL, on_row, cutter) == size;
}

static void forget(struct csv_cutter *cutter)
{
    cutter->scanned = cutter->lines = cutter->first = 0;
}

/* The record is given up behind its first line. */
static const char *give_up(struct csv_cutter *cutter, const char *text)
{
    const char *end = text + cutter->first - 1;
    csv_free(&cutter->parser);
    start(&cutter->parser, cutter->dialect);
    forget(cutter);
    return end;
}

/* All that comes has come: the rest is one record, or its first line where that is none. */
static const char *cut_rest(struct csv_cutter *cutter, const char *text, size_t size)
{
    bool whole = read_on(cutter, text + cutter->scanned, size - cutter->scanned) &&
                 csv_fini(&cutter->parser, NULL, NULL, NULL) == 0;
    if (!whole && cutter->lines > 0)
        return give_up(cutter, text);
    forget(cutter);
    return NULL;
}

const char *csv_cut(struct csv_cutter *cutter, const char *text, size_t size, bool ended)
{
    const char *end;
    while ((end = memchr(text + cutter->scanned, '\n', size - cutter->scanned))) {
        size_t line = (size_t)(end - text) + 1 - cutter->scanned;
        bool good = read_on(cutter, text + cutter->scanned, line);
        cutter->scanned += line;
        if (cutter->lines++ == 0)
            cutter->first = cutter->scanned;
        if (good && cutter->row) {
            forget(cutter);
            return end;
        }
        if (!good || cutter->lines == LINES_MAX || cutter->scanned > SOURCE_MAX_BYTES)
            return give_up(cutter, text);
    }
    if (cutter->lines > 0 && size > SOURCE_MAX_BYTES)
        return give_up(cutter, text);
    return ended && size > 0 ? cut_rest(cutter, text, size) : NULL;
}

/* Cells */

struct cutting {
    GArray *cells;
    const struct source *source;
    char separator;
    size_t at;    /* the byte under work */
    size_t begun; /* the first byte of the cell under work */
};

static size_t skip_blanks(const struct cutting *cutting)
{
    size_t at = cutting->begun;
    const char *bytes = cutting->source->bytes;
    while (at < cutting->at && is_blank((unsigned char)bytes[at]) &&
           bytes[at] != cutting->separator)
        at++;
    return at;
}

static void on_cell(void *text, size_t size, void *data)
{
    struct cutting *cutting = data;
    struct csv_cell cell = {g_malloc0(size + 1), size, skip_blanks(cutting)};
    if (size > 0)
        memcpy(cell.text, text, size);
    g_array_append_val(cutting->cells, cell);
    cutting->begun = cutting->at + 1;
}

static void clear_cell(void *data)
{
    struct csv_cell *cell = data;
    g_free(cell->text);
}

void csv_cells_free(GArray *cells)
{
    if (cells)
        g_array_unref(cells);
}

static bool refuse(struct source *source, size_t offset, struct diags *diags, const char *text)
{
    diag_add(diags, CODE_CSV_SYNTAX, (struct place){source, offset, NULL}, "%s", text);
    return false;
}

static bool check_bytes(struct source *source, struct diags *diags)
{
    const char *nul = memchr(source->bytes, '\0', source->size);
    if (nul)
        return refuse(source, (size_t)(nul - source->bytes), diags,
                      "there is a NUL byte in the row; if there are many, the file may be UTF-16, "
                      "which the map has to say");
    size_t fault = text_utf8_fault(source->bytes, source->size);
    if (fault == source->size)
        return true;
    diag_add(diags, CODE_ENCODING, (struct place){source, fault, NULL},
             "byte 0x%02X does not belong into the encoding that the map names",
             (unsigned char)source->bytes[fault]);
    return false;
}

static bool read_cells(struct cutting *cutting, struct source *source, struct csv_parser *parser,
                       struct diags *diags)
{
    for (; cutting->at < source->size; cutting->at++)
        if (csv_parse(parser, source->bytes + cutting->at, 1, on_cell, NULL, cutting) == 0)
            return refuse(source, cutting->at, diags,
                          parser->quoted
                              ? "behind the closing quotation mark a separator or the end of the "
                                "row is due; a quotation mark inside quotes is written twice"
                              : "a quotation mark stands inside a cell without quotes; put the "
                                "cell into quotes, and write the mark twice");
    if (csv_fini(parser, on_cell, NULL, cutting) != 0)
        return refuse(source, skip_blanks(cutting), diags,
                      "the quotation mark that opens here is not closed in this row");
    return true;
}

GArray *csv_cells(struct source *source, struct csv_dialect dialect, struct diags *diags)
{
    struct cutting cutting = {.source = source, .separator = dialect.separator};
    struct csv_parser parser;
    if (!check_bytes(source, diags))
        return NULL;
    cutting.cells = g_array_new(FALSE, FALSE, sizeof(struct csv_cell));
    g_array_set_clear_func(cutting.cells, clear_cell);
    start(&parser, dialect);
    bool read = read_cells(&cutting, source, &parser, diags);
    csv_free(&parser);
    if (read)
        return cutting.cells;
    g_array_unref(cutting.cells);
    return NULL;
}
