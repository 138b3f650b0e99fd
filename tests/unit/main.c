/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the suite of the test file it is linked with and prints TAP. */
#include "unit.h"

/* Failures are in the TAP lines; the exit status is left to crashes and sanitizers. */
int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    srunner_free(runner);
    return 0;
}
