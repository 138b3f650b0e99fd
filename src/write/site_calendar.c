/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar of coming ends (RFC 5545): all-day events, and no time but the day of the run. */
#include "base/hash.h"
#include "write/site.h"

#include <string.h>

enum { LINE_MAX_OCTETS = 75 };

/* A content line, folded between characters. */
static void put_line(GString *out, const char *line)
{
    size_t room = LINE_MAX_OCTETS;
    while (strlen(line) > room) {
        size_t cut = room;
        while (cut > 0 && ((unsigned char)line[cut] & 0xc0) == 0x80)
            cut--;
        g_string_append_len(out, line, (gssize)cut);
        g_string_append(out, "\r\n ");
        line += cut;
        room = LINE_MAX_OCTETS - 1;
    }
    g_string_append(out, line);
    g_string_append(out, "\r\n");
}

/* NAME:VALUE of a text value; name with its parameters, which are constants or language tags. */
static void put_text(GString *out, const char *name, const char *text)
{
    g_autoptr(GString) line = g_string_new(name);
    g_string_append_c(line, ':');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            g_string_append(line, "\\n");
        else if (strchr("\\;,", *c) != NULL)
            g_string_append_printf(line, "\\%c", *c);
        else if ((unsigned char)*c >= 0x20 && *c != 0x7f)
            g_string_append_c(line, *c);
    }
    put_line(out, line->str);
}

static void put_day(GString *out, const char *name, struct date day, const char *time)
{
    g_autofree char *line =
        g_strdup_printf("%s:%04d%02d%02d%s", name, day.year, day.month, day.day, time);
    put_line(out, line);
}

/* A UUID of version 8 out of what identifies a product's variant. */
static void put_uid(GString *out, const struct site_edition *edition,
                    const struct site_event *event)
{
    char hex[HASH_HEX_SIZE];
    g_autofree char *name = g_strdup_printf(
        "%s\n%s\n%s", event->id, event->variant != NULL ? event->variant : "", edition->folder);
    hash_sha256(name, strlen(name), hex);
    g_autofree char *line = g_strdup_printf("UID:%.8s-%.4s-8%.3s-8%.3s-%.12s", hex, hex + 8,
                                            hex + 12, hex + 15, hex + 18);
    put_line(out, line);
}

void site_open_calendar(GString *out, const struct site_edition *edition)
{
    g_autofree char *name = site_text(edition->catalogue, "site.calendar", NULL, NULL);
    g_string_append(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//uplabel//uplabel//EN\r\n"
                         "CALSCALE:GREGORIAN\r\n");
    put_text(out, "NAME", name);
    put_text(out, "X-WR-CALNAME", name);
}

void site_put_event(GString *out, const struct site_edition *edition,
                    const struct site_event *event)
{
    g_autofree char *summary = g_strconcat("SUMMARY;LANGUAGE=", event->language, NULL);
    g_autofree char *description = g_strconcat("DESCRIPTION;LANGUAGE=", event->language, NULL);
    put_line(out, "BEGIN:VEVENT");
    put_uid(out, edition, event);
    put_day(out, "DTSTAMP", edition->as_of, "T000000Z");
    put_day(out, "DTSTART;VALUE=DATE", event->day, "");
    put_text(out, summary, event->brief);
    put_text(out, description, event->spoken);
    if (edition->url != NULL && event->page != NULL) {
        g_autofree char *url = g_strconcat("URL:", edition->url, event->page, NULL);
        put_line(out, url);
    }
    put_line(out, "TRANSP:TRANSPARENT");
    put_line(out, "END:VEVENT");
}

void site_close_calendar(GString *out)
{
    put_line(out, "END:VCALENDAR");
}
