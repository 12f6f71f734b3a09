#!/usr/bin/env bash
# {{group}} of {{protocol}}, written by VoxelBench; submit.sh submits it, once for each job.
#BSUB -n {{cpus}}
#BSUB -R "span[hosts=1]"
#BSUB -M {{memory}}G
#BSUB -R "rusage[mem={{memory}}G]"
#BSUB -W {{minutes}}
{{#gpus}}
#BSUB -gpu "num={{gpus}}:j_exclusive=yes"
{{/gpus}}
{{#partition}}
#BSUB -q {{partition}}
{{/partition}}
{{#account}}
#BSUB -P {{account}}
{{/account}}
{{#extra}}
#BSUB {{line}}
{{/extra}}
#BSUB -wa USR1
#BSUB -wt 2
#BSUB -Q 75
#BSUB -r
job=${VOXELBENCH_JOB:?is set by submit.sh}
{{#modules}}
command -v module >/dev/null || . /etc/profile
module load {{'module'}}
{{/modules}}
{{#environment}}
export {{key}}={{'value'}}
{{/environment}}
export VOXELBENCH_JAVA_OPTS="${VOXELBENCH_JAVA_OPTS:--Xmx{{heap}}m}"
# LSF signals all processes of the job; this shell goes on to the end of the one that works.
caught=
cancelled=
trap 'caught=yes' USR1
trap 'caught=yes cancelled=yes' TERM INT
{{container}} {{'voxelbench'}} job "$job" --out {{'out'}} &
work=$!
while :; do
  caught=
  wait "$work"
  code=$?
  [ -n "$caught" ] || break
done
# 75 queues it again, which whoever cancels a job doesn't want.
if [ "$code" = 75 ] && [ -n "$cancelled" ]; then
  code=143
fi
exit "$code"
