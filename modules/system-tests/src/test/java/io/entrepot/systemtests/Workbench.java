package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.interim.InterimDirectory;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A fleet, a destination and an interim directory that is kept, side by side in a temporary directory.
 *
 * @param directory    everything lies below it
 * @param fleet        the images that are sent
 * @param destination  where they are to go
 * @param interim      what copies leave behind
 */
public record Workbench(Path directory, TestFleet fleet, Destination destination, InterimDirectory interim) {

    /** With images of about {@code imageMiB}. */
    public static Workbench of(Path directory, int imageMiB) {
        return of(directory, TestFleet.make(directory.resolve("images"), imageMiB));
    }

    public static Workbench of(Path directory, TestFleet fleet) {
        return new Workbench(directory, fleet, new Destination(directory.resolve("destination")),
                new InterimDirectory(directory.resolve("interim")));
    }

    /** The same with only these images to be sent. */
    public Workbench sending(String... names) {
        return new Workbench(directory, fleet.only(names), destination, interim);
    }

    /** {@code entrepot copy} of the fleet to the destination, with the interim directory kept. */
    public CopyProcess copy(String... options) {
        return CopyProcess.copy(fleet.root(), fleet.names(), destination.root(), options)
                .with("--interim", interim.root().toString());
    }

    /** Runs {@link #copy}, which has to succeed. */
    public Result copied(String... options) {
        Result result = copy(options).run();
        assertThat(result.exit()).as("%s", result).isZero();
        return result;
    }

    /** The whole fleet is there, and nothing else. */
    public void isWhole() {
        destination.holdsExactly(fleet, fleet.names());
    }

    /**
     * The topics break no invariant, every image of the fleet is committed and nothing waits. The images are rebuilt from the interim
     * topic alone and compared, H.
     */
    public AuditReport auditedWhole() {
        Path rebuilt = directory.resolve("rebuilt");
        AuditReport report = interim.audit(rebuilt);
        assertThat(report.findings().violations()).as("%s", report).isEmpty();
        for (String name : fleet.names()) {
            assertThat(report.images()).as("images on the interim topic").containsKey(name);
            assertThat(report.images().get(name).receipt()).as("receipt of %s", name).isEqualTo("COMMITTED");
        }
        rebuiltAre(rebuilt, report.rebuilt());
        return report;
    }

    private void rebuiltAre(Path rebuilt, Set<String> names) {
        assertThat(names).as("images rebuilt from the interim topic alone (H)").containsAll(fleet.names());
        List<String> ours = fleet.names();
        ours.forEach(name -> assertThat(Destination.differences(fleet.path(name), rebuilt.resolve(name)))
                .as("invariant H for %s", name).isEmpty());
    }
}
