package fr.justedroit.simulation;

/** The dwelling: how it is occupied, its rent, and since when. The rent holds as long as the household stays. */
final class Housing {
    private static final int STATUS = 0;
    private static final int RENT = 1;
    private static final int ENTRY = 2;
    private static final int MOVE = 3;
    private static final int LEAVE = 4;
    private static final int UNKNOWN = 5;
    private static final int LANDLORD = 6;
    private static final int ZONE = 7;
    private static final int ARREARS = 8;
    private static final double SOCIAL = 0.42;
    private static final double ARREARS_BEGIN = 0.007;
    private static final double ARREARS_END = 0.25;

    private final World world;
    private final Draw draw;
    private String status = "";
    private long rentCents;
    private int entryDay;
    private boolean entryKnown;
    private String landlord = "";
    private String zone = "";
    private int arrears;
    private double rents;

    Housing(World world, Draw draw, int month, int persons) {
        this.world = world;
        this.draw = draw;
        this.rents = world.rents;
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
        if (arrears > 0) {
            arrears = draw.occurs(month, ARREARS, ARREARS_END) ? 0 : arrears + 1;
        } else if (isRented() && draw.occurs(month, ARREARS, ARREARS_BEGIN)) {
            arrears = 1;
        }
        return Stay.STAYED;
    }

    /** The household follows its dossier to another CAF, with its rents. */
    Stay relocate(World other, int month, int persons) {
        rents = other.rents;
        enter(month, persons);
        return Stay.MOVED;
    }

    private void enter(int month, int persons) {
        Scenario.Logement law = world.scenario.logement();
        status = world.dwellings.at(draw.uniform(month, STATUS));
        double cents = 100
                * (law.loyerEur() + law.loyerPersonneEur() * (persons - 1))
                * rents
                * StrictMath.exp(law.loyerDispersion() * draw.bell(month, RENT));
        rentCents = isPaid() ? Math.round(cents) : 0;
        entryDay = Months.firstDay(month) + draw.below(month, ENTRY, 28);
        landlord = !isRented() ? "" : draw.occurs(month, LANDLORD, SOCIAL) ? "SOCIAL" : "PRIVE";
        double where = draw.uniform(month, ZONE);
        zone = where < 0.15 ? "PRIORITAIRE" : where < 0.38 ? "RURALE" : "URBAINE";
        arrears = 0;
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

    /** Kind of landlord; empty without one. */
    String landlord() {
        return landlord;
    }

    /** Kind of place of residence. */
    String zone() {
        return zone;
    }

    /** Months of rent not paid. */
    int arrears() {
        return arrears;
    }

    /** Did the household move. */
    enum Stay {
        STAYED,
        MOVED
    }
}
