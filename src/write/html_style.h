/* SPDX-License-Identifier: Apache-2.0 */
/* The styles of card, badge and page: constants, so that a policy can name them by their digest. */
#pragma once

extern const char html_card_style[];
extern const char html_badge_style[];
extern const char html_shared_style[]; /* of cards and badges: uplabel.css */
extern const char html_page_style[];   /* beside the card's */
