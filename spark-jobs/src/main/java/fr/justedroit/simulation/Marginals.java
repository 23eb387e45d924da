package fr.justedroit.simulation;

import fr.justedroit.simulation.World.JobState;
import java.util.List;

/**
 * The marginals of a scenario in a month, by the names of {@code conf/simulation/reperes.yaml}: shares, and means in euros.
 *
 * <p>A share of "allocataires" is out of the dossiers to which something is paid in the month.
 */
final class Marginals {
    private static final int YEAR = 12;
    private static final int QUARTER = 3;
    private static final int MINOR = 18;
    private static final double EUROS = 100.0;

    private final Shares shares = new Shares();
    private final int month;

    private Marginals(int month) {
        this.month = month;
    }

    /** Tells so many lives of each CAF up to a month, without any list of proposals. */
    static Shares of(Scenario scenario, long seed, List<String> cafs, int dossiersOfEach, int month) {
        Marginals marginals = new Marginals(month);
        for (String caf : cafs) {
            World world = new World(scenario, seed, caf);
            Worklists none = new Worklists(world, List.of());
            for (int place = 0; place < dossiersOfEach; place++) {
                marginals.tell(new Life(world, none, Tenure.at(world, place, month)));
            }
        }
        return marginals.shares;
    }

    private void tell(Life life) {
        Before year = null;
        Before quarter = null;
        int selected = 0;
        for (int each = life.tenure().open(); each <= month; each++) {
            life.advance(each);
            if (each > month - YEAR) {
                countControls(life, selected);
                countFamilyEvents(life);
            }
            selected = life.controls().size();
            if (each == month - YEAR) {
                year = new Before(life);
            } else if (each == month - QUARTER) {
                quarter = new Before(life);
            }
        }
        if (life.benefits().totalCents() > 0) {
            countAllocataire(life);
        }
        countFamily(life);
        countTruth(life);
        countPlanted(life);
        if (year != null) {
            countYear(life, year);
        }
        if (quarter != null) {
            countQuarter(life, quarter);
        }
    }

    private void countAllocataire(Life life) {
        Benefits benefits = life.benefits();
        Family family = life.family();
        int children = family.dependentCount(month);
        int paid = 0;
        for (int i = 0; i < Benefits.COUNT; i++) {
            paid += benefits.paidCents(i) > 0 ? 1 : 0;
        }
        shares.count("rsa", benefits.hasRsa());
        shares.count("ppa", benefits.paidCents(Benefits.PPA) > 0);
        shares.count("al", benefits.paidCents(Benefits.AL) > 0);
        shares.count("aah", benefits.paidCents(Benefits.AAH) > 0);
        shares.count("af", benefits.paidCents(Benefits.AF) > 0);
        shares.count("asf", benefits.paidCents(Benefits.ASF) > 0);
        shares.count("sans_enfant", children == 0);
        shares.count("femme_seule_sans_enfant", children == 0 && !family.isCouple() && family.isWoman());
        shares.count("homme_seul_sans_enfant", children == 0 && !family.isCouple() && !family.isWoman());
        shares.count("couple_avec_enfant", children > 0 && family.isCouple());
        shares.count("couple_deux_enfants", children == 2 && family.isCouple());
        shares.count("monoparental", children > 0 && !family.isCouple());
        shares.count("une_prestation", paid == 1);
        shares.count("trois_prestations", paid >= 3);
        shares.count("francais", "FR".equals(family.nationality()));
        if (benefits.hasRsa()) {
            shares.count("rsa_seul_sans_enfant", children == 0 && !family.isCouple());
            shares.count("rsa_homme_seul", children == 0 && !family.isCouple() && !family.isWoman());
            shares.count("rsa_monoparental", children > 0 && !family.isCouple());
            shares.count("rsa_couple", family.isCouple());
            if (children > 0 && !family.isCouple()) {
                shares.count("rsa_monoparental_femme", family.isWoman());
            }
            shares.add(
                    "rsa_moyen_eur", (benefits.paidCents(Benefits.RSA) + benefits.paidCents(Benefits.RSAM)) / EUROS, 1);
        }
        if (benefits.paidCents(Benefits.PPA) > 0) {
            shares.count("ppa_monoparental", children > 0 && !family.isCouple());
        }
        if (benefits.paidCents(Benefits.AAH) > 0) {
            shares.add("aah_moyen_eur", benefits.paidCents(Benefits.AAH) / EUROS, 1);
        }
    }

    private void countFamily(Life life) {
        Family family = life.family();
        int minors = 0;
        int day = Months.lastDay(month);
        for (int i = 0; i < family.childCount(); i++) {
            if (family.isDependent(i, month) && Months.age(family.childBirth(i), day) < MINOR) {
                minors++;
            }
        }
        if (minors > 0) {
            shares.count("famille_monoparentale", !family.isCouple());
            shares.count("famille_nombreuse", family.dependentCount(month) >= 3);
            if (!family.isCouple()) {
                shares.count("famille_monoparentale_femme", family.isWoman());
                shares.count("garde_alternee", "ALTERNEE".equals(family.custody(family.childCount() - 1, month)));
            }
        }
    }

    private void countTruth(Life life) {
        Benefits benefits = life.benefits();
        if (benefits.hasRsa() || benefits.unclaimedCents(Benefits.RSA) + benefits.unclaimedCents(Benefits.RSAM) > 0) {
            shares.count("non_recours_rsa", !benefits.hasRsa());
            if (life.signals().isLoneParent() && life.family().isWoman()) {
                shares.count("non_recours_rsa_mere_seule", !benefits.hasRsa());
            }
        }
        String code = life.finding().code();
        if (!code.isEmpty()) {
            shares.count("fraude_641", "641".equals(code));
            shares.count("fraude_642", "642".equals(code));
            shares.count("fraude_643_644", "643".equals(code) || "644".equals(code));
        }
    }

    private void countPlanted(Life life) {
        Scenario.Verite law = life.law();
        Signals signals = life.signals();
        boolean irregular = life.finding().isIrregular(law);
        shares.count("irregulier", irregular);
        if (signals.prestationsCents() < 100 * law.prestationsMinEur()) {
            return;
        }
        shares.count(
                signals.variation() > law.seuilVariation() ? "irregulier_variable" : "irregulier_stable", irregular);
        shares.count(signals.isRecentMove(law) ? "irregulier_emmenage" : "irregulier_installe", irregular);
        shares.count(
                signals.isAloneUnstableHelped(law) ? "irregulier_seul_variable_aide" : "irregulier_autre_que_cela",
                irregular);
        for (Crossing each : Crossing.values()) {
            shares.count("irregulier_" + each + (each.sign(signals, law) > 0 ? "_plus" : "_moins"), irregular);
        }
    }

    private void countControls(Life life, int before) {
        for (Control control : life.controls().subList(before, life.controls().size())) {
            if (control.acts().size() > 1) {
                shares.count("controle_monoparental", life.signals().isLoneParent());
                double indu = control.indu() == null ? 0 : control.indu().cents();
                double rappel = control.rappel() == null ? 0 : control.rappel().cents();
                shares.add("rappel_part_montant", rappel, indu + rappel);
                if ("PLACE".equals(control.genre()) && rappel > 0) {
                    shares.add("rappel_place_eur", rappel / EUROS, 1);
                }
            }
        }
    }

    private void countFamilyEvents(Life life) {
        Family family = life.family();
        if (family.childCount() > 0 && (family.isCouple() || life.change() == Family.Change.SEPARATION)) {
            shares.add("separation_annuelle", life.change() == Family.Change.SEPARATION ? YEAR : 0, 1);
        }
    }

    private void countYear(Life life, Before before) {
        if (life.benefits().hasRsa()) {
            shares.count("rsa_entrant", !before.minimum);
        }
        boolean moved = life.housing().entryDay() >= Months.firstDay(month - YEAR + 1);
        shares.count("demenage", moved);
    }

    private void countQuarter(Life life, Before before) {
        JobState now = life.allocataire().state();
        boolean works = now == JobState.SAL_STABLE || now == JobState.SAL_INSTABLE || now == JobState.IND;
        switch (before.state) {
            case SAL_STABLE -> shares.count("cdi_reste_emploi", works);
            case SAL_INSTABLE -> shares.count("cdd_reste_emploi", works);
            case CHO -> {
                shares.count("chomage_vers_emploi", works);
                shares.count("chomage_reste", now == JobState.CHO);
            }
            case SAN -> shares.count("inactif_vers_emploi", works);
            default -> {
                // Students, the retired and the self-employed have no public figure beside them.
            }
        }
    }

    /** What is remembered of an earlier month. */
    private static final class Before {
        private final boolean minimum;
        private final JobState state;

        Before(Life life) {
            this.minimum = life.benefits().hasRsa() || life.benefits().paidCents(Benefits.AAH) > 0;
            this.state = life.allocataire().state();
        }
    }
}
