package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Quantiles;
import fr.justedroit.mesure.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The bound on what one variable may tell of a group without an argument in the dictionary. It keeps no month from being
 * published, since a cell names nobody: it keeps models from coming into force ({@code promote}).
 */
final class ProxyGate {
    static final String BOUND = "proxy";

    private static final double ERROR = 0.05;
    private static final double LEVEL = 0.95;
    private static final int MOST_NAMED = 5;
    private static final String TEXT =
            "variable d'apprentissage qui dit un groupe d'un attribut d'audit sans être argumentée, aire sous la courbe ROC";

    private final Thresholds.Proxy bounds;

    ProxyGate(Thresholds.Proxy bounds) {
        this.bounds = bounds;
    }

    /** Pairs of a variable and a group above the bound that the dictionary does not argue, the largest area first. */
    List<ProxyFigures.Look> toArgue(ProxyFigures figures) {
        return figures.looks(bounds.minShare())
                .filter(look -> look.single().argument().isEmpty())
                .filter(look -> look.single().area().value() > bounds.maxAuc())
                .sorted(Comparator.comparingDouble(look -> -look.single().area().value()))
                .toList();
    }

    /** Exceeded where an interval widened for as many looks as there are is above the bound (Bonferroni). */
    BoundCheck judge(ProxyFigures figures) {
        if (figures.dossiers() == 0) {
            return said(Verdict.NE_PEUT_PAS_CONCLURE, 0, "audit_mois de ce mois n'est plus là");
        }
        long looks = figures.looks(bounds.minShare()).count();
        List<ProxyFigures.Look> above = toArgue(figures);
        double low = above.stream()
                .mapToDouble(look -> low(look.single().area(), looks))
                .max()
                .orElse(0);
        String rare = figures.rare().stream()
                .filter(group -> group.share() >= bounds.minShare())
                .map(ProxyFigures.Rare::name)
                .collect(Collectors.joining(", "));
        boolean concluded = above.isEmpty() && rare.isEmpty() && looks > 0;
        Verdict verdict =
                low > bounds.maxAuc() ? Verdict.DEPASSE : concluded ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
        return said(verdict, strongest(figures), detail(figures, looks, above, rare));
    }

    /** The largest area of a variable that is not argued for the group. */
    private double strongest(ProxyFigures figures) {
        return figures.looks(bounds.minShare())
                .filter(look -> look.single().argument().isEmpty())
                .mapToDouble(look -> look.single().area().value())
                .max()
                .orElse(0);
    }

    private String detail(ProxyFigures figures, long looks, List<ProxyFigures.Look> above, String rare) {
        long argued = figures.looks(bounds.minShare())
                .filter(look -> look.single().argument().isPresent())
                .filter(look -> look.single().area().value() > bounds.maxAuc())
                .count();
        String named =
                above.stream().limit(MOST_NAMED).map(ProxyFigures.Look::words).collect(Collectors.joining(", "));
        String more = above.size() > MOST_NAMED ? " et " + (above.size() - MOST_NAMED) + " autres" : "";
        return looks + " variables et groupes essayés sur " + figures.dossiers() + " dossiers, " + argued
                + " au-dessus et argumentés"
                + (named.isEmpty() ? "" : " ; à argumenter (revele) : " + named + more)
                + (rare.isEmpty() ? "" : " ; trop peu de dossiers pour : " + rare)
                + String.format(Locale.ROOT, " ; groupes d'au moins %.1f %%", 100 * bounds.minShare())
                        .replace('.', ',');
    }

    private static double low(Estimate area, long looks) {
        double wider = Quantiles.normal(1 - ERROR / looks) / Quantiles.normal(LEVEL);
        return area.value() - wider * (area.value() - area.low());
    }

    BoundCheck withoutAttributes() {
        return said(Verdict.SANS_OBJET, 0, "aucun attribut d'audit de classe jamais");
    }

    private BoundCheck said(Verdict verdict, double measured, String detail) {
        return new BoundCheck(BOUND, TEXT, verdict, measured, bounds.maxAuc(), detail);
    }
}
