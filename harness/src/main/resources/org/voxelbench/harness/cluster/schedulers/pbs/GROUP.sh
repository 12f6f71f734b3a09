#!/usr/bin/env bash
# {{group}} of {{protocol}}, written by VoxelBench; submit.sh submits it, once for each job.
#PBS -l select=1:ncpus={{cpus}}:mem={{memory}}gb{{#gpus}}:ngpus={{gpus}}{{/gpus}}
#PBS -l walltime={{seconds}}
{{#partition}}
#PBS -q {{partition}}
{{/partition}}
{{#account}}
#PBS -A {{account}}
{{/account}}
{{#extra}}
#PBS {{line}}
{{/extra}}
#PBS -r y
#PBS -j oe
job=${VOXELBENCH_JOB:?is set by submit.sh}
# PBS starts a job in the user's home, and writes its own file of what one says anew at each start.
cd {{'folder'}} || exit
exec >>"logs/{{group}}-${VOXELBENCH_INDEX:?is set by submit.sh}.log" 2>&1
{{#modules}}
command -v module >/dev/null || . /etc/profile
module load {{'module'}}
{{/modules}}
{{#environment}}
export {{key}}={{'value'}}
{{/environment}}
export VOXELBENCH_JAVA_OPTS="${VOXELBENCH_JAVA_OPTS:--Xmx{{heap}}m}"
# PBS ends a job by SIGTERM to all its processes; this shell goes on to the end of the one that works.
caught=
trap 'caught=yes' TERM INT
{{container}} {{'voxelbench'}} job "$job" --out {{'out'}} &
work=$!
while :; do
  caught=
  wait "$work"
  code=$?
  [ -n "$caught" ] || break
done
exit "$code"
