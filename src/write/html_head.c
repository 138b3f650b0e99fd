/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a page that needs nothing from elsewhere and runs nothing. */
#include "write/html_head.h"

#include "base/hash.h"
#include "write/html_text.h"

#include <string.h>

/* The style's digest as a content security policy wants it; the caller frees. */
static char *policy_digest(const char *style)
{
    uint8_t digest[HASH_RAW_SIZE];
    hash_sha256_raw(style, strlen(style), digest);
    return g_base64_encode(digest, sizeof digest);
}

void html_open_head(GString *out, const struct catalogue *catalogue, const char *style)
{
    g_autofree char *digest = policy_digest(style);
    html_say(out, "<!DOCTYPE html>\n<html lang=\"", catalogue_language(catalogue), "\"");
    html_say(out, " dir=\"", catalogue_rtl(catalogue) ? "rtl" : "ltr", "\">\n<head>\n");
    g_string_append_printf(out,
                           "<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; "
                           "form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, "
                           "initial-scale=1\">\n"
                           "<meta name=\"referrer\" content=\"no-referrer\">\n",
                           digest);
}

void html_close_head(GString *out, const char *style)
{
    g_string_append_printf(out, "<style>%s</style>\n</head>\n", style);
}
