/* SPDX-License-Identifier: Apache-2.0 */
/* The table of methods: every mode with every way of delivery, and with none declared. */
#include "words/method.h"

#include <glib.h>

#define HEAD(name) "method." name
#define SUB(name) "method." name ".sub"

/* In place of a line below that depends on how the owner is told. */
#define BY_NOTICE ""

#define SWAP                                                                                       \
    {                                                                                              \
        HEAD("swap"), SUB("swap"), "swap"                                                          \
    }

#define AUTOMATIC_ROW                                                                              \
    {                                                                                              \
        [DELIVERY_NETWORK] = {HEAD("automatic"), SUB("automatic"), "auto"},                        \
        [DELIVERY_COMPANION_APP] = {HEAD("automatic"), SUB("automatic.app"), "auto"},              \
        [DELIVERY_HUB] = {HEAD("automatic"), SUB("automatic.hub"), "auto"},                        \
        [DELIVERY_COMPUTER] = {HEAD("automatic"), SUB("automatic.computer"), "auto"},              \
        [DELIVERY_USB] = {HEAD("usb"), SUB("automatic.usb"), "usb"},                               \
        [DELIVERY_MEMORY_CARD] = {HEAD("card"), SUB("automatic.card"), "card"},                    \
        [DELIVERY_SERVICE_CENTRE] = {HEAD("centre"), SUB("automatic.centre"), "technician"},       \
        [DELIVERY_REPLACEMENT] = SWAP,                                                             \
        [DELIVERY_NONE] = {HEAD("automatic"), SUB("automatic.plain"), "auto"},                     \
    }

static const struct method_words table[MODE_COUNT][DELIVERY_COUNT + 1] =
    {
        [MODE_AUTOMATIC_OPT_OUT] = AUTOMATIC_ROW,
        [MODE_AUTOMATIC_NO_OPT_OUT] = AUTOMATIC_ROW,
        [MODE_CONSENT_BASED] =
            {
                [DELIVERY_NETWORK] = {HEAD("consent"), SUB("consent"), "manual"},
                [DELIVERY_COMPANION_APP] = {HEAD("consent"), SUB("consent.app"), "manual"},
                [DELIVERY_HUB] = {HEAD("consent"), SUB("consent.hub"), "manual"},
                [DELIVERY_COMPUTER] = {HEAD("consent"), SUB("consent.computer"), "manual"},
                [DELIVERY_USB] = {HEAD("consent"), SUB("consent.usb"), "manual"},
                [DELIVERY_MEMORY_CARD] = {HEAD("consent"), SUB("consent.card"), "manual"},
                [DELIVERY_SERVICE_CENTRE] = {HEAD("consent"), SUB("consent.centre"), "manual"},
                [DELIVERY_REPLACEMENT] = SWAP,
                [DELIVERY_NONE] = {HEAD("consent"), SUB("consent"), "manual"},
            },
        [MODE_MANUAL] =
            {
                [DELIVERY_NETWORK] = {HEAD("manual"), BY_NOTICE, "manual"},
                [DELIVERY_COMPANION_APP] = {HEAD("manual"), BY_NOTICE, "manual"},
                [DELIVERY_HUB] = {HEAD("manual"), SUB("manual.hub"), "manual"},
                [DELIVERY_COMPUTER] = {HEAD("computer"), SUB("manual.computer"), "computer"},
                [DELIVERY_USB] = {HEAD("usb"), SUB("manual.usb"), "usb"},
                [DELIVERY_MEMORY_CARD] = {HEAD("card"), SUB("manual.card"), "card"},
                [DELIVERY_SERVICE_CENTRE] = {HEAD("centre"), SUB("manual.centre"), "technician"},
                [DELIVERY_REPLACEMENT] = SWAP,
                [DELIVERY_NONE] = {HEAD("manual"), BY_NOTICE, "manual"},
            },
        [MODE_PROFESSIONAL] =
            {
                [DELIVERY_NETWORK] = {HEAD("technician"), SUB("technician.network"), "technician"},
                [DELIVERY_COMPANION_APP] = {HEAD("technician"), SUB("technician"), "technician"},
                [DELIVERY_HUB] = {HEAD("technician"), SUB("technician"), "technician"},
                [DELIVERY_COMPUTER] = {HEAD("technician"), SUB("technician"), "technician"},
                [DELIVERY_USB] = {HEAD("technician"), SUB("technician"), "technician"},
                [DELIVERY_MEMORY_CARD] = {HEAD("technician"), SUB("technician"), "technician"},
                [DELIVERY_SERVICE_CENTRE] = {HEAD("technician"), SUB("technician.centre"),
                                             "technician"},
                [DELIVERY_REPLACEMENT] = SWAP,
                [DELIVERY_NONE] = {HEAD("technician"), SUB("technician"), "technician"},
            },
        [MODE_OTHER] =
            {
                [DELIVERY_NETWORK] = {HEAD("network"), SUB("other"), "question"},
                [DELIVERY_COMPANION_APP] = {HEAD("app"), SUB("other"), "app"},
                [DELIVERY_HUB] = {HEAD("hub"), SUB("other"), "hub"},
                [DELIVERY_COMPUTER] = {HEAD("computer"), SUB("other"), "computer"},
                [DELIVERY_USB] = {HEAD("usb"), SUB("other"), "usb"},
                [DELIVERY_MEMORY_CARD] = {HEAD("card"), SUB("other"), "card"},
                [DELIVERY_SERVICE_CENTRE] = {HEAD("centre"), SUB("other"), "technician"},
                [DELIVERY_REPLACEMENT] = {HEAD("swap"), SUB("other"), "swap"},
                [DELIVERY_NONE] = {HEAD("other"), SUB("other"), "question"},
            },
        [MODE_NOT_STATED] =
            {
                [DELIVERY_NETWORK] = {HEAD("network"), SUB("unsaid"), "question"},
                [DELIVERY_COMPANION_APP] = {HEAD("app"), SUB("unsaid"), "app"},
                [DELIVERY_HUB] = {HEAD("hub"), SUB("unsaid"), "hub"},
                [DELIVERY_COMPUTER] = {HEAD("computer"), SUB("unsaid"), "computer"},
                [DELIVERY_USB] = {HEAD("usb"), SUB("unsaid"), "usb"},
                [DELIVERY_MEMORY_CARD] = {HEAD("card"), SUB("unsaid"), "card"},
                [DELIVERY_SERVICE_CENTRE] = {HEAD("centre"), SUB("unsaid"), "technician"},
                [DELIVERY_REPLACEMENT] = SWAP,
                [DELIVERY_NONE] = {HEAD("unsaid"), SUB("unsaid"), "question"},
            },
};

static const char *notice_sub(const struct method *method)
{
    if (method->notified_by_app)
        return SUB("manual.app");
    return method->notified ? SUB("manual.told") : SUB("manual.untold");
}

struct method_words method_words(const struct method *method)
{
    struct method_words words = table[method->mode][method->delivery];
    if (g_strcmp0(words.sub, BY_NOTICE) == 0)
        words.sub = notice_sub(method);
    if (method->mode == MODE_OTHER && !method->other)
        words.sub = SUB("unsaid");
    if (method->not_updatable_part && g_strcmp0(words.head, HEAD("automatic")) == 0) {
        words.head = HEAD("automatic.partly");
        words.sub = SUB("automatic.partly");
    }
    return words;
}
