package fr.justedroit.simulation;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Every parameter of a synthetic France; each is explained, with its unit and its source where it has one, on its line of
 * {@code conf/simulation/base.yaml}.
 *
 * <p>Amounts are euros, rates are probabilities per month unless the file says otherwise. Read it with
 * {@link #parse(String)}, which checks that shares are between 0 and 1 and numbers finite; it does not check that the
 * France so described is plausible.
 */
public record Scenario(
        Monde monde,
        Famille famille,
        Activite activite,
        Ressource ressource,
        Prestation prestation,
        Logement logement,
        Contact contact,
        Sejour sejour,
        Reforme reforme,
        Verite verite,
        Controle controle)
        implements Serializable {

    /**
     * Reads a scenario from the text of its YAML file.
     *
     * @throws IllegalArgumentException naming every missing, unknown or wrong key at once
     */
    public static Scenario parse(String yaml) {
        return ScenarioReader.read(yaml, name -> {
            throw new IllegalArgumentException("The scenario leans on another one, which is not at hand");
        });
    }

    /**
     * Reads a scenario that may lean on another one ({@code herite_de: NAME}): of that one, each group keeps the keys that
     * the first does not give.
     *
     * @param others the text of a scenario by its name
     * @throws IllegalArgumentException naming every missing, unknown or wrong key at once
     */
    public static Scenario parse(String yaml, UnaryOperator<String> others) {
        return ScenarioReader.read(yaml, others);
    }

    /** Size and time of the synthetic world. */
    public record Monde(
            YearMonth moisOrigine,
            int passeMois,
            @Part double ecartEntreCaf,
            @Part double depart,
            @Part double mutation,
            int dureeMaxMois,
            int ancienneteMaxMois,
            @Part double inconnu)
            implements Serializable {}

    /** Persons of a household. */
    public record Famille(
            @Part double partFemme,
            int ageMinAns,
            int ageMaxAns,
            double ageForme,
            @Part double partUe,
            @Part double partHorsUe,
            @Part double nirNonCertifie,
            @Part double nirNonCertifieHorsUe,
            @Part double partTutelle,
            @Part double partCouple,
            double enfantsMoyenne,
            @Part double partMereSeule,
            @Part double partPereSeul,
            @Part double naissanceCouple,
            @Part double naissanceSeul,
            int finChargeAns,
            @Part double separation,
            @Part double union,
            @Part double gardeFemme,
            @Part double gardeHomme,
            double decesNiveau,
            double decesPente)
            implements Serializable {}

    /** Spells of activity. */
    public record Activite(
            int jeuneAns,
            int retraiteAns,
            @Part double retraite,
            Map<String, Double> partInitialeJeune,
            Map<String, Double> partInitiale,
            @Part double eloigneSeul,
            @Part double eloigneParentSeul,
            @Part double eloigneCouple,
            @Part double eloigneRetour,
            double precariteForme,
            int debutMaxMois,
            Map<String, Map<String, Double>> transitions)
            implements Serializable {}

    /** Incomes. */
    public record Ressource(
            double smicEur,
            double salaireMedianSmic,
            double salaireDispersion,
            @Part double variationStable,
            @Part double variationInstable,
            @Part double variationIndependant,
            @Part double chomageTaux,
            int chomageDureeMois,
            @Part double pensionTaux,
            double revenuEtudiantEur)
            implements Serializable {}

    /** Scales of the benefits, rounded, and their non-take-up. */
    public record Prestation(
            double minimumEur,
            double rsaEur,
            @Part double partConjoint,
            @Part double partEnfant,
            int rsaAgeAns,
            double rsamMajoration,
            @Part double forfaitLogement,
            double ppaEur,
            @Part double ppaTaux,
            double ppaBonificationEur,
            double alLoyerPlafondEur,
            double alPlafondPersonneEur,
            @Part double alParticipation,
            double alSeuilEur,
            double afDeuxEnfantsEur,
            double afEnfantEur,
            double asfEur,
            @Part double asfPart,
            double aahEur,
            @Part double partHandicap,
            double aeehEur,
            @Part double partAeeh,
            double pajeEur,
            double pajePlafondSmic,
            @Part double nonRecoursRsa,
            @Part double nonRecoursRsaParentSeul,
            @Part double nonRecoursRsaCouple,
            @Part double nonRecoursPpa,
            @Part double nonRecoursAl)
            implements Serializable {}

    /** Dwellings. */
    public record Logement(
            Map<String, Double> parts,
            double loyerEur,
            double loyerPersonneEur,
            double loyerDispersion,
            @Part double demenagement,
            @Part double demenagementSeparation,
            int ancienneteMaxMois)
            implements Serializable {}

    /** Contacts between persons and the CAF. */
    public record Contact(
            double base,
            double evenement,
            double rsa,
            @Part double dispersion,
            @Part double partEntrant,
            int retardMaxJours)
            implements Serializable {}

    /** Long stays abroad. */
    public record Sejour(@Part double debut, int dureeMinMois, int dureeMaxMois, @Part double partDeclaree)
            implements Serializable {}

    /** The reform after which incomes are fetched from who pays them. */
    public record Reforme(
            YearMonth mois,
            double netSocialFacteur,
            @Part double partTiersAvant,
            @Part double ressourcesApres,
            @Part double erreursApres,
            @Part double tracableAvant,
            @Part double tracableApres)
            implements Serializable {}

    /** What a perfect control would find. */
    public record Verite(
            double induMinEur,
            int induMinMois,
            double base,
            double poidsVariation,
            double poidsChangements,
            double poidsEffort,
            double poidsDemenagement,
            int emmenagementRecentMois,
            double poidsContacts,
            double poidsSeulVariableAl,
            double seuilVariation,
            double poidsEnfantChangements,
            Map<String, Double> croisements,
            double seuilEffort,
            int seuilContacts,
            double seuilVariationCroisee,
            double dureeMoyenneMois,
            int prescriptionMois,
            double prestationsMinEur,
            Map<String, Double> natures,
            Map<String, Double> partIndu,
            @Part double soupcon,
            @Part double retenue,
            @Part double annulation,
            @Part double decouverteGestion,
            @Part double rappel,
            double rappelDureeMoyenneMois,
            double rappelMaxEur)
            implements Serializable {}

    /** Practice of the controls: selection by the old rules, delays, hours and decisions. */
    public record Controle(
            @Part double aleatoire,
            @Part double ciblage,
            @Part double ciblageMin,
            @Part double ciblageMax,
            double regleRevenuBas,
            double regleMonoparent,
            double regleRsa,
            double regleChangements,
            double regleDejaTrouve,
            double revenuBasEur,
            @Part double signalement,
            @Part double croisement,
            @Part double autre,
            int delaiMois,
            @Part double ecarte,
            @Part double abandon,
            @Part double partPlace,
            double heuresPieces,
            double heuresPlace,
            double heuresMonoparent,
            double detectionPiecesHeures,
            double detectionPlaceHeures,
            int ouvertureMaxJours,
            int informationMaxJours,
            int faitMinJours,
            int faitMaxJours,
            int clotureNegatifMaxJours,
            int cloturePositifMinJours,
            int cloturePositifMaxJours,
            int avisMinJours,
            int avisMaxJours,
            int decisionMaxJours,
            int annulationMaxMois,
            int codeConserveMois,
            int retardMaxJours,
            Map<String, Double> sanctions)
            implements Serializable {}
}
