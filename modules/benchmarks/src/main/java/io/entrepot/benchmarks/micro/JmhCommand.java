package io.entrepot.benchmarks.micro;

import io.entrepot.benchmarks.BenchException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench jmh}. */
@Command(name = "jmh", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures what is run for every byte or every block, beside the library's or the plain way to do the same.")
public final class JmhCommand implements Callable<Integer> {

    private static final int WARM_UPS = 3;

    @Parameters(paramLabel = "PATTERN", arity = "0..1", description = "Only those whose names have this in them, a regular expression.")
    private String pattern = ".*";

    @Option(names = "--forks", paramLabel = "N", description = "Processes for each (default: ${DEFAULT-VALUE}).")
    private int forks = 1;

    @Option(names = "--iterations", paramLabel = "N", description = "Measurements in each process (default: ${DEFAULT-VALUE}).")
    private int iterations = 5;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement, and of each of three to warm up (default: ${DEFAULT-VALUE}).")
    private int seconds = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there, as JMH does.")
    private Path json;

    @Override
    public Integer call() {
        if (forks < 1 || iterations < 1 || seconds < 1) {
            throw BenchException.usage("--forks, --iterations and --seconds are 1 at least.");
        }
        // Not this process's options: it is set to stay out of the way.
        ChainedOptionsBuilder options = new OptionsBuilder().include(pattern).forks(forks).warmupIterations(WARM_UPS)
                .measurementIterations(iterations).warmupTime(TimeValue.seconds(seconds)).measurementTime(TimeValue.seconds(seconds))
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC",
                        // Avro's own reader trusts no class that it was not told of.
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.entrepot.wire");
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        try {
            new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw BenchException.failed("The benchmarks did not run: " + e.getMessage().strip() + ".");
        }
        return 0;
    }
}
