/* SPDX-License-Identifier: Apache-2.0 */
/* URL policy: verdicts, ASCII form, QR payload. */
#include "base/url.h"

#include "unit.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *url;
    enum url_fault fault;
    const char *reason; /* a part of it */
} judged[] = {
    {"https://example.com", URL_OK, NULL},
    {"https://example.com/", URL_OK, NULL},
    {"HTTPS://Example.COM/a?b=c#d", URL_OK, NULL},
    {"https://a-1.example.com:8443/x", URL_OK, NULL},
    {"https://example.com/%C3%A9/\u00E9?q=\u4E2D", URL_OK, NULL},
    {"https://b\u00FCcher.example/", URL_OK, NULL},
    {"https://xn--bcher-kva.example/", URL_OK, NULL},
    {"https://example.com/%20?a=%0F0", URL_FAULT_SYNTAX, "%"},
    {"http://example.com/", URL_WARN_HTTP, "https"},
    /* schemes */
    {"", URL_FAULT_SCHEME, "https://"},
    {"example.com", URL_FAULT_SCHEME, "https://"},
    {"www.example.com/x", URL_FAULT_SCHEME, "https://"},
    {"//example.com/", URL_FAULT_SCHEME, "https://"},
    {"javascript:alert(1)", URL_FAULT_SCHEME, "https://"},
    {"JavaScript://example.com/%0Aalert(1)", URL_FAULT_SCHEME, "https://"},
    {"data:text/html,x", URL_FAULT_SCHEME, "https://"},
    {"file:///etc/passwd", URL_FAULT_SCHEME, "https://"},
    {"ftp://example.com/", URL_FAULT_SCHEME, "https://"},
    {"mailto:a@example.com", URL_FAULT_SCHEME, "https://"},
    {" https://example.com/", URL_FAULT_SCHEME, "https://"},
    {"httpss://example.com/", URL_FAULT_SCHEME, "https://"},
    /* hosts */
    {"https:", URL_FAULT_SYNTAX, "host name"},
    {"https:example.com", URL_FAULT_SYNTAX, "host name"},
    {"https:/example.com", URL_FAULT_SYNTAX, "host name"},
    {"https://", URL_FAULT_SYNTAX, "host name"},
    {"https:///x", URL_FAULT_SYNTAX, "host name"},
    {"https://?x", URL_FAULT_SYNTAX, "host name"},
    {"https://:443/", URL_FAULT_SYNTAX, "host name"},
    {"https://localhost/", URL_FAULT_SYNTAX, "dot"},
    {"https://camera/", URL_FAULT_SYNTAX, "dot"},
    {"https://example..com/", URL_FAULT_SYNTAX, "host name"},
    {"https://.example.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://example.com./", URL_FAULT_SYNTAX, "host name"},
    {"https://-a.example.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://a-.example.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://a_b.example.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://ex%61mple.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://exa*mple.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://192.0.2.1/", URL_FAULT_SYNTAX, "IP address"},
    {"https://0x7f.1/", URL_FAULT_SYNTAX, "IP address"},
    {"https://a.0x7f/", URL_FAULT_SYNTAX, "IP address"},
    {"https://[2001:db8::1]/", URL_FAULT_SYNTAX, "IP address"},
    {"https://\uFF11\uFF19\uFF12.0.2.\uFF11/", URL_FAULT_SYNTAX, "IP address"},
    {"https://xn--a.example/", URL_FAULT_SYNTAX, "host name"},
    {"https://exam\uFF0Fple.com/", URL_FAULT_SYNTAX, "host name"},
    {"https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/",
     URL_FAULT_SYNTAX, "host name"},
    /* users and ports */
    {"https://user@example.com/", URL_FAULT_SYNTAX, "user name"},
    {"https://user:secret@example.com/", URL_FAULT_SYNTAX, "user name"},
    {"https://example.com@evil.example/", URL_FAULT_SYNTAX, "user name"},
    {"https://example.com/@user", URL_OK, NULL},
    {"https://example.com:/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:0/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:65535/", URL_OK, NULL},
    {"https://example.com:65536/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:080/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:8a/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:80:80/", URL_FAULT_SYNTAX, "port"},
    {"https://example.com:-1/", URL_FAULT_SYNTAX, "port"},
    /* characters */
    {"https://example.com/a b", URL_FAULT_SYNTAX, "blank"},
    {"https://example.com/a\tb", URL_FAULT_SYNTAX, "blank"},
    {"https://example.com/\n", URL_FAULT_SYNTAX, "blank"},
    {"https://example.com/a\u00A0b", URL_FAULT_SYNTAX, "blank"},
    {"https://example.com\\@evil.example/", URL_FAULT_SYNTAX, "backslash"},
    {"https://example.com/\x7F", URL_FAULT_SYNTAX, "control"},
    {"https://example.com/%", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/%4", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/%zz", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/%00", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/%0d%0aX", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/%7F", URL_FAULT_SYNTAX, "%"},
    {"https://example.com/\u202Egpj", URL_FAULT_SYNTAX, "invisible"},
    {"https://example.com/a\u200Bb", URL_FAULT_SYNTAX, "invisible"},
    {"https://exam\u00ADple.com/", URL_FAULT_SYNTAX, "invisible"},
    {"https://example.com/\xFF", URL_FAULT_SYNTAX, "UTF-8"},
};

START_TEST(a_url_is_judged_with_a_reason)
{
    const char *reason = "untouched";
    enum url_fault fault = url_inspect(judged[_i].url, &reason);
    ck_assert_msg(fault == judged[_i].fault, "%s: %d (%s)", judged[_i].url, fault, reason);
    if (judged[_i].reason)
        ck_assert_msg(reason && strstr(reason, judged[_i].reason), "%s: %s", judged[_i].url,
                      reason);
    else
        ck_assert_ptr_null(reason);
    ck_assert_int_eq(url_inspect(judged[_i].url, NULL), fault);
}
END_TEST

START_TEST(a_refused_url_has_no_other_form)
{
    bool refused = judged[_i].fault == URL_FAULT_SYNTAX || judged[_i].fault == URL_FAULT_SCHEME;
    g_autofree char *ascii = url_ascii(judged[_i].url);
    g_autofree char *payload = url_qr_payload(judged[_i].url);
    ck_assert_int_eq(refused, ascii == NULL);
    ck_assert_int_eq(refused, payload == NULL);
    if (refused)
        return;
    for (const char *at = ascii; *at; at++)
        ck_assert_msg(*at > ' ' && *at <= '~', "%s", ascii);
    g_autofree char *again = url_ascii(ascii);
    ck_assert_str_eq(again, ascii);
    g_autofree char *scanned = url_ascii(payload);
    ck_assert_str_eq(scanned, ascii);
}
END_TEST

static const struct {
    const char *url, *ascii, *payload;
} forms[] = {
    {"https://example.com", "https://example.com", "HTTPS://EXAMPLE.COM"},
    {"HTTPS://Example.COM/A/1", "https://example.com/A/1", "HTTPS://EXAMPLE.COM/A/1"},
    {"https://example.com/a", "https://example.com/a", "https://example.com/a"},
    {"https://example.com:443/A", "https://example.com/A", "HTTPS://EXAMPLE.COM/A"},
    {"https://example.com:8443", "https://example.com:8443", "HTTPS://EXAMPLE.COM:8443"},
    {"http://example.com:80/", "http://example.com/", "HTTP://EXAMPLE.COM/"},
    {"http://example.com:443/", "http://example.com:443/", "HTTP://EXAMPLE.COM:443/"},
    {"https://example.com/01/$%2F*+-.", "https://example.com/01/$%2F*+-.",
     "HTTPS://EXAMPLE.COM/01/$%2F*+-."},
    {"https://example.com/?A", "https://example.com/?A", "https://example.com/?A"},
    {"https://example.com/A%2fB", "https://example.com/A%2fB", "https://example.com/A%2fB"},
    {"https://b\u00FCcher.example/\u00E9", "https://xn--bcher-kva.example/%C3%A9",
     "HTTPS://XN--BCHER-KVA.EXAMPLE/%C3%A9"},
    {"https://B\u00DCCHER.example/", "https://xn--bcher-kva.example/",
     "HTTPS://XN--BCHER-KVA.EXAMPLE/"},
    {"https://stra\u00DFe.example", "https://xn--strae-oqa.example",
     "HTTPS://XN--STRAE-OQA.EXAMPLE"},
    {"https://\u4F8B\u3002\u30C6\u30B9\u30C8/", "https://xn--fsq.xn--zckzah/",
     "HTTPS://XN--FSQ.XN--ZCKZAH/"},
    {"https://example.com/<\"`{|}^[]>", "https://example.com/%3C%22%60%7B%7C%7D%5E%5B%5D%3E",
     "HTTPS://EXAMPLE.COM/%3C%22%60%7B%7C%7D%5E%5B%5D%3E"},
    {"https://example.com/a#b#c", "https://example.com/a#b%23c", "https://example.com/a#b%23c"},
    {"https://example.com/a'b?c/d?e", "https://example.com/a'b?c/d?e",
     "https://example.com/a'b?c/d?e"},
};

START_TEST(a_url_is_written_as_ascii_and_as_payload)
{
    g_autofree char *ascii = url_ascii(forms[_i].url);
    g_autofree char *payload = url_qr_payload(forms[_i].url);
    ck_assert_pstr_eq(ascii, forms[_i].ascii);
    ck_assert_pstr_eq(payload, forms[_i].payload);
}
END_TEST

START_TEST(a_host_has_253_characters_at_most)
{
    GString *url = g_string_new("https://");
    for (int i = 0; i < 62; i++)
        g_string_append(url, "abc.");
    g_string_append(url, "abcde");
    ck_assert_uint_eq(url->len, 8 + 253);
    ck_assert_int_eq(url_inspect(url->str, NULL), URL_OK);
    g_string_append_c(url, 'f');
    ck_assert_int_eq(url_inspect(url->str, NULL), URL_FAULT_SYNTAX);
    g_string_append(url, "\u00E9");
    ck_assert_int_eq(url_inspect(url->str, NULL), URL_FAULT_SYNTAX);
    g_string_free(url, true);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("url");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_url_is_judged_with_a_reason, 0, G_N_ELEMENTS(judged));
    tcase_add_loop_test(all, a_refused_url_has_no_other_form, 0, G_N_ELEMENTS(judged));
    tcase_add_loop_test(all, a_url_is_written_as_ascii_and_as_payload, 0, G_N_ELEMENTS(forms));
    tcase_add_test(all, a_host_has_253_characters_at_most);
    suite_add_tcase(suite, all);
    return suite;
}
