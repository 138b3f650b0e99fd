/* SPDX-License-Identifier: Apache-2.0 */
/* Code point classes, text policy, nearest names, and making untrusted bytes fit for a terminal. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text_fault {
    TEXT_OK,
    TEXT_FAULT_EMPTY,     /* nothing visible in it */
    TEXT_FAULT_CONTROL,   /* C0, C1, line and paragraph separators */
    TEXT_FAULT_BIDI,      /* embedding, override, isolate controls */
    TEXT_FAULT_INVISIBLE, /* zero width, fillers, tags, selectors, private use, noncharacters */
    TEXT_FAULT_UNASSIGNED,
    TEXT_FAULT_MARKS,        /* more than 3 combining marks in a row (warning) */
    TEXT_FAULT_MIXED_SCRIPT, /* confusable mix of scripts in one word (warning) */
};

struct text_report {
    enum text_fault fault;
    uint32_t code_point; /* the offending one, 0 for EMPTY */
    size_t index;        /* its position in code points, from 1 */
};

/* First fault of valid UTF-8 text, errors before warnings. ZWJ and ZWNJ pass where script or emoji
 * need them. */
struct text_report text_inspect(const char *text);

/* Offset of the first byte that is not valid UTF-8 (overlong and surrogates included), or size. */
size_t text_utf8_fault(const char *bytes, size_t size);

/* Number of code points. */
size_t text_length(const char *text);

/* Appends text so that no control, bidi or invisible character reaches a terminal: such characters
 * as \x1b or \u{202E}, broken bytes as \xNN, cut at `max` code points with "…" (0: no limit). */
void text_append_safe(GString *out, const char *text, size_t max);

/* The same as a string of its own; the caller frees. */
char *text_safe(const char *text);

/* The candidate nearest to name by edit distance (case-insensitive), if close enough to be worth
 * proposing; NULL otherwise. candidates ends with NULL. */
const char *text_nearest(const char *name, const char *const *candidates);

/* NFC of valid UTF-8; the caller frees. */
char *text_nfc(const char *text);

/* The Unicode version the tables come from, such as "15.0". */
const char *text_unicode_version(void);
