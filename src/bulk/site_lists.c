/* SPDX-License-Identifier: Apache-2.0 */
/* The site's lists: all products, and those of a brand, a category, a state, a year; page by page.
 */
#include "base/streams.h"
#include "bulk/ids.h"
#include "bulk/site_private.h"
#include "job/name.h"

#include <errno.h>
#include <string.h>

enum {
    PAGE_BYTES = 400000, /* of rows: a browser shows and searches so much at once */
    BRANDS_SHOWN = 60,   /* on the start page; more have pages of their own */
    LETTERS_END = 0x800, /* alphabets before; beyond, letters are too many to list */
};

/* A list under way. */
struct lister {
    struct site *site;
    struct site_page page;
    const GPtrArray *jumps; /* above every page; NULL: none */
    const char *calendar;   /* the file; NULL: none */
    GString *out;
    size_t bytes;
};

/* Whether a piece begins a new page; counts it. */
static bool breaks(size_t *bytes, size_t size)
{
    bool full = *bytes > 0 && *bytes + size > PAGE_BYTES;
    *bytes = full ? size : *bytes + size;
    return full;
}

static void open_page(struct lister *lister)
{
    g_string_set_size(lister->out, 0);
    site_open_page(lister->out, &lister->page);
    if (lister->jumps != NULL)
        site_put_jumps(lister->out, lister->page.edition, "site.all", lister->jumps);
    if (lister->calendar != NULL)
        site_put_calendar(lister->out, lister->page.edition, lister->calendar);
    site_open_list(lister->out, &lister->page);
}

static bool close_page(struct lister *lister)
{
    g_autofree char *file = site_file(lister->page.stem, lister->page.number);
    site_close_page(lister->out, &lister->page);
    return site_put_file(lister->site, file, lister->out);
}

static void lister_open(struct lister *lister)
{
    lister->page.edition = &lister->site->edition;
    lister->page.number = 1;
    lister->bytes = 0;
    lister->out = g_string_sized_new(PAGE_BYTES);
    open_page(lister);
}

static bool lister_put(struct lister *lister, const char *bytes, size_t size)
{
    bool good = true;
    if (breaks(&lister->bytes, size)) {
        good = close_page(lister);
        lister->page.number++;
        open_page(lister);
    }
    g_string_append_len(lister->out, bytes, (gssize)size);
    return good;
}

static bool lister_close(struct lister *lister)
{
    bool good = close_page(lister);
    g_string_free(lister->out, TRUE);
    return good;
}

/* All products */

/* What a row is listed under: its letter, '0' for figures, U+2026 for all else. */
static gunichar letter_of(const struct sorted *record)
{
    gunichar c =
        record->key_size > 0 ? g_utf8_get_char_validated(record->key, (gssize)record->key_size) : 0;
    if (g_unichar_isdigit(c) && c < 0x80)
        return '0';
    return c < LETTERS_END && g_unichar_isalpha(c) ? g_unichar_toupper(c) : 0x2026;
}

/* What comes before the first row of a letter. */
static char *letter_anchor(gunichar letter)
{
    return g_strdup_printf("</tbody>\n<tbody id=\"L%x\">\n", letter);
}

static void add_letter(struct site *site, gunichar letter, unsigned number)
{
    char text[8] = "";
    if (letter == '0')
        strcpy(text, "0–9");
    else
        text[g_unichar_to_utf8(letter, text)] = '\0';
    g_autofree char *file = site_file("products", number);
    g_autofree char *href = g_strdup_printf("%s#L%x", file, letter);
    g_ptr_array_add(site->letters, site_link_new(href, &(struct site_words){.text = text}, 0));
}

/* The fields of a row's content; the last is the row. */
static void split(const struct sorted *record, const char *fields[5])
{
    fields[0] = record->content;
    for (size_t i = 1; i < 5; i++)
        fields[i] = fields[i - 1] + strlen(fields[i - 1]) + 1;
}

static size_t row_size(const struct sorted *record, const char *row)
{
    return record->size - (size_t)(row - record->content);
}

/* Where a row is, as a group's record has it; behind it the group's name. */
struct where {
    uint64_t offset, size;
};

/* kind, what it is sorted by, what tells it from others, place in the list. */
static void add_group(struct site *site, char kind, const char *sorted_by, const char *ident,
                      const char *place, const struct where *where, const char *name)
{
    g_autoptr(GString) key = g_string_new(NULL), content = g_string_new(NULL);
    g_string_append_printf(key, "%c%s", kind, sorted_by);
    g_string_append_c(key, '\0');
    g_string_append(key, ident);
    g_string_append_c(key, '\0');
    g_string_append(key, place);
    g_string_append_len(content, (const char *)where, sizeof *where);
    g_string_append_len(content, name, (gssize)strlen(name) + 1);
    sorter_add(site->groups, key->str, key->len, content->str, content->len);
}

static bool is_token(const char *text)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        if (!g_ascii_isalnum(text[i]))
            return false;
    return size > 0 && size <= 64;
}

static int state_number(const char *state)
{
    static const char *const states[] = {"dated", "relative", "expected", "open", "none", "ended"};
    for (int i = 0; i < (int)G_N_ELEMENTS(states); i++)
        if (strcmp(states[i], state) == 0)
            return i;
    return -1;
}

/* Which lists a row is in, and where. */
static void add_groups(struct site *site, const char *fields[5], const struct where *where,
                       size_t rank)
{
    g_autofree char *place = g_strdup_printf("%012zu", rank);
    if (*fields[0] != '\0') {
        g_autofree char *key = site_key(fields[0]), *ident = ids_fold(fields[0]);
        add_group(site, '0', key, ident, place, where, fields[0]);
    }
    if (is_token(fields[1]))
        add_group(site, '1', fields[1], fields[1], place, where, fields[1]);
    int state = state_number(fields[2]);
    if (state >= 0) {
        char order[2] = {(char)('0' + state), '\0'};
        add_group(site, '2', order, fields[2], place, where, fields[2]);
    }
    if (*fields[3] != '\0') {
        g_autofree char *year = g_strndup(fields[3], 4);
        g_autofree char *dated = g_strdup_printf("%s%s", fields[3], place);
        add_group(site, '3', year, year, dated, where, year);
    }
}

/* The rows go to a file, where groups find them again; what pages there are, and where letters
 * begin. */
static bool place_rows(struct site *site, unsigned *pages)
{
    struct sorted record;
    gunichar letter = 0;
    size_t bytes = 0, rank = 0;
    struct where where = {0, 0};
    *pages = 1;
    for (sorter_rewind(site->rows); sorter_next(site->rows, &record); rank++) {
        const char *fields[5];
        gunichar now = letter_of(&record);
        split(&record, fields);
        where.size = row_size(&record, fields[4]);
        g_autofree char *anchor = now != letter ? letter_anchor(now) : g_strdup("");
        *pages += breaks(&bytes, where.size + strlen(anchor)) ? 1 : 0;
        if (now != letter)
            add_letter(site, now, *pages);
        letter = now;
        fwrite(fields[4], 1, where.size, site->lines);
        add_groups(site, fields, &where, rank);
        where.offset += where.size;
    }
    return site_scratch_good(site, site->lines) && sorter_good(site->rows);
}

static bool write_products(struct site *site, unsigned pages)
{
    bool english, good = true;
    g_autofree char *heading = site_text(site->edition.catalogue, "site.all", NULL, &english);
    struct lister lister = {
        .site = site,
        .page = {.heading = {heading, english ? "en" : NULL, false},
                 .stem = "products",
                 .pages = pages,
                 .count = site->count,
                 .products = true},
        .jumps = site->letters,
    };
    struct sorted record;
    gunichar letter = 0;
    lister_open(&lister);
    for (sorter_rewind(site->rows); good && sorter_next(site->rows, &record);) {
        const char *fields[5];
        gunichar now = letter_of(&record);
        split(&record, fields);
        g_autoptr(GString) piece = g_string_new(NULL);
        if (now != letter) {
            g_autofree char *anchor = letter_anchor(now);
            g_string_append(piece, anchor);
        }
        letter = now;
        g_string_append_len(piece, fields[4], (gssize)row_size(&record, fields[4]));
        good = lister_put(&lister, piece->str, piece->len);
    }
    return lister_close(&lister) && good && sorter_good(site->rows);
}

/* Groups */

/* What is known of a group before its pages are written. */
struct plan {
    size_t count, pages;
};

/* A group as its first record names it. */
struct group {
    int kind;
    GString *key; /* its part of the records' keys, with both ends */
    char *ident, *name;
};

/* The part of a record's key that its group's records share. */
static size_t shared_size(const struct sorted *record)
{
    size_t size = 0, ends = 0;
    while (size < record->key_size && ends < 2)
        ends += record->key[size++] == '\0' ? 1 : 0;
    return size;
}

static bool is_of(const struct group *group, const struct sorted *record)
{
    return group->key->len > 0 && shared_size(record) == group->key->len &&
           memcmp(record->key, group->key->str, group->key->len) == 0;
}

static void begin_group(struct group *group, const struct sorted *record)
{
    g_string_truncate(group->key, 0);
    g_string_append_len(group->key, record->key, (gssize)shared_size(record));
    g_free(group->ident);
    g_free(group->name);
    group->kind = record->key[0] - '0';
    g_assert(group->kind >= 0 && group->kind <= 3);
    group->ident = g_strdup(group->key->str + strlen(group->key->str) + 1);
    group->name = g_strdup(record->content + sizeof(struct where));
}

static void clear_group(struct group *group)
{
    g_string_free(group->key, TRUE);
    g_free(group->ident);
    g_free(group->name);
}

static struct where where_of(const struct sorted *record)
{
    struct where where;
    memcpy(&where, record->content, sizeof where);
    return where;
}

static char *stem_of(const struct group *group)
{
    static const char *const prefixes[] = {"brand", "category", "state", "ends"};
    g_autofree char *slug = group->kind == 0 ? name_slug(group->ident) : g_strdup(group->ident);
    return g_strdup_printf("%s-%s", prefixes[group->kind], slug);
}

/* "smartSpeaker" as "Smart speaker". */
static char *spaced(const char *name)
{
    GString *text = g_string_new(NULL);
    for (const char *c = name; *c != '\0'; c++) {
        if (g_ascii_isupper(*c) && c > name)
            g_string_append_c(text, ' ');
        g_string_append_c(text, c == name ? g_ascii_toupper(*c) : g_ascii_tolower(*c));
    }
    return g_string_free(text, FALSE);
}

/* What a group is called; categories have English names. Sets the language where it is another. */
static char *name_of(const struct site *site, const struct group *group, const char **language)
{
    bool english = group->kind == 1;
    char *name = NULL;
    if (group->kind == 2) {
        name = site_name(site->edition.catalogue, group->ident, &english);
    } else {
        name = english ? spaced(group->ident) : g_strdup(group->name);
    }
    bool other = strcmp(catalogue_language(site->edition.catalogue), "en") != 0;
    *language = english && other ? "en" : NULL;
    return name;
}

/* Links to the groups of a kind: brands in a file of their own, for they may be many. */
struct links {
    FILE *brands; /* pieces, each behind its size */
    size_t brand_count, bytes;
    unsigned pages;
};

static void add_link(struct site *site, struct links *links, const struct group *group,
                     const struct plan *plan)
{
    const char *language;
    g_autofree char *stem = stem_of(group), *file = site_file(stem, 1);
    g_autofree char *name = name_of(site, group, &language);
    struct site_link *link =
        site_link_new(file, &(struct site_words){.text = name, .language = language}, plan->count);
    if (group->kind != 0) {
        g_ptr_array_add(site->kinds[group->kind], link);
        return;
    }
    g_autoptr(GString) piece = g_string_new(NULL);
    site_put_link(piece, link);
    uint32_t size = (uint32_t)piece->len;
    fwrite(&size, sizeof size, 1, links->brands);
    fwrite(piece->str, 1, piece->len, links->brands);
    links->pages += breaks(&links->bytes, piece->len) ? 1 : 0;
    if (links->brand_count++ < BRANDS_SHOWN)
        g_ptr_array_add(site->kinds[0], link);
    else
        site_link_free(link);
}

/* Counts every group's products and pages; they are written down in order. */
static bool plan_groups(struct site *site, struct links *links, FILE *plans)
{
    struct group group = {.key = g_string_new(NULL)};
    struct plan plan = {0, 1};
    struct sorted record;
    size_t bytes = 0;
    for (sorter_rewind(site->groups); sorter_next(site->groups, &record);) {
        if (!is_of(&group, &record)) {
            if (plan.count > 0) {
                add_link(site, links, &group, &plan);
                fwrite(&plan, sizeof plan, 1, plans);
            }
            begin_group(&group, &record);
            plan = (struct plan){0, 1};
            bytes = 0;
        }
        plan.count++;
        plan.pages += breaks(&bytes, where_of(&record).size) ? 1 : 0;
    }
    if (plan.count > 0) {
        add_link(site, links, &group, &plan);
        fwrite(&plan, sizeof plan, 1, plans);
    }
    clear_group(&group);
    bool good = site_scratch_good(site, plans) && site_scratch_good(site, links->brands);
    rewind(plans);
    rewind(links->brands);
    return good && sorter_good(site->groups);
}

/* Reads a piece back; false after a finding. */
static bool read_piece(struct site *site, FILE *file, size_t size, GString *piece)
{
    g_string_set_size(piece, size);
    if (fread(piece->str, 1, size, file) == size)
        return true;
    tree_fail(site->tree, "scratch", ferror(file) ? streams_error() : EIO, site->diags);
    return false;
}

/* The pages of the group whose first record this is; *more tells whether another's follows. */
static bool write_group(struct site *site, const struct plan *plan, struct group *group,
                        struct sorted *record, bool *more)
{
    const char *language;
    g_autofree char *stem = stem_of(group), *name = name_of(site, group, &language);
    g_autofree char *calendar = g_strdup_printf("%s.ics", stem);
    int year = group->kind == 3 ? (int)g_ascii_strtoll(group->ident, NULL, 10) : 0;
    bool coming =
        year >= DATE_YEAR_MIN && year <= DATE_YEAR_MAX && site->coming[year - DATE_YEAR_MIN];
    struct lister lister = {
        .site = site,
        .page = {.heading = {name, language, false},
                 .stem = stem,
                 .pages = (unsigned)plan->pages,
                 .count = plan->count,
                 .products = true},
        .calendar = coming ? calendar : NULL,
    };
    g_autoptr(GString) row = g_string_new(NULL);
    bool good = true;
    lister_open(&lister);
    do {
        struct where where = where_of(record);
        good = fseeko(site->lines, (off_t)where.offset, SEEK_SET) == 0 &&
               read_piece(site, site->lines, where.size, row) &&
               lister_put(&lister, row->str, row->len);
        *more = good && sorter_next(site->groups, record);
    } while (*more && is_of(group, record));
    return lister_close(&lister) && good;
}

static bool write_groups(struct site *site, FILE *plans)
{
    struct group group = {.key = g_string_new(NULL)};
    struct plan plan;
    struct sorted record;
    bool good = true;
    sorter_rewind(site->groups);
    bool more = sorter_next(site->groups, &record);
    while (good && more && fread(&plan, sizeof plan, 1, plans) == 1) {
        begin_group(&group, &record);
        good = write_group(site, &plan, &group, &record, &more);
    }
    clear_group(&group);
    return good && !more && sorter_good(site->groups);
}

/* Only where they are too many for the start page. */
static bool write_brands(struct site *site, const struct links *links)
{
    bool english, good = true;
    uint32_t size;
    g_autofree char *heading = site_text(site->edition.catalogue, "site.brands", NULL, &english);
    struct lister lister = {
        .site = site,
        .page = {.heading = {heading, english ? "en" : NULL, false},
                 .stem = "brands",
                 .pages = links->pages,
                 .count = site->count},
    };
    g_autoptr(GString) piece = g_string_new(NULL);
    if (links->brand_count <= BRANDS_SHOWN)
        return true;
    g_ptr_array_set_size(site->kinds[0], 0);
    g_ptr_array_add(site->kinds[0],
                    site_link_new("brands.html", &lister.page.heading, links->brand_count));
    lister_open(&lister);
    while (good && fread(&size, sizeof size, 1, links->brands) == 1)
        good = read_piece(site, links->brands, size, piece) &&
               lister_put(&lister, piece->str, piece->len);
    return lister_close(&lister) && good;
}

bool site_write_lists(struct site *site)
{
    unsigned pages;
    struct links links = {.brands = site_scratch(site), .pages = 1};
    FILE *plans = site_scratch(site);
    bool good = links.brands != NULL && plans != NULL && place_rows(site, &pages) &&
                write_products(site, pages) && plan_groups(site, &links, plans) &&
                write_groups(site, plans) && write_brands(site, &links);
    if (links.brands != NULL)
        fclose(links.brands);
    if (plans != NULL)
        fclose(plans);
    return good;
}
