#!/usr/bin/env bash
# Submits what is left of {{protocol}} and not in the queue; call it again whenever you like.
# --dry-run prints what it would call.
set -euo pipefail
cd {{'folder'}}
mkdir -p logs
dry=
[ "${1:-}" != --dry-run ] || dry=yes
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

# The queue first: what leaves it meanwhile is then known to be done.
queue=$(squeue --me --noheader --array --format='%F %K %j')
left=$({{container}} {{'voxelbench'}} job --list --out {{'out'}})
declare -A ids=()
submitted=0

call() {
  printf '%q ' "$@" >&2
  echo >&2
  [ -n "$dry" ] || "$@"
}

# group NAME CONDITION NEED...: submits those of its jobs that are left and not in the queue.
group() {
  local name=$1 condition=$2 array index job waiting='' in_queue='' after='' id
  shift 2
  while read -r array index job; do
    if [ "$job" = {{'mark'}}-"$name" ]; then
      if [ "$condition" = afterany ] && [ "$submitted" -gt 0 ]; then
        call scancel "${array}_$index"
      else
        in_queue+=" $index "
        ids[$name]+=":${array}_$index"
      fi
    fi
  done <<<"$queue"
  while read -r group index job; do
    if [ "$group" = "$name" ] && [[ "$in_queue" != *" $index "* ]]; then
      waiting+="${waiting:+,}$index"
    fi
  done <<<"$left"
  [ -n "$waiting" ] || return 0
  for need in "$@"; do after+=${ids[$need]:-}; done
  # The end of whole arrays is a shorter list than that of their tasks.
  if [ "$condition" = afterany ]; then
    after=$(tr : '\n' <<<"$after" | sed -n 's/_[0-9]*$//p' | sort -u | sed 's/^/:/' | tr -d '\n')
  fi
  id=$(call sbatch --parsable --array="$waiting{{#width}}%{{width}}{{/width}}" ${after:+--kill-on-invalid-dep=yes} ${after:+"--dependency=$condition$after"} "$name.sh")
  id=${id:-NEW-$name}
  for index in ${waiting//,/ }; do
    ids[$name]+=":${id%%;*}_$index"
    submitted=$((submitted + 1))
  done
}

{{#groups}}
group {{group}} {{condition}}{{#needs}} {{need}}{{/needs}}
{{/groups}}
if [ -z "$left" ]; then
  echo "Nothing is left to do."
else
  echo "Submitted $submitted jobs, of $(grep -c . <<<"$left") that are left; the others are in the queue."
fi
