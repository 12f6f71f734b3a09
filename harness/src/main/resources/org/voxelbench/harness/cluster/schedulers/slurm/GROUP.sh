#!/usr/bin/env bash
# {{group}} of {{protocol}}, written by VoxelBench; submit.sh submits it.
#SBATCH --job-name={{mark}}-{{group}}
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={{cpus}}
#SBATCH --mem={{memory}}G
#SBATCH --time={{time}}
{{#gres}}
#SBATCH --gres={{gres}}
{{/gres}}
{{#partition}}
#SBATCH --partition={{partition}}
{{/partition}}
{{#account}}
#SBATCH --account={{account}}
{{/account}}
{{#qos}}
#SBATCH --qos={{qos}}
{{/qos}}
{{#extra}}
#SBATCH {{line}}
{{/extra}}
#SBATCH --signal=B:USR1@120
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=logs/%x_%a.log
jobs=(
{{#jobs}}
  {{'job'}} # {{index}}: {{title}}
{{/jobs}}
)
job=${jobs[${SLURM_ARRAY_TASK_ID:?is set by sbatch --array}]}
echo "$(date -Is) $job on $(hostname), start ${SLURM_RESTART_COUNT:-0}"
{{#modules}}
command -v module >/dev/null || . /etc/profile
module load {{'module'}}
{{/modules}}
{{#environment}}
export {{key}}={{'value'}}
{{/environment}}
export VOXELBENCH_JAVA_OPTS="${VOXELBENCH_JAVA_OPTS:--Xmx{{heap}}m}"

# SLURM signals this shell alone; bash leaves wait at once, and the process is waited for again.
caught=
cancelled=
pass() {
  caught=yes
  [ "$1" = USR1 ] || cancelled=yes
  kill -s "$1" "$!" 2>/dev/null
}
trap 'pass USR1' USR1
trap 'pass TERM' TERM
trap 'pass INT' INT
{{container}} {{'voxelbench'}} job "$job" --out {{'out'}} &
work=$!
while :; do
  caught=
  wait "$work"
  code=$?
  [ -n "$caught" ] || break
done
echo "$(date -Is) $job ended with code $code"

# 75: all is saved and there is more to do. Whoever cancels or requeues a job decides for himself.
if [ "$code" = 75 ] && [ -z "$cancelled" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" && sleep 60
fi
exit "$code"
