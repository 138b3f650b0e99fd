/* SPDX-License-Identifier: Apache-2.0 */
/* The styles of card and page: constants, so that a policy can name them by their digest. */
#pragma once

extern const char html_card_style[];
extern const char html_page_style[];
