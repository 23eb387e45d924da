package fr.justedroit.cli;

import fr.justedroit.registre.PublishedGroups;
import fr.justedroit.suivi.DueJob;
import fr.justedroit.suivi.ProcedureGraph;
import fr.justedroit.suivi.ReportJob;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Prints what {@code follow-up} tells, in French: it is for the commission, the director and the teams. */
final class FollowUpScreen {
    /** Counts of suspicions and codes below this are not printed. */
    private static final long SMALLEST = 11;

    private final PrintStream out;

    FollowUpScreen(PrintStream out) {
        this.out = out;
    }

    void due(DueJob.Result result) {
        for (DueJob.Due one : result.due()) {
            out.println(String.format(
                    Locale.ROOT,
                    "CAF %s  %-26s %6d en attente, dont %d en retard  (%s)",
                    one.caf(),
                    one.next(),
                    one.due(),
                    one.late(),
                    one.holder()));
        }
        if (result.due().isEmpty()) {
            out.println("Rien n'est en attente.");
        }
    }

    void graph(Workplace place) {
        out.print(ProcedureGraph.text(place.settings().procedure()));
    }

    void report(ReportJob.Result result) {
        for (ReportJob.Line line : result.lines()) {
            out.println(String.format(
                    Locale.ROOT,
                    "CAF %s  %-12s proposés %d, écartés %d, contrôlés %d, rien trouvé %d, rappels %d (%s €), indus %d"
                            + " (%s €), heures %s, jours jusqu'au contrôle %d",
                    line.caf(),
                    line.origin(),
                    line.proposed(),
                    line.setAside(),
                    line.done(),
                    line.nothing(),
                    line.rappels(),
                    hundredths(line.rappelCents()),
                    line.indus(),
                    hundredths(line.induCents()),
                    hundredths(line.hoursE2()),
                    line.daysToDo()));
        }
        out.println("Contrôles ouverts : " + result.again().opened() + ", dont "
                + result.again().second() + " moins de 18 mois après un autre contrôle du même dossier");
        out.println("Pays, douze mois d'effacements, à la dizaine : "
                + tens(result.erased().erased())
                + " ; dont déjà sortis dans une cellule nationale "
                + tens(result.erased().leftBefore()));
        out.println("Toutes CAF : soupçons " + masked(result.suspicions()));
        result.retained().forEach((code, number) -> out.println("Toutes CAF : retenu " + code + " " + masked(number)));
        result.reasons()
                .forEach((why, number) -> out.println("Toutes CAF : écartés par un agent, " + why + " : " + number));
        result.refused().forEach((why, number) -> out.println("Actes qui ne comptent pas : " + why + " " + number));
        result.warnings().forEach(out::println);
    }

    /** Figures of groups, as published; nothing where there are none. */
    void groups(Optional<PublishedGroups.Result> published) {
        if (published.isEmpty()) {
            out.println("Par groupe : le modèle en vigueur n'a pas encore été évalué (evaluate).");
            return;
        }
        out.println("Par groupe, pays, évaluation de " + published.get().month() + " du modèle en vigueur :");
        published
                .get()
                .lines()
                .forEach(line -> out.println(String.format(
                        Locale.FRANCE,
                        "  %-24s %s : %.3f [%.3f ; %.3f]",
                        line.group(),
                        line.words(),
                        line.value().value(),
                        line.value().low(),
                        line.value().high())));
    }

    private static String masked(long number) {
        return number < SMALLEST ? "moins de " + SMALLEST : Long.toString(number);
    }

    /** Reports of two following months must not tell one month's count. */
    private static String tens(long number) {
        return number < SMALLEST ? "moins de " + SMALLEST : "environ " + Math.round(number / 10.0) * 10;
    }

    private static String hundredths(long number) {
        return String.format(Locale.FRANCE, "%.2f", number / 100.0);
    }
}
