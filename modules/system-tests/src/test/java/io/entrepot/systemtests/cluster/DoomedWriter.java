package io.entrepot.systemtests.cluster;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.crash.CrashingCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A writer that does what any writer does, and kills itself behind a step. */
final class DoomedWriter {

    private static final String JAVA = "java -Xmx320m -XX:TieredStopAtLevel=1";

    private DoomedWriter() {
    }

    /**
     * Makes one of a node of a writer that is not started.
     *
     * @param shared directory that nodes see
     */
    static Node of(Node writer, Path shared, CommitStep step, int occurrence) {
        // What a container runs first is not killed by a signal that comes from within; a shell is, by its child's.
        return writer.withEntryPoint("sh", "-c", JAVA + " -cp '" + ProjectImage.LIBRARIES + ":" + classes(shared) + "' " + CrashingCopy.property(
                step, occurrence) + " " + CrashingCopy.class.getName() + " write; exit $?").withArguments(List.of());
    }

    /** The one class that the image does not have, where nodes see it. */
    private static Path classes(Path shared) {
        Path root = shared.resolve("doomed");
        Path compiled = Path.of("target", "test-classes").resolve(CrashingCopy.class.getPackageName().replace('.', '/'));
        Path directory = TestCluster.made(root.resolve(CrashingCopy.class.getPackageName().replace('.', '/')));
        try (Stream<Path> files = Files.list(compiled)) {
            for (Path file : (Iterable<Path>) files.filter(each -> each.getFileName().toString().startsWith("CrashingCopy"))::iterator) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
