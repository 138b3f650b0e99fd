/* SPDX-License-Identifier: Apache-2.0 */
/* Pixels of a resolution (thousandths of pixels per inch) as micrometres and sizes of type, and
 * back. */
#pragma once

#include <stdint.h>

/* Rounds half away from zero. */
static inline int32_t grid_divide(int64_t above, int64_t below)
{
    return (int32_t)((2 * above + (above < 0 ? -below : below)) / (2 * below));
}

/* Thousandths of a pixel → micrometres. */
static inline int32_t grid_length(int32_t ppi, int32_t milli)
{
    return grid_divide((int64_t)milli * 25400, ppi);
}

/* Micrometres → the nearest whole pixel. */
static inline int32_t grid_pixel(int32_t ppi, int32_t micrometres)
{
    return grid_divide((int64_t)micrometres * ppi, 25400000);
}

/* Thousandths of a pixel → 1/100 pt. */
static inline int32_t grid_size(int32_t ppi, int32_t milli)
{
    return grid_divide((int64_t)milli * 7200, ppi);
}

/* 1/100 pt → whole pixels per em. */
static inline int32_t grid_ppem(int32_t ppi, int32_t size)
{
    return grid_divide((int64_t)size * ppi, 7200000);
}
