package io.entrepot.monitor.core;

/**
 * Where a generation of an image is on its way to a destination.
 *
 * <pre>
 *   OPENED → SENDING → WAITING ─────→ RECEIVING ⇄ PARKED
 *       └────────┴────────┴──────────────→┘ │
 *                                           └→ COMMITTED, FAILED
 *   any that is not sent whole ⇄ PAUSED
 *   any that is not final → SUPERSEDED, ABORTED
 * </pre>
 *
 * Where nobody receives the fleet, what was sent whole is SEALED and not WAITING.
 */
public enum Stage {
    OPENED,
    SENDING,
    /** It would be sent, and an operator has told agents to pause it. */
    PAUSED,
    SEALED,
    WAITING,
    RECEIVING,
    PARKED,
    COMMITTED,
    FAILED,
    SUPERSEDED,
    ABORTED;

    /** Nothing more happens to it unless somebody does something. */
    public boolean isFinal() {
        return this == COMMITTED || this == FAILED || this == SUPERSEDED || this == ABORTED;
    }
}
