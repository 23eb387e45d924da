package fr.justedroit.simulation;

import fr.justedroit.simulation.Finding.Suite;
import java.util.EnumMap;
import java.util.Map;

/**
 * The truth under a life: one irregularity at a time, and sums that the CAF owes, each with a beginning and an end.
 *
 * <p>An irregularity begins at a rate that depends on what the extracts show ({@link Signals#onsetLogit}), and on
 * nothing else: neither sex nor nationality nor place is a cause here. It changes nothing in what is delivered.
 */
final class Truth {
    private static final int ONSET = 0;
    private static final int KIND = 1;
    private static final int SHARE = 2;
    private static final int SUSPICION = 3;
    private static final int DECISION = 4;
    private static final int APPEAL = 5;
    private static final int END = 6;
    private static final int NOTICED = 7;
    private static final int ARREARS_ONSET = 8;
    private static final int ARREARS_SUM = 9;
    private static final int ARREARS_END = 10;
    private static final int ARREARS_NOTICED = 11;
    private static final int REFORMED = 12;
    private static final int TRACEABLE = 13;
    private static final double SHARE_SPREAD = 0.3;
    /** The probability of the logit is 0.0474. */
    private static final double SMALL_LOGIT = -3;

    private static final double SMALL_PROBABILITY = 0.048;
    /** A euro of income that is hidden makes about so many euros of benefits not due. */
    private static final double LOST_BY_EURO = 0.6;

    private final Scenario.Verite law;
    private final Scenario.Reforme reform;
    private final int reformMonth;
    private final Draw draw;
    private final boolean crossed;
    private long hiddenCents;
    private Hidden hidden = Hidden.NOTHING;
    private boolean traceable;
    private Irregularity kind = Irregularity.AUCUNE;
    private Suite suite = Suite.SANS_SOUPCON;
    private double share;
    private double induCents;
    private int months;
    private int endedByControl = Integer.MAX_VALUE;
    private long arrearsMonthlyCents;
    private int arrearsMonths;

    Truth(World world, Draw draw) {
        this.law = world.scenario.verite();
        this.reform = world.scenario.reforme();
        this.reformMonth = world.reform;
        this.crossed = world.crossed;
        this.draw = draw;
    }

    /** Lives through a month and tells what ordinary management found in it, if anything. */
    Noticed advance(int month, Signals signals, Abroad.Stay stay) {
        Noticed indu = advanceIrregularity(month, signals, stay);
        hidden = hiddenCents == 0 ? Hidden.NOTHING : new Hidden(hiddenCents, traceable ? hiddenCents : 0);
        Noticed rappel = advanceArrears(month, signals);
        return indu.months() == 0 ? rappel : indu;
    }

    private Noticed advanceIrregularity(int month, Signals signals, Abroad.Stay stay) {
        boolean possible = signals.prestationsCents() >= 100 * law.prestationsMinEur();
        if (kind == Irregularity.AUCUNE) {
            if (possible && stay == Abroad.Stay.TU) {
                begin(Irregularity.SEJOUR, month, signals);
            } else if (possible && begins(month, logit(signals))) {
                Irregularity drawn = draw(month, signals);
                if (isStillPossible(drawn, month)) {
                    begin(drawn, month, signals);
                }
            }
            return Noticed.NOTHING;
        }
        if (month >= endedByControl || signals.prestationsCents() == 0) {
            end();
            return Noticed.NOTHING;
        }
        boolean isOver = kind == Irregularity.SEJOUR
                ? stay != Abroad.Stay.TU
                : draw.occurs(month, END, 1 / law.dureeMoyenneMois());
        if (isOver) {
            boolean noticed = kind == Irregularity.ERREUR && draw.occurs(month, NOTICED, law.decouverteGestion());
            Noticed found = noticed ? new Noticed(Math.round(induCents), 0, months) : Noticed.NOTHING;
            end();
            return found;
        }
        accrue(signals);
        return Noticed.NOTHING;
    }

    private double logit(Signals signals) {
        return signals.onsetLogit(law) + (crossed ? Crossing.logit(signals, law) : 0);
    }

    /** Does an irregularity begin; an exponential is taken only where the draw leaves it open. */
    private boolean begins(int month, double logit) {
        double u = draw.uniform(month, ONSET);
        boolean isSurelyNot = logit < SMALL_LOGIT && u > SMALL_PROBABILITY;
        return !isSurelyNot && u < 1 / (1 + StrictMath.exp(-logit));
    }

    private Irregularity draw(int month, Signals signals) {
        Map<String, Double> weights = law.natures();
        EnumMap<Irregularity, Double> possible = new EnumMap<>(Irregularity.class);
        double total = 0;
        for (Irregularity each : Irregularity.values()) {
            Double weight = weights.get(each.name());
            if (weight != null && (each != Irregularity.VIE_COMMUNE || signals.isAlone())) {
                total += weight;
                possible.put(each, total);
            }
        }
        double target = draw.uniform(month, KIND) * total;
        for (Map.Entry<Irregularity, Double> each : possible.entrySet()) {
            if (target < each.getValue()) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("Weights of kinds that do not sum");
    }

    /** From the reform on, incomes come from who pays them: fewer are left out, and fewer are wrong. */
    private boolean isStillPossible(Irregularity drawn, int month) {
        if (month < reformMonth) {
            return true;
        }
        return switch (drawn) {
            case RESSOURCES -> draw.occurs(month, REFORMED, reform.ressourcesApres());
            case ERREUR -> draw.occurs(month, REFORMED, reform.erreursApres());
            default -> true;
        };
    }

    private void begin(Irregularity what, int month, Signals signals) {
        kind = what;
        share = law.partIndu().get(kind.name()) * Math.max(0.1, 1 + SHARE_SPREAD * draw.bell(month, SHARE));
        suite = !kind.isIntended() || !draw.occurs(month, SUSPICION, law.soupcon())
                ? Suite.SANS_SOUPCON
                : !draw.occurs(month, DECISION, law.retenue())
                        ? Suite.NON_RETENUE
                        : draw.occurs(month, APPEAL, law.annulation()) ? Suite.ANNULEE : Suite.RETENUE;
        if (kind == Irregularity.RESSOURCES) {
            hiddenCents = Math.round(Math.min(1, share) * signals.prestationsCents() / LOST_BY_EURO);
            double known = month < reformMonth ? reform.tracableAvant() : reform.tracableApres();
            traceable = draw.occurs(month, TRACEABLE, known);
        }
        endedByControl = Integer.MAX_VALUE;
        accrue(signals);
    }

    /** Adds a month; beyond the limitation period, the oldest month leaves, taken as an average one. */
    private void accrue(Signals signals) {
        if (months == law.prescriptionMois()) {
            induCents -= induCents / months;
            months--;
        }
        induCents += Math.min(1, share) * signals.prestationsCents();
        months++;
    }

    private void end() {
        kind = Irregularity.AUCUNE;
        suite = Suite.SANS_SOUPCON;
        induCents = 0;
        months = 0;
        hiddenCents = 0;
        endedByControl = Integer.MAX_VALUE;
    }

    private Noticed advanceArrears(int month, Signals signals) {
        if (arrearsMonths == 0) {
            if (signals.prestationsCents() > 0 && draw.occurs(month, ARREARS_ONSET, law.rappel())) {
                arrearsMonthlyCents = Math.round(100 * law.rappelMaxEur() * draw.uniform(month, ARREARS_SUM)) + 1;
                arrearsMonths = 1;
            }
            return Noticed.NOTHING;
        }
        if (draw.occurs(month, ARREARS_END, 1 / law.rappelDureeMoyenneMois())) {
            boolean noticed = draw.occurs(month, ARREARS_NOTICED, law.decouverteGestion());
            Noticed found =
                    noticed ? new Noticed(0, arrearsMonthlyCents * arrearsMonths, arrearsMonths) : Noticed.NOTHING;
            arrearsMonths = 0;
            return found;
        }
        arrearsMonths = Math.min(law.prescriptionMois(), arrearsMonths + 1);
        return Noticed.NOTHING;
    }

    /** A control that found the irregularity under way puts an end to it. */
    void endBy(int month) {
        endedByControl = Math.min(endedByControl, month);
    }

    Hidden hidden() {
        return hidden;
    }

    /** What a perfect control would find this month. */
    Finding finding() {
        return new Finding(
                kind, Math.round(induCents), months, arrearsMonthlyCents * arrearsMonths, arrearsMonths, suite);
    }

    /**
     * Income of the month that the CAF was not told of.
     *
     * @param cents all of it
     * @param urssafCents the part that an employer declared
     */
    record Hidden(long cents, long urssafCents) {
        static final Hidden NOTHING = new Hidden(0, 0);
    }

    /**
     * What ordinary management found in a month, without a control: an indu, or a rappel, or nothing.
     *
     * @param months the months over which it arose
     */
    record Noticed(long induCents, long rappelCents, int months) {
        static final Noticed NOTHING = new Noticed(0, 0, 0);
    }
}
