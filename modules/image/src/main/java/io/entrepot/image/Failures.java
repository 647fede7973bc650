package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;

/** Turns error numbers into exceptions whose message a person can use. */
final class Failures {

    private Failures() {
    }

    /** @param doing what failed, as in "cannot read" */
    static IOException of(String doing, Path path, LastErrorException e) {
        int error = e.getErrorCode();
        return switch (error) {
            case Posix.ENOSPC, Posix.EDQUOT -> new NoSpaceException(path, e);
            case Posix.ELOOP -> new ObstacleException(doing + " " + path + ": it is, or leads through, a symbolic link", e);
            case Posix.ENOTDIR -> new ObstacleException(doing + " " + path + ": " + Posix.strerror(error), e);
            case Posix.EROFS, Posix.EIO, Posix.ESTALE, Posix.EMFILE, Posix.ENFILE, Posix.ENOMEM ->
                    new VolumeFaultException(doing + " " + path + ": " + Posix.strerror(error), e);
            case Posix.ENOENT -> new IOException(doing + " " + path + ": " + (PathBytes.isLossy(path)
                    ? "its name is not written in UTF-8: rename it" : Posix.strerror(error)), e);
            case Posix.EFBIG ->
                    new IOException(doing + " " + path + ": its file system cannot hold a file this large", e);
            default -> new IOException(doing + " " + path + ": " + Posix.strerror(error), e);
        };
    }
}
