/* SPDX-License-Identifier: Apache-2.0 */
/* Printing conditions that the register of the ICC lists. */
#include "write/press.h"

/* Only what https://registry.color.org/cmyk-registry/ names; the words are its own, or those of the
 * standard that it cites. */
const struct print_condition print_conditions[] = {
    {"FOGRA39", "Offset on gloss or matt coated paper, ISO 12647-2:2004"},
    {"FOGRA51", "Offset on premium coated paper, ISO 12647-2:2013"},
    {"FOGRA52", "Offset on uncoated white paper, ISO 12647-2:2013"},
    {"FOGRA47", "Offset on uncoated white paper, ISO 12647-2:2004"},
    {"FOGRA45", "Offset on improved lightweight coated paper, ISO 12647-2:2004"},
    {"FOGRA53", "Exchange space of a large gamut"},
    {"CGATS TR 001", "SWOP: publication web offset on gloss coated paper"},
    {"CGATS TR 003", "SWOP: grade 3 coated web paper"},
    {"CGATS TR 005", "SWOP: grade 5 coated web paper"},
    {"CGATS TR 006", "GRACoL: grade 1 coated sheetfed paper"},
    {"CGATS21-2-CRPC6", "Universal premium coated, CGATS 21-2"},
    {"JC200103", "Japan Color 2001: offset on gloss or matt coated paper"},
    {"JC200104", "Japan Color 2001: offset on uncoated white paper"},
    {"JCS2011", "Japan Color 2011: offset on premium coated paper"},
    {NULL, NULL},
};

/* What conditions are called elsewhere. */
static const char *const everyday[][2] = {
    {"FOGRA39L", "FOGRA39"},
    {"GRACoL2006", "CGATS TR 006"},
    {"SWOP", "CGATS TR 001"},
};

const struct print_condition *print_condition_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(everyday); i++)
        if (g_ascii_strcasecmp(name, everyday[i][0]) == 0)
            name = everyday[i][1];
    for (const struct print_condition *condition = print_conditions; condition->name; condition++)
        if (g_ascii_strcasecmp(name, condition->name) == 0)
            return condition;
    return NULL;
}
