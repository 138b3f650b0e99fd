/* SPDX-License-Identifier: Apache-2.0 */
/* JSON pointer → byte offset of the value, by one scan of the text. */
#pragma once

#include <stddef.h>

/* Offset of the value at pointer in well-formed JSON, (size_t)-1 where there is none. Never
 * recurses. */
size_t locate_pointer(const char *json, size_t size, const char *pointer);
