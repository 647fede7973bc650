package io.entrepot.resequencer.state;

/**
 * The stores' names. They are parts of changelog topics' names and of directories: a change leaves the old state
 * behind, so the number at the end is counted up when keys change their form, and nothing else is ever changed.
 */
public final class StoreNames {

    /** Generations, their lookups, and the agenda: changelogged. */
    public static final String IMAGES = "images-1";

    /** What waits: changelogged. */
    public static final String WAITING = "waiting-1";

    /** Where each NewBlocks stands: changelogged. */
    public static final String CARRIERS = "carriers-1";

    /** Waiting NewBlocks as they came: not changelogged, the interim topic is their log. */
    public static final String PAYLOADS = "payloads-1";

    private StoreNames() {
    }
}
