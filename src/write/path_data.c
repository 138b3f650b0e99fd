/* SPDX-License-Identifier: Apache-2.0 */
/* SVG path data: relative commands, no more digits and separators than needed. */
#include "write/path_data.h"

/* Writes a number backwards, ending before end; returns where it begins. Outlines hold thousands of
 * numbers, so this is number_append_fixed without its detours. */
static char *write_backwards(char *end, int32_t value, unsigned decimals)
{
    uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
    for (; decimals > 0 && rest % 10 == 0; decimals--)
        rest /= 10;
    char *at = end;
    for (; decimals > 0; decimals--, rest /= 10) {
        *--at = (char)('0' + rest % 10);
        if (decimals == 1)
            *--at = '.';
    }
    for (; rest > 0 || at == end; rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (value < 0)
        *--at = '-';
    return at;
}

/* Appends a number; a blank goes before it only where it would run into the one before. */
static void put_number(struct path_data *path, int32_t value)
{
    char text[24], *end = text + sizeof text;
    GString *out = path->out;
    char *at = write_backwards(end, value, path->decimals);
    if (value >= 0 && out->len > 0 && g_ascii_isdigit(out->str[out->len - 1]))
        *--at = ' ';
    for (; at < end; at++) /* inlined, and most numbers have three digits */
        g_string_append_c(out, *at);
}

static void put_command(struct path_data *path, char command)
{
    if (path->command != command)
        g_string_append_c(path->out, command);
    path->command = command;
}

static void put_line(struct path_data *path, int32_t x, int32_t y)
{
    int32_t dx = x - path->x, dy = y - path->y;
    put_command(path, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
    if (dx != 0 || dy == 0)
        put_number(path, dx);
    if (dy != 0)
        put_number(path, dy);
    path->x = x;
    path->y = y;
}

void path_data_end(struct path_data *path)
{
    if (path->line_waits)
        put_line(path, path->line_x, path->line_y);
    path->line_waits = false;
}

void path_data_move(struct path_data *path, int32_t x, int32_t y)
{
    path_data_end(path);
    g_string_append_c(path->out, 'm');
    put_number(path, x - path->x);
    put_number(path, y - path->y);
    path->command = 'l'; /* pairs behind a move are lines */
    path->start_x = path->x = x;
    path->start_y = path->y = y;
}

void path_data_line(struct path_data *path, int32_t x, int32_t y)
{
    path_data_end(path);
    path->line_x = x;
    path->line_y = y;
    path->line_waits = true;
}

void path_data_curve(struct path_data *path, const int32_t (*points)[2], size_t count)
{
    path_data_end(path);
    put_command(path, count == 2 ? 'q' : 'c');
    for (size_t i = 0; i < count; i++) {
        put_number(path, points[i][0] - path->x);
        put_number(path, points[i][1] - path->y);
    }
    path->x = points[count - 1][0];
    path->y = points[count - 1][1];
}

void path_data_close(struct path_data *path)
{
    if (path->line_x != path->start_x || path->line_y != path->start_y)
        path_data_end(path);
    path->line_waits = false;
    g_string_append_c(path->out, 'z');
    path->command = 'z';
    path->x = path->start_x;
    path->y = path->start_y;
}
