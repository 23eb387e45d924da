package fr.justedroit.simulation;

/** The dwelling: how it is occupied, its rent, and since when. The rent holds as long as the household stays. */
final class Housing {
    private static final int STATUS = 0;
    private static final int RENT = 1;
    private static final int ENTRY = 2;
    private static final int MOVE = 3;
    private static final int LEAVE = 4;
    private static final int UNKNOWN = 5;

    private final World world;
    private final Draw draw;
    private String status = "";
    private long rentCents;
    private int entryDay;
    private boolean entryKnown;

    Housing(World world, Draw draw, int month, int persons) {
        this.world = world;
        this.draw = draw;
        enter(month, persons);
        this.entryDay -=
                31 * draw.below(Draw.ALWAYS, ENTRY, world.scenario.logement().ancienneteMaxMois());
    }

    /** Lives through a month: the household moves, or stays. */
    Stay advance(int month, Family.Change change, int persons) {
        Scenario.Logement law = world.scenario.logement();
        boolean leaves = change == Family.Change.SEPARATION && draw.occurs(month, LEAVE, law.demenagementSeparation());
        if (leaves || draw.occurs(month, MOVE, law.demenagement())) {
            enter(month, persons);
            return Stay.MOVED;
        }
        return Stay.STAYED;
    }

    private void enter(int month, int persons) {
        Scenario.Logement law = world.scenario.logement();
        status = world.dwellings.at(draw.uniform(month, STATUS));
        double cents = 100
                * (law.loyerEur() + law.loyerPersonneEur() * (persons - 1))
                * world.rents
                * StrictMath.exp(law.loyerDispersion() * draw.bell(month, RENT));
        rentCents = isPaid() ? Math.round(cents) : 0;
        entryDay = Months.firstDay(month) + draw.below(month, ENTRY, 28);
        entryKnown = !draw.occurs(month, UNKNOWN, world.scenario.monde().inconnu());
    }

    boolean isPaid() {
        return !"PROPRIETAIRE".equals(status) && !"HEBERGE".equals(status);
    }

    /** Rented, and so open to housing aid. */
    boolean isRented() {
        return "LOCATAIRE".equals(status) || "FOYER".equals(status);
    }

    String status() {
        return status;
    }

    /** 0 where nothing is paid. */
    long rentCents() {
        return rentCents;
    }

    int entryDay() {
        return entryDay;
    }

    boolean isEntryKnown() {
        return entryKnown;
    }

    /** Did the household move. */
    enum Stay {
        STAYED,
        MOVED
    }
}
