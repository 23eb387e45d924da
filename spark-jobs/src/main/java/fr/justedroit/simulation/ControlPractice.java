package fr.justedroit.simulation;

import fr.justedroit.simulation.Control.Act;
import fr.justedroit.simulation.Control.Sum;
import fr.justedroit.simulation.Control.Suspicion;
import fr.justedroit.simulation.Finding.Suite;
import java.util.ArrayList;
import java.util.List;

/**
 * How a CAF conducts a control: hours, what they find of the truth, delays, and the way of a suspicion.
 *
 * <p>Every draw is of the dossier and the month of selection: the same selection has the same answer.
 */
final class ControlPractice {
    private static final int SET_ASIDE = 0;
    private static final int ABANDONED = 1;
    private static final int KIND = 2;
    private static final int HOURS = 3;
    private static final int DETECTION = 4;
    private static final int OPENING = 5;
    private static final int INFORMATION = 6;
    private static final int DONE = 7;
    private static final int CLOSING = 8;
    private static final int OPINION = 9;
    private static final int DECISION = 10;
    private static final int APPEAL = 11;
    private static final int SANCTION = 12;
    private static final int SET_ASIDE_DAY = 13;
    private static final int ARREARS = 14;
    private static final int KNOWN = 20;
    private static final int DAYS_IN_MONTH = 30;
    private static final double HOURS_SPREAD = 0.4;

    private final World world;
    private final Scenario.Controle law;
    private final Draw draw;

    ControlPractice(World world, Draw draw) {
        this.world = world;
        this.law = world.scenario.controle();
        this.draw = draw;
    }

    /** A selection that an agent sets aside, or not, for a reason of the agent's own. */
    boolean isSetAside(int month) {
        return draw.occurs(month, SET_ASIDE, law.ecarte());
    }

    /** No control follows: one act, and nothing else. */
    Control setAside(Where where, Selection selection) {
        int month = selection.month();
        int day = Months.firstDay(month + 1) + draw.below(month, SET_ASIDE_DAY, DAYS_IN_MONTH);
        List<Act> acts = new ArrayList<>();
        add(acts, month, "ECARTE", "AGENT", -1, day);
        return control(where, selection, "PIECES", acts, null, null, null);
    }

    /** The control that follows a selection, given what there is to find. */
    Control conduct(Where where, Selection selection, Signals signals, Finding truth) {
        int month = selection.month();
        boolean atHome = draw.occurs(month, KIND, law.partPlace());
        double mean = atHome ? law.heuresPlace() : law.heuresPieces();
        double bias = signals.isLoneParent() ? law.heuresMonoparent() : 1;
        double hours = mean * bias * (1 - HOURS_SPREAD + 2 * HOURS_SPREAD * draw.uniform(month, HOURS));
        double scale = atHome ? law.detectionPlaceHeures() : law.detectionPiecesHeures();
        double detection = 1 - StrictMath.exp(-hours / scale);
        boolean found = truth.induCents() > 0 && draw.occurs(month, DETECTION, detection);
        boolean owed = truth.rappelCents() > 0 && draw.occurs(month, ARREARS, detection);

        int opened = Months.firstDay(month + 1) + draw.between(month, OPENING, 0, law.ouvertureMaxJours());
        List<Act> acts = new ArrayList<>();
        String agent = atHome ? "CONTROLEUR" : "AGENT";
        add(acts, month, "OUVERT", "AGENT", -1, opened);
        int informed = opened + draw.between(month, INFORMATION, 1, law.informationMaxJours());
        add(acts, month, "INFORME", "AGENT", -1, informed);
        String genre = atHome ? "PLACE" : "PIECES";
        if (draw.occurs(month, ABANDONED, law.abandon())) {
            return control(where, selection, genre, acts, null, null, null);
        }
        int done = opened + draw.between(month, DONE, law.faitMinJours(), law.faitMaxJours());
        add(acts, month, "FAIT", agent, (int) Math.round(100 * hours), done);
        int closed = done
                + (found
                        ? draw.between(month, CLOSING, law.cloturePositifMinJours(), law.cloturePositifMaxJours())
                        : draw.between(month, CLOSING, 1, law.clotureNegatifMaxJours()));
        Act closing = add(acts, month, "CLOS", "AGENT", -1, closed);
        Sum indu = found ? new Sum(truth.induCents(), truth.dureeMois(), closing.knownDay()) : null;
        Sum rappel = owed ? new Sum(truth.rappelCents(), truth.rappelMois(), closing.knownDay()) : null;
        Suspicion suspicion = found && truth.suite() != Suite.SANS_SOUPCON ? suspicion(month, closed, truth) : null;
        return control(where, selection, genre, acts, indu, rappel, suspicion);
    }

    private Suspicion suspicion(int month, int day, Finding truth) {
        int avis = day + draw.between(month, OPINION, law.avisMinJours(), law.avisMaxJours());
        int decision = avis + draw.between(month, DECISION, 1, law.decisionMaxJours());
        int end =
                switch (truth.suite()) {
                    case RETENUE -> decision + DAYS_IN_MONTH * law.codeConserveMois();
                    case ANNULEE -> decision + DAYS_IN_MONTH * draw.between(month, APPEAL, 1, law.annulationMaxMois());
                    case NON_RETENUE, SANS_SOUPCON -> decision;
                };
        String sanction = world.sanctions.at(draw.uniform(month, SANCTION));
        return new Suspicion(day, avis, decision, end, truth.nature().code(), sanction, truth.induCents());
    }

    private Control control(
            Where where, Selection selection, String genre, List<Act> acts, Sum indu, Sum rappel, Suspicion suspicion) {
        return new Control(
                where.caf(),
                where.dossierId(),
                Control.numberOf(where.caf(), where.dossierId(), selection.month()),
                selection.month(),
                selection.origine(),
                genre,
                selection.probaInclusion(),
                List.copyOf(acts),
                indu,
                rappel,
                suspicion);
    }

    /** CRISTAL knows the acts of a control in their order. */
    private Act add(List<Act> acts, int month, String acte, String role, int heures, int day) {
        int delay = draw.between(month, KNOWN + acte.charAt(0), 0, law.retardMaxJours());
        int before = acts.isEmpty() ? 0 : acts.get(acts.size() - 1).knownDay();
        Act act = new Act(acte, role, heures, day, Math.max(before, day + delay));
        acts.add(act);
        return act;
    }

    /** The CAF that conducts a control, and the number of the dossier there. */
    record Where(String caf, String dossierId) {}

    /**
     * The choice of a dossier.
     *
     * @param probaInclusion as written; empty where it is not known by design
     */
    record Selection(int month, String origine, String probaInclusion) {}
}
