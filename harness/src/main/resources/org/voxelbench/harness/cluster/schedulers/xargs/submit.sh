#!/usr/bin/env bash
# Does what is left of {{protocol}} on this machine stage by stage, WIDTH jobs side by side.
# --dry-run prints the jobs.
set -euo pipefail
cd {{'folder'}}
width=${WIDTH:-{{#width}}{{width}}{{/width}}}
width=${width:-1}
{{#modules}}
# What a site's profile and modules read may not be set, and not all that they call succeeds.
set +eu
command -v module >/dev/null || . /etc/profile
module load {{'module'}} || {
  echo "submit.sh: the module '{{module}}' can't be loaded here; 'module avail' lists those that can, for 'modules' of the settings." >&2
  exit 1
}
set -eu
{{/modules}}
{{#environment}}
export {{key}}={{'value'}}
{{/environment}}

# asked GROUP: what its jobs do, Java's heap in MiB, and the number of their cards.
asked() {
  case $1 in
{{#groups}}
    {{group}}) echo {{kind}} {{heap}} {{gpus}} ;;
{{/groups}}
  esac
}

# The cards that are here, unless someone says which are to be used.
if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  CARDS=$CUDA_VISIBLE_DEVICES
else
  CARDS=$(nvidia-smi -L 2>/dev/null | sed -n 's/^GPU \([0-9]*\):.*/\1/p' | paste -sd,) || CARDS=
fi

# work "JOB HEAP GPUS": does the job, of several cards on those of its SLOT.
work() {
  local job heap gpus cards own='' i
  read -r job heap gpus <<<"$1"
  IFS=, read -ra cards <<<"$CARDS"
  if [ "${gpus:-0}" -gt 0 ] && [ "${#cards[@]}" -gt "$gpus" ]; then
    for ((i = SLOT * gpus; i < (SLOT + 1) * gpus; i++)); do
      own+="${own:+,}${cards[i % ${#cards[@]}]}"
    done
    export CUDA_VISIBLE_DEVICES=$own
  fi
  export VOXELBENCH_JAVA_OPTS="${VOXELBENCH_JAVA_OPTS:--Xmx${heap}m}"
  exec {{container}} {{'voxelbench'}} job "$job" --out {{'out'}}
}
export CARDS
export -f work

# stage KIND: those of its jobs that are left, with what they ask for.
stage() {
  local group index job kind heap gpus
  while read -r group index job; do
    read -r kind heap gpus <<<"$(asked "$group")"
    [ "$kind" != "$1" ] || echo "$job $heap $gpus"
  done <<<"$left"
}

failed=0
for stage in prepare pretraining training report; do
  left=$({{container}} {{'voxelbench'}} job --list --out {{'out'}})
  if [ "${1:-}" = --dry-run ]; then
    stage "$stage" | cut -d ' ' -f 1
  else
    # One that fails takes no other down.
    stage "$stage" | xargs -r -d '\n' -P "$width" --process-slot-var=SLOT -I @JOB@ bash -c 'work "$1"' bash @JOB@ || failed=1
  fi
done
exit "$failed"
