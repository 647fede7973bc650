package io.entrepot.cli.replay;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.report.Names;
import io.entrepot.cli.text.Sizes;
import io.entrepot.replay.Judgement;
import io.entrepot.replay.Outcome;
import io.entrepot.replay.Replay;
import io.entrepot.replay.ReplaySettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Retries or replays, and says what has become of each image. */
public final class ReplayJob {

    /**
     * What is wanted.
     *
     * @param what      what is done with the images: retry or replay
     * @param nothing   why there may be no image to do it with, as a clause
     * @param nothingIs the exit code then, where images were named
     * @param besides   what people are to know of what follows, as a sentence without its point
     */
    public record Wanted(Function<Replay, Outcome> what, String nothing, int nothingIs, String besides) {

        /** Of all images, of which there may be none: a replay from some time on that is run every day has nothing to do on most. */
        public Wanted ofAll() {
            return new Wanted(what, nothing, ExitCode.DONE, besides);
        }
    }

    private final ReplaySettings settings;
    private final Replay replay;
    private final Bulletin bulletin;

    public ReplayJob(ReplaySettings settings, Replay replay, Bulletin bulletin) {
        this.settings = settings;
        this.replay = replay;
        this.bulletin = bulletin;
    }

    /** Runs it. */
    public int run(Wanted wanted, Interruption interruption) {
        interruption.onRequest(replay::stop);
        Outcome outcome = wanted.what().apply(replay);
        outcome.judgements().forEach(judgement -> say(judgement, outcome));
        long recalled = outcome.count(Judgement.Kind.RECALLED);
        long refused = outcome.count(Judgement.Kind.REFUSED);
        boolean withheld = settings.allOrNone() && refused > 0 && !settings.dryRun();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("destination", settings.destination());
        fields.put("newDestination", outcome.newDestination());
        fields.put("dryRun", settings.dryRun());
        fields.put("written", outcome.written());
        fields.put("recalled", recalled);
        fields.put("refused", refused);
        fields.put("notNeeded", outcome.count(Judgement.Kind.NOT_NEEDED));
        fields.put("fetchBytes", outcome.fetchBytes());
        bulletin.say("summary", outcome.judgements().isEmpty() ? "Nothing was done: " + wanted.nothing() + "."
                : summary(outcome, recalled, refused, withheld) + (outcome.written() && recalled > 0 ? " " + wanted.besides() + "." : ""), fields);
        if (outcome.judgements().isEmpty()) {
            return wanted.nothingIs();
        }
        return withheld ? ExitCode.FAILED : refused > 0 ? ExitCode.SOME_IMAGES_FAILED : ExitCode.DONE;
    }

    private void say(Judgement judgement, Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", judgement.sent().image());
        fields.put("generation", judgement.sent().id());
        fields.put("partition", judgement.sent().partition());
        fields.put("ordinal", judgement.sent().ordinal());
        fields.put("verdict", judgement.kind().name().toLowerCase(Locale.ROOT));
        fields.put("why", judgement.why());
        fields.put("sizeBytes", judgement.sent().sizeBytes());
        fields.put("fetchBytes", judgement.sent().fetchBytes());
        bulletin.say("image", Names.printable(judgement.sent().image() + ": " + words(judgement, outcome)), fields);
    }

    private String words(Judgement judgement, Outcome outcome) {
        return switch (judgement.kind()) {
            case RECALLED -> (outcome.written() ? "takes a new turn, unless it waits for one" : settings.dryRun() ? "can be rebuilt" : "could be rebuilt")
                    + " (" + Sizes.text(judgement.sent().sizeBytes()) + ", at most " + Sizes.text(judgement.sent().fetchBytes())
                    + " fetched from the interim topic)" + (judgement.why().isEmpty() ? "" : ". " + judgement.why());
            case REFUSED -> "CANNOT BE REBUILT: " + judgement.why();
            case NOT_NEEDED -> "nothing to do: " + judgement.why();
        };
    }

    private String summary(Outcome outcome, long recalled, long refused, boolean withheld) {
        String images = String.format(Locale.ROOT, "%,d %s", recalled, recalled == 1 ? "image" : "images");
        String fetch = ", at most " + Sizes.text(outcome.fetchBytes()) + " fetched";
        String what = withheld ? "Nothing was done (--all-or-none): " + images + " could be rebuilt"
                : outcome.written() ? images + " to be rebuilt at destination " + settings.destination()
                        + (outcome.newDestination() ? ", which is new: have it received there (entrepot receive)" : "") + fetch
                : settings.dryRun() ? images + " can be rebuilt at destination " + settings.destination()
                        + (outcome.newDestination() ? ", which would be new" : "") + fetch
                : "Nothing was done";
        return what + (refused == 0 ? "." : String.format(Locale.ROOT, "; %,d cannot.", refused));
    }
}
