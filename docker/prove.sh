#!/bin/bash
# Proves the JVM image without any image registry, as root on Debian with the packages docker.io and
# debootstrap: an engine of its own (its data below a folder of its own, a socket, no network of its
# own), a base by debootstrap, the image, and a run with a read-only root, without capabilities,
# beside what "./gpmc up" starts. Ends what it started.
#
#   ./mvnw -Prelease -Dmaven.test.skip=true package && docker/prove.sh [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d /tmp/gpmc-prove.XXXXXX)}
mkdir -p "$work"
. .mvn/find-jdk.sh
export DOCKER_HOST=unix://$work/sock DOCKER_BUILDKIT=1
docker=/usr/bin/docker
name=gpmc-prove-$$
started=()

say() { printf '%s\n' "== $*"; }
end() {
  "$docker" rm -f "$name" >/dev/null 2>&1 || :
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  done
}
trap end EXIT

for program in dockerd debootstrap "$docker"; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt-get install docker.io debootstrap" >&2; exit 1; }
done
[ -d target/quarkus-app ] && [ -f target/gpmc-worker.cdx.json ] ||
  { echo "Nothing is built: ./mvnw -Prelease -Dmaven.test.skip=true package" >&2; exit 1; }

say "The engine"
"$docker" info >/dev/null 2>&1 || {
  dockerd --data-root "$work/root" --exec-root "$work/exec" --pidfile "$work/pid" -H "$DOCKER_HOST" \
    --iptables=false --ip6tables=false --bridge=none --storage-driver=vfs >"$work/engine.log" 2>&1 &
  started+=($!)
}
for _ in $(seq 60); do "$docker" info >/dev/null 2>&1 && break; sleep 0.5; done
"$docker" info >/dev/null || { tail -5 "$work/engine.log" >&2; exit 1; }

say "A base, and a JDK on it"
if ! "$docker" image inspect gpmc-base:local >/dev/null 2>&1; then
  debootstrap --variant=minbase bookworm "$work/base" >"$work/debootstrap.log"
  umount "$work/base/proc" "$work/base/sys" 2>/dev/null || :
  tar -C "$work/base" --exclude=./proc/* --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -cf - . |
    "$docker" import - gpmc-base:local >/dev/null
fi
if ! "$docker" image inspect gpmc-jdk:local >/dev/null 2>&1; then
  # Some JDKs link to files elsewhere on the machine.
  cp -rL "$JAVA_HOME" "$work/jdk"
  printf '%s\n' 'FROM gpmc-base:local' 'COPY . /opt/jdk' \
    'ENV JAVA_HOME=/opt/jdk PATH=/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' >"$work/Dockerfile.jdk"
  "$docker" build -q --network host -f "$work/Dockerfile.jdk" -t gpmc-jdk:local "$work/jdk" >/dev/null
fi

say "The image"
"$docker" build -q --network host -f docker/Dockerfile.jvm -t gpmc-worker:proof \
  --build-arg BUILD_IMAGE=gpmc-jdk:local --build-arg BASE=gpmc-base:local --build-arg STAGE=prebuilt . >/dev/null
"$docker" image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' gpmc-worker

say "Kafka, PostgreSQL and a domain, by ./gpmc up"
./gpmc up --data "$work/up" >"$work/up.log" 2>&1 &
started+=($!)
for _ in $(seq 240); do grep -q 'Ctrl-C ends everything' "$work/up.log" && break; kill -0 "${started[-1]}" || break; sleep 0.5; done
grep -q 'Ctrl-C ends everything' "$work/up.log" || { tail -5 "$work/up.log" >&2; exit 1; }
settings=$(sed -n 's/.*configured by *//p' "$work/up.log" | head -1)
port=$((20000 + RANDOM % 20000))

say "The worker, read-only and without capabilities"
# The container's user is nobody here: it gets a store of its own, and may read the domain's files.
sed '/quarkus.http/d; /backup-stores/d; /gpmc.reports/d' "$settings" >"$work/application.properties"
echo 'gpmc.backup-stores.default.path=/backups' >>"$work/application.properties"
chmod 644 "$work/application.properties"
chmod o+x "$work" "$work/up"
chmod -R o+rX "$work/up/domain"
began=$(date +%s%N)
"$docker" run -d --name "$name" --network host --read-only --tmpfs /tmp --cap-drop ALL \
  --security-opt no-new-privileges --memory 512m --tmpfs /backups:uid=10001,gid=10001 -v "$work/up/domain:$work/up/domain:ro" \
  -v "$work/application.properties:/deployments/config/application.properties:ro" \
  -e QUARKUS_HTTP_HOST=127.0.0.1 -e QUARKUS_HTTP_PORT="$port" -e GPMC_WORKER_NAME=proof \
  --health-interval 1s gpmc-worker:proof >/dev/null
for _ in $(seq 200); do
  curl -sf "http://127.0.0.1:$port/q/health/ready" >/dev/null && break
  [ "$("$docker" inspect -f '{{.State.Running}}' "$name")" = true ] || { "$docker" logs "$name" | tail -20 >&2; exit 1; }
  sleep 0.1
done
curl -sf "http://127.0.0.1:$port/q/health/ready" >/dev/null || { "$docker" logs "$name" | tail -20 >&2; exit 1; }
say "Ready after $((($(date +%s%N) - began) / 1000000)) ms; $("$docker" stats --no-stream --format '{{.MemUsage}}' "$name")"
for _ in $(seq 60); do [ "$("$docker" inspect -f '{{.State.Health.Status}}' "$name")" = healthy ] && break; sleep 0.5; done
[ "$("$docker" inspect -f '{{.State.Health.Status}}' "$name")" = healthy ] || { echo "it is not healthy" >&2; exit 1; }
[ "$("$docker" exec "$name" id -u)" = 10001 ] || { echo "it runs as somebody else" >&2; exit 1; }
"$docker" exec "$name" sh -c '! touch /deployments/x 2>/dev/null' || { echo "its root can be written" >&2; exit 1; }
curl -sf "http://127.0.0.1:$port/q/metrics" | grep -q '^gpmc_worker_lease_held 1.0' || curl -sf "http://127.0.0.1:$port/q/metrics" | grep -q '^gpmc_worker_lease_held.*1.0' ||
  { echo "it holds no lease" >&2; exit 1; }

say "SIGTERM"
"$docker" stop -t 60 "$name" >/dev/null
code=$("$docker" inspect -f '{{.State.ExitCode}}' "$name")
[ "$code" = 143 ] || [ "$code" = 0 ] || { echo "it ended with $code, killed instead of stopped" >&2; exit 1; }
"$docker" logs "$name" 2>&1 | grep -E 'started in|stopped in'
say "Proven: built, healthy, read-only, without capabilities, stopped by SIGTERM with $code"
