package io.entrepot.systemtests.cluster;

import io.entrepot.systemtests.process.Program;
import java.nio.file.Path;
import org.testcontainers.utility.DockerImageName;

/** The project's image, made once for a run of the tests from what Maven has built. */
final class ProjectImage {

    private static final String TAG = "entrepot-test";
    /** Surefire runs in the module's directory. */
    private static final Path SCRIPT = Path.of("..", "..", "docker", "test-image");
    /** Where the image has the project's libraries, Kafka's server among them. */
    static final String LIBRARIES = "/opt/entrepot/modules/cli/target/classpath/*";

    private ProjectImage() {
    }

    /** Made at the first call. */
    static DockerImageName name() {
        return Made.NAME;
    }

    private static final class Made {
        private static final DockerImageName NAME = make();

        private static DockerImageName make() {
            Program.output(SCRIPT.toString(), TAG);
            return DockerImageName.parse(TAG);
        }
    }
}
