package fr.justedroit.suivi;

import fr.justedroit.config.Texts;
import fr.justedroit.suivi.Page.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The person's notice and the agent's sheet (E19). Neither says a rank, a score, nor how the dossier was chosen: one drawn by
 * lot is controlled as any other. Neither tells of a suspicion.
 */
final class Notices {
    private static final List<String> WHY = List.of("choix", "programme", "hasard");
    private static final List<String> COURSE =
            List.of("pieces", "visite", "tiers", "resultat", "argent_du", "argent_a_rendre", "repondre");

    private final Texts texts;

    Notices(Texts texts) {
        this.texts = texts;
    }

    /**
     * What a page is about.
     *
     * @param caf code of the CAF
     * @param month of the list
     * @param number on the team's list
     * @param target what the programme looks for, in words
     * @param reasons facts of the dossier, in words
     * @param answerMonths delay to answer
     * @param appealMonths delay of an appeal
     */
    record Subject(
            String caf,
            String month,
            int number,
            String target,
            List<String> reasons,
            int answerMonths,
            int appealMonths) {
        Map<String, String> values() {
            return Map.of(
                    "caf", caf,
                    "mois", month,
                    "numero", Integer.toString(number),
                    "cible", target,
                    "delai_mois", Integer.toString(answerMonths),
                    "recours_mois", Integer.toString(appealMonths));
        }
    }

    private List<String> say(String page, List<String> names, Subject subject) {
        return names.stream()
                .map(name -> texts.say(page + "." + name, subject.values()))
                .toList();
    }

    private Part part(Subject subject, String title, List<String> names, List<String> items) {
        String head = title.isEmpty() ? "" : texts.say("notice." + title, subject.values());
        return new Part(head, say("notice", names, subject), items);
    }

    Page notice(Subject subject) {
        List<String> why = new ArrayList<>(WHY);
        why.add(subject.reasons().isEmpty() ? "aucun_motif" : "motifs");
        List<Part> parts = List.of(
                part(subject, "", List.of("introduction", "ordinaire", "droit"), List.of()),
                part(subject, "pourquoi", why, subject.reasons()),
                part(subject, "", List.of("motif_sens"), List.of()),
                part(subject, "deroulement", COURSE, List.of()),
                part(subject, "donnees", List.of("donnees_liste", "donnees_jamais"), List.of()),
                part(subject, "recours", List.of("recours_caisse", "recours_juge", "recours_aide"), List.of()),
                part(
                        subject,
                        "droits",
                        List.of("droits_liste", "droits_texte", "droits_contact", "droits_cnil"),
                        List.of()),
                part(
                        subject,
                        "mots",
                        List.of(),
                        texts.words().entrySet().stream()
                                .map(word -> word.getKey() + " : " + word.getValue())
                                .toList()),
                part(subject, "", List.of("contact", "reference"), List.of()));
        return new Page(texts.language(), texts.say("notice.titre", subject.values()), parts);
    }

    /** The first sentence says that the ranking is an indication. */
    Page sheet(Subject subject) {
        List<Part> parts = List.of(
                new Part("", say("fiche", List.of("indicatif", "ecarter", "cible"), subject), List.of()),
                new Part(
                        texts.say("fiche.motifs", subject.values()),
                        say("fiche", List.of("motif_sens"), subject),
                        subject.reasons()),
                new Part("", say("fiche", List.of("deux_sens", "informer", "reference"), subject), List.of()));
        return new Page(texts.language(), texts.say("fiche.titre", subject.values()), parts);
    }
}
