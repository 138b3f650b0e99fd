/* SPDX-License-Identifier: Apache-2.0 */
/* The one table of fonts, and the search for their files. */
#include "font/fontset.h"

#include <errno.h>
#include <string.h>

struct family {
    const char *name, *package;
    const char *files[WEIGHT_COUNT];
};

static const struct family inter = {
    "Inter",
    "fonts-inter",
    {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
     "Inter-ExtraBold.otf"},
};

static const struct family arabic = {
    "Noto Sans Arabic",
    "fonts-noto-core",
    {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf",
     "NotoSansArabic-Bold.ttf", "NotoSansArabic-Bold.ttf"},
};

static const struct family hebrew = {
    "Noto Sans Hebrew",
    "fonts-noto-core",
    {"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf",
     "NotoSansHebrew-Bold.ttf", "NotoSansHebrew-Bold.ttf"},
};

static const struct family cjk = {
    "Noto Sans CJK",
    "fonts-noto-cjk",
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc",
     "NotoSansCJK-Bold.ttc", "NotoSansCJK-Bold.ttc"},
};

/* Script to family and face inside the family's collections. The first serves every other script:
 * what it lacks is then reported glyph by glyph. */
static const struct script {
    char name[5];
    const struct family *family;
    unsigned index;
} scripts[] = {
    {"Latn", &inter, 0},  {"Grek", &inter, 0},  {"Cyrl", &inter, 0}, {"Zyyy", &inter, 0},
    {"Arab", &arabic, 0}, {"Hebr", &hebrew, 0}, {"Jpan", &cjk, 0},   {"Kore", &cjk, 1},
    {"Hans", &cjk, 2},    {"Hant", &cjk, 3},
};

struct fontset {
    char **folders;
    GPtrArray *fonts; /* of struct font, sorted */
    const struct font *known[G_N_ELEMENTS(scripts)][WEIGHT_COUNT];
};

static void free_font(void *font)
{
    font_free(font);
}

struct fontset *fontset_new(const char *path)
{
    struct fontset *fontset = g_new0(struct fontset, 1);
    fontset->folders = g_strsplit(path != NULL ? path : UPLABEL_FONT_PATH_DEFAULT, ":", -1);
    fontset->fonts = g_ptr_array_new_with_free_func(free_font);
    return fontset;
}

void fontset_free(struct fontset *fontset)
{
    if (fontset == NULL)
        return;
    g_strfreev(fontset->folders);
    g_ptr_array_unref(fontset->fonts);
    g_free(fontset);
}

static void add_places(const struct fontset *fontset, const char *file, GPtrArray *places)
{
    for (char **folder = fontset->folders; *folder != NULL; folder++) {
        g_autofree char *place = g_build_filename(*folder, file, NULL);
        if (**folder != '\0' && !g_ptr_array_find_with_equal_func(places, place, g_str_equal, NULL))
            g_ptr_array_add(places, g_steal_pointer(&place));
    }
}

char **fontset_places(const struct fontset *fontset)
{
    GPtrArray *places = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        for (int weight = 0; weight < WEIGHT_COUNT; weight++)
            add_places(fontset, scripts[i].family->files[weight], places);
    g_ptr_array_add(places, NULL);
    return (char **)g_ptr_array_free(places, FALSE);
}

static size_t script_index(const char *script)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        if (strcmp(scripts[i].name, script) == 0)
            return i;
    return 0;
}

static int compare_fonts(const struct font *a, const struct font *b)
{
    int order = strcmp(a->file, b->file);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static void keep_sorted(struct fontset *fontset, struct font *font)
{
    unsigned at = 0;
    while (at < fontset->fonts->len && compare_fonts(fontset->fonts->pdata[at], font) < 0)
        at++;
    g_ptr_array_insert(fontset->fonts, (int)at, font);
}

/* A font that is open already: several scripts and weights share files. */
static const struct font *find_open(const struct fontset *fontset, const char *file, unsigned index)
{
    for (size_t i = 0; i < fontset->fonts->len; i++) {
        const struct font *font = fontset->fonts->pdata[i];
        if (font->index == index && strcmp(font->file, file) == 0)
            return font;
    }
    return NULL;
}

/* NULL with the path of a file that is there and cannot be read, and errno; or without one. */
static const struct font *open_font(struct fontset *fontset, const char *file, unsigned index,
                                    char **unread)
{
    for (char **folder = fontset->folders; *folder != NULL; folder++) {
        if (**folder == '\0')
            continue;
        g_autofree char *path = g_build_filename(*folder, file, NULL);
        struct font *font = font_open(path, index);
        if (font != NULL) {
            keep_sorted(fontset, font);
            return font;
        }
        if (errno != 0 && errno != ENOENT && errno != ENOTDIR) {
            *unread = g_steal_pointer(&path);
            return NULL;
        }
    }
    return NULL;
}

static void report_missing(const struct fontset *fontset, const struct family *family,
                           const char *file, struct diags *diags)
{
    g_autofree char *folders = g_strjoinv(":", fontset->folders);
    diag_add(
        diags, CODE_FONT_MISSING, NOWHERE,
        "%s: the file %s is not in %s; install the Debian package %s, or name its directory in "
        "UPLABEL_FONT_PATH",
        family->name, file, folders, family->package);
}

const struct font *fontset_get(struct fontset *fontset, const char *script, enum font_weight weight,
                               struct diags *diags)
{
    size_t at = script_index(script);
    const struct font **known = &fontset->known[at][weight];
    if (*known != NULL)
        return *known;
    const struct family *family = scripts[at].family;
    const char *file = family->files[weight];
    *known = find_open(fontset, file, scripts[at].index);
    if (*known != NULL)
        return *known;
    g_autofree char *unread = NULL;
    *known = open_font(fontset, file, scripts[at].index, &unread);
    if (unread != NULL)
        diag_add(diags, CODE_IO_READ, NOWHERE, "%s: cannot read: %s", unread, strerror(errno));
    else if (*known == NULL)
        report_missing(fontset, family, file, diags);
    return *known;
}

const struct font *const *fontset_used(const struct fontset *fontset, size_t *count)
{
    *count = fontset->fonts->len;
    return (const struct font *const *)fontset->fonts->pdata;
}
