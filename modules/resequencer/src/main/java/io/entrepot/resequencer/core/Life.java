package io.entrepot.resequencer.core;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a generation of an image stands on its way through the resequencer.
 *
 * <pre>
 *               a turn              ImageSealed passed on            receipt
 *   WAITING ------------> TURN -----------------------------> SEALED --------> COMMITTED
 *      |                  ^  |  ImageAborted passed on                            FAILED
 *      |                  |  +------------------------------> ABORTED ------->    SUPERSEDED
 *      |                  |  |  TurnParked passed on
 *      |                  |  +------------------------------> PARKING
 *      |                  |        receipt of that turn          |
 *      |                  +------------ PARKED &lt;-----------------+
 *      +--> ABANDONED       a turn
 * </pre>
 *
 * A receipt that says FAILED or SUPERSEDED ends every life that has had a turn. ABANDONED is what its agent aborted, or
 * a newer generation superseded, before the first turn: the destination never heard of it. So is what was opened before
 * what a destination is to be given.
 *
 * <p>Whichever of the four ends it has come to, a generation can be recalled from the interim topic: it is RECALLING until
 * all of it has come, then WAITING in a new life; FAILED if it does not come whole.
 *
 * <p>The names are not persisted, the ids are.
 */
public enum Life {
    WAITING(1),
    TURN(2),
    SEALED(3),
    ABORTED(4),
    PARKING(5),
    PARKED(6),
    COMMITTED(7),
    FAILED(8),
    SUPERSEDED(9),
    ABANDONED(10),
    RECALLING(11);

    private static final Set<Life> TERMINAL = EnumSet.of(COMMITTED, FAILED, SUPERSEDED, ABANDONED);
    private static final Set<Life> HOLDING = EnumSet.of(TURN, SEALED, ABORTED, PARKING);
    private static final Life[] BY_ID = new Life[values().length + 1];

    static {
        for (Life life : values()) {
            BY_ID[life.id] = life;
        }
    }

    private final int id;

    Life(int id) {
        this.id = id;
    }

    /** The persisted id, 1 to 127. */
    public int id() {
        return id;
    }

    /** @throws IllegalArgumentException when no life has the id */
    public static Life byId(int id) {
        if (id < 1 || id >= BY_ID.length) {
            throw new IllegalArgumentException("no life of an image has the id " + id);
        }
        return BY_ID[id];
    }

    /** Nothing more happens to it unless it is recalled. */
    public boolean terminal() {
        return TERMINAL.contains(this);
    }

    /** It has the partition's turn: being passed on, or passed on as far as it goes and the writer's word awaited. */
    public boolean holdsTurn() {
        return HOLDING.contains(this);
    }

    /** Data that arrives for it is passed on now or later. */
    public boolean takesData() {
        return this == WAITING || this == TURN || this == PARKING || this == PARKED;
    }

    boolean mayBecome(Life next) {
        return switch (this) {
            case WAITING -> next == TURN || next == ABANDONED;
            case TURN -> next == SEALED || next == ABORTED || next == PARKING || endsByReceipt(next);
            case SEALED -> next == COMMITTED || endsByReceipt(next);
            case ABORTED -> endsByReceipt(next);
            case PARKING -> next == PARKED || endsByReceipt(next);
            case PARKED -> next == TURN || endsByReceipt(next);
            case RECALLING -> next == WAITING || next == FAILED;
            case COMMITTED, FAILED, SUPERSEDED, ABANDONED -> next == RECALLING;
        };
    }

    private static boolean endsByReceipt(Life next) {
        return next == FAILED || next == SUPERSEDED;
    }
}
