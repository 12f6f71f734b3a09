#!/usr/bin/env bash
# Applies the Jobs of what is left of {{protocol}}, stage by stage, and waits for each stage; call it again whenever you like.
# --dry-run prints what it would call.
set -euo pipefail
cd {{'folder'}}
dry=
[ "${1:-}" != --dry-run ] || dry=yes

call() {
  printf '%q ' "$@" >&2
  echo >&2
  [ -n "$dry" ] || "$@"
}

# unfinished KIND: Jobs of that kind that have neither completed nor failed, into the variable running.
unfinished() {
  local all
  all=$(kubectl get jobs -l voxelbench={{mark}},kind="$1" -o jsonpath='{range .items[*]}{.metadata.name} {.status.conditions[*].type}{"\n"}{end}') || return
  running=$(sed '/Complete\|Failed/d; s/ .*//' <<<"$all")
}

# begin KIND: waits for the stage before, and asks what is left then. A cluster that answered once is asked again.
stage=
begin() {
  [ "$stage" != "$1" ] || return 0
  if [ -z "$stage" ]; then
    unfinished "$1"
  elif [ -z "$dry" ]; then
    until unfinished "$stage" && [ -z "$running" ]; do sleep 30; done
  fi
  stage=$1
  [ "$1" = end ] || left=$({{'voxelbench'}} job --list --out {{'out'}})
}

# group NAME NUMBER: one Job, unless it runs or nothing of it is left. What is done in it ends at once.
group() {
  local job={{mark}}-$2
  [[ $'\n'$left == *$'\n'"$1 "* ]] || return 0
  unfinished "$stage"
  if [[ $'\n'$running$'\n' != *$'\n'"$job"$'\n'* ]]; then
    call kubectl delete job "$job" --ignore-not-found
    call kubectl create -f "$1.yaml"
  fi
}

{{#groups}}
begin {{kind}}
group {{group}} {{number}}
{{/groups}}
begin end
