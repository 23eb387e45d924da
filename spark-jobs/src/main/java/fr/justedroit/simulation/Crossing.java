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

    /** What the products add to the logit. */
    static double logit(Signals signals, Scenario.Verite law) {
        double logit = 0;
        for (Crossing each : values()) {
            logit += law.croisements().get(each.name()) * each.sign(signals, law);
        }
        return logit;
    }

    /** Has any product a weight. */
    static boolean isAnyUsed(Scenario.Verite law) {
        return law.croisements().values().stream().anyMatch(weight -> weight != 0);
    }
}
