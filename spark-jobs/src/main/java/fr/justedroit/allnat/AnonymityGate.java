package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges what a month would publish, on exact counts and by an attack. It builds nothing: whatever made the cells, a
 * cell too small, outcomes alike, a key, or two months that differ by one dossier are seen here.
 */
final class AnonymityGate {
    static final String G1 = "G1";
    static final String G3 = "G3";
    static final String G6 = "G6";
    static final String G9 = "G9";
    static final String G10 = "G10";
    static final String G12 = "G12";
    /** What a visa may name. */
    static final Set<String> BOUNDS = Set.of(
            G1,
            MeasureGate.G2,
            G3,
            AttackGate.G4,
            AttackGate.G5A,
            MeasureGate.G5B,
            G6,
            MeasureGate.G8,
            G9,
            G10,
            G12,
            MeasureGate.G13,
            AttackGate.MEMBERSHIP,
            NearCopyScan.BOUND);

    /** G3: upper end of the risk of singling out. */
    static final double MAX_SINGLING_OUT = 0.05;
    /** Fewest dossiers on each side of an attack. */
    static final long MIN_TARGETS = 1_000;

    private static final Set<String> COLUMNS = Set.of(
            "mois",
            "cellule_nb",
            "effectif",
            "cible",
            "origine",
            "poids",
            "positif_nb",
            "positif_poids",
            "execution_id");

    private final Thresholds.Anonymity bounds;

    AnonymityGate(Thresholds.Anonymity bounds) {
        this.bounds = bounds;
    }

    /**
     * What a month would publish, exactly.
     *
     * @param population its cells
     * @param drawn dossiers drawn, in a cell or not
     * @param cases cells of cases
     * @param others cells of the other months of the year
     * @param columns of both tables
     * @param features the learner's columns
     * @param layout where the sums of a variable are
     */
    record Evidence(
            List<Cell> population,
            long drawn,
            List<CaseRelease.CaseCell> cases,
            MonthDifference others,
            Set<String> columns,
            Set<String> features,
            CellLayout layout) {}

    /** Every verdict on a month but that of the attack. */
    List<BoundCheck> judge(Evidence evidence) {
        return List.of(
                smallestCell(evidence),
                smallestCaseCell(evidence),
                posterior(evidence),
                amounts(evidence),
                keptOut(evidence),
                differences(evidence),
                keys(evidence));
    }

    private BoundCheck amounts(Evidence evidence) {
        List<Cell> cells = new ArrayList<>(evidence.population());
        evidence.cases().forEach(cell -> cells.add(cell.cell()));
        return MeasureGate.amounts(evidence.layout(), cells, bounds.populationK());
    }

    private static Verdict verdict(boolean held) {
        return held ? Verdict.TENU : Verdict.DEPASSE;
    }

    private BoundCheck smallestCell(Evidence evidence) {
        long smallest =
                evidence.population().stream().mapToLong(Cell::size).min().orElse(0);
        return new BoundCheck(
                G1,
                "plus petite cellule de la population",
                verdict(smallest >= bounds.populationK()),
                smallest,
                bounds.populationK(),
                evidence.population().size() + " cellules");
    }

    private BoundCheck smallestCaseCell(Evidence evidence) {
        String text = "plus petite cellule de cas, en dossiers distincts";
        if (evidence.cases().isEmpty()) {
            return new BoundCheck(G1, text, Verdict.SANS_OBJET, 0, bounds.caseK(), "aucune cellule de cas");
        }
        long smallest = evidence.cases().stream()
                .mapToLong(
                        cell -> Math.min(cell.cell().sums().heads, cell.cell().size()))
                .min()
                .orElse(0);
        return new BoundCheck(
                G1,
                text,
                verdict(smallest >= bounds.caseK()),
                smallest,
                bounds.caseK(),
                evidence.cases().size() + " cellules");
    }

    private BoundCheck posterior(Evidence evidence) {
        String text = "part de positifs et nombre de négatifs des cellules de cas";
        if (evidence.cases().isEmpty()) {
            return new BoundCheck(G6, text, Verdict.SANS_OBJET, 0, bounds.maxPosterior(), "aucune cellule de cas");
        }
        double highest = 0;
        long fewest = Long.MAX_VALUE;
        for (CaseRelease.CaseCell cell : evidence.cases()) {
            Sums sums = cell.cell().sums();
            highest = Math.max(highest, (double) sums.positives / sums.size);
            fewest = Math.min(fewest, sums.size - sums.positives);
        }
        return new BoundCheck(
                G6,
                text,
                verdict(highest <= bounds.maxPosterior() && fewest >= bounds.minNegatives()),
                highest,
                bounds.maxPosterior(),
                "au moins " + bounds.minNegatives() + " négatifs : "
                        + (fewest >= bounds.minNegatives() ? "oui" : "non"));
    }

    private BoundCheck keptOut(Evidence evidence) {
        long inCells = evidence.population().stream().mapToLong(Cell::size).sum();
        long outside = evidence.drawn() - inCells;
        double share = evidence.drawn() == 0 ? 1 : (double) outside / evidence.drawn();
        boolean held = evidence.drawn() > 0 && outside <= bounds.maxKeptOut() * evidence.drawn();
        return new BoundCheck(
                G9,
                "part des dossiers tirés qui ne sont dans aucune cellule",
                verdict(held),
                share,
                bounds.maxKeptOut(),
                Figures.number(share));
    }

    private static BoundCheck differences(Evidence evidence) {
        String text = "cellules qui ne diffèrent que d'un dossier de celles d'un autre mois de la même découpe";
        MonthDifference others = evidence.others();
        int compared = others.months().size();
        if (compared == 0 && others.lost().isEmpty()) {
            return new BoundCheck(G10, text, Verdict.SANS_OBJET, 0, 0, "aucun autre mois publié avec la même découpe");
        }
        Map<String, Long> close = others.tooClose(evidence.population());
        long most = close.values().stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder detail = new StringBuilder(most + " cellules, " + compared + " mois comparés");
        close.forEach((month, cells) ->
                detail.append(" ; ").append(cells).append(" avec ").append(month));
        if (most == 0 && !others.lost().isEmpty()) {
            detail.append(" ; ce qu'ont publié ")
                    .append(String.join(", ", others.lost()))
                    .append(" n'est plus connu");
            return new BoundCheck(G10, text, Verdict.NE_PEUT_PAS_CONCLURE, 0, 0, detail.toString());
        }
        return new BoundCheck(G10, text, verdict(most == 0), most, 0, detail.toString());
    }

    private static BoundCheck keys(Evidence evidence) {
        Set<String> foreign = new TreeSet<>(evidence.columns());
        foreign.removeAll(COLUMNS);
        foreign.removeAll(evidence.features());
        return new BoundCheck(
                G12,
                "colonnes autres que des effectifs, des moyennes et des parts",
                verdict(foreign.isEmpty()),
                foreign.size(),
                0,
                foreign.isEmpty() ? "aucune" : String.join(", ", foreign));
    }

    /** The verdict of the attack. */
    static BoundCheck singlingOut(SinglingOut.Result result) {
        String figures = "risque " + Figures.interval(result.risk()) + ", " + result.attempts() + " essais sur "
                + result.released() + " dossiers publiés et " + result.controls() + " témoins";
        boolean tooFew = result.attempts() < SinglingOut.MIN_ATTEMPTS
                || result.released() < MIN_TARGETS
                || result.controls() < MIN_TARGETS;
        Verdict verdict = tooFew ? Verdict.NE_PEUT_PAS_CONCLURE : Verdict.atMost(result.risk(), MAX_SINGLING_OUT);
        String needed = verdict != Verdict.NE_PEUT_PAS_CONCLURE
                ? ""
                : " ; il faudrait " + SinglingOut.needed(result, MAX_SINGLING_OUT) + " essais et " + MIN_TARGETS
                        + " dossiers de chaque côté";
        return new BoundCheck(
                G3,
                "individualisation sur 3 colonnes, borne haute à 95 %",
                verdict,
                result.risk().high(),
                MAX_SINGLING_OUT,
                figures + needed);
    }

    /** Checks that keep a month from being published; what a variable tells of a group keeps models from force instead. */
    static List<BoundCheck> refusals(List<BoundCheck> checks, String month, Optional<Visa> visa) {
        List<BoundCheck> refusals = new ArrayList<>();
        for (BoundCheck check : checks) {
            boolean excused =
                    visa.filter(given -> given.covers(check.bound(), month)).isPresent();
            boolean isOfMonth = !check.bound().equals(ProxyGate.BOUND);
            boolean isOpen = check.verdict() == Verdict.NE_PEUT_PAS_CONCLURE && !excused;
            if (isOfMonth && (check.verdict() == Verdict.DEPASSE || isOpen)) {
                refusals.add(check);
            }
        }
        return refusals;
    }

    /** Why a month is not published, from the checks that keep it. */
    static DataminingException refusal(String month, List<BoundCheck> refusals) {
        StringBuilder reasons = new StringBuilder();
        refusals.forEach(check -> reasons.append(reasons.isEmpty() ? "" : "; ")
                .append(check.bound())
                .append(" ")
                .append(check.verdict().label())
                .append(" (")
                .append(check.text())
                .append(": ")
                .append(check.detail())
                .append(")"));
        return ErrorCode.GATE_REFUSED.with(
                "porte",
                "The anonymity gate",
                "quoi",
                month,
                "raison",
                reasons + ". Months are published in order, and those of a run stand on the attack on its last one.",
                "remede",
                "Read allnat/rapport/" + month
                        + "/rapport.html. A bound that is exceeded cannot be excused; one on which"
                        + " the gate cannot conclude needs a visa that names it.");
    }
}
