/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes as a URL; what is taken has one ASCII form that leads to the same place. */
#include "fuzz.h"

#include "base/url.h"

#include <string.h>

/* What must not be in it, whatever came in. */
static void judge_ascii(const char *ascii)
{
    const char *host = strstr(ascii, "://");
    if (!host || (!g_str_has_prefix(ascii, "https://") && !g_str_has_prefix(ascii, "http://")))
        fuzz_fail("%s has another scheme", ascii);
    host += 3;
    size_t size = strcspn(host, "/?#");
    if (size == 0 || !memchr(host, '.', size) || memchr(host, '@', size))
        fuzz_fail("%s has no host of its own", ascii);
    for (const char *at = ascii; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("\\\"<>`{}|^", *at))
            fuzz_fail("%s has a character that no URL has", ascii);
}

/* It may differ in the case of scheme and host alone. */
static void judge_payload(const char *ascii, const char *payload)
{
    if (g_ascii_strcasecmp(ascii, payload) != 0)
        fuzz_fail("the code leads to %s, not to %s", payload, ascii);
    const char *rest = strstr(ascii, "://") + 3;
    rest += strcspn(rest, "/?#");
    if (strcmp(rest, payload + (rest - ascii)) != 0)
        fuzz_fail("the code leads to another path: %s", payload);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_string(data, size);
    const char *reason;
    enum url_fault fault = url_inspect(text, &reason);
    bool refused = fault == URL_FAULT_SYNTAX || fault == URL_FAULT_SCHEME;
    g_autofree char *ascii = url_ascii(text);
    g_autofree char *payload = url_qr_payload(text);
    if (refused != !ascii || refused != !payload || (fault == URL_OK) != !reason)
        fuzz_fail("%s was half refused", text);
    if (refused)
        return 0;
    judge_ascii(ascii);
    judge_payload(ascii, payload);
    g_autofree char *again = url_ascii(ascii);
    if (url_inspect(ascii, NULL) != fault || strcmp(again, ascii) != 0)
        fuzz_fail("%s is judged as another URL", ascii);
    return 0;
}
