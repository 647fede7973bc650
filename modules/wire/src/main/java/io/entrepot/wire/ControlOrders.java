package io.entrepot.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The orders in force, in the order in which they were given: of those that fit an image or an agent, the last one counts.
 * What is compacted away changes nothing, for the same glob came again behind it.
 */
public final class ControlOrders {

    /**
     * Orders of one kind that are kept: an operator gives a few, and each image is held against all of them. Beyond it the
     * oldest is forgotten. One about all images ends those before it.
     */
    static final int ORDERS_MAX = 1_024;

    /** One that is in force. */
    public record Standing(ControlKey key, ControlOrder order) {
    }

    private record ImageOrder(ImageGlob glob, Standing said) {

        boolean is(ControlVerb verb) {
            return said.order().getVerb() == verb;
        }
    }

    private final Map<String, ImageOrder> images = new LinkedHashMap<>();
    private final Map<String, Standing> rates = new LinkedHashMap<>();

    /**
     * Takes the next order.
     *
     * @param order null when it was taken back
     * @throws IllegalArgumentException with a sentence when it means nothing; then nothing has changed
     */
    public void take(ControlKey key, ControlOrder order) {
        boolean aboutRate = key.getSubject() == ControlSubject.RATE;
        if (order == null) {
            (aboutRate ? rates : images).remove(key.getPattern());
        } else if (aboutRate != (order.getVerb() == ControlVerb.RATE)) {
            throw new IllegalArgumentException("An order to " + order.getVerb() + " is not about " + key.getSubject() + ".");
        } else if (aboutRate) {
            put(rates, key.getPattern(), new Standing(key, order));
        } else {
            put(images, key.getPattern(), new ImageOrder(ImageGlob.of(key.getPattern()), new Standing(key, order)));
        }
    }

    /** Whether the image is not to be read. */
    public boolean isPaused(String image) {
        List<ImageOrder> latestFirst = new ArrayList<>(images.values());
        Collections.reverse(latestFirst);
        return latestFirst.stream().filter(order -> order.glob().matches(image)).findFirst()
                .map(order -> order.is(ControlVerb.PAUSE)).orElse(false);
    }

    /**
     * What keeps agents from sending as they would: pauses and rates, and what was ordered otherwise behind a pause, or behind a rate of
     * all agents; in the order in which they were given.
     */
    public List<Standing> standing() {
        List<Standing> standing = new ArrayList<>();
        boolean paused = false;
        for (ImageOrder order : images.values()) {
            paused |= order.is(ControlVerb.PAUSE);
            if (paused) {
                standing.add(order.said());
            }
        }
        boolean limited = false;
        for (Standing said : rates.values()) {
            boolean hasLimit = said.order().getBytesPerSecond() != null;
            limited |= hasLimit && said.key().getPattern().equals(ImageGlob.ALL);
            if (hasLimit || limited) {
                standing.add(said);
            }
        }
        return standing;
    }

    /**
     * What was said last of the agent's rate: bytes per second, or empty for as much as it can; nothing when nothing was
     * said.
     */
    public Optional<OptionalLong> rate(String agent) {
        Optional<OptionalLong> rate = Optional.empty();
        for (Map.Entry<String, Standing> said : rates.entrySet()) {
            if (said.getKey().equals(agent) || said.getKey().equals(ImageGlob.ALL)) {
                Long bytesPerSecond = said.getValue().order().getBytesPerSecond();
                rate = Optional.of(bytesPerSecond == null ? OptionalLong.empty() : OptionalLong.of(bytesPerSecond));
            }
        }
        return rate;
    }

    private static <T> void put(Map<String, T> orders, String pattern, T order) {
        if (pattern.equals(ImageGlob.ALL)) {
            orders.clear();
        }
        // Out and in again: it now stands behind all others.
        orders.remove(pattern);
        orders.put(pattern, order);
        if (orders.size() > ORDERS_MAX) {
            orders.remove(orders.keySet().iterator().next());
        }
    }
}
