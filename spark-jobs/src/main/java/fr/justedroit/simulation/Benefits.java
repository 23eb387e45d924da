package fr.justedroit.simulation;

/**
 * Benefits of the month, from the declared situation by round rules, and the rights that nobody claims.
 *
 * <p>Income is the mean of three months. The rules are caricatures of the real ones: right in kind, never in amount.
 */
final class Benefits {
    static final int RSA = 0;
    static final int RSAM = 1;
    static final int PPA = 2;
    static final int AL = 3;
    static final int AF = 4;
    static final int ASF = 5;
    static final int AAH = 6;
    static final int AEEH = 7;
    static final int PAJE = 8;
    static final int COUNT = 9;
    private static final String[] NAMES = {"RSA", "RSAM", "PPA", "AL", "AF", "ASF", "AAH", "AEEH", "PAJE"};

    private static final int CLAIM_RSA = 0;
    private static final int CLAIM_PPA = 1;
    private static final int CLAIM_AL = 2;
    private static final int NO_ALIMONY = 3;
    private static final int DISABLED = 4;
    private static final int DISABLED_CHILD = 5;
    private static final int SMALL_CHILD = 3;
    private static final int AF_CHILDREN = 2;
    private static final int RETIREMENT_OF_AAH = 62;

    private final Scenario.Prestation law;
    private final double smicCents;
    private final double rsaClaim;
    private final boolean claimsPpa;
    private final boolean claimsAl;
    private final boolean withoutAlimony;
    private final boolean disabled;
    private final boolean disabledChild;
    private final long[] paidCents = new long[COUNT];
    private final long[] unclaimedCents = new long[COUNT];
    private final int[] openedDays = new int[COUNT];
    private final boolean[] open = new boolean[COUNT];

    Benefits(World world, Draw draw) {
        this.law = world.scenario.prestation();
        this.smicCents = 100 * world.scenario.ressource().smicEur();
        this.rsaClaim = draw.uniform(Draw.ALWAYS, CLAIM_RSA);
        this.claimsPpa = !draw.occurs(Draw.ALWAYS, CLAIM_PPA, law.nonRecoursPpa());
        this.claimsAl = !draw.occurs(Draw.ALWAYS, CLAIM_AL, law.nonRecoursAl());
        this.withoutAlimony = draw.occurs(Draw.ALWAYS, NO_ALIMONY, law.asfPart());
        this.disabled = draw.occurs(Draw.ALWAYS, DISABLED, law.partHandicap());
        this.disabledChild = draw.occurs(Draw.ALWAYS, DISABLED_CHILD, law.partAeeh());
    }

    /**
     * Computes the benefits of a month.
     *
     * @param stay where the household is: nothing is paid during a declared stay abroad
     * @param incomeCents income of the household, mean of the last months
     * @param workCents the part of it that comes from work this month
     */
    void compute(
            int month,
            Family family,
            Person allocataire,
            Housing housing,
            Abroad.Stay stay,
            double incomeCents,
            long workCents) {
        java.util.Arrays.fill(paidCents, 0);
        java.util.Arrays.fill(unclaimedCents, 0);
        if (stay != Abroad.Stay.DECLARE) {
            computeResident(month, family, allocataire, housing, incomeCents, workCents);
        }
        for (int i = 0; i < COUNT; i++) {
            if (paidCents[i] > 0 && !open[i]) {
                openedDays[i] = Months.firstDay(month);
            }
            open[i] = paidCents[i] > 0;
        }
    }

    /** Would anything be paid in a month, to a household with this income; nothing is opened. */
    boolean isAnyDue(int month, Family family, Person allocataire, Housing housing, long incomeCents) {
        computeResident(
                month, family, allocataire, housing, (double) incomeCents, allocataire.isAtWork() ? incomeCents : 0);
        boolean any = totalCents() > 0;
        java.util.Arrays.fill(paidCents, 0);
        java.util.Arrays.fill(unclaimedCents, 0);
        return any;
    }

    private void computeResident(
            int month, Family family, Person allocataire, Housing housing, double incomeCents, long workCents) {
        int children = family.dependentCount(month);
        int small = family.youngCount(month, SMALL_CHILD);
        int age = Months.age(family.birthDay(), Months.lastDay(month));
        double scale = 1 + (family.isCouple() ? law.partConjoint() : 0) + law.partEnfant() * children;
        computeFamily(family, children, small, incomeCents);
        double income = incomeCents + computeDisability(age, incomeCents);
        computeHousing(family, housing, children, scale, income);
        computeMinima(family, allocataire, housing, children, small, age, scale, income, workCents);
    }

    private void computeFamily(Family family, int children, int small, double incomeCents) {
        if (children >= AF_CHILDREN) {
            paidCents[AF] = cents(law.afDeuxEnfantsEur() + law.afEnfantEur() * (children - AF_CHILDREN));
        }
        if (!family.isCouple() && children > 0 && withoutAlimony) {
            paidCents[ASF] = cents(law.asfEur() * children);
        }
        if (disabledChild && children > 0) {
            paidCents[AEEH] = cents(law.aeehEur());
        }
        if (small > 0 && incomeCents < law.pajePlafondSmic() * smicCents) {
            paidCents[PAJE] = cents(law.pajeEur());
        }
    }

    private double computeDisability(int age, double incomeCents) {
        if (!disabled || age >= RETIREMENT_OF_AAH) {
            return 0;
        }
        pay(AAH, 100 * law.aahEur() - incomeCents / 2, Claim.CLAIMED);
        return paidCents[AAH];
    }

    private void computeHousing(Family family, Housing housing, int children, double scale, double income) {
        if (!housing.isRented()) {
            return;
        }
        int others = children + (family.isCouple() ? 1 : 0);
        double ceiling = 100 * (law.alLoyerPlafondEur() + law.alPlafondPersonneEur() * others);
        double excess = Math.max(0, income - 100 * law.alSeuilEur() * scale);
        pay(
                AL,
                Math.min((double) housing.rentCents(), ceiling) - law.alParticipation() * excess,
                claimsAl ? Claim.CLAIMED : Claim.UNCLAIMED);
    }

    private void computeMinima(
            Family family,
            Person allocataire,
            Housing housing,
            int children,
            int small,
            int age,
            double scale,
            double income,
            long workCents) {
        if (paidCents[AAH] > 0) {
            return;
        }
        boolean housed = paidCents[AL] > 0 || !housing.isPaid();
        if ((age >= law.rsaAgeAns() || children > 0) && !allocataire.isStudentOrRetired()) {
            boolean loneWithBaby = !family.isCouple() && small > 0;
            double base = 100 * law.rsaEur() * (scale - (housed ? law.forfaitLogement() : 0));
            pay(
                    loneWithBaby ? RSAM : RSA,
                    base * (loneWithBaby ? law.rsamMajoration() : 1) - income,
                    rsaClaim >= nonTakeUp(family, children) ? Claim.CLAIMED : Claim.UNCLAIMED);
        }
        if (workCents > 0) {
            double bonus = workCents > smicCents / 2 ? 100 * law.ppaBonificationEur() : 0;
            double base = 100 * law.ppaEur() * scale;
            double entitled = base + law.ppaTaux() * workCents + bonus - Math.max(income, base);
            pay(PPA, entitled, claimsPpa ? Claim.CLAIMED : Claim.UNCLAIMED);
        }
    }

    private double nonTakeUp(Family family, int children) {
        if (family.isCouple()) {
            return law.nonRecoursRsaCouple();
        }
        return children > 0 ? law.nonRecoursRsaParentSeul() : law.nonRecoursRsa();
    }

    private void pay(int benefit, double cents, Claim claim) {
        if (cents >= 100 * law.minimumEur()) {
            (claim == Claim.CLAIMED ? paidCents : unclaimedCents)[benefit] = Math.round(cents);
        }
    }

    private static long cents(double euros) {
        return Math.round(100 * euros);
    }

    static String name(int benefit) {
        return NAMES[benefit];
    }

    /** Day on which the right of a benefit that is paid was last opened. */
    int openedDay(int benefit) {
        return openedDays[benefit];
    }

    /** 0 where the benefit is not paid. */
    long paidCents(int benefit) {
        return paidCents[benefit];
    }

    /** 0 where there is no right, or it is claimed. */
    long unclaimedCents(int benefit) {
        return unclaimedCents[benefit];
    }

    boolean hasRsa() {
        return paidCents[RSA] > 0 || paidCents[RSAM] > 0;
    }

    /** All that is paid: what an irregularity bears on. */
    long totalCents() {
        long sum = 0;
        for (long cents : paidCents) {
            sum += cents;
        }
        return sum;
    }

    private enum Claim {
        CLAIMED,
        UNCLAIMED
    }
}
