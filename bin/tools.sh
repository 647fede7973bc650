# Sourced by the scripts beside it: finds a JDK and Maven, and on Debian, as root, installs what is missing.

JDK_MIN=17
MAVEN_MIN=3.8

say() { printf 'entrepot: %s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# Major version of the java or javac given, by what is written beside it: to run it takes longer, and fails where memory is limited, which is for
# itself to say. Nothing when it cannot be told.
java_major() {
    local java major
    java=$(readlink -f "$1")
    major=$(sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "${java%/bin/*}/release" 2>/dev/null || true)
    [ -n "$major" ] || major=$("$1" -version 2>&1 | sed -nE 's/^(javac |.*version ")([0-9]+).*/\2/p' | head -n 1)
    printf '%s\n' "$major"
}

at_least() { # version, minimum
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# Sets JAVA, JAVA_HOME and JAVA_MAJOR to a JDK that is new enough; fails when there is none.
find_jdk() {
    local home major
    for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac 2>/dev/null || echo /)")")")" /usr/lib/jvm/*; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -x "$home/bin/java" ] || continue
        major=$(java_major "$home/bin/javac")
        if [ -n "$major" ] && [ "$major" -ge "$JDK_MIN" ]; then
            JAVA="$home/bin/java"
            JAVA_MAJOR=$major
            JAVA_HOME="$home"
            export JAVA_HOME
            return 0
        fi
    done
    return 1
}

# Sets JAVA and JAVA_MAJOR to a runtime that is new enough, which may be less than a JDK.
find_java() {
    local java major
    for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java 2>/dev/null)" /usr/lib/jvm/*/bin/java; do
        [ -n "$java" ] && [ -x "$java" ] || continue
        major=$(java_major "$java")
        if [ -n "$major" ] && [ "$major" -ge "$JDK_MIN" ]; then
            JAVA="$java"
            JAVA_MAJOR=$major
            return 0
        fi
    done
    return 1
}

find_maven() {
    local version
    version=$(mvn -B -version 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9.]+).*/\1/p' | head -n 1)
    [ -n "$version" ] && at_least "$version" "$MAVEN_MIN"
}

# Debian packages, when we may; otherwise says which and fails. A service that one of them starts is not to keep the build's lock.
install_debian() { # log file, packages
    local log=$1
    shift
    if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null; then
        say "installing $* (apt-get; log: $log)"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
            >>"$log" 2>&1 </dev/null 8>&- || { tail -n 20 "$log" >&2; die "could not install $*; the whole log: $log"; }
        hash -r
        return 0
    fi
    return 1
}

# A JDK and Maven, found or installed.
need_build_tools() { # log file
    local missing=()
    find_jdk || missing+=(default-jdk-headless)
    if ! find_maven; then
        # As where memory is limited: another one would not run either.
        [ ${#missing[@]} != 0 ] || ! command -v mvn >/dev/null || mvn -B -version >/dev/null 2>&1 \
            || die "Maven is installed and does not run. It says: $(mvn -B -version 2>&1 | head -n 3)"
        missing+=(maven)
    fi
    [ ${#missing[@]} = 0 ] && return 0
    if install_debian "$1" "${missing[@]}"; then
        find_jdk || die "no JDK of version $JDK_MIN or newer, although default-jdk-headless is installed"
        find_maven || die "no Maven of version $MAVEN_MIN or newer, although maven is installed"
        return 0
    fi
    say "to build, this needs a JDK of version $JDK_MIN or newer and Maven $MAVEN_MIN or newer; missing: ${missing[*]}"
    die "on Debian and Ubuntu: sudo apt-get install ${missing[*]}"
}

# Packages a module with all it needs, unless is_fresh finds it done; sets JAVA. All builds write the modules' target directories, so there
# is one at a time. The caller has set home, built (the stamp) and anew (directories that the build fills), and defines is_fresh.
build_once() { # module, log file, what is said, what else is to be made of it (a command)
    local module=$1 log=$2 words=$3
    shift 3
    mkdir -p "$home/target" "$(dirname "$built")"
    exec 8>"$home/target/build.lock"
    flock 8
    if ! is_fresh; then
        : >"$log"
        need_build_tools "$log"
        JAVA="$JAVA_HOME/bin/java"
        say "$words"
        touch "$built.begun"
        # What an older build has left there would stand beside what is new.
        rm -rf "${anew[@]}"
        if ! (cd "$home" && mvn -B -ntp -Dmaven.test.skip=true -pl "$module" -am package) >>"$log" 2>&1 </dev/null; then
            grep -m 20 -E 'ERROR|BUILD FAILURE' "$log" >&2 || tail -n 20 "$log" >&2
            die "the build failed; the whole log: $log"
        fi
        "$@"
        # As old as the build's beginning: what was edited meanwhile counts as newer.
        mv "$built.begun" "$built"
    fi
    # What this process goes on as may run for days, and is not to keep the lock.
    exec 8>&-
}

# File names are bytes; Java reads them in the locale's encoding, and a bare machine's is ASCII.
use_utf8() {
    case "$(locale charmap 2>/dev/null)" in
        UTF-8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
}
