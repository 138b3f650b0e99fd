/* SPDX-License-Identifier: Apache-2.0 */
/* Colours of a template's own: read, then judged by what is printed on them. */
#include "layout/colours.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_INK = 300,    /* per cent: more does not dry */
    LEAST_APART = 120, /* of the sums of red, green and blue: two colours that are told apart */
    NEAR_EU_BLUE = 7,  /* in each of them */
};

static const double LEAST_ON_SCREEN = 7, LEAST_IN_PRINT = 4.5;

static double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance of WCAG 2; the parts are from 0 to 1. */
static double luminance(double red, double green, double blue)
{
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

static double contrast(double one, double two)
{
    return (MAX(one, two) + 0.05) / (MIN(one, two) + 0.05);
}

static double screen_luminance(const struct scene_colour *colour)
{
    return luminance(colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0);
}

/* What process inks leave of white paper, each taken as a filter: good enough to tell dark from
 * light. */
static double print_luminance(const struct scene_colour *colour)
{
    double rest = 1 - colour->black / 100.0;
    return luminance((1 - colour->cyan / 100.0) * rest, (1 - colour->magenta / 100.0) * rest,
                     (1 - colour->yellow / 100.0) * rest);
}

static void G_GNUC_PRINTF(4, 5) complain(struct document *document, const struct element *element,
                                         struct diags *diags, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    document_report(document, element, diags, CODE_TEMPLATE_RULE, "%s \"%s\" %s", element->name,
                    element_attribute(element, "name"), text);
}

static void judge_contrast(struct document *document, const struct element *element, double own,
                           double text, double least, const char *where, struct diags *diags)
{
    double found = contrast(own, text);
    g_autoptr(GString) said = g_string_new(NULL);
    if (found >= least)
        return;
    number_append_fixed(said, (int64_t)(found * 10), 1);
    g_string_append(said, ":1 ");
    g_string_append(said, where);
    g_string_append(said, "; text on it needs ");
    number_append_fixed(said, (int64_t)(least * 10), 1);
    complain(document, element, diags, "has a contrast of %s:1", said->str);
}

/* Green is what certificates are made of. */
static bool is_green(const struct scene_colour *colour)
{
    int most = MAX(colour->red, colour->blue);
    return colour->green > most + 16 && colour->green * 4 > most * 5;
}

static bool is_eu_blue(const struct scene_colour *colour)
{
    return colour->red <= NEAR_EU_BLUE && abs(colour->green - 0x33) <= NEAR_EU_BLUE &&
           abs(colour->blue - 0x99) <= NEAR_EU_BLUE;
}

static void judge(struct document *document, const struct element *element, enum ink ink,
                  const struct scene_colour *colour, struct diags *diags)
{
    bool light = ink == INK_OPEN;
    double ink_luminance = luminance(0x11 / 255.0, 0x11 / 255.0, 0x11 / 255.0);
    judge_contrast(document, element, screen_luminance(colour), light ? ink_luminance : 1,
                   LEAST_ON_SCREEN, "on screen", diags);
    judge_contrast(document, element, print_luminance(colour), light ? 0 : 1, LEAST_IN_PRINT,
                   "in print", diags);
    if (is_green(colour))
        complain(document, element, diags,
                 "is green: that says that all is well, and a label only states a promise");
    if (is_eu_blue(colour))
        complain(document, element, diags, "is the blue of the EU's flag and its own labels");
    int sum = colour->cyan + colour->magenta + colour->yellow + colour->black;
    if (sum > MOST_INK)
        complain(document, element, diags, "puts %d %% of ink on one place; %d are the most", sum,
                 MOST_INK);
}

static uint8_t hexadecimal(const char *text)
{
    return (uint8_t)(g_ascii_xdigit_value(text[0]) * 16 + g_ascii_xdigit_value(text[1]));
}

/* "#RRGGBB" and four shares of ink in per cent, as the schema has them. */
static struct scene_colour parse(const struct element *element)
{
    const char *screen = element_attribute(element, "screen");
    g_auto(GStrv) print = g_strsplit(element_attribute(element, "print"), " ", 4);
    unsigned shares[4] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(shares) && print[i] != NULL; i++)
        number_parse_uint(print[i], &shares[i]);
    return (struct scene_colour){.own = true,
                                 .red = hexadecimal(screen + 1),
                                 .green = hexadecimal(screen + 3),
                                 .blue = hexadecimal(screen + 5),
                                 .cyan = (uint8_t)shares[0],
                                 .magenta = (uint8_t)shares[1],
                                 .yellow = (uint8_t)shares[2],
                                 .black = (uint8_t)shares[3]};
}

static enum ink ink_of(const char *name)
{
    for (int ink = INK_PROMISE; ink < INK_COUNT; ink++)
        if (strcmp(ink_name((enum ink)ink), name) == 0)
            return (enum ink)ink;
    return INK_COUNT;
}

/* A promise and its absence are told apart by colour too, where there is any. */
static void judge_apart(struct document *document, const struct element *parent,
                        const struct scene_colour *colours, struct diags *diags)
{
    static const struct scene_colour blue = {.red = 0x0b, .green = 0x3d, .blue = 0x91};
    static const struct scene_colour crimson = {.red = 0x8f, .green = 0x10, .blue = 0x23};
    const struct scene_colour *one = colours[INK_PROMISE].own ? &colours[INK_PROMISE] : &blue;
    const struct scene_colour *two = colours[INK_NONE].own ? &colours[INK_NONE] : &crimson;
    int apart =
        abs(one->red - two->red) + abs(one->green - two->green) + abs(one->blue - two->blue);
    if (apart < LEAST_APART)
        document_report(document, parent, diags, CODE_TEMPLATE_RULE,
                        "\"promise\" and \"none\" look alike; let one be of another hue");
}

void colours_read(struct document *document, const struct element *parent,
                  struct scene_colour colours[static INK_COUNT], struct diags *diags)
{
    for (struct element *e = element_first(parent); e != NULL; e = element_next(e)) {
        enum ink ink = ink_of(element_attribute(e, "name"));
        if (ink == INK_COUNT)
            continue; /* refused by the schema */
        if (colours[ink].own)
            complain(document, e, diags, "is there already");
        colours[ink] = parse(e);
        judge(document, e, ink, &colours[ink], diags);
    }
    judge_apart(document, parent, colours, diags);
}
