package fr.justedroit.audit;

import fr.justedroit.mesure.Outcome;

/** Exact counts of a group in a CAF: dossiers, and decided cases by age, arm and outcome. Not thread-safe. */
final class GroupCell {
    private static final int PLACES = 4;

    /** How a case was chosen. */
    enum Arm {
        RANDOM,
        TARGETED
    }

    /** When a case matured: in the last twelve months, or before. */
    enum Age {
        RECENT,
        OLD
    }

    private final long total;
    private final long proposed;
    private final long[] cases = new long[PLACES];
    private final long[] units = new long[PLACES];
    private final long[] oldCases = new long[PLACES];
    private final long[] oldUnits = new long[PLACES];

    /**
     * @param total dossiers
     * @param proposed those that the model proposes
     */
    GroupCell(long total, long proposed) {
        this.total = total;
        this.proposed = proposed;
    }

    private static int place(Arm arm, Outcome outcome) {
        return (arm == Arm.RANDOM ? 0 : 2) + (outcome == Outcome.POSITIVE ? 0 : 1);
    }

    /** Adds recent cases and the sum of their weights. */
    void add(Arm arm, Outcome outcome, long n, long weightUnits) {
        add(Age.RECENT, arm, outcome, n, weightUnits);
    }

    /** Adds cases and the sum of their weights. */
    void add(Age age, Arm arm, Outcome outcome, long n, long weightUnits) {
        (age == Age.OLD ? oldCases : cases)[place(arm, outcome)] += n;
        (age == Age.OLD ? oldUnits : units)[place(arm, outcome)] += weightUnits;
    }

    /** The same with its old cases among the others. */
    GroupCell ofAllAges() {
        GroupCell all = new GroupCell(total, proposed);
        for (int i = 0; i < PLACES; i++) {
            all.cases[i] = cases[i] + oldCases[i];
            all.units[i] = units[i] + oldUnits[i];
        }
        return all;
    }

    long total() {
        return total;
    }

    long proposed() {
        return proposed;
    }

    long cases(Arm arm, Outcome outcome) {
        return cases[place(arm, outcome)];
    }

    long units(Arm arm, Outcome outcome) {
        return units[place(arm, outcome)];
    }

    /** Recent cases of both arms. */
    long cases() {
        long all = 0;
        for (long n : cases) {
            all += n;
        }
        return all;
    }

    /** What is left without a part, of recent cases. */
    GroupCell minus(GroupCell part) {
        GroupCell left = new GroupCell(total - part.total, proposed - part.proposed);
        for (int i = 0; i < cases.length; i++) {
            left.cases[i] = cases[i] - part.cases[i];
            left.units[i] = units[i] - part.units[i];
        }
        return left;
    }
}
