/* SPDX-License-Identifier: Apache-2.0 */
/* What every unit test includes: Check, and the one function a test file exports. */
#pragma once

#include <check.h>

/* The tests of one module; main.c runs and frees them. */
Suite *suite(void);
