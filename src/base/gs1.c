/* SPDX-License-Identifier: Apache-2.0 */
/* GS1 Digital Links to a product: https://HOST/01/ and the 14 digits of its GTIN. */
#include "base/gs1.h"

#include "base/gtin.h"
#include "base/url.h"

#include <glib.h>
#include <string.h>

#define SCHEME "https://"
#define KEY "01" /* the application identifier of a GTIN */

char *gs1_host(const char *text, const char **why)
{
    g_autofree char *url = g_strconcat(SCHEME, text, NULL);
    if (text[0] == '\0' || strpbrk(text, "/?#:@")) {
        *why = text[0] == '\0' ? "is none" : "is more than a host name";
        return NULL;
    }
    if (url_inspect(url, why) != URL_OK)
        return NULL;
    g_autofree char *ascii = url_ascii(url);
    return g_strdup(ascii + strlen(SCHEME));
}

char *gs1_link(const char *host, const char *gtin)
{
    g_autofree char *digits = gtin_14(gtin);
    return g_strconcat(SCHEME, host, "/" KEY "/", digits, NULL);
}

/* Whether nothing but qualifiers of a GTIN with their values follow. */
static bool are_qualifiers(char **segments)
{
    static const char *const keys[] = {"22", "10", "21", "235", NULL};
    for (; segments[0]; segments += 2)
        if (!g_strv_contains(keys, segments[0]) || !segments[1] || segments[1][0] == '\0')
            return false;
    return true;
}

char *gs1_digits(const char *url)
{
    g_autofree char *path = g_strndup(url, strcspn(url, "?#"));
    g_auto(GStrv) segments = g_strsplit(path, "/", -1);
    guint count = g_strv_length(segments);
    /* Behind "https:", "" and the host. */
    for (guint i = 3; i + 1 < count; i++) {
        const char *digits = segments[i + 1];
        if (strcmp(segments[i], KEY) == 0 && digits[0] != '\0' &&
            digits[strspn(digits, "0123456789")] == '\0' && are_qualifiers(segments + i + 2))
            return g_strdup(digits);
    }
    return NULL;
}

char *gs1_link_host(const char *link)
{
    g_autofree char *digits = gs1_digits(link), *why = NULL;
    if (!digits || strlen(digits) != 14 || gtin_inspect(digits, &why) != GTIN_OK ||
        !g_str_has_prefix(link, SCHEME))
        return NULL;
    const char *start = link + strlen(SCHEME), *reason;
    g_autofree char *part = g_strndup(start, strcspn(start, "/"));
    g_autofree char *host = gs1_host(part, &reason);
    g_autofree char *same = host ? gs1_link(host, digits) : NULL;
    return g_strcmp0(same, link) == 0 ? g_steal_pointer(&host) : NULL;
}
