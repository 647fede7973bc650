# Sourced by bin/test: Docker for the system tests; found, started for as long as they run, or, on Debian and as root, installed.

docker_pid=
# What runs beside the tests and needs the daemon.
docker_job=
# What the tests make is labelled with it, so that it is told from what another run has made.
export ENTREPOT_TEST_RUN=$$

docker_answers() { command -v docker >/dev/null && docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

need_docker() { # directory for logs
    local packages=() log="$1/build.log"
    docker_answers || command -v dockerd >/dev/null || packages+=(docker.io)
    # What the image stands on is made here: nothing needs to be pulled.
    [ "$(id -u)" != 0 ] || command -v debootstrap >/dev/null || packages+=(debootstrap)
    [ ${#packages[@]} = 0 ] || install_debian "$log" "${packages[@]}" \
        || die "the system tests need Docker, version 20.10 or newer; on Debian and Ubuntu: sudo apt-get install ${packages[*]}"
    docker_answers || start_docker "$1/dockerd.log"
}

start_docker() { # log file
    [ "$(id -u)" = 0 ] || die "the system tests need Docker, and none answers: start it (sudo systemctl start docker), and let $(id -un)\
 use it (sudo adduser $(id -un) docker), or run this as root"
    say "starting dockerd for the tests (log: $1)"
    setsid dockerd >"$1" 2>&1 </dev/null 8>&- &
    docker_pid=$!
    local tries
    for ((tries = 0; tries < 60; tries++)); do
        ! docker_answers || return 0
        kill -0 "$docker_pid" 2>/dev/null || break
        sleep 1
    done
    tail -n 20 "$1" >&2
    die "dockerd does not start; the whole log: $1"
}

# Removes what tests that were killed have left, disks of theirs among it, and ends the daemon if it was started here.
release_docker() {
    local left
    [ -z "$docker_job" ] || wait "$docker_job" || true
    left=$(docker ps --all --quiet --filter "label=io.entrepot.test=$ENTREPOT_TEST_RUN" 2>/dev/null || true)
    # shellcheck disable=SC2086
    [ -z "$left" ] || docker rm --force --volumes $left >/dev/null 2>&1 || true
    left=$(docker network ls --quiet --filter "label=io.entrepot.test=$ENTREPOT_TEST_RUN" 2>/dev/null || true)
    # shellcheck disable=SC2086
    [ -z "$left" ] || docker network rm $left >/dev/null 2>&1 || true
    left=$(findmnt --raw --noheadings --output TARGET --types tmpfs --source "entrepot-test-$ENTREPOT_TEST_RUN" 2>/dev/null || true)
    # shellcheck disable=SC2086
    [ -z "$left" ] || umount --lazy $left || true
    [ -z "$docker_pid" ] || { kill "$docker_pid" 2>/dev/null && wait "$docker_pid" 2>/dev/null; } || true
}
