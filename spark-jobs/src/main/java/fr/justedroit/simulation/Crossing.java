package fr.justedroit.simulation;

/**
 * Effects that no linear score can see: the product of two signs. Each sign alone tells nothing, because it is as often
 * with the other one as against it; {@code verite.croisements} gives the weight of each product in the logit.
 */
enum Crossing {
    /** A high rent against income, and contacts with the CAF: risky together or when both are absent. */
    EFFORT_CONTACTS {
        @Override
        boolean first(Signals signals, Scenario.Verite law) {
            return signals.effort() > law.seuilEffort();
        }

        @Override
        boolean second(Signals signals, Scenario.Verite law) {
            return signals.contacts() >= law.seuilContacts();
        }
    },
    /** A recent move, and changes of activity. */
    DEMENAGEMENT_CHANGEMENTS {
        @Override
        boolean first(Signals signals, Scenario.Verite law) {
            return signals.isRecentMove(law);
        }

        @Override
        boolean second(Signals signals, Scenario.Verite law) {
            return signals.changements() >= 1;
        }
    },
    /** Living alone, and an unstable income. */
    SEUL_VARIATION {
        @Override
        boolean first(Signals signals, Scenario.Verite law) {
            return signals.isAlone();
        }

        @Override
        boolean second(Signals signals, Scenario.Verite law) {
            return signals.variation() > law.seuilVariationCroisee();
        }
    };

    abstract boolean first(Signals signals, Scenario.Verite law);

    abstract boolean second(Signals signals, Scenario.Verite law);

    /** 1 where both hold or neither does, -1 where one does. */
    int sign(Signals signals, Scenario.Verite law) {
        return first(signals, law) == second(signals, law) ? 1 : -1;
    }
}
