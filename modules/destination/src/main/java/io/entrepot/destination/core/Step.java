package io.entrepot.destination.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What a decision came to.
 *
 * @param turn    the state after it
 * @param actions to be carried out in this order
 */
record Step(Turn turn, List<Action> actions) {

    Step {
        actions = List.copyOf(actions);
    }

    static Step to(Turn turn, Action... actions) {
        return new Step(turn, List.of(actions));
    }

    Step after(List<Action> before) {
        List<Action> all = new ArrayList<>(before);
        all.addAll(actions);
        return new Step(turn, all);
    }

    Step withoutForce() {
        return new Step(turn, actions.stream().filter(action -> !(action instanceof Action.Force)).toList());
    }
}
