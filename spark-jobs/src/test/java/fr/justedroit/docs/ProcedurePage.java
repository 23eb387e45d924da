package fr.justedroit.docs;

import fr.justedroit.config.Procedure;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.suivi.ProcedureGraph;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The shipped procedure, drawn and in a table. */
final class ProcedurePage {
    private ProcedurePage() {}

    static String text() {
        Problems problems = new Problems();
        Procedure procedure = Settings.read(Path.of("../conf"), problems).procedure();
        problems.check();
        return "# La procédure après la liste\n"
                + Pages.made(PagesTest.class)
                + """

                Ce que `conf/procedure.yaml` permet, et rien d'autre : qui peut faire quoi, dans quel état, à quelles conditions,
                par quel texte. Un acte est jugé par la règle de son jour ; un acte qui ne compte pas est compté, avec sa raison,
                par `follow-up --report`. Un texte **à vérifier** n'a été lu dans aucune source : un juriste doit le faire avant
                tout usage. « règle du projet » n'est dans aucun texte. `follow-up --mois M --graph` donne le même dessin.

                ```mermaid
                """
                + ProcedureGraph.text(procedure)
                + """
                ```

                Les actes qui ne changent pas d'état ne sont que dans la table.

                """
                + ProcedureGraph.table(procedure)
                + """

                Motifs pour lesquels un agent écarte une proposition (colonne `motif_ecart` de la liste de l'équipe), comptés par
                `follow-up --report` :

                """
                + procedure.reasons().entrySet().stream()
                        .map(reason -> "- `" + reason.getKey() + "` : " + reason.getValue() + "\n")
                        .collect(Collectors.joining());
    }
}
