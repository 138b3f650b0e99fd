/* SPDX-License-Identifier: Apache-2.0 */
/* Takes a URL apart once, by RFC 3986 and stricter; hosts by UTS 46; plain ASCII asks no ICU. */
#include "base/url.h"

#include "base/text.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>
#include <unicode/uidna.h>

#define HOST_MAX 253
#define LABEL_MAX 63

/* What url_inspect and the writers share; spans point into the URL. */
struct url {
    bool secure;
    char host[HOST_MAX + 1]; /* ASCII, lower case */
    unsigned port;           /* 0: the scheme's own */
    const char *rest;        /* path, query, fragment */
};

/* Reads "https:" or "http:" and the slashes. NULL after setting *fault and *reason. */
static const char *read_scheme(const char *url, struct url *parts, enum url_fault *fault,
                               const char **reason)
{
    parts->secure = g_ascii_strncasecmp(url, "https:", 6) == 0;
    if (!parts->secure && g_ascii_strncasecmp(url, "http:", 5) != 0) {
        *fault = URL_FAULT_SCHEME;
        *reason = "does not begin with https://";
        return NULL;
    }
    url = strchr(url, ':') + 1;
    if (strncmp(url, "//", 2) != 0) {
        *reason = "has no host name; write https://, a host name and a path";
        return NULL;
    }
    return url + 2;
}

/* Escapes that stand for control characters are as unwelcome as these themselves. */
static bool is_good_escape(const char *text)
{
    if (!g_ascii_isxdigit(text[1]) || !g_ascii_isxdigit(text[2]))
        return false;
    int value = g_ascii_xdigit_value(text[1]) * 16 + g_ascii_xdigit_value(text[2]);
    return value >= 0x20 && value != 0x7F;
}

/* Judges the characters; NULL or the reason. */
static const char *judge_characters(const char *url)
{
    for (const char *at = url; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c <= ' ' || c == 0x7F)
            return "contains a blank or a control character";
        if (c == '\\')
            return "contains a backslash; use / instead";
        if (c == '%' && !is_good_escape(at))
            return "has a % that two hexadecimal digits of a visible character must follow";
    }
    if (g_str_is_ascii(url))
        return NULL;
    if (!g_utf8_validate(url, -1, NULL))
        return "is not valid UTF-8";
    for (const char *at = url; *at; at = at + g_utf8_skip[(unsigned char)*at]) {
        if (g_unichar_isspace(g_utf8_get_char(at)))
            return "contains a blank or a control character";
    }
    enum text_fault fault = text_inspect(url).fault;
    if (fault != TEXT_OK && fault != TEXT_FAULT_MARKS && fault != TEXT_FAULT_MIXED_SCRIPT)
        return "contains a character that is invisible or reorders text";
    return NULL;
}

/* Reads 1 to 65535 without leading zero. */
static bool read_port(const char *text, size_t size, unsigned *port)
{
    *port = 0;
    if (size == 0 || size > 5 || *text == '0')
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        *port = *port * 10 + (unsigned)(text[i] - '0');
    }
    return *port <= 65535;
}

static bool is_good_label(const char *label, size_t size)
{
    if (size == 0 || size > LABEL_MAX || label[0] == '-' || label[size - 1] == '-')
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!g_ascii_isalnum(label[i]) && label[i] != '-')
            return false;
    }
    return true;
}

/* Browsers take a host whose last label is a number for an IPv4 address, hexadecimal included. */
static bool is_number_label(const char *label)
{
    if (label[0] == '0' && label[1] == 'x')
        return strspn(label + 2, "0123456789abcdef") == strlen(label + 2);
    return strspn(label, "0123456789") == strlen(label);
}

/* Judges a host in lower-case ASCII; NULL or the reason. */
static const char *judge_host(const char *host)
{
    const char *label = host;
    for (const char *dot; (dot = strchr(label, '.')); label = dot + 1) {
        if (!is_good_label(label, (size_t)(dot - label)))
            return "has a host name with a part that is empty, too long or misspelt";
    }
    if (!is_good_label(label, strlen(label)))
        return "has a host name with a part that is empty, too long or misspelt";
    if (is_number_label(label))
        return "leads to an IP address; use a host name";
    if (label == host)
        return "has a host name without a dot, which only a local network knows";
    return NULL;
}

/* Writes the host in lower-case ASCII, an internationalised one as punycode. */
static bool host_to_ascii(const char *text, size_t size, char host[static HOST_MAX + 1])
{
    g_autofree char *lower = g_ascii_strdown(text, (gssize)size);
    if (g_str_is_ascii(lower) && !strstr(lower, "xn--")) {
        return g_strlcpy(host, lower, HOST_MAX + 1) <= HOST_MAX;
    }
    UErrorCode error = U_ZERO_ERROR;
    UIDNA *idna = uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                      UIDNA_NONTRANSITIONAL_TO_ASCII,
                                  &error);
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    int32_t length = uidna_nameToASCII_UTF8(idna, lower, -1, host, HOST_MAX + 1, &info, &error);
    uidna_close(idna);
    return U_SUCCESS(error) && info.errors == 0 && length > 0 && length <= HOST_MAX;
}

/* Reads the authority, `size` bytes; NULL or the reason. */
static const char *read_authority(const char *text, size_t size, struct url *parts)
{
    if (memchr(text, '@', size))
        return "has a user name before the host name";
    if (memchr(text, '[', size))
        return "leads to an IP address; use a host name";

    const char *colon = memchr(text, ':', size);
    size_t host_size = colon ? (size_t)(colon - text) : size;
    if (host_size == 0)
        return "has no host name; write https://, a host name and a path";
    if (colon && !read_port(colon + 1, size - host_size - 1, &parts->port))
        return "has a port that is no number from 1 to 65535";
    if (parts->port == (parts->secure ? 443 : 80))
        parts->port = 0;
    if (memchr(text, '%', host_size) || !host_to_ascii(text, host_size, parts->host))
        return "has a host name with a part that is empty, too long or misspelt";
    return judge_host(parts->host);
}

static enum url_fault parse(const char *url, struct url *parts, const char **reason)
{
    *parts = (struct url){0};
    enum url_fault fault = URL_FAULT_SYNTAX;
    const char *authority = read_scheme(url, parts, &fault, reason);
    if (!authority)
        return fault;
    *reason = judge_characters(url);
    if (*reason)
        return URL_FAULT_SYNTAX;
    size_t size = strcspn(authority, "/?#");
    *reason = read_authority(authority, size, parts);
    if (*reason)
        return URL_FAULT_SYNTAX;
    parts->rest = authority + size;
    if (parts->secure)
        return URL_OK;
    *reason = "is not protected; use https if the server offers it";
    return URL_WARN_HTTP;
}

enum url_fault url_inspect(const char *url, const char **reason)
{
    struct url parts;
    const char *why = NULL;
    enum url_fault fault = parse(url, &parts, &why);
    if (reason)
        *reason = why;
    return fault;
}

static void append_origin(GString *out, const struct url *parts)
{
    g_string_append(out, parts->secure ? "https://" : "http://");
    g_string_append(out, parts->host);
    if (parts->port)
        g_string_append_printf(out, ":%u", parts->port);
}

/* Appends path, query and fragment; what RFC 3986 does not allow there is percent-encoded, so is
 * every # but the first. */
static void append_rest(GString *out, const char *rest)
{
    bool in_fragment = false;
    for (; *rest; rest++) {
        unsigned char c = (unsigned char)*rest;
        bool first_hash = c == '#' && !in_fragment;
        if (g_ascii_isalnum(*rest) || strchr("-._~!$&'()*+,;=:@/?%", *rest) || first_hash)
            g_string_append_c(out, *rest);
        else
            g_string_append_printf(out, "%%%02X", c);
        in_fragment = in_fragment || c == '#';
    }
}

char *url_ascii(const char *url)
{
    struct url parts;
    const char *reason;
    enum url_fault fault = parse(url, &parts, &reason);
    if (fault != URL_OK && fault != URL_WARN_HTTP)
        return NULL;
    GString *out = g_string_new(NULL);
    append_origin(out, &parts);
    append_rest(out, parts.rest);
    return g_string_free(out, false);
}

char *url_qr_payload(const char *url)
{
    char *ascii = url_ascii(url);
    if (!ascii)
        return NULL;
    /* Scheme and host have no case; all behind them has to fit as it is. */
    const char *host = strstr(ascii, "://") + 3;
    size_t origin = (size_t)(host - ascii) + strcspn(host, "/?#");
    const char *rest = ascii + origin;
    if (strspn(rest, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") != strlen(rest))
        return ascii;
    for (size_t i = 0; i < origin; i++)
        ascii[i] = g_ascii_toupper(ascii[i]);
    return ascii;
}
