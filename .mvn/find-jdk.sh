# Sourced by ./mvnw and ./gpmc: points JAVA_HOME at a JDK of this version or newer, or ends with a
# sentence that says what to install. POSIX sh; works under set -euf.

jdk_wanted=25

# The feature version of the JDK in folder $1 (25 for 25.0.1), or nothing where there is no JDK.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS='"' read -r jdk_key jdk_value jdk_rest || [ -n "$jdk_key" ]; do
      case $jdk_key in
      JAVA_VERSION=)
        jdk_value=${jdk_value#1.}
        printf '%s\n' "${jdk_value%%[!0-9]*}"
        ;;
      esac
    done <"$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/p'
  fi
}

jdk_fits() {
  jdk_found=$(jdk_version "$1")
  [ "${jdk_found:-0}" -ge "$jdk_wanted" ]
}

# The home of the java on the PATH: by its link, or by asking it where it is a script (asdf, jenv).
jdk_on_path() {
  jdk_java=$(command -v java) || return 0
  jdk_link=$(readlink -f "$jdk_java" 2>/dev/null) || jdk_link=$jdk_java
  case $jdk_link in
  */bin/java) jdk_home=${jdk_link%/bin/java} ;;
  *) jdk_home= ;;
  esac
  if [ -z "$jdk_home" ] || [ ! -x "$jdk_home/bin/javac" ]; then
    jdk_home=$("$jdk_java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.home = //p') || jdk_home=
  fi
  printf '%s\n' "$jdk_home"
}

# The oldest JDK that fits in the usual folders: the one this project is built with, where it is there.
# JDK_FOLDERS (patterns, separated by spaces) replaces them.
jdk_in_usual_folders() (
  set +f
  jdk_best= jdk_best_version=999999
  if [ -n "${JDK_FOLDERS+set}" ]; then
    # shellcheck disable=SC2086 # patterns
    set -- $JDK_FOLDERS
  else
    set -- /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/*jdk* \
      "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
      "${HOME:-/nonexistent}"/.asdf/installs/java/* \
      "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  fi
  for jdk_candidate; do
    if jdk_fits "$jdk_candidate" && [ "$jdk_found" -lt "$jdk_best_version" ]; then
      jdk_best=$jdk_candidate jdk_best_version=$jdk_found
    fi
  done
  printf '%s\n' "$jdk_best"
)

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME"; then
    return 0
  fi
  jdk_candidate=$(jdk_on_path)
  if [ -z "$jdk_candidate" ] || ! jdk_fits "$jdk_candidate"; then
    jdk_candidate=$(jdk_in_usual_folders)
  fi
  if [ -z "$jdk_candidate" ]; then
    {
      echo "gpmc-worker needs a JDK $jdk_wanted or newer, and none was found."
      echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}), the java on the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and /Library/Java."
      echo "Install one (Debian, Ubuntu: apt install openjdk-$jdk_wanted-jdk; macOS: brew install openjdk@$jdk_wanted;"
      echo "any system: https://adoptium.net/temurin/releases/?version=$jdk_wanted) or set JAVA_HOME to its folder."
    } >&2
    return 1
  fi
  JAVA_HOME=$jdk_candidate
  export JAVA_HOME
}

find_jdk || exit 1
