package fr.justedroit.simulation;

import java.util.Arrays;

/**
 * The allocataire, the couple and the children.
 *
 * <p>Children are never removed: one who grew up or lives with the other parent stays in the dossier, no longer
 * dependent.
 */
final class Family {
    private static final int SEX = 0;
    private static final int AGE = 1;
    private static final int NATIONALITY = 2;
    private static final int NIR = 3;
    private static final int GUARDIAN = 4;
    private static final int COUPLE = 5;
    private static final int CHILDREN = 6;
    private static final int CHILD_AGE = 7;
    private static final int WRITTEN = 8;
    private static final int SEPARATION = 20;
    private static final int UNION = 21;
    private static final int CUSTODY = 22;
    private static final int BIRTH = 23;
    private static final int BIRTH_DAY = 24;
    private static final int SITUATION = 25;
    private static final int SITUATION_DAY = 26;
    private static final int SHARED = 27;
    private static final int LONE_PARENT = 28;
    private static final int SITUATION_MONTHS = 180;
    private static final double SHARED_CUSTODY = 0.12;
    private static final int CHILDREN_MAX = 9;
    private static final int CHILDREN_AT_START = 3;
    private static final int ADULT_AGE = 25;
    private static final int PARENT_AGE = 20;
    private static final int LAST_PARENT_AGE = 45;
    private static final int LAST_UNION_AGE = 65;
    private static final int DAYS_BETWEEN_BIRTHS = 300;
    private static final double DAYS_IN_YEAR = 365.25;

    private final Scenario.Famille law;
    private final Draw draw;
    private final Sex sex;
    private final int birthDay;
    private final String nationality;
    private final boolean nationalityKnown;
    private final String nir;
    private final String guardianship;
    private boolean couple;
    private boolean sharedCustody;
    private int situationDay;
    private int[] childBirths = new int[4];
    private int childCount;
    private int awayCount;

    /** The birth of an allocataire whose life opens in a month, known before anything else of that life. */
    static int birthDay(World world, Draw life, int month) {
        Scenario.Famille law = world.scenario.famille();
        double place = StrictMath.pow(life.fork(Life.FAMILY).uniform(Draw.ALWAYS, AGE), law.ageForme());
        double years = law.ageMinAns() + place * (law.ageMaxAns() - law.ageMinAns());
        return Months.firstDay(month) - (int) (years * DAYS_IN_YEAR);
    }

    /** @param birthDay of the allocataire */
    Family(World world, Draw draw, int birthDay, int month) {
        this.law = world.scenario.famille();
        this.draw = draw;
        int today = Months.firstDay(month);
        this.sex = draw.occurs(Draw.ALWAYS, SEX, law.partFemme()) ? Sex.F : Sex.M;
        this.birthDay = birthDay;
        double years = (today - birthDay) / DAYS_IN_YEAR;
        double where = draw.uniform(Draw.ALWAYS, NATIONALITY);
        this.nationality = where < law.partHorsUe() ? "HUE" : where < law.partHorsUe() + law.partUe() ? "UE" : "FR";
        this.nationalityKnown =
                !draw.occurs(Draw.ALWAYS, WRITTEN, world.scenario.monde().inconnu());
        double uncertified = "HUE".equals(nationality) ? law.nirNonCertifieHorsUe() : law.nirNonCertifie();
        this.nir = draw.occurs(Draw.ALWAYS, NIR, uncertified) ? "NON_CERTIFIE" : "CERTIFIE";
        double guard = draw.uniform(Draw.ALWAYS, GUARDIAN);
        this.guardianship =
                guard >= law.partTutelle() ? "AUCUNE" : guard < law.partTutelle() / 2 ? "PRESTATIONS" : "PERSONNE";
        this.couple = years >= ADULT_AGE && draw.occurs(month, COUPLE, law.partCouple());
        this.sharedCustody = !couple && draw.occurs(Draw.ALWAYS, SHARED, SHARED_CUSTODY);
        this.situationDay = Math.max(
                birthDay + (int) (law.ageMinAns() * DAYS_IN_YEAR) - 400,
                today - 1 - draw.below(Draw.ALWAYS, SITUATION, SITUATION_MONTHS * 30));
        meetChildren(years, today);
    }

    /** Each possible child is there with the same probability; ages are spread over what the parent's age allows. */
    private void meetChildren(double years, int today) {
        double lone = sex == Sex.F ? law.partMereSeule() : law.partPereSeul();
        if (!couple && !draw.occurs(Draw.ALWAYS, LONE_PARENT, lone)) {
            return;
        }
        int oldest = (int) Math.min(law.finChargeAns() + 4.0, years - PARENT_AGE);
        if (oldest <= 0 || years > LAST_PARENT_AGE + law.finChargeAns()) {
            return;
        }
        int possible = CHILDREN_AT_START;
        int[] births = new int[possible];
        int count = 0;
        int day = today - draw.below(Draw.ALWAYS, CHILD_AGE, (int) (oldest * DAYS_IN_YEAR));
        for (int i = 0; i < possible; i++) {
            if (day < today - oldest * DAYS_IN_YEAR) {
                break;
            }
            if (draw.occurs(Draw.ALWAYS, CHILDREN + 100 + i, law.enfantsMoyenne() / possible * 1.6)) {
                births[count++] = day;
                day -= DAYS_BETWEEN_BIRTHS + draw.below(Draw.ALWAYS, CHILD_AGE + 200 + i, 1500);
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            add(births[i]);
        }
    }

    /** Lives through a month. */
    Change advance(int month) {
        int age = Months.age(birthDay, Months.firstDay(month));
        Change change = Change.NONE;
        if (couple) {
            if (draw.occurs(month, SEPARATION, law.separation())) {
                couple = false;
                double custody = sex == Sex.F ? law.gardeFemme() : law.gardeHomme();
                if (!draw.occurs(month, CUSTODY, custody)) {
                    awayCount = childCount;
                }
                sharedCustody = draw.occurs(month, SHARED, SHARED_CUSTODY);
                change = Change.SEPARATION;
            }
        } else if (age < LAST_UNION_AGE && draw.occurs(month, UNION, law.union())) {
            couple = true;
            sharedCustody = false;
            change = Change.UNION;
        }
        if (change != Change.NONE) {
            situationDay = Months.firstDay(month) + draw.below(month, SITUATION_DAY, 28);
        }
        double birth = couple
                ? law.naissanceCouple() / (1 + 0.6 * childCount)
                : sex == Sex.F ? law.naissanceSeul() / (1 + 0.6 * childCount) : 0;
        int day = Months.firstDay(month) + draw.below(month, BIRTH_DAY, 28);
        if (age >= law.ageMinAns()
                && age < LAST_PARENT_AGE
                && childCount < CHILDREN_MAX
                && (childCount == 0 || day - childBirths[childCount - 1] > DAYS_BETWEEN_BIRTHS)
                && draw.occurs(month, BIRTH, birth)) {
            add(day);
            return change == Change.NONE ? Change.BIRTH : change;
        }
        return change;
    }

    /** The partner died: the children stay. */
    Change mourn(int month) {
        couple = false;
        sharedCustody = false;
        situationDay = Months.firstDay(month) + draw.below(month, SITUATION_DAY, 28);
        return Change.VEUVAGE;
    }

    private void add(int day) {
        if (childCount == childBirths.length) {
            childBirths = Arrays.copyOf(childBirths, childCount * 2);
        }
        childBirths[childCount++] = day;
    }

    boolean isCouple() {
        return couple;
    }

    /** Day on which the declared situation, alone or in a couple, began. */
    int situationDay() {
        return situationDay;
    }

    /** Custody of a child, empty for one who is not dependent. */
    String custody(int rank, int month) {
        return !isDependent(rank, month) ? "" : sharedCustody ? "ALTERNEE" : "PLEINE";
    }

    boolean isWoman() {
        return sex == Sex.F;
    }

    String sex() {
        return sex.name();
    }

    int birthDay() {
        return birthDay;
    }

    /** Empty where nobody wrote it down. */
    String nationality() {
        return nationalityKnown ? nationality : "";
    }

    String nir() {
        return nir;
    }

    String guardianship() {
        return guardianship;
    }

    int childCount() {
        return childCount;
    }

    /** Birth of a child, in order of rank from 0. */
    int childBirth(int rank) {
        return childBirths[rank];
    }

    boolean isDependent(int rank, int month) {
        return rank >= awayCount && Months.age(childBirths[rank], Months.lastDay(month)) < law.finChargeAns();
    }

    int dependentCount(int month) {
        int count = 0;
        for (int i = awayCount; i < childCount; i++) {
            if (isDependent(i, month)) {
                count++;
            }
        }
        return count;
    }

    /** Dependent children younger than {@code years}. */
    int youngCount(int month, int years) {
        int count = 0;
        int day = Months.lastDay(month);
        for (int i = childCount - 1; i >= awayCount; i--) {
            if (Months.age(childBirths[i], day) < years) {
                count++;
            }
        }
        return count;
    }

    private enum Sex {
        F,
        M
    }

    /** What happened to the family in a month; a birth in the month of a separation or a union is not told. */
    enum Change {
        NONE,
        SEPARATION,
        UNION,
        VEUVAGE,
        BIRTH
    }
}
