package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.registre.Registry;
import fr.justedroit.scoring.Audience;
import fr.justedroit.scoring.ExplainJob;
import fr.justedroit.scoring.Sheet;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains one proposal in full, to the agent or to the person. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains one proposal: what each fact weighs beside other dossiers of the CAF, in words for the agent or the",
            "person. While the control is open it tells shares alone: neither rank nor score, nor how the dossier was chosen,",
            "unless the list was made under choix_visible (conf/caf.yaml)."
        })
final class ExplainCommand extends Subcommand {
    private static final String REST_UP = "Les autres faits qui l'élèvent";
    private static final String REST_DOWN = "Les autres faits qui l'abaissent";

    @Option(names = "--caf", required = true, paramLabel = "CAF", description = "Three-digit code.")
    private String caf;

    @Option(names = "--mois", required = true, paramLabel = "YYYY-MM", description = "Month of the list.")
    private String month;

    @Option(names = "--numero", paramLabel = "N", description = "Number of the proposal on the team's list.")
    private Integer number;

    @Option(
            names = "--rang",
            paramLabel = "N",
            description = "Its rank, once the control is closed or on a list that shows it.")
    private Integer rank;

    @Option(names = "--pour", defaultValue = "agent", paramLabel = "WHO", description = "agent (default) or personne.")
    private String reader;

    ExplainCommand(Host host) {
        super(host);
    }

    /** Its plans are about one dossier. */
    @Override
    boolean keepsEventLog() {
        return false;
    }

    @Override
    public Integer call() {
        String wanted = MonthCommand.one(Months.parse(month));
        if ((number == null) == (rank == null)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--numero",
                    "raison", "A proposal is named by its number, or by its rank.",
                    "remede", "Give --numero N, or --rang N for a control that is closed.");
        }
        if (!List.of("agent", "personne").contains(reader)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--pour", "raison", "There is no such reader.", "remede", "Use agent or personne.");
        }
        try (Workplace place = open("explain", wanted)) {
            place.cafs(List.of(caf), List.of(wanted));
            ExplainJob.Result result = new ExplainJob(
                            place.door(),
                            place.keys(),
                            place.settings().cafs(),
                            place.dictionary(),
                            id -> ranking(place, id))
                    .execute(
                            caf,
                            wanted,
                            number == null ? ExplainJob.Named.RANG : ExplainJob.Named.NUMERO,
                            number == null ? rank : number);
            print(result, wanted);
            return 0;
        }
    }

    /** A model in the form in which it was last put in force. */
    private static Bundle ranking(Workplace place, String id) {
        Bundle bundle = InForceModel.named(place, id);
        return new Registry(place.door())
                .history(place.access(Room.REGISTRE, Purpose.EXPLOITATION, AccessKind.CONSULTATION)).stream()
                        .filter(entry -> entry.modelId().equals(id))
                        .reduce((first, second) -> second)
                        .map(entry -> bundle.with(entry.form()))
                        .orElse(bundle);
    }

    private void print(ExplainJob.Result result, String wanted) {
        Audience audience = Audience.valueOf(reader.toUpperCase(Locale.ROOT));
        Sheet sheet = result.sheets().get(audience);
        line("CAF " + caf + ", liste de " + wanted + ", numéro " + result.number());
        if (audience == Audience.AGENT) {
            line("Cible : " + result.cible().replace('_', ' ') + ". Modèle : " + result.modelId() + ".");
            line("Comparé à " + result.background() + " dossiers de la même CAF, le même mois.");
            line("Un motif est un fait à vérifier : ni un reproche, ni une cause. La fiche ne décide rien.");
        } else {
            line("Un programme a comparé votre dossier à " + result.background() + " autres dossiers de votre CAF.");
            line("Voici les faits connus de la CAF qui ont compté. Ils ne vous reprochent rien : un agent vérifie");
            line("s'ils sont justes, et c'est lui qui décide. Vous pouvez dire ce qui est faux ou a changé.");
        }
        if (result.chosen().isPresent()) {
            closed(result.chosen().get(), sheet, audience);
        } else {
            open(sheet, audience);
        }
    }

    private void open(Sheet sheet, Audience audience) {
        shares("Ce qui élève la priorité du dossier :", sheet.shares(1, REST_UP));
        shares("Ce qui l'abaisse :", sheet.shares(-1, REST_DOWN));
        line(
                audience == Audience.AGENT
                        ? "Rang, score et façon dont le dossier a été choisi sont donnés quand le contrôle est clos."
                        : "Comment votre dossier a été choisi vous est dit à la fin du contrôle.");
    }

    private void shares(String title, List<Sheet.Part> parts) {
        line(title);
        if (parts.isEmpty()) {
            line("         rien");
        }
        parts.forEach(part -> line(String.format(Locale.ROOT, "  %3d %%  %s", part.units(), part.sentence())));
    }

    private void closed(ExplainJob.Chosen chosen, Sheet sheet, Audience audience) {
        boolean isDrawn = chosen.origin().equals("aleatoire");
        if (audience == Audience.PERSONNE) {
            line(
                    isDrawn
                            ? "Votre dossier a été tiré au sort : ces faits n'ont pas compté dans ce choix."
                            : "Votre dossier a été choisi parce que sa priorité, calculée ainsi, était parmi les plus hautes.");
        } else {
            line(String.format(
                    Locale.FRENCH,
                    "Rang %d, score %.3f, origine : %s, probabilité d'être proposé : %.4f",
                    chosen.rank(),
                    chosen.score(),
                    isDrawn ? "tirage au sort" : "ciblage",
                    chosen.inclusion()));
        }
        line(points(sheet.baseThousandths(), "  ") + "  Le dossier moyen parmi ceux comparés");
        sheet.thousandths().stream()
                .filter(part -> part.units() != 0)
                .forEach(part -> line(points(part.units(), part.units() > 0 ? "+ " : "- ") + "  " + part.sentence()));
        line(points(Math.round(sheet.raw() * 1000), "= ") + "  Ce dossier");
    }

    /** Thousandths as a French number, its sign kept where no other is given. */
    private static String points(long thousandths, String sign) {
        long shown = sign.isBlank() || sign.startsWith("=") ? thousandths : Math.abs(thousandths);
        return sign + String.format(Locale.FRENCH, "%7.3f", shown / 1000.0);
    }

    private void line(String text) {
        host.out().println(text);
    }
}
