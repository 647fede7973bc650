package io.entrepot.wire;

import java.util.List;
import java.util.stream.Collectors;

/** Kafka's topics or groups are not as they must be, or could not be asked. The message says what to do. */
public final class TopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<TopicFault> faults;

    public TopicException(String message, Throwable cause) {
        super(message, cause);
        this.faults = List.of();
    }

    public TopicException(String message) {
        this(message, null);
    }

    TopicException(List<TopicFault> faults) {
        super(faults.stream().map(TopicFault::toString).collect(Collectors.joining(" ")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong with existing topics, where that is the reason; else empty. */
    public List<TopicFault> faults() {
        return faults;
    }
}
