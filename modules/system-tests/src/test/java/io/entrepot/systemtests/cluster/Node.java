package io.entrepot.systemtests.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import io.entrepot.systemtests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;

/** One container of the project's image, with an address of its own, and what can be done to it. */
final class Node implements AutoCloseable {

    /** Far above what anything here needs on a busy machine; who reaches it hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Each look costs the daemon and the brokers something, and several trials look at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final String name;
    private final ClusterNetwork network;
    private final String address;
    private final GenericContainer<?> container;
    private final DockerClient docker;

    /**
     * Nothing runs before {@link #start}.
     *
     * @param directory is there under the same path inside, so that files have one name for all
     * @param address   in the network
     */
    Node(String name, Path directory, ClusterNetwork network, String address) {
        this.name = name;
        this.network = network;
        this.address = address;
        container = new GenericContainer<>(ProjectImage.name())
                .withLabels(ClusterNetwork.LABELS)
                .withFileSystemBind(directory.toString(), directory.toString(), BindMode.READ_WRITE)
                .withCreateContainerCmdModifier(command -> {
                    command.withHostName(name).withUser(owner());
                    command.getHostConfig().withNetworkMode(network.name());
                    command.withIpv4Address(address);
                });
        docker = container.getDockerClient();
    }

    /** What it makes belongs to who runs the tests. */
    private static String owner() {
        return Program.output("id", "--user") + ":" + Program.output("id", "--group");
    }

    Node withEntryPoint(String... words) {
        container.withCreateContainerCmdModifier(command -> command.withEntrypoint(words));
        return this;
    }

    Node withArguments(List<String> words) {
        container.withCommand(words.toArray(String[]::new));
        return this;
    }

    Node withEnvironment(Map<String, String> environment) {
        container.withEnv(environment);
        return this;
    }

    Node start() {
        container.start();
        return this;
    }

    String name() {
        return name;
    }

    /** {@code kill -9} of all that runs in it. */
    void kill() {
        signal("KILL");
        awaitEnd();
    }

    /** What a service manager sends first. */
    void terminate() {
        signal("TERM");
    }

    /** SIGSTOP of its first process only: unlike what is {@linkplain #freeze frozen}, it can be killed as it stands. */
    void halt() {
        signal("STOP");
    }

    /** It goes on behind {@link #halt}. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        docker.killContainerCmd(id()).withSignal(name).exec();
    }

    /** The same command again, on the same files. */
    void startAgain() {
        docker.startContainerCmd(id()).exec();
    }

    /** SIGSTOP of all that runs in it. On a busy machine not all of it stands still in the time that is given to it, and it is tried again. */
    void freeze() {
        patiently(name + " to stand still").ignoreException(InternalServerErrorException.class).until(() -> {
            docker.pauseContainerCmd(id()).exec();
            return true;
        });
    }

    void thaw() {
        docker.unpauseContainerCmd(id()).exec();
    }

    /** Nothing reaches it or leaves it from now on. */
    void cutOff() {
        network.cut(id());
    }

    void reconnect() {
        network.mend(id(), address);
    }

    boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    /** Waits for its end and gives its exit status. */
    int awaitEnd() {
        patiently(name + " to end").until(() -> !isRunning());
        return state().getExitCodeLong().intValue();
    }

    /** All it has said since it was made, both streams, by lines. */
    List<String> said() {
        return container.getLogs().lines().toList();
    }

    /** Writes down what it has said, unless it was never started. */
    void keepLog(Path directory) {
        if (id() == null) {
            return;
        }
        try {
            Files.write(directory.resolve(name + ".log"), said());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said a line like this; fails when it ends before. */
    void awaitLine(String what, Predicate<String> line) {
        patiently(name + " to say: " + what).until(() -> {
            if (said().stream().anyMatch(line)) {
                return true;
            }
            if (!isRunning()) {
                throw new IllegalStateException(this + " ended before it said that it is " + what);
            }
            return false;
        });
    }

    static ConditionFactory patiently(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(POLL);
    }

    private ContainerState state() {
        return docker.inspectContainerCmd(id()).exec().getState();
    }

    private String id() {
        return container.getContainerId();
    }

    @Override
    public String toString() {
        return name + " (exit " + state().getExitCodeLong() + "), which said:\n" + String.join("\n", said());
    }

    @Override
    public void close() {
        // What stands still cannot be ended.
        if (id() != null && Boolean.TRUE.equals(state().getPaused())) {
            thaw();
        }
        container.stop();
    }
}
