package io.entrepot.resequencer.core;

/** Why nothing more is passed on for now. */
enum Stop {

    /** No image wants a turn. */
    IDLE,

    /** What comes next for the image that has the turn has not arrived. */
    DATA,

    /** The writer's word is awaited: on the turn that ended, or to let it get on with what it has. */
    RECEIPT,

    /** This call has passed on as much as it may; the next one goes on. */
    STEP
}
