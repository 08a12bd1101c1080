# Shared by the scripts in this folder; source it, do not run it.

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Prints the major version of the JDK in a folder, or nothing where there is none.
jdk_version() {
    [[ -x $1/bin/javac && -f $1/release ]] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to a JDK 25 or newer: the given one, else the first in the usual places.
use_jdk() {
    local place version
    for place in "${JAVA_HOME:-}" \
        /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* /opt/java/* /usr/java/* \
        "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25*; do
        [[ -n $place ]] || continue
        version=$(jdk_version "$place")
        if [[ -n $version && $version -ge 25 ]]; then
            export JAVA_HOME=$place
            return
        fi
    done
    fail "A JDK 25 is needed and none was found. Install one (for example the package
temurin-25-jdk or openjdk-25-jdk), or set JAVA_HOME to where it is."
}

use_maven() {
    command -v mvn >/dev/null || fail "Maven is needed and was not found. Install the package maven."
}

# Runs a class that lives beside the tests, in this process's place. Compiles first, where sources
# changed.
run_beside_tests() {
    local classpath=target/tests.classpath
    if [[ ! -e $classpath || -n $(find src pom.xml -newer "$classpath" -print -quit) ]]; then
        say "Building ..."
        mvn -q -B -Pquick test-compile dependency:build-classpath \
            -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test \
            || fail "The build failed; the lines above say why."
        touch "$classpath"
    fi
    exec "$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(<"$classpath")" "$@"
}

# Installs Debian packages that a command or a check found missing.
install_packages() {
    command -v apt-get >/dev/null \
        || fail "Needed and missing: $*. This machine has no apt-get; install them by hand."
    [[ $EUID -eq 0 ]] || fail "Needed and missing: $*. Install them: sudo apt-get install $*"
    say "Installing $* ..."
    local log
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        fail "These packages could not be installed: $*. The lines above say why."
    fi
    rm -f "$log"
}
