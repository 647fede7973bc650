package io.entrepot.wire;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Headers of records on the ordered topic. */
public final class WireHeaders {

    /**
     * Offset of the interim record that this one came from, in decimal ASCII, so that every Kafka tool shows it. Absent
     * on what the resequencer says of itself.
     */
    public static final String INTERIM_OFFSET = "entrepot-interim-offset";

    /** Digits of the greatest offset. */
    private static final int DIGITS_MAX = 19;

    private WireHeaders() {
    }

    /** Sets the header, in place of any that is there. */
    public static void setInterimOffset(Headers headers, long interimOffset) {
        if (interimOffset < 0) {
            throw new IllegalArgumentException("interim offset " + interimOffset + " is negative");
        }
        headers.remove(INTERIM_OFFSET);
        headers.add(INTERIM_OFFSET, Long.toString(interimOffset).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the header; the last one counts where there are several.
     *
     * @return empty when there is none
     * @throws WireException when it is not an offset
     */
    public static OptionalLong interimOffset(Headers headers) throws WireException {
        Header header = headers.lastHeader(INTERIM_OFFSET);
        if (header == null) {
            return OptionalLong.empty();
        }
        byte[] value = header.value();
        if (value == null || value.length == 0 || value.length > DIGITS_MAX) {
            throw notAnOffset();
        }
        long offset = 0;
        for (byte digit : value) {
            if (digit < '0' || digit > '9') {
                throw notAnOffset();
            }
            offset = offset * 10 + (digit - '0');
        }
        if (offset < 0) {
            throw notAnOffset();
        }
        return OptionalLong.of(offset);
    }

    private static WireException notAnOffset() {
        return new WireException("The header " + INTERIM_OFFSET + " is not an offset in decimal digits.");
    }
}
