#!/bin/sh
# Starts a backup of a GPO, or withdraws it, with kcat 1.6 or newer:
#   start-backup.sh localhost:9092 CHG0031-backup CHG0031 start 'Default Domain Policy'
#   start-backup.sh localhost:9092 CHG0031-backup CHG0031 cancel 'change withdrawn'
# The last argument is put into JSON as it is; it must not hold quotes or backslashes.
set -eu
servers=$1 operation=$2 ticket=$3 type=$4 text=$5

case $type in
start) data='{"operation":"backup-gpo","domain":"corp","parameters":{"gpo":"'$text'","backupStore":"default"},"requestedBy":"svc-tickets"}' ;;
cancel) data='{"reason":"'$text'","requestedBy":"svc-tickets"}' ;;
*) echo "start or cancel, not $type" >&2; exit 2 ;;
esac

printf '%s\n' "$data" |
  kcat -b "$servers" -t gpmc.commands -P -k "$operation" \
    -H ce_specversion=1.0 -H "ce_id=$(cat /proc/sys/kernel/random/uuid)" -H ce_source=/tickets \
    -H "ce_type=io.gpmcworker.operation.$type" -H "ce_subject=$operation" \
    -H "ce_correlationid=$ticket" -H content-type=application/json
