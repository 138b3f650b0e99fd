/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue's site: gathered from the index, in one language after the other. */
#include "bulk/site.h"

#include "base/streams.h"
#include "bulk/site_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Helpers */

void site_link_free(void *data)
{
    struct site_link *link = data;
    g_free((char *)(uintptr_t)link->href);
    g_free((char *)(uintptr_t)link->words.text);
    g_free(link);
}

struct site_link *site_link_new(const char *href, const struct site_words *words, size_t count)
{
    struct site_link *link = g_new0(struct site_link, 1);
    *link = (struct site_link){.href = g_strdup(href), .words = *words, .count = count};
    link->words.text = g_strdup(words->text);
    return link;
}

char *site_key(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
    GString *key = g_string_new(NULL);
    for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char(c))
        if (!g_unichar_ismark(g_utf8_get_char(c)))
            g_string_append_len(key, c, g_utf8_next_char(c) - c);
    return g_string_free(key, FALSE);
}

static bool finish_file(struct site *site, FILE *file, const char *name)
{
    bool good = fflush(file) == 0 && !ferror(file);
    good = fclose(file) == 0 && good;
    if (!good)
        tree_fail(site->tree, name, streams_error(), site->diags);
    return good;
}

bool site_put_file(struct site *site, const char *name, const GString *bytes)
{
    FILE *file = tree_site_create(site->tree, site->edition.folder, name, site->diags);
    if (file == NULL)
        return false;
    fwrite(bytes->str, 1, bytes->len, file);
    return finish_file(site, file, name);
}

FILE *site_scratch(struct site *site)
{
    int descriptor = tree_create(site->tree, "scratch", site->diags);
    FILE *file = descriptor >= 0 ? streams_open(descriptor, "w+") : NULL;
    if (file != NULL && !tree_unlink(site->tree, "scratch", site->diags))
        g_clear_pointer(&file, fclose);
    return file;
}

const char *site_member(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

const json_t *site_words_of(const struct site *site, const json_t *entry)
{
    const json_t *words = json_array_get(json_object_get(entry, "words"), site->number);
    bool whole = site_member(words, "language") != NULL && site_member(words, "product") != NULL &&
                 site_member(words, "headline") != NULL && site_member(words, "brief") != NULL &&
                 site_member(words, "spoken") != NULL;
    bool fits = site->any_language || g_strcmp0(site_member(words, "language"),
                                                catalogue_language(site->edition.catalogue)) == 0;
    return whole && fits ? words : NULL;
}

bool site_scratch_good(struct site *site, FILE *file)
{
    if (fflush(file) == 0 && !ferror(file))
        return true;
    tree_fail(site->tree, "scratch", streams_error(), site->diags);
    return false;
}

/* Gathering */

static const char *page_of(const json_t *words)
{
    const char *page = site_member(words, "page");
    return page != NULL && tree_path_valid(page) ? page : NULL;
}

/* The last day that an end covers; NO_DATE where there is none. */
static struct date last_day(const json_t *entry)
{
    const char *end = site_member(entry, "end");
    struct date date;
    if (end == NULL || !date_parse(end, &date) || date.month == 0)
        return NO_DATE;
    return date_last_day(date);
}

/* Ends that are promised or expected, and have not come. */
static void take_event(struct site *site, const json_t *entry, const json_t *words, const char *key)
{
    struct date day = last_day(entry);
    const char *state = site_member(entry, "state");
    bool coming = g_strcmp0(state, "dated") == 0 || g_strcmp0(state, "expected") == 0;
    if (!coming || !date_known(day) || date_compare(day, site->edition.as_of) < 0)
        return;
    struct site_event event = {
        .id = site_member(entry, "id"),
        .variant = site_member(entry, "variant"),
        .day = day,
        .brief = site_member(words, "brief"),
        .spoken = site_member(words, "spoken"),
        .language = site_member(words, "language"),
        .page = page_of(words),
    };
    char date[11];
    g_autoptr(GString) bytes = g_string_new(NULL);
    site_put_event(bytes, &site->edition, &event);
    g_autofree char *place = g_strdup_printf("%s %s", date_format(day, date), key);
    sorter_add(site->events, place, strlen(place), bytes->str, bytes->len);
}

static void add_field(GString *content, const char *text)
{
    g_string_append_len(content, text != NULL ? text : "",
                        text != NULL ? (gssize)strlen(text) + 1 : 1);
}

/* Brand, category, state, last day; then the row as it stands in lists. */
static void take_row(struct site *site, const json_t *entry, const json_t *words, const char *key)
{
    const char *language = site_member(words, "language");
    const char *brand = site_member(entry, "brand");
    struct site_row row = {
        .id = site_member(entry, "id"),
        .variant = site_member(entry, "variant"),
        .gtin = site_member(entry, "gtin"),
        .name = site_member(words, "product"),
        .headline = site_member(words, "headline"),
        .remarks = site_member(words, "remarks"),
        .page = page_of(words),
        .language = language,
        .rtl = json_is_true(json_object_get(words, "rtl")),
    };
    char date[11];
    struct date day = last_day(entry);
    g_autoptr(GString) content = g_string_new(NULL);
    add_field(content, brand != NULL ? brand : site_member(entry, "maker"));
    add_field(content, site_member(entry, "category"));
    add_field(content, site_member(entry, "state"));
    add_field(content, date_known(day) ? date_format(day, date) : NULL);
    site_put_row(content, &site->edition, &row);
    sorter_add(site->rows, key, strlen(key), content->str, content->len);
}

/* True of an entry; false after a finding. */
static bool take_entry(struct site *site, const char *text)
{
    json_t *entry = json_loads(text, 0, NULL);
    const json_t *words = site_words_of(site, entry);
    const char *id = site_member(entry, "id"), *variant = site_member(entry, "variant");
    if (words != NULL && id != NULL) {
        g_autofree char *name = site_key(site_member(words, "product"));
        g_autofree char *key =
            g_strdup_printf("%s\001%s\001%s", name, id, variant != NULL ? variant : "");
        take_row(site, entry, words, key);
        take_event(site, entry, words, key);
        site->count++;
    } else {
        diag_add(site->diags, CODE_USAGE, NOWHERE,
                 "index.ndjson has no words in this language for the site: make it, or all of its "
                 "parts, with --site and the same --lang");
    }
    json_decref(entry);
    return words != NULL && id != NULL;
}

static bool take_index(struct site *site)
{
    FILE *index = tree_open_output(site->tree, "index.ndjson");
    char *text = NULL;
    size_t room = 0;
    bool good = index != NULL;
    while (good && getline(&text, &room, index) > 0)
        good = take_entry(site, text);
    if (index == NULL || ferror(index)) {
        tree_fail_output(site->tree, "index.ndjson", index == NULL ? errno : streams_error(),
                         site->diags);
        good = false;
    }
    if (index != NULL)
        fclose(index);
    free(text);
    return good;
}

/* Calendars */

static bool put_calendar_end(struct site *site, FILE *file, const char *name)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    site_close_calendar(bytes);
    fwrite(bytes->str, 1, bytes->len, file);
    return finish_file(site, file, name);
}

static FILE *open_calendar(struct site *site, const char *name)
{
    FILE *file = tree_site_create(site->tree, site->edition.folder, name, site->diags);
    g_autoptr(GString) bytes = g_string_new(NULL);
    site_open_calendar(bytes, &site->edition);
    if (file != NULL)
        fwrite(bytes->str, 1, bytes->len, file);
    return file;
}

static int year_of(const struct sorted *record)
{
    char figures[5] = "";
    memcpy(figures, record->key, MIN(record->key_size, 4));
    return (int)CLAMP(g_ascii_strtoll(figures, NULL, 10), DATE_YEAR_MIN, DATE_YEAR_MAX);
}

/* All events in one calendar (year 0), or those of a year in each. */
static bool write_calendars(struct site *site, bool by_year)
{
    FILE *file = NULL;
    struct sorted record;
    g_autofree char *name = NULL;
    int year = 0;
    bool good = true;
    for (sorter_rewind(site->events); good && sorter_next(site->events, &record);) {
        int now = by_year ? year_of(&record) : -1;
        if (now != year) {
            good = file == NULL || put_calendar_end(site, file, name);
            g_free(name);
            name = by_year ? g_strdup_printf("ends-%d.ics", now) : g_strdup("ends.ics");
            file = good ? open_calendar(site, name) : NULL;
            good = file != NULL;
            year = now;
            site->coming[by_year ? now - DATE_YEAR_MIN : 0] |= by_year;
            site->edition.calendar = true;
        }
        if (good)
            fwrite(record.content, 1, record.size, file);
    }
    if (file != NULL)
        good = put_calendar_end(site, file, name) && good;
    return good && sorter_good(site->events);
}

/* The start page */

static void put_links(GString *out, struct site *site, const char *below, const GPtrArray *links,
                      const char *text, bool jumps)
{
    g_autoptr(GPtrArray) moved = g_ptr_array_new_with_free_func(site_link_free);
    for (guint i = 0; i < links->len; i++) {
        const struct site_link *link = links->pdata[i];
        g_autofree char *href = g_strconcat(below, link->href, NULL);
        g_ptr_array_add(moved, site_link_new(href, &link->words, link->count));
    }
    if (moved->len == 0)
        return;
    if (jumps) {
        site_put_jumps(out, &site->edition, text, moved);
        return;
    }
    site_open_section(out, &site->edition, text);
    for (guint i = 0; i < moved->len; i++)
        site_put_link(out, moved->pdata[i]);
    site_close_section(out);
}

/* The start pages of the other languages. */
static GPtrArray *other_editions(const struct site *site, const struct bulk_options *options,
                                 struct workshop *workshop)
{
    GPtrArray *links = g_ptr_array_new_with_free_func(site_link_free);
    const char *const *languages = options->job.languages;
    for (size_t i = 0; languages[i] != NULL; i++) {
        g_autofree char *tag = g_strndup(languages[i], strcspn(languages[i], "+"));
        const struct catalogue *catalogue = workshop_catalogue(workshop, tag, site->diags);
        if (i == site->number || catalogue == NULL)
            continue;
        const char *up = site->number == 0 ? "site/" : "../";
        g_autofree char *href = i == 0 ? g_strdup("../../index.html")
                                       : g_strconcat(up, languages[i], "/index.html", NULL);
        struct site_words words = {catalogue_name(catalogue), catalogue_language(catalogue),
                                   catalogue_rtl(catalogue)};
        g_ptr_array_add(links, site_link_new(href, &words, 0));
    }
    return links;
}

static void put_start(GString *out, struct site *site, const char *below, const GPtrArray *others)
{
    static const char *const texts[] = {"site.brands", "site.categories", "site.states",
                                        "site.years"};
    static const int order[] = {2, 3, 1, 0};
    site_open_start(out, &site->edition, below, site->count);
    put_links(out, site, below, site->letters, "site.all", true);
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        put_links(out, site, below, site->kinds[order[i]], texts[order[i]], false);
    put_links(out, site, "", others, NULL, true);
    site_close_start(out, &site->edition, below);
}

/* That of the first language stands beside the outputs, when the lists are in place. */
static bool write_start(struct site *site, const struct bulk_options *options,
                        struct workshop *workshop, GString **first)
{
    g_autoptr(GPtrArray) others = other_editions(site, options, workshop);
    GString *out = g_string_new(NULL);
    g_autofree char *below =
        site->number == 0 ? g_strconcat("site/", site->edition.folder, "/", NULL) : g_strdup("");
    put_start(out, site, below, others);
    if (site->number == 0) {
        *first = out;
        return true;
    }
    bool good = site_put_file(site, "index.html", out);
    g_string_free(out, TRUE);
    return good;
}

/* Editions */

static void clear(struct site *site)
{
    sorter_free(site->rows);
    sorter_free(site->groups);
    sorter_free(site->events);
    if (site->lines != NULL)
        fclose(site->lines);
    g_ptr_array_unref(site->letters);
    for (size_t i = 0; i < G_N_ELEMENTS(site->kinds); i++)
        g_ptr_array_unref(site->kinds[i]);
}

static bool write_edition(struct tree *tree, const struct bulk_options *options,
                          struct workshop *workshop, struct diags *diags, size_t number,
                          const char *language, FILE *feed, GString **first)
{
    g_autofree char *tag = g_strndup(language, strcspn(language, "+"));
    struct site site = {
        .tree = tree,
        .diags = diags,
        .edition = {.catalogue = workshop_catalogue(workshop, tag, diags),
                    .folder = language,
                    .as_of = options->job.as_of,
                    .url = options->site_url,
                    .home = number == 0 ? "../../index.html" : "index.html"},
        .number = number,
        .any_language = options->job.languages[0] == NULL,
        .rows = sorter_new(tree, diags),
        .groups = sorter_new(tree, diags),
        .events = sorter_new(tree, diags),
        .letters = g_ptr_array_new_with_free_func(site_link_free),
        .feed = feed,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(site.kinds); i++)
        site.kinds[i] = g_ptr_array_new_with_free_func(site_link_free);
    site.lines = site_scratch(&site);
    bool good = site.edition.catalogue != NULL && site.lines != NULL && take_index(&site) &&
                write_calendars(&site, false) && write_calendars(&site, true) &&
                site_write_lists(&site) && site_write_feed(&site) &&
                write_start(&site, options, workshop, first);
    clear(&site);
    return good;
}

/* What the next run needs is safe before anything is exchanged. */
static bool publish(struct tree *tree, const GString *start, FILE *feed, int feed_descriptor,
                    struct diags *diags)
{
    bool whole = fflush(feed) == 0 && !ferror(feed);
    if (!whole || TEMP_FAILURE_RETRY(fsync(feed_descriptor)) != 0) {
        tree_fail(tree, "feed-new", whole ? errno : streams_error(), diags);
        return false;
    }
    int descriptor = tree_site_publish(tree, diags) ? tree_create(tree, "start", diags) : -1;
    FILE *file = descriptor >= 0 ? streams_open(descriptor, "w") : NULL;
    if (file == NULL)
        return false;
    fwrite(start->str, 1, start->len, file);
    return tree_publish(tree, file, descriptor, "start", "index.html", diags) &&
           tree_rename(tree, "feed-new", "feed", diags);
}

bool site_write(struct tree *tree, const struct bulk_options *options, struct workshop *workshop,
                struct diags *diags)
{
    static const char *const english[] = {"en", NULL};
    const char *const *languages =
        options->job.languages[0] != NULL ? options->job.languages : english;
    int descriptor = tree_site_begin(tree, diags) ? tree_create(tree, "feed-new", diags) : -1;
    FILE *feed = descriptor >= 0 ? streams_open(descriptor, "w") : NULL;
    GString *start = NULL;
    bool good = feed != NULL;
    for (size_t i = 0; good && languages[i] != NULL; i++)
        good = write_edition(tree, options, workshop, diags, i, languages[i], feed, &start);
    good = good && publish(tree, start, feed, descriptor, diags);
    if (feed != NULL)
        fclose(feed);
    if (start != NULL)
        g_string_free(start, TRUE);
    return good;
}

int site_run(const struct bulk_options *options, struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    struct tree *tree = tree_open(options->folder, diags);
    if (tree != NULL && tree_site_check(tree, diags) && site_write(tree, options, workshop, diags))
        tree_sync(tree, diags);
    tree_free(tree);
    g_autoptr(GString) text = g_string_new(NULL);
    diags_sort(diags);
    options->print_findings(text, diags);
    fputs(text->str, options->err);
    int status = diags_status(diags, SEVERITY_ERROR);
    diags_free(diags);
    return status;
}
