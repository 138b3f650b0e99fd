/* SPDX-License-Identifier: Apache-2.0 */
/* What one support object, of the product or of a part, promises as of a date. */
#pragma once

#include "model/facts.h"

struct outlook {
    enum state state;
    enum form form;
    struct date end; /* as it may be printed; NO_DATE where none */
    bool computed, floor, final, anticipated;
    struct duration period; /* zero: none declared */
    enum period_from from;
};

/* The outlook of a support object; a passed end counts as the end of updates where nothing can be
 * updated any more (`cannot`). The declaration gives the dates that periods count from. */
struct outlook outlook_of(const struct declaration *declaration, const struct support *support,
                          bool cannot, struct date as_of);

/* The last month that a period covers whole from any day of its start on, however its days are
 * counted: five years from 15 March 2026, or from March 2026, cover February 2031 whole and March
 * only in part. NO_DATE where the start has year precision: it is never turned into a date. */
struct date outlook_counted_end(struct date start, struct duration period);

/* The day or month the support's promise ends on, declared or computed; NO_DATE where none follows
 * from it. It may be one that is not printed. */
struct date outlook_term_end(const struct declaration *declaration, const struct support *support);
