package io.entrepot.monitor;

import io.entrepot.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all test classes, for starting one takes seconds; fleets keep tests apart. */
final class PortFixture implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(PortFixture.class);

    private ExtensionContext.Store store;

    /** Started with the first test that asks for a port, and closed by JUnit behind the last. */
    private record Running(EmbeddedBroker broker, Path directory) implements ExtensionContext.Store.CloseableResource {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("entrepot-monitor-test");
                return new Running(EmbeddedBroker.start(directory.resolve("broker")), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            List<Path> files;
            try (Stream<Path> tree = Files.walk(directory)) {
                files = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PortFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        store = context.getRoot().getStore(NAMESPACE);
        return this;
    }

    /** Of a fleet that is made if it is not there. */
    Port port(String fleet) {
        Running running = store.getOrComputeIfAbsent(Running.class, none -> Running.start(), Running.class);
        return new Port(running.broker(), running.directory(), fleet);
    }
}
