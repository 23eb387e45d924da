package fr.justedroit.simulation;

/**
 * Long stays abroad of a household: while one lasts, the condition of residence is not met. Declared, nothing is paid;
 * not declared, benefits go on and none of them is due.
 */
final class Abroad {
    private static final int BEGINS = 0;
    private static final int LENGTH = 1;
    private static final int TOLD = 2;

    private final Scenario.Sejour law;
    private final Draw draw;
    private Stay stay = Stay.EN_FRANCE;
    private int end;

    Abroad(World world, Draw draw) {
        this.law = world.scenario.sejour();
        this.draw = draw;
    }

    /** Lives through a month. */
    Stay advance(int month) {
        if (stay != Stay.EN_FRANCE) {
            if (month >= end) {
                stay = Stay.EN_FRANCE;
            }
        } else if (draw.occurs(month, BEGINS, law.debut())) {
            end = month + draw.between(month, LENGTH, law.dureeMinMois(), law.dureeMaxMois());
            stay = draw.occurs(month, TOLD, law.partDeclaree()) ? Stay.DECLARE : Stay.TU;
        }
        return stay;
    }

    Stay stay() {
        return stay;
    }

    /** Where the household is, and whether it said so. */
    enum Stay {
        EN_FRANCE,
        DECLARE,
        TU
    }
}
