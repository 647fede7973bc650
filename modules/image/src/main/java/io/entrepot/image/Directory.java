package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * An open directory. What is in it is reached through its descriptor, one name at a time and never through a symbolic
 * link, so nobody can put a link in the way between a check and its use. Thread-safe.
 */
final class Directory implements AutoCloseable {

    private static final int DIRECTORY_MODE = 0777;
    private static final int OPEN = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_CLOEXEC;

    private final Descriptor descriptor;

    private Directory(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a directory that the user named; links on the way are the user's will. */
    static Directory open(Path path) throws IOException {
        try {
            return new Directory(new Descriptor(Posix.openat(Posix.AT_FDCWD, PathBytes.of(path), OPEN, 0), path));
        } catch (LastErrorException e) {
            throw Failures.of("cannot open", path, e);
        }
    }

    Path path() {
        return descriptor.path();
    }

    Directory openDirectory(String name) throws IOException {
        Path child = child(name);
        return descriptor.call("cannot open a directory in", fd -> {
            try {
                int opened = Posix.openat(fd, PathBytes.of(name), OPEN | Posix.O_NOFOLLOW, 0);
                return new Directory(new Descriptor(opened, child));
            } catch (LastErrorException e) {
                throw Failures.of("cannot open", child, e);
            }
        });
    }

    /** The same directory, open a second time. */
    Directory again() throws IOException {
        return new Directory(new Descriptor(descriptor.call("cannot open", fd ->
                Posix.openat(fd, PathBytes.of("."), OPEN, 0)), path()));
    }

    /** Opens a directory, and makes it when it is not there; it is durable. */
    Directory openOrCreateDirectory(String name) throws IOException {
        descriptor.run("cannot make a directory in", fd -> {
            try {
                Posix.mkdirat(fd, PathBytes.of(name), DIRECTORY_MODE);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Posix.EEXIST) {
                    throw Failures.of("cannot make the directory", child(name), e);
                }
            }
        });
        // Where it is there already, who made it may have been killed before that was durable.
        force();
        return openDirectory(name);
    }

    /** @param flags of {@code open}; links are never followed and the descriptor is not inherited */
    Descriptor openFile(String name, int flags, int mode) throws IOException {
        Path child = child(name);
        return descriptor.call("cannot open a file in", fd -> {
            try {
                int opened = Posix.openat(fd, PathBytes.of(name), flags | Posix.O_NOFOLLOW | Posix.O_CLOEXEC, mode);
                return new Descriptor(opened, child);
            } catch (LastErrorException e) {
                throw Failures.of("cannot open", child, e);
            }
        });
    }

    /** What has this name, a link not followed; empty when nothing has. */
    Optional<FileStatus> find(String name) throws IOException {
        return descriptor.call("cannot look into", fd -> {
            try {
                return Optional.of(Statx.at(fd, PathBytes.of(name)));
            } catch (LastErrorException e) {
                if (e.getErrorCode() == Posix.ENOENT) {
                    return Optional.empty();
                }
                throw Failures.of("cannot examine", child(name), e);
            }
        });
    }

    /** Gives a file another name; whatever had that name is replaced in the same instant. */
    void rename(String from, String to) throws IOException {
        descriptor.run("cannot rename in", fd -> {
            try {
                Posix.renameat(fd, PathBytes.of(from), fd, PathBytes.of(to));
            } catch (LastErrorException e) {
                throw Failures.of("cannot give its final name to", child(to), e);
            }
        });
    }

    /** As {@link #rename}, but says false and does nothing when something has that name. */
    boolean renameIfFree(String from, String to) throws IOException {
        return descriptor.call("cannot rename in", fd -> {
            try {
                Posix.renameat2(fd, PathBytes.of(from), fd, PathBytes.of(to), Posix.RENAME_NOREPLACE);
                return true;
            } catch (LastErrorException e) {
                return switch (e.getErrorCode()) {
                    case Posix.EEXIST -> false;
                    case Posix.EINVAL, Posix.ENOSYS -> renameIfNotFound(from, to);
                    default -> throw Failures.of("cannot give its final name to", child(to), e);
                };
            }
        });
    }

    /** For file systems, such as NFS, that cannot do it in one step. */
    private boolean renameIfNotFound(String from, String to) throws IOException {
        if (find(to).isPresent()) {
            return false;
        }
        rename(from, to);
        return true;
    }

    /** Gives a file a second name, which nothing has; says false and does nothing where the file system has no second names. */
    boolean linkIfPossible(String from, String to) throws IOException {
        return descriptor.call("cannot link in", fd -> {
            try {
                Posix.linkat(fd, PathBytes.of(from), fd, PathBytes.of(to), 0);
                return true;
            } catch (LastErrorException e) {
                return switch (e.getErrorCode()) {
                    case Posix.EPERM, Posix.EMLINK, Posix.EOPNOTSUPP, Posix.ENOSYS, Posix.ENOTTY -> false;
                    default -> throw Failures.of("cannot give a second name to", child(from), e);
                };
            }
        });
    }

    /** Has two files change their names, in one instant; says false and does nothing where the file system cannot do that. */
    boolean exchangeIfPossible(String one, String other) throws IOException {
        return descriptor.call("cannot rename in", fd -> {
            try {
                Posix.renameat2(fd, PathBytes.of(one), fd, PathBytes.of(other), Posix.RENAME_EXCHANGE);
                return true;
            } catch (LastErrorException e) {
                return switch (e.getErrorCode()) {
                    case Posix.EINVAL, Posix.ENOSYS, Posix.EOPNOTSUPP -> false;
                    default -> throw Failures.of("cannot give its final name to", child(other), e);
                };
            }
        });
    }

    /** Gives a file other permission bits without opening it, which those that it has may forbid; where that fails, opening it tells why. */
    void setModeIfPossible(String name, int mode) throws IOException {
        descriptor.run("cannot set a mode in", fd -> {
            try {
                Posix.fchmodat(fd, PathBytes.of(name), mode, Posix.AT_SYMLINK_NOFOLLOW);
            } catch (LastErrorException e) {
                // Libraries of C before glibc 2.32 do not do it without following a link, and root needs no bits.
                LoggerFactory.getLogger(Directory.class).atDebug().setCause(e).log("A mode cannot be set");
            }
        });
    }

    /** Removes a file; says whether it was there. */
    boolean remove(String name) throws IOException {
        return descriptor.call("cannot remove from", fd -> {
            try {
                Posix.unlinkat(fd, PathBytes.of(name), 0);
                return true;
            } catch (LastErrorException e) {
                if (e.getErrorCode() == Posix.ENOENT) {
                    return false;
                }
                throw Failures.of("cannot remove", child(name), e);
            }
        });
    }

    /** The names in it, in no order. */
    List<String> list() throws IOException {
        return descriptor.call("cannot list", fd -> {
            var names = new ArrayList<String>();
            Pointer stream = Posix.fdopendir(Posix.openat(fd, PathBytes.of("."), OPEN, 0));
            try {
                for (Pointer entry = Posix.readdir(stream); entry != null; entry = Posix.readdir(stream)) {
                    names.add(entry.getString(Posix.DIRENT_NAME_AT, "UTF-8"));
                }
            } finally {
                Posix.closedir(stream);
            }
            return names;
        });
    }

    /** Makes durable what was created, renamed and removed in it. */
    void force() throws IOException {
        descriptor.run("cannot make durable", Posix::fsync);
    }

    private Path child(String name) {
        return descriptor.path().resolve(name);
    }

    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
