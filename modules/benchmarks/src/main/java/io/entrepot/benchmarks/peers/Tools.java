package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.BenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All tools that are measured, each with its defaults, or with what its users would set for disk images. */
public final class Tools {

    static final String ENTREPOT = "copy";
    static final String CASYNC = "casync";
    static final String RESTIC = "restic";
    static final String RSYNC = "rsync";
    static final String TAR_LONG = "tar-zstd-long";

    private static final List<Tool> ALL = List.of(
            new Tool(ENTREPOT, List.of(), List.of(), """
                    "$ENTREPOT" copy --json "$@" "$OUT" >"$SCRATCH/copy.json"
                    """, "", Between.COPY_SUMMARY),
            new Tool(CASYNC, List.of("casync"), List.of("casync"), """
                    for image in "$@"; do
                        casync make --store="$STORE/store.castr" "$STORE/${image#./}.caibx" "$image"
                    done
                    """, """
                    for image in "$@"; do
                        casync extract --store="$STORE/store.castr" "$STORE/${image#./}.caibx" "$OUT/$image"
                    done
                    """, Between.STORE),
            new Tool(RESTIC, List.of("restic"), List.of("restic"), """
                    export RESTIC_PASSWORD=bench RESTIC_CACHE_DIR="$SCRATCH/restic"
                    restic -q init -r "$STORE"
                    restic -q -r "$STORE" backup "$@"
                    """, """
                    export RESTIC_PASSWORD=bench RESTIC_CACHE_DIR="$SCRATCH/restic"
                    # Versions before 0.15 have no --sparse and always write everything.
                    sparse=
                    ! restic restore --help | grep -q -e --sparse || sparse=--sparse
                    restic -q -r "$STORE" restore latest $sparse --target "$OUT"
                    """, Between.STORE),
            borg("lz4"), borg("zstd"),
            rsync(RSYNC, "-S"), rsync("rsync-z", "-Sz"),
            tar("tar-zstd", ""), tar(TAR_LONG, "--long=31"),
            new Tool("qemu-img", List.of("qemu-img"), List.of("qemu-utils"), """
                    for image in "$@"; do qemu-img convert -f raw -O raw "$image" "$OUT/$image"; done
                    """, "", Between.NOTHING),
            new Tool("cp", List.of("cp"), List.of("coreutils"), """
                    cp --sparse=always --reflink=never "$@" "$OUT"
                    """, "", Between.NOTHING));

    private Tools() {
    }

    /** Those that cross a link: from this machine to a server behind {@code HOST}. */
    public static List<Tool> overALink() {
        return List.of(rsync(RSYNC, "-S"), rsync("rsync-z", "-Sz"), new Tool("restic", List.of("restic", "rclone"),
                List.of("restic", "rclone"), """
                export RESTIC_PASSWORD=bench RESTIC_CACHE_DIR="$SCRATCH/restic" RCLONE_CONFIG="$SCRATCH/rclone.conf"
                rclone serve restic --addr "127.0.0.1:$PORT" "$STORE" &
                server=$!
                trap 'kill "$server"; wait "$server" || true' EXIT
                until (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do kill -0 "$server"; sleep 0.02; done
                restic -q init -r "rest:http://$HOST:$PORT/"
                restic -q -r "rest:http://$HOST:$PORT/" backup "$@"
                """, named(List.of(RESTIC)).get(0).back(), Between.STORE));
    }

    static List<String> names() {
        return ALL.stream().map(Tool::name).toList();
    }

    /**
     * These, in their order; all when none is named.
     *
     * @throws BenchException when there is none of a name
     */
    static List<Tool> named(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<Tool> tools = new ArrayList<>();
        for (String name : names) {
            tools.add(ALL.stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow(() -> BenchException.usage(
                    "There is no tool named " + name + "; there are " + names().stream().collect(Collectors.joining(", ")) + ".")));
        }
        return List.copyOf(tools);
    }

    /** Not encrypted: nothing else here is. */
    private static Tool borg(String compression) {
        String setting = """
                export BORG_BASE_DIR="$SCRATCH" BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes
                """;
        return new Tool("borg-" + compression, List.of("borg"), List.of("borgbackup"), setting + """
                borg init -e none "$STORE/repository"
                borg create -C %s "$STORE/repository::fleet" "$@"
                """.formatted(compression), setting + """
                cd "$OUT"
                borg extract --sparse "$STORE/repository::fleet"
                """, Between.STORE);
    }

    /** To a daemon on the loopback, so that all of it crosses a socket. */
    private static Tool rsync(String name, String flags) {
        return new Tool(name, List.of("rsync"), List.of("rsync"), """
                {
                    printf '%%s\\n' 'use chroot = no' 'read only = no' 'address = 127.0.0.1' "lock file = $SCRATCH/rsync.lock"
                    [ "$(id -u)" != 0 ] || printf '%%s\\n' 'uid = root' 'gid = root'
                    printf '%%s\\n' '[out]' "path = $OUT"
                } >"$SCRATCH/rsyncd.conf"
                rsync --daemon --no-detach --port="$PORT" --config="$SCRATCH/rsyncd.conf" &
                daemon=$!
                trap 'kill "$daemon"; wait "$daemon" || true' EXIT
                until rsync -q "rsync://127.0.0.1:$PORT/" >/dev/null 2>&1; do kill -0 "$daemon"; sleep 0.02; done
                rsync -a %s --stats --no-human-readable "$@" "rsync://$HOST:$PORT/out/" | tee "$SCRATCH/rsync.stats"
                """.formatted(flags), "", Between.RSYNC_STATS);
    }

    /** With as many threads as there are cores, like the others that can. */
    private static Tool tar(String name, String flags) {
        return new Tool(name, List.of("tar", "zstd"), List.of("tar", "zstd"), """
                tar -S -cf - "$@" | zstd -q -3 -T0 %s -o "$STORE/fleet.tar.zst"
                """.formatted(flags), """
                zstd -q -dc %s "$STORE/fleet.tar.zst" | tar -S -xf - -C "$OUT"
                """.formatted(flags), Between.STORE);
    }
}
