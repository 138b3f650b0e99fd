/* SPDX-License-Identifier: Apache-2.0 */
/* What of a declaration another format has no place for, and what the format would need. */
#include "write/losses.h"

#include <string.h>

struct losses {
    const char *const *kept;
    GPtrArray *paths; /* of char *, each once */
};

enum keeping { KEEPS_NOTHING, KEEPS_SOME, KEEPS_ALL };

/* True where path is `whole` or lies below it. */
static bool is_within(const char *path, const char *whole)
{
    size_t length = strlen(whole);
    return strncmp(path, whole, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

static enum keeping keeping_of(const struct losses *losses, const char *path)
{
    enum keeping found = KEEPS_NOTHING;
    for (const char *const *kept = losses->kept; *kept; kept++) {
        if (is_within(path, *kept))
            return KEEPS_ALL;
        if (is_within(*kept, path))
            found = KEEPS_SOME;
    }
    return found;
}

static void add_path(struct losses *losses, const char *path)
{
    if (!g_ptr_array_find_with_equal_func(losses->paths, path, g_str_equal, NULL))
        g_ptr_array_add(losses->paths, g_strdup(path));
}

/* The items of a list have its path. Depth is that of the schema. */
static void walk(struct losses *losses, const struct element *element, const char *path)
{
    for (struct element *child = element_first(element); child; child = element_next(child)) {
        g_autofree char *below = child->item ? g_strdup(path)
                                 : *path     ? g_strconcat(path, ".", child->name, NULL)
                                             : g_strdup(child->name);
        enum keeping keeping = keeping_of(losses, below);
        if (keeping == KEEPS_NOTHING)
            add_path(losses, below);
        else if (keeping == KEEPS_SOME)
            walk(losses, child, below);
    }
}

void losses_report(const struct element *root, const char *format, const char *const *kept,
                   struct diags *diags)
{
    struct losses losses = {kept, g_ptr_array_new_with_free_func(g_free)};
    walk(&losses, root, "");
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < losses.paths->len; i++)
        if (strcmp(losses.paths->pdata[i], "schemaVersion") != 0)
            g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "",
                                   (const char *)losses.paths->pdata[i]);
    g_ptr_array_unref(losses.paths);
    if (list->len > 0)
        diag_add(diags, CODE_EXPORT_LOST, NOWHERE, "%s has no place for: %s", format, list->str);
}
