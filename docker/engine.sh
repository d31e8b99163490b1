# Sourced by the proofs: an engine of their own with its data below $work and a socket there, and two
# images made without any image registry: gpmc-base:local (Debian, by debootstrap) and gpmc-jdk:local
# (on it this machine's JDK, and its Maven repository, so that little is downloaded again). Ends what it
# started.
# shellcheck shell=bash disable=SC2034
. .mvn/find-jdk.sh
docker=/usr/bin/docker
export DOCKER_HOST=unix://$work/sock DOCKER_BUILDKIT=1
started=()
containers=()

say() { printf '%s\n' "== $*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

finish() {
  [ ${#containers[@]} = 0 ] || "$docker" rm -f "${containers[@]}" >/dev/null 2>&1 || :
  # The last one first: the engine ends when nobody needs it any more.
  for ((n = ${#started[@]} - 1; n >= 0; n--)); do
    kill "${started[n]}" 2>/dev/null || :
    wait "${started[n]}" 2>/dev/null || :
  done
}
trap finish EXIT

# Waits for a command to succeed: await SECONDS COMMAND...
await() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

# With the engine's own further options.
start_engine() {
  for program in dockerd debootstrap "$docker"; do
    command -v "$program" >/dev/null || fail "$program is missing: apt-get install docker.io debootstrap"
  done
  mkdir -p "$work"
  dockerd --data-root "$work/root" --exec-root "$work/exec" --pidfile "$work/pid" -H "$DOCKER_HOST" \
    --iptables=false --ip6tables=false "$@" >"$work/engine.log" 2>&1 &
  started+=($!)
  await 60 "$docker" info || fail "$(tail -5 "$work/engine.log")"
}

make_bases() {
  if ! "$docker" image inspect gpmc-base:local >/dev/null 2>&1; then
    debootstrap --variant=minbase bookworm "$work/base" >"$work/debootstrap.log"
    umount "$work/base/proc" "$work/base/sys" 2>/dev/null || :
    tar -C "$work/base" --exclude=./proc/* --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -cf - . |
      "$docker" import - gpmc-base:local >/dev/null
    rm -rf "$work/base"
  fi
  if ! "$docker" image inspect gpmc-jdk:local >/dev/null 2>&1; then
    mkdir -p "$work/jdk"
    # Some JDKs link to files elsewhere on the machine.
    cp -rL "$JAVA_HOME" "$work/jdk/jdk"
    cp -r "${HOME:-/root}/.m2" "$work/jdk/m2"
    printf '%s\n' 'FROM gpmc-base:local' 'COPY jdk /opt/jdk' 'COPY m2 /root/.m2' \
      'ENV JAVA_HOME=/opt/jdk PATH=/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' >"$work/Dockerfile.jdk"
    "$docker" build -q --network host -f "$work/Dockerfile.jdk" -t gpmc-jdk:local "$work/jdk" >/dev/null
    rm -rf "$work/jdk"
  fi
}
