package io.entrepot.cli.watch;

import io.entrepot.destination.WriterListener;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.Figures;
import io.entrepot.resequencer.ResequencerListener;
import io.entrepot.source.AgentListener;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Watches the parts of this process, and tells whoever asks. What it does not watch it passes on as it is. */
public interface Watch extends AutoCloseable {

    /** Watches nothing. */
    Watch OFF = new Watch() {
    };

    /** Where it can be seen. */
    default Optional<String> url() {
        return Optional.empty();
    }

    /** The same settings, with which clients tell their own figures. */
    default KafkaSettings over(KafkaSettings kafka) {
        return kafka;
    }

    default AgentListener overAgent(AgentListener agent) {
        return agent;
    }

    default WriterListener overWriter(WriterListener writer) {
        return writer;
    }

    default ResequencerListener overResequencer(ResequencerListener resequencer, SchemaRegistry registry) {
        return resequencer;
    }

    /** The process does this work, and says when it is ready for it. */
    default void has(String work, BooleanSupplier ready) {
    }

    /** What a resequencer has done so far. */
    default void resequencer(Supplier<Figures> figures) {
    }

    /** How many blocks an agent knows. */
    default void knownBlocks(LongSupplier blocks) {
    }

    /** Where a writer writes. */
    default void volume(Path root) {
    }

    /** Where an embedded broker keeps its topics. */
    default void broker(Path directory) {
    }

    /** Follows the fleet by its topics. The registry stays the caller's, and open until this is closed. */
    default void follow(FleetTopics fleet, String destination, KafkaSettings kafka, SchemaRegistry registry) {
    }

    /** The fleet is not followed any longer: the parts end. What was seen last stays to be seen. */
    default void unfollow() {
    }

    /** The process cannot go on. */
    default void died(String sentence) {
    }

    @Override
    default void close() {
    }
}
