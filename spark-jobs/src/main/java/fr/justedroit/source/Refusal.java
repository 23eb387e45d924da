package fr.justedroit.source;

import java.util.Locale;

/**
 * Why a row is refused: the first rule that it breaks.
 *
 * @param rule of the contract
 * @param column that breaks it, {@code ""} for a rule on the row
 * @param shape of the offending value, {@code ""} where no single value offends
 */
record Refusal(Rule rule, String column, String shape) {

    /** Rules in the order in which a row meets them. */
    enum Rule {
        /** Not a record of the contract's columns. */
        LIGNE,
        OBLIGATOIRE,
        TYPE,
        DOMAINE,
        MOTIF,
        /** A number of a row has the shape of an identifier of a person (E12). */
        IDENTIFIANT,
        APRES_FIN_DE_MOIS,
        /** Empty where what another column says makes it needed: an act without its author's role. */
        INCOMPLET,
        /** A date before the one that it follows: an end before a start. */
        AVANT_DEBUT,
        /** Bytes that are no text in the contract's encoding. */
        ENCODAGE,
        DOUBLON,
        ORPHELIN;

        /** As the table holds it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Refusal ofRow(Rule rule) {
        return new Refusal(rule, "", "");
    }

    static Refusal ofValue(Rule rule, String column, String value) {
        return new Refusal(rule, column, Shape.of(value));
    }
}
