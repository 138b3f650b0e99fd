/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of parts: icon, name and end of each. */
#include "words/compose.h"

#include <stdlib.h>

struct kind_words {
    const char *text, *icon;
};

static struct kind_words words_of_kind(const struct wording *wording, const struct part *part)
{
    static const struct kind_words kinds[] = {
        [KIND_DEVICE_FIRMWARE] = {"part.device", "device"},
        [KIND_OPERATING_SYSTEM] = {"part.system", "system"},
        [KIND_COMPANION_APP] = {"part.app", "app"},
        [KIND_CLOUD_SERVICE] = {"part.cloud", "cloud"},
        [KIND_RADIO_MODULE] = {"part.radio", "radio"},
        [KIND_ACCESSORY] = {"part.accessory", "accessory"},
        [KIND_THIRD_PARTY] = {"part.software", "system"},
    };
    if (part->component)
        return kinds[part->component->kind];
    if (g_strcmp0(wording->facts->declaration->product.category, "service") == 0)
        return (struct kind_words){"part.service", "cloud"};
    return kinds[KIND_DEVICE_FIRMWARE];
}

struct word word_part_name(const struct wording *wording, const struct part *part)
{
    const struct component *component = part->component;
    struct kind_words kind = words_of_kind(wording, part);
    if (!component || !component->name)
        return word_say(wording->catalogue, kind.text, NULL);
    const char *name = component->name, *language = wording->facts->declaration->language;
    if (component->element)
        name = declaration_text(wording->facts->declaration, component->element, "name",
                                catalogue_language(wording->catalogue), &language);
    struct word word = word_value(name, value_language(wording, language));
    AUTO_WORD common = word_say(wording->catalogue, kind.text, NULL);
    word_add_copies(&word, &common);
    return word;
}

/* True if the part's date is the label's and some part ends later, none as early. */
static bool ends_first(const struct facts *facts, const struct part *part)
{
    if (!part->governs || (facts->state != STATE_DATED && facts->state != STATE_EXPECTED))
        return false;
    bool some_later = false;
    for (size_t i = 0; i < facts->part_count; i++) {
        const struct part *other = &facts->parts[i];
        if (other == part || other->not_updatable || !date_known(other->end))
            continue;
        if (date_compare(other->end, part->end) <= 0)
            return false;
        some_later = true;
    }
    return some_later;
}

/* The name with what has to be said of the part, as long as there is room for it. */
static struct word say_name(const struct wording *wording, const struct part *part)
{
    AUTO_WORD name = word_part_name(wording, part);
    struct word marked = {0};
    if (ends_first(wording->facts, part))
        marked =
            word_say(wording->catalogue, "part.governs", INSERT({.name = "name", .word = &name}));
    else if (!part->essential)
        marked =
            word_say(wording->catalogue, "part.optional", INSERT({.name = "name", .word = &name}));
    word_add_copies(&marked, &name);
    return marked;
}

static struct word say_period(const struct wording *wording, const struct part *part)
{
    return word_duration(wording, part->period, part->from, wording->facts->from_first_purchase);
}

/* True if nobody promised the part's end. */
static bool was_expected(const struct wording *wording, const struct part *part)
{
    const struct support *support = &wording->facts->declaration->support;
    if (part->component && part->component->support.stated)
        support = &part->component->support;
    return support->commitment == COMMITMENT_ANTICIPATED;
}

static struct word say_expected(const struct wording *wording, const struct part *part)
{
    if (date_known(part->end)) {
        AUTO_WORD date = word_date(wording, part->end, "date.month");
        return word_say(wording->catalogue, "part.expected",
                        INSERT({.name = "date", .word = &date}));
    }
    AUTO_WORD duration = say_period(wording, part);
    return word_say(wording->catalogue, "part.expected.period",
                    INSERT({.name = "duration", .word = &duration}));
}

static struct word say_open(const struct wording *wording, enum form form)
{
    const char *text = "part.unsaid";
    if (form == FORM_OPEN_NOT_FOUND)
        text = "part.missing";
    else if (form == FORM_OPEN_WHILE_ON_SALE)
        text = "part.sale";
    return word_say(wording->catalogue, text, NULL);
}

static struct word say_ended(const struct wording *wording, const struct part *part)
{
    bool promise = part->form == FORM_ENDED_PROMISE || part->form == FORM_ENDED_CONTINUING;
    const char *text = "part.ended";
    if (promise)
        text = was_expected(wording, part) ? "part.ended.expected" : "part.ended.promise";
    AUTO_WORD date = word_date(wording, part->end, "date.month");
    g_autofree char *id = g_strconcat(text, date.count > 0 ? "" : ".undated", NULL);
    return word_say(wording->catalogue, id, INSERT({.name = "date", .word = &date}));
}

static struct word say_end(const struct wording *wording, const struct part *part)
{
    if (part->not_updatable)
        return word_say(wording->catalogue, "part.cannot", NULL);
    switch (part->state) {
    case STATE_DATED:
        return word_date(wording, part->end, "date.month");
    case STATE_RELATIVE:
        return say_period(wording, part);
    case STATE_EXPECTED:
        return say_expected(wording, part);
    case STATE_OPEN:
        return say_open(wording, part->form);
    case STATE_NONE:
        return word_say(wording->catalogue,
                        part->form == FORM_NONE_CANNOT ? "part.cannot" : "part.unpromised", NULL);
    case STATE_ENDED:
        break;
    }
    return say_ended(wording, part);
}

/* The end of updates, and the day a service is switched off, which is another thing. Where there is
 * room for one only, the earlier is said; where they are one day, that it is switched off comes
 * first, and the bare end is there for a row that has to say that it ends first. */
static struct word say_when(const struct wording *wording, const struct part *part)
{
    if (!date_known(part->service_end))
        return say_end(wording, part);
    AUTO_WORD date = word_date(wording, part->service_end, "date.month");
    struct word off =
        word_say(wording->catalogue, "part.off", INSERT({.name = "date", .word = &date}));
    bool ends_before = date_known(part->end) && date_compare(part->end, part->service_end) < 0;
    if (part->state == STATE_OPEN)
        return off;
    AUTO_WORD end = say_end(wording, part);
    if (date_compare(part->end, part->service_end) == 0) {
        word_add_copies(&off, &end);
        return off;
    }
    struct word both =
        word_say(wording->catalogue, "part.until.off",
                 INSERT({.name = "end", .word = &end}, {.name = "date", .word = &date}));
    word_add_copies(&both, ends_before ? &end : &off);
    word_clear(&off);
    return both;
}

/* The governing part first, then by end, those without one last, then as declared. */
static int compare_parts(const void *a, const void *b)
{
    const struct part *one = *(const struct part *const *)a,
                      *other = *(const struct part *const *)b;
    if (one->governs != other->governs)
        return one->governs ? -1 : 1;
    if (date_known(one->end) != date_known(other->end))
        return date_known(one->end) ? -1 : 1;
    int order = date_known(one->end) ? date_compare(one->end, other->end) : 0;
    if (order == 0)
        order = (one > other) - (one < other);
    return order;
}

void compose_rows(struct wording *wording)
{
    const struct facts *facts = wording->facts;
    g_autofree const struct part **parts = g_new(const struct part *, facts->part_count);
    for (size_t i = 0; i < facts->part_count; i++)
        parts[i] = &facts->parts[i];
    if (facts->part_count > 1)
        qsort(parts, facts->part_count, sizeof *parts, compare_parts);
    wording->rows = g_new0(struct part_row, facts->part_count);
    wording->row_count = facts->part_count;
    for (size_t i = 0; i < facts->part_count; i++)
        wording->rows[i] = (struct part_row){
            .icon = words_of_kind(wording, parts[i]).icon,
            .name = say_name(wording, parts[i]),
            .when = say_when(wording, parts[i]),
            .governs = parts[i]->governs,
            .element = parts[i]->component ? parts[i]->component->element : NULL,
        };
}
