package io.entrepot.cli.report;

/** Shows what happens. One thread at a time. */
public interface Display extends AutoCloseable {

    /** How far the fleet is; called several times a second, shown as often as is fit. */
    void status(FleetStatus status);

    /** An image has come to its end. */
    void finished(ImageResult result);

    /** Something that is good to know. */
    void note(String sentence);

    /** Something that may be wrong. */
    void warning(String sentence);

    /** What has failed, and the way out. */
    void error(String sentence);

    /** The end. */
    void summary(Summary summary);

    /** The end of an estimate. */
    void appraisal(Appraisal appraisal);

    /** The end of a sending. */
    void dispatch(Dispatch dispatch);

    /** Leaves the terminal as it should be. */
    @Override
    void close();
}
