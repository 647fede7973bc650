package io.entrepot.systemtests.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that every {@code entrepot} loads, in the form that the Java machine maps: these tests start it some hundred times. There is
 * one when Maven has packaged the command; where the tests run on directories of classes there is none, and nothing depends on it.
 */
final class ClassArchive {

    /** Surefire runs in the module's directory. */
    private static final Path LIBRARIES = Path.of("..", "cli", "target", "classpath").toAbsolutePath().normalize();
    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final Path ARCHIVE = Path.of("target", "entrepot.jsa").toAbsolutePath();
    /** When the class path is another one, the machine is to go on without a word. */
    private static final List<String> SILENTLY = List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");

    private ClassArchive() {
    }

    /** Options that let a Java machine of these options use it; none when there is none. */
    static List<String> options() {
        return Made.OPTIONS;
    }

    /** Of the command, and behind it of these tests, whose class path is what Surefire says. */
    static String classPath(String tests) {
        return isPackaged(tests) ? Made.JARS + File.pathSeparator + TEST_CLASSES : tests;
    }

    private static boolean isPackaged(String tests) {
        return Stream.of(tests.split(File.pathSeparator)).anyMatch(entry -> Path.of(entry).startsWith(LIBRARIES));
    }

    private static final class Made {

        private static final String JARS = jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        private static final List<String> OPTIONS = isPackaged(CopyProcess.surefireClassPath()) && isMade() ? options() : List.of();

        private static List<String> options() {
            List<String> options = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + ARCHIVE));
            options.addAll(SILENTLY);
            return List.copyOf(options);
        }

        private static List<Path> jars() {
            try (Stream<Path> files = Files.list(LIBRARIES)) {
                return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            } catch (IOException none) {
                return List.of();
            }
        }

        /** By the first of the processes that run tests; the others wait for it. */
        private static boolean isMade() {
            try (FileChannel file = FileChannel.open(ARCHIVE.resolveSibling("entrepot.jsa.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock alone = file.lock()) {
                return isFresh() || CopyProcess.withoutArchive("demo", "--megabytes", "2")
                        .jvm("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-Xlog:disable").run().exit() == 0 && Files.exists(ARCHIVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isFresh() throws IOException {
            if (!Files.exists(ARCHIVE)) {
                return false;
            }
            for (Path jar : jars()) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(ARCHIVE)) > 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
