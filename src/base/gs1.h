/* SPDX-License-Identifier: Apache-2.0 */
/* GS1 Digital Links to a product: https://HOST/01/ and the 14 digits of its GTIN. */
#pragma once

/* The host in ASCII, internationalised names as punycode. NULL where it is more or less than a host
 * name; *why is then a static sentence part that says what is wrong. The caller frees. */
char *gs1_host(const char *text, const char **why);

/* The link to a right GTIN of any length at a host in ASCII; the caller frees. */
char *gs1_link(const char *host, const char *gtin);

/* The host of such a link, as gs1_link writes it; NULL for any other URL. The caller frees. */
char *gs1_link_host(const char *link);

/* The digits behind /01/ in the path of a URL, where they are the last key or only qualifiers (22,
 * 10, 21, 235) follow; NULL for any other URL. The caller frees. */
char *gs1_digits(const char *url);
