/* SPDX-License-Identifier: Apache-2.0 */
/* What jobs share for the life of the process: assets, fonts, catalogues, templates, profiles. */
#include "job/workshop.h"

#include "base/hash.h"
#include "base/source.h"
#include "rules/profile.h"

#include <stdlib.h>
#include <string.h>

/* How much of a digest an output names what it was made with by. */
#define OWN_DIGITS 16

#define ICONS "icons.xml"

struct workshop {
    struct assets *assets;
    struct fontset *fontset;
    GHashTable *catalogues; /* language → struct catalogue */
    GHashTable *templates;  /* name or path → struct template */
    GHashTable *profiles;   /* name or path → struct profile */
    GHashTable *own;    /* layout, language or "icons" → digest of what is not the program's */
    GHashTable *unused; /* language of wording laid over, never asked for → its file */
};

static void free_catalogue(void *catalogue)
{
    catalogue_free(catalogue);
}

static void free_template(void *template)
{
    template_free(template);
}

static void free_profile(void *profile)
{
    profile_free(profile);
}

/* The folders of --data-dir, then those of UPLABEL_DATADIR. */
static struct assets *open_assets(const char *const *data_folders)
{
    const char *inherited = getenv("UPLABEL_DATADIR");
    g_auto(GStrv) more = g_strsplit(inherited ? inherited : "", ":", -1);
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    for (; *data_folders; data_folders++)
        g_ptr_array_add(folders, (void *)(uintptr_t)*data_folders);
    for (char **folder = more; *folder; folder++)
        if (**folder)
            g_ptr_array_add(folders, *folder);
    g_ptr_array_add(folders, NULL);
    return assets_new((const char *const *)(void *)folders->pdata);
}

struct workshop *workshop_new(const char *const *data_folders)
{
    struct workshop *workshop = g_new0(struct workshop, 1);
    workshop->assets = open_assets(data_folders);
    workshop->fontset = fontset_new(getenv("UPLABEL_FONT_PATH"));
    workshop->catalogues = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_catalogue);
    workshop->templates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_template);
    workshop->profiles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_profile);
    workshop->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    workshop->unused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return workshop;
}

void workshop_free(struct workshop *workshop)
{
    if (!workshop)
        return;
    g_hash_table_unref(workshop->unused);
    g_hash_table_unref(workshop->own);
    g_hash_table_unref(workshop->templates);
    g_hash_table_unref(workshop->profiles);
    g_hash_table_unref(workshop->catalogues);
    fontset_free(workshop->fontset);
    assets_free(workshop->assets);
    g_free(workshop);
}

const struct assets *workshop_assets(const struct workshop *workshop)
{
    return workshop->assets;
}

struct fontset *workshop_fontset(const struct workshop *workshop)
{
    return workshop->fontset;
}

/* Remembers the bytes of what is not the program's own, added to what was remembered before. */
static void note_own(struct workshop *workshop, const char *key, const struct source *source)
{
    char hex[HASH_HEX_SIZE];
    if (!source || assets_include(source))
        return;
    hash_sha256(source->bytes, source->size, hex);
    const char *before = g_hash_table_lookup(workshop->own, key);
    g_hash_table_insert(workshop->own, g_strdup(key), g_strconcat(before ? before : "", hex, NULL));
}

static void note_asset(struct workshop *workshop, const char *key, const char *path)
{
    struct diags *known = diags_new(0); /* whoever loads it reports */
    struct source *source = assets_open(workshop->assets, path, known);
    note_own(workshop, key, source);
    source_free(source);
    diags_free(known);
}

static void note_template(struct workshop *workshop, const char *name)
{
    g_autofree char *path = g_strconcat("templates/", name, ".xml", NULL);
    if (!strchr(name, '/') && !g_str_has_suffix(name, ".xml")) {
        note_asset(workshop, name, path);
    } else {
        struct diags *known = diags_new(0);
        struct source *source = source_read(name, NULL, SOURCE_MAX_BYTES, known);
        note_own(workshop, name, source);
        source_free(source);
        diags_free(known);
    }
    if (!g_hash_table_contains(workshop->own, ICONS))
        note_asset(workshop, ICONS, "templates/icons.xml");
}

static void append_own(GString *out, const struct workshop *workshop, const char *key)
{
    const char *own = g_hash_table_lookup(workshop->own, key);
    g_string_append(out, own ? own : "");
}

char *workshop_own_data(const struct workshop *workshop, const char *layout, const char *languages)
{
    if (g_hash_table_size(workshop->own) == 0)
        return NULL;
    g_autoptr(GString) all = g_string_new(NULL);
    if (layout) {
        append_own(all, workshop, layout);
        append_own(all, workshop, ICONS);
    }
    g_auto(GStrv) tags = g_strsplit(languages, "+", -1);
    for (char **tag = tags; *tag; tag++)
        append_own(all, workshop, *tag);
    char hex[HASH_HEX_SIZE];
    hash_sha256(all->str, all->len, hex);
    return all->len > 0 ? g_strndup(hex, OWN_DIGITS) : NULL;
}

static struct catalogue *find_catalogue(struct workshop *workshop, const char *language,
                                        struct diags *diags)
{
    struct catalogue *catalogue = g_hash_table_lookup(workshop->catalogues, language);
    if (!catalogue) {
        catalogue = catalogue_load(workshop->assets, language, diags);
        if (catalogue) {
            g_autofree char *path = g_strconcat("templates/strings/", language, ".xml", NULL);
            note_asset(workshop, language, path);
            g_hash_table_insert(workshop->catalogues, g_strdup(language), catalogue);
        }
    }
    return catalogue;
}

const struct catalogue *workshop_catalogue(struct workshop *workshop, const char *language,
                                           struct diags *diags)
{
    g_hash_table_remove(workshop->unused, language);
    return find_catalogue(workshop, language, diags);
}

bool workshop_add_strings(struct workshop *workshop, const char *path, struct diags *diags)
{
    struct source *source =
        source_read(strcmp(path, "-") == 0 ? "./-" : path, NULL, SOURCE_MAX_BYTES, diags);
    struct catalogue *overlay = source ? catalogue_read_overlay(source, diags) : NULL;
    if (!overlay)
        return false;
    const char *language = catalogue_language(overlay);
    diags_set_place(diags, catalogue_place(overlay));
    struct catalogue *catalogue = find_catalogue(workshop, language, diags);
    diags_set_place(diags, NOWHERE);
    if (!catalogue) {
        catalogue_free(overlay);
        return false;
    }
    g_hash_table_insert(workshop->unused, g_strdup(language), g_strdup(path));
    note_own(workshop, language, catalogue_place(overlay).source);
    return catalogue_lay(catalogue, overlay, diags);
}

void workshop_judge_use(const struct workshop *workshop, struct diags *diags)
{
    GHashTableIter iter;
    void *language, *path;
    g_hash_table_iter_init(&iter, workshop->unused);
    while (g_hash_table_iter_next(&iter, &language, &path))
        diag_add(diags, CODE_STRINGS_UNUSED, NOWHERE,
                 "the wording of %s is in \"%s\"; no label of this run is", (char *)path,
                 (char *)language);
}

const struct template *workshop_template(struct workshop *workshop, const char *name,
                                         struct diags *diags)
{
    struct template *template = g_hash_table_lookup(workshop->templates, name);
    if (!template) {
        template = template_load(workshop->assets, name, diags);
        if (template) {
            note_template(workshop, name);
            g_hash_table_insert(workshop->templates, g_strdup(name), template);
        }
    }
    return template;
}

const struct profile *workshop_profile(struct workshop *workshop, const char *name,
                                       struct diags *diags)
{
    struct profile *profile = g_hash_table_lookup(workshop->profiles, name);
    if (!profile) {
        profile = profile_load(workshop->assets, name, diags);
        if (profile)
            g_hash_table_insert(workshop->profiles, g_strdup(name), profile);
    }
    return profile;
}

bool workshop_has_language(const struct workshop *workshop, const char *language)
{
    g_autofree char *path = g_strconcat("templates/strings/", language, ".xml", NULL);
    g_autoptr(GPtrArray) paths = assets_list(workshop->assets, "templates/strings/");
    for (guint i = 0; i < paths->len; i++)
        if (g_str_equal(paths->pdata[i], path))
            return true;
    return false;
}

const char *workshop_default_language(const struct workshop *workshop, const char *declared)
{
    return workshop_has_language(workshop, declared) ? declared : "en";
}

void workshop_allow_reading(const struct workshop *workshop, struct sandbox *sandbox)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) fonts = fontset_places(workshop->fontset);
    assets_add_folders(workshop->assets, folders);
    for (guint i = 0; i < folders->len; i++)
        sandbox_allow_reading(sandbox, folders->pdata[i]);
    for (char **font = fonts; *font; font++)
        sandbox_allow_reading(sandbox, *font);
}
