#!/bin/bash
# Proves the JVM image without any image registry, as root on Debian with the packages docker.io, debootstrap
# and python3-yaml: builds it from a clean checkout of what is committed (on a base made by debootstrap),
# runs it beside what its build stage's "./gpmc up" starts, with a read-only root and without capabilities, and runs the
# commands of compose.yaml that are the image's own. Prints start-up and memory with and without the
# AOT cache. About ten minutes; ends what it started.
#
#   docker/prove.sh [folder]          a folder that is kept saves the base images the next time
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d /tmp/gpmc-prove.XXXXXX)}
. docker/engine.sh

say "The engine, a base, and a JDK on it"
start_engine --bridge=none
make_bases

say "The image, from a clean checkout"
rm -rf "$work/checkout"
mkdir "$work/checkout"
git archive HEAD | tar -x -C "$work/checkout"
build() {
  "$docker" build --progress plain --network host -f "$work/checkout/docker/Dockerfile.jvm" \
    --build-arg BUILD_IMAGE=gpmc-jdk:local --build-arg BASE=gpmc-base:local \
    --build-arg REVISION="$(git rev-parse HEAD)" "$@" "$work/checkout" >"$work/build.log" 2>&1 || fail "$(tail -20 "$work/build.log")"
}
build --target built -t gpmc-built:proof
build -t gpmc-worker:proof
"$docker" image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' gpmc-worker

say "What it holds"
"$docker" run --rm --network none --read-only --cap-drop ALL --entrypoint sh gpmc-worker:proof -ec '
  test "$(id -u)" = 10001
  test -s /deployments/app.aot -a -s /usr/share/doc/gpmc-worker/sbom.cdx.json -a -s /usr/share/doc/gpmc-worker/LICENSE
  test -z "$(find / -xdev -writable -not -path "/proc/*" \( -type f -o -type d \) -not -path "/tmp*" -not -path "/var/tmp*" -not -path "/run/lock*" 2>/dev/null)"
  ls -l /deployments/app.aot' || fail "Something is missing in the image, or can be written"

name=gpmc-prove-$$
say "Kafka, PostgreSQL and a domain, by ./gpmc up of the build stage"
rm -rf "$work/up"
mkdir "$work/up"
containers+=("$name-up")
"$docker" run -d --name "$name-up" --network host -e JAVA_TOOL_OPTIONS=-XX:+UseSerialGC -v "$work/up:$work/up" \
  gpmc-built:proof ./gpmc up --data "$work/up" >/dev/null
up_is_there() { "$docker" logs "$name-up" >"$work/up.log" 2>&1 && grep -q 'Ctrl-C ends everything' "$work/up.log"; }
await 600 up_is_there || fail "$(tail -5 "$work/up.log")"
settings=$(sed -n 's/.*configured by *//p' "$work/up.log" | head -1)
# The container's user is nobody here: it gets a store of its own, and may read the domain's files.
sed '/quarkus.http/d; /backup-stores/d; /gpmc.reports/d' "$settings" >"$work/application.properties"
echo 'gpmc.backup-stores.default.path=/backups' >>"$work/application.properties"
chmod 644 "$work/application.properties"
chmod o+x "$work" "$work/up"
chmod -R o+rX "$work/up/domain"

runs() { [ "$("$docker" inspect -f '{{.State.Running}}' "$1")" = true ]; }

# Starts the worker and waits until it is ready: run_worker NAME OPTIONS...
run_worker() {
  local name=$1 began
  shift
  port=$((20000 + RANDOM % 10000))
  containers+=("$name")
  began=$(date +%s%N)
  "$docker" run -d --name "$name" --network host --read-only --tmpfs /tmp:exec --cap-drop ALL \
    --security-opt no-new-privileges --memory 512m --tmpfs /backups:uid=10001,gid=10001 -v "$work/up/domain:$work/up/domain:ro" \
    -v "$work/application.properties:/deployments/config/application.properties:ro" \
    -e QUARKUS_HTTP_HOST=127.0.0.1 -e QUARKUS_HTTP_PORT="$port" -e GPMC_WORKER_NAME="$name" \
    --health-interval 1s "$@" >/dev/null
  is_there() { curl -sf "http://127.0.0.1:$port/q/health/ready" || ! runs "$name"; }
  await 300 is_there && runs "$name" || fail "$("$docker" logs "$name" 2>&1 | tail -20)"
  ready=$((($(date +%s%N) - began) / 1000000))
  memory=$(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$("$docker" inspect -f '{{.State.Pid}}' "$name")/status") / 1000))
}

# A row of what it measured: measured WHAT NAME
measured() { rows+=("| $1 | $ready ms | $("$docker" logs "$2" 2>&1 | sed -n 's/.*started in \([0-9.]*s\).*/\1/p' | head -1) | $memory MB |"); }
rows=()

# Stops it by SIGTERM, and fails where it had to be killed.
stop_worker() {
  "$docker" stop -t 60 "$1" >/dev/null
  local code
  code=$("$docker" inspect -f '{{.State.ExitCode}}' "$1")
  [ "$code" = 143 ] || [ "$code" = 0 ] || fail "It ended with $code, killed instead of stopped"
  "$docker" logs "$1" 2>&1 | grep -E 'started in|stopped in'
}

is() { [ "$("$docker" inspect -f '{{.State.Health.Status}}' "$1")" = "$2" ]; }
options=$("$docker" image inspect -f '{{range .Config.Env}}{{println .}}{{end}}' gpmc-worker:proof | sed -n 's/^JAVA_TOOL_OPTIONS=//p')

say "The worker, read-only and without capabilities; its cache is used, or it would not start"
# The image says "auto": a cache that does not fit is left alone there. "on" makes an error of it.
run_worker "$name-cached" -e JAVA_TOOL_OPTIONS="${options/AOTMode=auto/AOTMode=on}" gpmc-worker:proof
measured "with the AOT cache" "$name-cached"
await 30 is "$name-cached" healthy || fail "It is not healthy"
[ "$("$docker" exec "$name-cached" id -u)" = 10001 ] || fail "It runs as somebody else"
"$docker" exec "$name-cached" sh -c '! touch /deployments/x 2>/dev/null' || fail "Its root can be written"
[ "$(sed -n 's/^CapEff:\t//p' "/proc/$("$docker" inspect -f '{{.State.Pid}}' "$name-cached")/status")" = 0000000000000000 ] || fail "It has capabilities"
curl -sf "http://127.0.0.1:$port/q/metrics" | grep -q '^gpmc_worker_lease_held.* 1.0' || fail "It holds no lease"
say "Commands in every compression: Java unpacks the libraries for some of them, and loads them"
broker=$(sed -n 's/^kafka.bootstrap.servers=//p' "$settings" | tr -d '\\')
# Cancels of what was never started, to all partitions, of which this worker has some.
cancels() {
  for ((n = 0; n < 32; n++)); do
    printf 'ce_specversion:1.0,ce_id:%s,ce_source:/prove,ce_subject:%s,ce_type:io.gpmcworker.operation.cancel,content-type:application/json\t%s\t{"reason":"none","requestedBy":"prove"}\n' \
      "$1-$n" "$1-$n" "$1-$n"
  done
}
taken() { curl -sf "http://127.0.0.1:$port/q/metrics" | awk '/^gpmc_commands_total[ {]/ { sum += $NF } END { print sum + 0 }'; }
more_is_taken() { [ "$(taken)" -gt "$before" ]; }
# The first ones may go to the other worker, until the partitions are shared.
send_until_taken() {
  local try
  for try in {1..12}; do
    send "$1" "$try"
    ! await 10 more_is_taken || return 0
  done
  return 1
}
send() {
  cancels "$1-$2" | "$docker" exec -i "$name-up" sh -ec 'exec java -XX:TieredStopAtLevel=1 -cp "$(cat target/gpmc/broker.classpath)" \
    org.apache.kafka.tools.ConsoleProducer --bootstrap-server "$1" --topic gpmc.commands --compression-codec "$2" \
    --property parse.key=true --property parse.headers=true' producer "$broker" "$1" >"$work/producer.log" 2>&1 || fail "$(tail -5 "$work/producer.log")"
}
for codec in none gzip snappy lz4 zstd; do
  before=$(taken)
  send_until_taken "$codec" || fail "It takes in no commands that come with $codec: $("$docker" logs "$name-cached" 2>&1 | tail -5)"
done
say "SIGTERM"
stop_worker "$name-cached"

say "The same without the cache, for comparison, and three times each"
for n in 1 2 3; do
  run_worker "$name-plain-$n" -e JAVA_TOOL_OPTIONS="${options/AOTMode=auto/AOTMode=off}" gpmc-worker:proof
  measured "without it" "$name-plain-$n"
  stop_worker "$name-plain-$n"
  [ "$n" = 3 ] && break
  run_worker "$name-cached-$n" gpmc-worker:proof
  measured "with the AOT cache" "$name-cached-$n"
  stop_worker "$name-cached-$n"
done
"$docker" stop -t 60 "$name-up" >/dev/null

say "The domain of compose.yaml, by its own command and health check"
# Its words, one a line, and the check's.
of_compose() {
  /usr/bin/python3 -c 'import sys, yaml
value = yaml.safe_load(open("docker/compose.yaml"))["services"]["domain"]
for key in sys.argv[1:]:
    value = value[key]
print(*value, sep="\n")' "$@"
}
mapfile -t command < <(of_compose entrypoint)
mapfile -t check < <(of_compose healthcheck test)
"$docker" volume create "$name-domain" >/dev/null
"$docker" run --rm --network none -u 0:0 -v "$name-domain:/domain" --entrypoint chown gpmc-worker:proof 10001:10001 /domain
containers+=("$name-domain")
"$docker" run -d --name "$name-domain" --network none --read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges \
  -e JAVA_TOOL_OPTIONS=-XX:+UseSerialGC -v "$name-domain:/domain" --health-interval 1s --health-cmd "${check[*]:1}" \
  --entrypoint "${command[0]}" gpmc-worker:proof "${command[@]:1}" >/dev/null
await 90 is "$name-domain" healthy || fail "$("$docker" logs "$name-domain" 2>&1 | tail -5)"
"$docker" exec "$name-domain" sh -c 'ls /domain/sysvol/*/Policies | grep -c "{" | grep -qv "^0$"' || fail "The domain has no GPOs"
"$docker" rm -f "$name-domain" >/dev/null
"$docker" volume rm "$name-domain" >/dev/null

say "Proven: built from a clean checkout, its cache used, healthy, read-only, without capabilities, stopped by SIGTERM"
printf '%s\n' "| The image | docker run until ready | by its log | memory (RSS) |" "|---|---|---|---|" "${rows[@]}"
