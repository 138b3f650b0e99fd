#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
# A catalogue as an array of Slurm jobs, eight parts of it:
#   sbatch --wait examples/bulk/slurm.sh catalogue.ndjson && examples/bulk/merge labels part*.d
# A part that was ended is run again with the same line: --resume keeps what is done.
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --job-name=labels
exec "${UPLABEL:-uplabel}" bulk -o "part$SLURM_ARRAY_TASK_ID.d" --resume -j "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --as-of "${DAY:-$(date -u +%F)}" "$@"
