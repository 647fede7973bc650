package io.entrepot.cli.verify;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.Verification;
import io.entrepot.destination.verify.VerifySettings;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import java.io.PrintStream;

/** Verifies a destination, and says what was found. */
public final class VerifyJob {

    private final VerifySettings settings;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final VerifyReport report;

    public VerifyJob(VerifySettings settings, KafkaSettings kafka, SchemaRegistry registry, PrintStream out, PrintStream err,
                     boolean json) {
        this.settings = settings;
        this.kafka = kafka;
        this.registry = registry;
        this.report = json ? new VerifyJson(out) : new VerifyText(out, err);
    }

    /** Runs it. */
    public int run(Interruption interruption) {
        Verification verification = new Verification(settings, kafka, registry, new VerifyNews(report, System::nanoTime));
        interruption.onRequest(verification::stop);
        Outcome outcome = verification.run();
        report.summary(outcome, settings.sample());
        if (outcome.stopped()) {
            return ExitCode.INTERRUPTED;
        } else if (outcome.images() == 0) {
            // Nothing was found wrong, and nothing was looked at: who meant another directory is to notice.
            return ExitCode.FAILED;
        }
        return outcome.goodImages() == outcome.images() ? ExitCode.DONE : ExitCode.SOME_IMAGES_FAILED;
    }
}
