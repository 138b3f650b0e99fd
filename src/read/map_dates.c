/* SPDX-License-Identifier: Apache-2.0 */
/* Dates as suppliers write them: patterns that leave nothing to guess. */
#include "read/map_dates.h"

#include "base/date.h"

#include <string.h>

enum { PARTS_MAX = 3 };

/* Day, month or year, and the character behind it. */
struct part {
    char kind;          /* 'd', 'm', 'y' */
    size_t least, most; /* digits */
    char behind;        /* '\0': nothing */
};

struct date_form {
    struct part parts[PARTS_MAX];
    size_t count;
};

/* The parts stand for a date: a year, perhaps a month, and a day only with it, each once. */
static bool is_whole(const struct date_form *form)
{
    size_t days = 0, months = 0, years = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct part *part = &form->parts[i];
        days += part->kind == 'd';
        months += part->kind == 'm';
        years += part->kind == 'y';
        bool last = i + 1 == form->count;
        if (last ? part->behind != '\0' : part->behind == '\0' && part->least != part->most)
            return false; /* a separator that hangs; figures whose end nobody could tell */
        if (!last && part->behind == '\0' && form->parts[i + 1].least != form->parts[i + 1].most)
            return false;
    }
    return years == 1 && months <= 1 && days <= months;
}

static bool parse_form(const char *text, struct date_form *form)
{
    *form = (struct date_form){0};
    while (*text != '\0') {
        size_t size = 1;
        while (text[size] == *text)
            size++;
        bool year = *text == 'y';
        if (strchr("dmy", *text) == NULL || form->count == PARTS_MAX ||
            (year ? size != 4 : size > 2))
            return false;
        struct part *part = &form->parts[form->count++];
        *part = (struct part){*text, size, year ? 4 : 2, '\0'};
        text += size;
        if (*text != '\0' && strchr("./-", *text) != NULL)
            part->behind = *text++;
    }
    return is_whole(form);
}

/* Digits up to the next separator, and the parts that they are shared between. */
struct run {
    size_t least, most, end;
};

static struct run next_run(const struct date_form *form, size_t at)
{
    struct run run = {0, 0, at};
    do {
        run.least += form->parts[run.end].least;
        run.most += form->parts[run.end].most;
    } while (form->parts[run.end++].behind == '\0' && run.end < form->count);
    return run;
}

static bool same_parts(const struct date_form *a, const struct date_form *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (a->parts[i].kind != b->parts[i].kind)
            return false;
    return a->count == b->count;
}

/* Whether some text fits both and would be two different days. */
static bool may_differ(const struct date_form *a, const struct date_form *b)
{
    size_t i = 0, j = 0;
    while (i < a->count && j < b->count) {
        struct run one = next_run(a, i), other = next_run(b, j);
        if (one.most < other.least || other.most < one.least ||
            a->parts[one.end - 1].behind != b->parts[other.end - 1].behind)
            return false;
        i = one.end;
        j = other.end;
    }
    return i == a->count && j == b->count && !same_parts(a, b);
}

GArray *date_forms_parse(const char *list, char **why)
{
    g_auto(GStrv) texts = g_strsplit(list, " ", -1);
    g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(struct date_form));
    *why = NULL;
    for (size_t i = 0; texts[i] != NULL; i++) {
        struct date_form form;
        if (!parse_form(texts[i], &form)) {
            *why =
                g_strdup_printf("\"%s\" is no pattern of a date: it has yyyy, and with it m or mm, "
                                "and with these d or dd, as in dd.mm.yyyy; a year of two digits "
                                "would be a guess",
                                texts[i]);
            return NULL;
        }
        for (guint j = 0; j < forms->len; j++)
            if (may_differ(&form, &g_array_index(forms, struct date_form, j))) {
                *why =
                    g_strdup_printf("\"%s\" and \"%s\" would read one text as two different days; "
                                    "keep the one that the supplier uses",
                                    texts[j], texts[i]);
                return NULL;
            }
        g_array_append_val(forms, form);
    }
    return g_steal_pointer(&forms);
}

static bool read_number(const char **text, const struct part *part, int *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < part->most && g_ascii_isdigit((*text)[digits]))
        *number = *number * 10 + g_ascii_digit_value((*text)[digits++]);
    *text += digits;
    return digits >= part->least;
}

static bool read_form(const struct date_form *form, const char *text, struct date *date)
{
    *date = NO_DATE;
    for (size_t i = 0; i < form->count; i++) {
        const struct part *part = &form->parts[i];
        int *into = part->kind == 'y' ? &date->year : part->kind == 'm' ? &date->month : &date->day;
        if (!read_number(&text, part, into) || (part->kind != 'y' && *into == 0))
            return false;
        if (part->behind != '\0' && *text++ != part->behind)
            return false;
    }
    return *text == '\0';
}

char *date_forms_read(const GArray *forms, const char *text)
{
    for (guint i = 0; i < forms->len; i++) {
        struct date date, known;
        if (!read_form(&g_array_index(forms, struct date_form, i), text, &date))
            continue;
        char iso[11];
        if (date_parse(date_format(date, iso), &known))
            return g_strdup(iso);
    }
    return NULL;
}
