package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The calls of the C library that Java does not offer. Alone in touching JNA's mapping; direct, so that a call costs
 * about as much as JNI. Numbers are those of 64-bit Linux on x86-64 and aarch64 (asm-generic except where stated).
 *
 * <p>Every method that can fail throws {@link LastErrorException}, which {@link Failures} turns into something to read.
 */
final class Posix {

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_TRUNC = 0x200;
    static final int O_CLOEXEC = 0x80000;
    /** Arm numbers these two differently from the rest. */
    static final int O_DIRECTORY = Platform.isARM() ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = Platform.isARM() ? 0x8000 : 0x20000;

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;

    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    static final int LOCK_SH_NB = 1 | 4;
    static final int LOCK_EX_NB = 2 | 4;
    static final int RENAME_NOREPLACE = 1;
    static final int RENAME_EXCHANGE = 2;
    static final int PROT_READ = 1;
    static final int MAP_SHARED = 1;
    static final int POSIX_FADV_RANDOM = 1;
    static final int POSIX_FADV_SEQUENTIAL = 2;
    static final int POSIX_FADV_DONTNEED = 4;
    static final int SYNC_FILE_RANGE_WRITE = 2;
    /** Waits for what is on its way, begins what is not, and waits for that. */
    static final int SYNC_FILE_RANGE_WRITE_AND_WAIT = 1 | SYNC_FILE_RANGE_WRITE | 4;

    static final int FALLOC_FL_KEEP_SIZE = 1;
    static final int FALLOC_FL_PUNCH_HOLE = 2;

    /** {@code _IOW(0x94, 13, struct file_clone_range)}. */
    static final long FICLONERANGE = 0x4020940DL;
    /** {@code _IOWR('f', 11, struct fiemap)}. */
    static final long FS_IOC_FIEMAP = 0xC020660BL;

    /** Where the name stands in {@code struct dirent}. */
    static final int DIRENT_NAME_AT = 19;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EEXIST = 17;
    static final int EXDEV = 18;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ENOTTY = 25;
    static final int ETXTBSY = 26;
    static final int EFBIG = 27;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int EMLINK = 31;
    static final int ENOSYS = 38;
    static final int ELOOP = 40;
    static final int EOPNOTSUPP = 95;
    static final int ESTALE = 116;
    static final int EDQUOT = 122;

    static {
        Native.register(Posix.class, "c");
    }

    private Posix() {
    }

    static native int openat(int directory, byte[] path, int flags, int mode) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native long pread(int fd, Pointer buffer, long bytes, long position) throws LastErrorException;

    static native long pwrite(int fd, Pointer buffer, long bytes, long position) throws LastErrorException;

    static native long lseek(int fd, long offset, int whence) throws LastErrorException;

    static native int ftruncate(int fd, long length) throws LastErrorException;

    static native int fallocate(int fd, int mode, long offset, long bytes) throws LastErrorException;

    static native int fstatfs(int fd, Pointer statfs) throws LastErrorException;

    static native int fsync(int fd) throws LastErrorException;

    static native int fdatasync(int fd) throws LastErrorException;

    static native int sync_file_range(int fd, long offset, long bytes, int flags) throws LastErrorException;

    static native int posix_fadvise(int fd, long offset, long bytes, int advice);

    static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset) throws LastErrorException;

    static native int munmap(Pointer address, long length) throws LastErrorException;

    static native int mincore(Pointer address, long length, Pointer pages) throws LastErrorException;

    static native int ioctl(int fd, long request, Pointer argument) throws LastErrorException;

    static native int fchmod(int fd, int mode) throws LastErrorException;

    static native int fchmodat(int directory, byte[] path, int mode, int flags) throws LastErrorException;

    static native int futimens(int fd, Pointer times) throws LastErrorException;

    static native int setpriority(int which, int who, int nice) throws LastErrorException;

    static native int flock(int fd, int operation) throws LastErrorException;

    static native int mkdirat(int directory, byte[] path, int mode) throws LastErrorException;

    static native int unlinkat(int directory, byte[] path, int flags) throws LastErrorException;

    static native int linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags) throws LastErrorException;

    static native int renameat(int fromDirectory, byte[] from, int toDirectory, byte[] to) throws LastErrorException;

    static native int renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags)
            throws LastErrorException;

    static native int statx(int directory, byte[] path, int flags, int mask, Pointer statx) throws LastErrorException;

    /** Takes the descriptor over. */
    static native Pointer fdopendir(int fd) throws LastErrorException;

    static native Pointer readdir(Pointer stream) throws LastErrorException;

    static native int closedir(Pointer stream) throws LastErrorException;

    static native String strerror(int error);
}
