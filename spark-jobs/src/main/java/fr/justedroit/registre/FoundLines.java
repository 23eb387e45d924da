package fr.justedroit.registre;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.model.Frauds;
import fr.justedroit.model.Necessity;
import fr.justedroit.model.Occupation;
import fr.justedroit.model.Occupations;
import fr.justedroit.model.Profile;
import fr.justedroit.model.Profiles;
import fr.justedroit.model.Rival;
import fr.justedroit.model.Rivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a training found beside its models, in plain French. */
final class FoundLines {
    /** Names are shown of the strongest variables alone. */
    private static final int SHOWN = 16;

    private FoundLines() {}

    /** Both forms and the baselines. */
    static List<String> of(Rivals rivals) {
        List<String> lines = new ArrayList<>();
        if (rivals.list().isEmpty()) {
            lines.add("Aucune comparaison : trop peu de cellules n'ont rien appris au modèle.");
            return lines;
        }
        lines.add("À côté de quoi, sous les poids de tirage (" + rivals.split().words() + ") :");
        for (Rival rival : rivals.list()) {
            lines.add("  " + rival.label() + (rival.detail().isEmpty() ? "" : " (" + rival.detail() + ")") + " : aire "
                    + interval(rival.area()) + " ; dans le dixième classé premier, "
                    + percent(rival.positives()) + " de positifs et " + percent(1 - rival.positives())
                    + " de dérangés pour rien.");
        }
        rivals.treesLessLogistic().ifPresent(gap -> lines.add("  arbres moins logistique : " + interval(gap) + "."));
        rivals.arbitrary()
                .ifPresent(share ->
                        lines.add("  " + percent(share) + " du dixième classé premier par la forme proposée n'y est"
                                + " pas par l'autre forme : ce que le choix du modèle décide seul."));
        lines.addAll(necessity(rivals));
        return lines;
    }

    private static List<String> necessity(Rivals rivals) {
        List<String> lines = new ArrayList<>();
        if (rivals.necessity().isEmpty()) {
            return lines;
        }
        lines.add("Combien de variables sont nécessaires (régressions, de la plus forte à la plus faible) :");
        for (Necessity point : rivals.necessity()) {
            lines.add("  " + point.variables() + " : aire " + interval(point.area()) + ", "
                    + percent(point.positives()) + " de positifs dans le dixième classé premier"
                    + (point.variables() <= SHOWN ? " ; ajoutées : " + String.join(", ", point.added()) : "") + ".");
        }
        rivals.enough()
                .ifPresent(point -> lines.add("  Rien ne distingue " + point.variables()
                        + (point.variables() == 1 ? " variable" : " variables") + " de toutes sur ces cellules."));
        return lines;
    }

    /** What was learnt of retained frauds alone. */
    static List<String> of(Frauds frauds) {
        List<String> lines = new ArrayList<>();
        if (!frauds.isLearnt()) {
            lines.add("Fraudes retenues : pas de modèle, faute de cellules de fraudes lues en nombre suffisant.");
            return lines;
        }
        lines.add("Fraudes retenues : une régression apprise sur " + whole(frauds.cells()) + " cellules de "
                + whole(frauds.cases()) + " cas décidés, dont " + whole(frauds.frauds()) + " fraudes. "
                + Frauds.READING);
        frauds.area()
                .ifPresent(area ->
                        lines.add("  son aire sur les fraudes de cellules non apprises : " + interval(area) + "."));
        frauds.ranking()
                .ifPresent(area -> lines.add("  celle du classement proposé, sur les mêmes : " + interval(area) + "."));
        frauds.gap().ifPresent(gap -> lines.add("  la première moins la seconde : " + interval(gap) + "."));
        return lines;
    }

    /** The typical profiles. */
    static List<String> of(Profiles profiles) {
        List<String> lines = new ArrayList<>();
        if (profiles.list().isEmpty()) {
            lines.add("Aucun profil type : aucun n'est retrouvé assez souvent, ou trop peu de cellules sont connues.");
            return lines;
        }
        lines.add("Profils types : " + profiles.list().size() + ". " + Profiles.READING);
        lines.add("  " + profiles.split().words()
                + profiles.everyone()
                        .map(all -> " ; taux de l'ensemble " + percents(all))
                        .orElse("") + ".");
        for (Profile profile : profiles.list()) {
            lines.add("  " + profile.number() + ". " + String.join(" ; ", profile.sentences()) + ".");
            lines.add("     " + whole(profile.cases()) + " cas décidés ; taux " + percents(profile.rate())
                    + " ; explique " + percent(profile.treesShare()) + " de l'ordre des arbres, "
                    + percent(profile.logisticShare()) + " de celui de la régression ; retrouvé "
                    + profile.found() + " fois sur " + Profiles.REDRAWS + ".");
        }
        return lines;
    }

    /** The profile by occupation. */
    static List<String> of(Occupations occupations) {
        List<String> lines = new ArrayList<>();
        if (occupations.variable().isEmpty()) {
            lines.add("Aucun profil par profession : la configuration ne nomme pas de variable.");
            return lines;
        }
        lines.add("Profil par profession (variable " + occupations.variable() + "). " + Occupations.READING);
        lines.add("  Ensemble : " + percent(occupations.everyone()) + ".");
        for (Occupation one : occupations.list()) {
            lines.add("  " + one.words() + " : " + percents(one.rate()) + " (avant rapprochement "
                    + percent(one.raw()) + ", " + whole(one.cases()) + " cas) ; place moyenne dans l'ordre du modèle "
                    + decimal(one.rank(), 2) + " (0,50 pour tous).");
        }
        if (occupations.hidden() > 0) {
            lines.add("  Trop peu de cas pour " + occupations.hidden() + " autre(s).");
        }
        return lines;
    }

    private static String percents(Estimate figure) {
        return percent(figure.value()) + " (entre " + percent(figure.low()) + " et " + percent(figure.high()) + ")";
    }

    private static String percent(double share) {
        return decimal(100 * share, 1) + " %";
    }

    static String interval(Estimate figure) {
        return decimal(figure.value(), 3) + " (entre " + decimal(figure.low(), 3) + " et " + decimal(figure.high(), 3)
                + ", sur " + whole(figure.n()) + ")";
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value).replace('.', ',');
    }
}
