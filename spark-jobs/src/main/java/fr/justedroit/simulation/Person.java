package fr.justedroit.simulation;

import fr.justedroit.simulation.World.JobState;
import java.util.Arrays;

/**
 * The activity and the declared income of one adult, month after month.
 *
 * <p>Spells follow each other without a hole or an overlap; at most one begins in a month. The wage is the person's own
 * and persists; what varies is the hours of short contracts and the trade of the self-employed.
 */
final class Person {
    private static final int PRECARIOUSNESS = 0;
    private static final int WAGE = 1;
    private static final int FIRST_ACTIVITY = 2;
    private static final int FIRST_START = 3;
    private static final int END_OF_SPELL = 4;
    private static final int END_DAY = 5;
    private static final int CONTRACT = 6;
    private static final int VARIATION = 7;
    private static final int RETIREMENT = 8;
    private static final int OCCUPATION = 9;
    private static final int AGENCY = 10;
    private static final int SOURCE = 11;
    private static final int FAR = 12;
    private static final int LATEST_START_DAY = 27;
    private static final double TEMPORARY = 0.3;
    private static final double FARMERS = 0.12;
    private static final double KNOWN_FROM_PAYER = 0.94;

    private final World world;
    private final Draw draw;
    private final int birthDay;
    private final double precariousness;
    private final boolean far;
    private final double wageCents;
    private JobState state;
    private int startDay;
    private long incomeCents;
    private long declaredCents;
    private JobState[] pastStates = new JobState[8];
    private int[] pastStarts = new int[8];
    private int[] pastEnds = new int[8];
    private int pastCount;

    /** A person met in {@code month}, whose present spell began before. */
    Person(World world, Draw draw, int birthDay, int month, Standing standing) {
        Scenario.Activite law = world.scenario.activite();
        Scenario.Ressource income = world.scenario.ressource();
        this.world = world;
        this.draw = draw;
        this.birthDay = birthDay;
        this.precariousness = StrictMath.pow(draw.uniform(Draw.ALWAYS, PRECARIOUSNESS), law.precariteForme());
        this.wageCents = 100
                * income.smicEur()
                * income.salaireMedianSmic()
                * world.wages
                * StrictMath.exp(income.salaireDispersion() * draw.bell(Draw.ALWAYS, WAGE));
        this.far = draw.occurs(Draw.ALWAYS, FAR, standing.farShare(law));
        int age = Months.age(birthDay, Months.firstDay(month));
        double share = draw.uniform(month, FIRST_ACTIVITY);
        if (age >= law.retraiteAns()) {
            this.state = JobState.RET;
        } else if (far) {
            this.state = JobState.SAN;
        } else {
            Weights first = age < law.jeuneAns() ? world.activitiesOfTheYoung : world.activities;
            this.state = toState(first.at(share), month);
        }
        this.startDay = Months.firstDay(month - draw.between(month, FIRST_START, 1, law.debutMaxMois()))
                + draw.below(month, END_DAY, LATEST_START_DAY);
    }

    /** Lives through a month: perhaps another spell, then the income declared for the month. */
    SpellChange advance(int month) {
        SpellChange change = advanceSpell(month);
        incomeCents = incomeOf(month);
        Scenario.Reforme reform = world.scenario.reforme();
        boolean atSource = isEmployee() && month >= world.reform;
        declaredCents = atSource ? Math.round(incomeCents * reform.netSocialFacteur()) : incomeCents;
        return change;
    }

    /** The income that the spell under way brings in a month. */
    long expectedCents(int month) {
        return incomeOf(month);
    }

    private SpellChange advanceSpell(int month) {
        Scenario.Activite law = world.scenario.activite();
        if (state == JobState.RET) {
            return SpellChange.NONE;
        }
        if (Months.age(birthDay, Months.firstDay(month)) >= law.retraiteAns()
                && draw.occurs(month, RETIREMENT, law.retraite())) {
            begin(JobState.RET, month);
            return SpellChange.BEGAN;
        }
        Weights next = world.transitions(state);
        double share = draw.uniform(month, END_OF_SPELL);
        // Who is far from work leaves a spell without it more slowly.
        boolean slow = far && (state == JobState.SAN || state == JobState.CHO);
        double total = next == null ? 0 : next.total() * (slow ? law.eloigneRetour() : 1);
        if (share >= total) {
            return SpellChange.NONE;
        }
        begin(toState(next.at(share / total), month), month);
        return SpellChange.BEGAN;
    }

    private JobState toState(String activity, int month) {
        if (!"SAL".equals(activity)) {
            return JobState.valueOf(activity);
        }
        return draw.occurs(month, CONTRACT, precariousness) ? JobState.SAL_INSTABLE : JobState.SAL_STABLE;
    }

    private void begin(JobState next, int month) {
        int day = Months.firstDay(month) + draw.below(month, END_DAY, LATEST_START_DAY);
        if (pastCount == pastStarts.length) {
            pastStates = Arrays.copyOf(pastStates, pastCount * 2);
            pastStarts = Arrays.copyOf(pastStarts, pastCount * 2);
            pastEnds = Arrays.copyOf(pastEnds, pastCount * 2);
        }
        pastStates[pastCount] = state;
        pastStarts[pastCount] = startDay;
        pastEnds[pastCount] = day - 1;
        pastCount++;
        state = next;
        startDay = day;
    }

    private long incomeOf(int month) {
        Scenario.Ressource law = world.scenario.ressource();
        double swing = 2 * draw.uniform(month, VARIATION) - 1;
        double cents =
                switch (state) {
                    case SAL_STABLE -> wageCents * (1 + law.variationStable() * swing);
                    case SAL_INSTABLE ->
                        wageCents * (1 - law.variationInstable() / 2 + law.variationInstable() * swing);
                    case IND -> wageCents * (1 - law.variationIndependant() / 2 + law.variationIndependant() * swing);
                    case CHO ->
                        month - Months.ofDay(startDay) < law.chomageDureeMois() ? wageCents * law.chomageTaux() : 0;
                    case ETU -> 100 * law.revenuEtudiantEur() * (1 + swing) / 2;
                    case RET -> wageCents * law.pensionTaux();
                    case SAN -> 0;
                };
        return Math.max(0, Math.round(cents));
    }

    JobState state() {
        return state;
    }

    String activity() {
        return activity(state);
    }

    private static String activity(JobState state) {
        return switch (state) {
            case SAL_STABLE, SAL_INSTABLE -> "SAL";
            case IND -> "IND";
            case CHO -> "CHO";
            case ETU -> "ETU";
            case RET -> "RET";
            case SAN -> "SAN";
        };
    }

    /** The kind of the income of the month, as {@code cristal_ressource} names it. */
    String incomeKind() {
        return switch (state) {
            case SAL_STABLE, SAL_INSTABLE -> "SALAIRE";
            case IND -> "INDEPENDANT";
            case CHO -> "CHOMAGE";
            case RET -> "PENSION";
            case ETU, SAN -> "AUTRE";
        };
    }

    private boolean isEmployee() {
        return state == JobState.SAL_STABLE || state == JobState.SAL_INSTABLE;
    }

    /** What the person is paid. */
    long incomeCents() {
        return incomeCents;
    }

    /** What the CAF is told of it: the net wage until the reform, the "montant net social" from it on. */
    long declaredCents() {
        return declaredCents;
    }

    /** Wages as employers tell the URSSAF, in the terms of the reform whatever the month; 0 without any. */
    long urssafCents() {
        return isEmployee() ? Math.round(incomeCents * world.scenario.reforme().netSocialFacteur()) : 0;
    }

    /** Pension as the Caisse des dépôts knows it; 0 without any. */
    long pensionCents() {
        return state == JobState.RET ? incomeCents : 0;
    }

    /** Declared income that comes from work, which the PPA looks at. */
    long workCents() {
        return isAtWork() ? declaredCents : 0;
    }

    boolean isAtWork() {
        return isEmployee() || state == JobState.IND;
    }

    boolean isStudentOrRetired() {
        return state == JobState.ETU || state == JobState.RET;
    }

    int startDay() {
        return startDay;
    }

    /** Spells that ended, oldest first. */
    int pastCount() {
        return pastCount;
    }

    String pastActivity(int i) {
        return activity(pastStates[i]);
    }

    String pastOccupation(int i) {
        return occupation(pastStates[i]);
    }

    String pastContract(int i) {
        return contract(pastStates[i], pastStarts[i]);
    }

    String occupation() {
        return occupation(state);
    }

    String contract() {
        return contract(state, startDay);
    }

    /** First level of the PCS; empty for those who never said. Short contracts are more often those of workers. */
    private String occupation(JobState of) {
        double place = draw.uniform(Draw.ALWAYS, OCCUPATION);
        return switch (of) {
            case IND -> place < FARMERS ? "AGRICULTEUR" : "ARTISAN";
            case SAL_STABLE, SAL_INSTABLE, CHO, RET -> {
                double rank = place * (1 - precariousness / 2);
                yield rank > 0.80 ? "CADRE" : rank > 0.58 ? "INTERMEDIAIRE" : rank > 0.28 ? "EMPLOYE" : "OUVRIER";
            }
            case ETU, SAN -> "";
        };
    }

    private String contract(JobState of, int start) {
        return switch (of) {
            case SAL_STABLE -> "CDI";
            case SAL_INSTABLE -> draw.occurs(Months.ofDay(start), AGENCY, TEMPORARY) ? "INTERIM" : "CDD";
            default -> "";
        };
    }

    /** Who said the income of a month. */
    String incomeSource(int month) {
        boolean isPaidByAnother = state != JobState.IND && state != JobState.ETU && state != JobState.SAN;
        double known = month >= world.reform
                ? KNOWN_FROM_PAYER
                : world.scenario.reforme().partTiersAvant();
        return isPaidByAnother && draw.occurs(month, SOURCE, known) ? "TIERS" : "DECLARATION";
    }

    int pastStart(int i) {
        return pastStarts[i];
    }

    int pastEnd(int i) {
        return pastEnds[i];
    }

    /** Spells that ended on {@code day} or after it. */
    int endedSince(int day) {
        int count = 0;
        for (int i = pastCount - 1; i >= 0 && pastEnds[i] >= day; i--) {
            count++;
        }
        return count;
    }

    /** The household of a person when it is met, on which the share of those far from work depends. */
    enum Standing {
        SEUL,
        PARENT_SEUL,
        COUPLE;

        private double farShare(Scenario.Activite law) {
            return switch (this) {
                case SEUL -> law.eloigneSeul();
                case PARENT_SEUL -> law.eloigneParentSeul();
                case COUPLE -> law.eloigneCouple();
            };
        }
    }

    /** Did a spell begin. */
    enum SpellChange {
        NONE,
        BEGAN
    }
}
