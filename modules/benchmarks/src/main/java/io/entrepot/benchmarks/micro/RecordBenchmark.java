package io.entrepot.benchmarks.micro;

import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.Peek;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record of new blocks, 240 KiB in fifteen blocks, packed to half; for each byte of the payload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {

    static final int PAYLOAD_BYTES = 120 << 10;
    private static final int BLOCKS = 15;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int ZSTD = 1;
    private static final String TOPIC = "entrepot.bench.interim";

    private Path directory;
    private SchemaRegistry registry;
    private WireFormat format;
    private NewBlocks run;
    private byte[] encoded;
    private final SpecificDatumWriter<NewBlocks> writer = new SpecificDatumWriter<>(NewBlocks.class);
    private final SpecificDatumReader<NewBlocks> reader = new SpecificDatumReader<>(NewBlocks.class);

    @Setup
    public void make() throws IOException {
        directory = Files.createTempDirectory("bench-records-");
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        format = new WireFormat(registry);
        byte[] digests = new byte[32 * BLOCKS];
        byte[] payload = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(digests);
        new Random(2).nextBytes(payload);
        run = new NewBlocks((long) BLOCKS * BLOCK_BYTES, ZSTD, null, Collections.nCopies(BLOCKS, BLOCK_BYTES), ByteBuffer.wrap(digests),
                ByteBuffer.wrap(payload));
        encoded = format.encode(TOPIC, run);
    }

    @TearDown
    public void remove() throws Exception {
        registry.close();
        Files.deleteIfExists(directory.resolve("schemas.json"));
        Files.delete(directory);
    }

    @Benchmark
    @OperationsPerInvocation(PAYLOAD_BYTES)
    public byte[] encode() {
        return format.encode(TOPIC, run);
    }

    @Benchmark
    @OperationsPerInvocation(PAYLOAD_BYTES)
    public NewBlocks decode() throws WireException {
        return format.decode(encoded, NewBlocks.class);
    }

    /** All that a resequencer looks at. */
    @Benchmark
    @OperationsPerInvocation(PAYLOAD_BYTES)
    public Peek peek() throws WireException {
        return format.peek(encoded);
    }

    @Benchmark
    @OperationsPerInvocation(PAYLOAD_BYTES)
    public byte[] avroEncode() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(run, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(PAYLOAD_BYTES)
    public NewBlocks avroDecode() throws IOException {
        return reader.read(null, DecoderFactory.get().binaryDecoder(encoded, WireFormat.PREFIX_BYTES,
                encoded.length - WireFormat.PREFIX_BYTES, null));
    }
}
