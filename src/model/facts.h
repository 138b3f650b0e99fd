/* SPDX-License-Identifier: Apache-2.0 */
/* What the label says of a declaration as of a date: values, not words. */
#pragma once

#include "model/declaration.h"

enum state { STATE_DATED, STATE_RELATIVE, STATE_EXPECTED, STATE_OPEN, STATE_NONE, STATE_ENDED };

/* The forms a state comes in; each has its own words. */
enum form {
    FORM_PLAIN,          /* dated, relative, expected */
    FORM_OPEN_BY_MAKER,  /* open: the declarant may speak for the maker: "does not say" */
    FORM_OPEN_NOT_FOUND, /* open: compiled by somebody else: "No end date found (checked …)" */
    FORM_OPEN_WHILE_ON_SALE, /* open: promised while on sale */
    FORM_OPEN_PART,          /* open: an essential part has no end date */
    FORM_OPEN_TERM,          /* open: a term was declared that gives no date here (year precision,
                                unknown start, used product without first sale) */
    FORM_NONE_CANNOT,        /* none: cannot be updated */
    FORM_NONE_NOT_PROMISED,  /* none: no updates promised */
    FORM_ENDED_PROMISE,      /* ended: the promise has; whether updates go on is not said */
    FORM_ENDED_STOPPED,      /* ended: updates have, on a known date */
    FORM_ENDED_CONTINUING,   /* ended: the promise has; updates still come */
    FORM_ENDED_UNDATED,      /* ended: updates have, date unknown */
};

enum band { BAND_DARK, BAND_LIGHT, BAND_SOLID };

enum note {
    NOTE_NONE_DECLARED, /* only "After this date new security flaws may stay unfixed" */
    NOTE_CONTINUES,
    NOTE_LOSES_SOME,
    NOTE_LOSES_REMOTE,
    NOTE_STOPS_WORKING,
};

/* How updates arrive: the least automatic among the essential parts that can be updated; a part
 * that does not say counts as the least. */
struct method {
    enum mode mode;
    enum delivery delivery; /* of several ways the easiest where updates come by themselves or are
                             * offered, else the one that asks most; DELIVERY_NONE: none declared */
    bool notified, notified_by_app;
    const char *other;       /* text of MODE_OTHER, or NULL */
    bool not_updatable_part; /* some part can never be updated: never say "Automatic" alone */
};

/* One row of the label's parts. */
struct part {
    const struct component *component; /* NULL: the product itself */
    struct date end;                   /* NO_DATE: none known */
    bool end_computed;
    struct duration period; /* zero: none declared */
    enum period_from from;
    enum state state; /* of the part alone: where it states no support, the product's */
    enum form form;
    bool governs;
    bool essential;
    bool not_updatable;
    struct date service_end;
    bool service_ended;
};

struct facts {
    const struct declaration *declaration; /* borrowed */
    struct date as_of;
    enum state state;
    enum form form;
    enum band band;
    struct date end;   /* governing end; day precision only where declared so; NO_DATE: none, or
                        * (ended) one that is known by year alone or from a first sale */
    bool end_computed; /* from a period, not declared: rounded down to whole months */
    bool end_is_floor; /* counted from the statement while on sale: may only move later */
    bool end_is_final; /* not a minimum: "Until", not "At least until" */
    bool anticipated;  /* the end or period was only expected, also where it has passed */
    struct duration period;   /* of the governing support; zero: none declared */
    enum period_from from;    /* where there is a period */
    bool from_first_purchase; /* used product with a first sale: "from first purchase" */
    struct method method;
    enum note note;
    const struct condition *condition; /* the worst one, NULL: none worth words */
    bool condition_closed;             /* its last day has passed: it can no longer be met */
    bool conditional;   /* drawn with the light band because of payment or condition */
    bool paid;          /* cost alone makes it conditional: no condition says so */
    bool needs_receipt; /* some condition is proofOfPurchase */
    enum role role;
    bool by_maker;      /* the declarant speaks as or for the maker */
    bool recalled;      /* recalled or withdrawn: print and shop layouts are refused */
    int ruler_start;    /* year of the ruler's first cell; 0: it counts the years of a period */
    struct part *parts; /* the governing first; empty where the product has no components. The
                         * product itself is among them unless a part of it has the same end */
    size_t part_count;
    struct date valid_from; /* first day since which the label reads as it does, NO_DATE: it always
                             * did */
    struct date next_change; /* first later date on which any word or mark would differ, or
                              * NO_DATE: never */
};

/* Computes the facts as of a full date. The declaration must outlive them.
 *
 * Of the product and its essential parts the worst governs: nothing can be updated; ended; no
 * updates promised; open; then the earliest end, and what is expected in any of them is expected
 * in all. A part that states no support has the product's. A part that states some but no date
 * makes the whole open (the product's own period and the part's may be counted alike: then the
 * shorter one governs), a part that promises nothing makes it none, and a part that can never be
 * updated governs only by an end of its own. */
struct facts *facts_new(const struct declaration *declaration, struct date as_of);
void facts_free(struct facts *facts);

const char *state_name(enum state state); /* "dated" */
const char *form_name(enum form form);    /* "openByMaker" */
const char *band_name(enum band band);    /* "dark" */
const char *note_name(enum note note);    /* "continues" */

/* True if two facts would print the same label: nothing to choose between variants. */
bool facts_same_label(const struct facts *a, const struct facts *b);
