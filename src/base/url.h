/* SPDX-License-Identifier: Apache-2.0 */
/* URL policy: one parse, https (or http, with a warning), ASCII after encoding. */
#pragma once

#include <stdbool.h>

enum url_fault {
    URL_OK,
    URL_FAULT_SYNTAX, /* no host, userinfo, backslash, bad %-escape, control or blank, bad port */
    URL_FAULT_SCHEME, /* neither https nor http */
    URL_WARN_HTTP,    /* http: usable, but a warning */
};

/* Judges a URL. *reason, where not NULL, is set to a static sentence part that says what is wrong
 * and what would be right ("has no host name", …). */
enum url_fault url_inspect(const char *url, const char **reason);

/* The URL re-serialised as ASCII: punycode host in lower case, the rest percent-encoded where
 * needed, escapes kept. NULL where url_inspect refuses it. The caller frees. */
char *url_ascii(const char *url);

/* The shortest equal payload for a QR code: scheme and host in upper case where everything then
 * fits the alphanumeric set of QR codes, else url_ascii. The caller frees. */
char *url_qr_payload(const char *url);
