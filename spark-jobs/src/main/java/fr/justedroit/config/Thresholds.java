package fr.justedroit.config;

import java.time.YearMonth;
import java.util.List;

/**
 * Bounds, target and delays ({@code conf/seuils.yaml}).
 *
 * @param target the target of the model in force
 * @param maturity when a decision counts
 * @param anonymity bounds of the national base
 * @param closing when a month is published
 * @param promotion what a model must reach
 * @param retention months that tables are kept
 * @param fairness what sets groups apart at most
 * @param proxy what a variable may tell of a group
 * @param drift how far a month may be from what a model learnt
 * @param stop when targeting is suspended
 */
public record Thresholds(
        Target target,
        Maturity maturity,
        Anonymity anonymity,
        Closing closing,
        Promotion promotion,
        Retention retention,
        Fairness fairness,
        Proxy proxy,
        Drift drift,
        StopRule stop) {

    /** With the shipped bounds of fairness, of proxies, of drift and of the stop rule, and no primary group. */
    public Thresholds(
            Target target,
            Maturity maturity,
            Anonymity anonymity,
            Closing closing,
            Promotion promotion,
            Retention retention) {
        this(
                target,
                maturity,
                anonymity,
                closing,
                promotion,
                retention,
                Fairness.SHIPPED,
                Proxy.SHIPPED,
                Drift.SHIPPED,
                StopRule.SHIPPED);
    }

    /**
     * How far the codes and scores of a month may be from those that a model learnt from.
     *
     * @param maxIndex population stability index above which, beyond doubt, a variable is in alarm
     * @param falseAlarms chance of a false alarm in a year of months, over all variables
     * @param toleratedDrop share of the expected precision by which what controls find may be below it
     */
    public record Drift(double maxIndex, double falseAlarms, double toleratedDrop) {
        public static final Drift SHIPPED = new Drift(0.1, 0.05, 0.1);

        private static Drift read(YamlNode node) {
            node.allow("indice_max", "fausse_alerte_an", "baisse_toleree");
            Drift drift = new Drift(
                    node.at("indice_max").number(),
                    node.at("fausse_alerte_an").number(),
                    node.at("baisse_toleree").number());
            if (!(drift.maxIndex > 0 && drift.maxIndex <= 0.25)) {
                node.problem("indice_max is above 0 and at most 0.25");
            }
            if (!(drift.falseAlarms > 0 && drift.falseAlarms <= 0.2)) {
                node.problem("fausse_alerte_an is above 0 and at most 0.2");
            }
            if (!(drift.toleratedDrop >= 0 && drift.toleratedDrop <= 0.3)) {
                node.problem("baisse_toleree is a share, 0 to 0.3");
            }
            return drift;
        }
    }

    /**
     * A variable of a model that tells a group of an audited attribute from the rest.
     *
     * @param maxAuc area under the ROC curve above which it is argued in the dictionary or leaves
     * @param minShare groups of at least this share of the dossiers are asked about
     */
    public record Proxy(double maxAuc, double minShare) {
        /** Looser than this nothing would be asked of a variable that names the right one nine times in ten. */
        public static final double HIGHEST = 0.9;

        public static final Proxy SHIPPED = new Proxy(0.8, 0.01);

        private static Proxy read(YamlNode node) {
            node.allow("auc_max", "part_min");
            Proxy proxy =
                    new Proxy(node.at("auc_max").number(), node.at("part_min").number());
            if (!(proxy.maxAuc > 0.5 && proxy.maxAuc <= HIGHEST)) {
                node.problem("auc_max is above 0.5 and at most " + HIGHEST);
            }
            if (!(proxy.minShare > 0 && proxy.minShare <= 0.05)) {
                node.problem("part_min is above 0 and at most 0.05");
            }
            return proxy;
        }
    }

    /**
     * @param arguedRatio a group's false alarms, or share proposed, over the rest's: above it must be argued
     * @param refusedRatio above it is refused
     * @param maxPrecisionGap a group's precision below the rest's by more is refused
     * @param maxPastRatio share proposed of who was controlled before, over the rest's: above it must be argued
     * @param isOpenTwice may a visa admit a primary group that is open for the model in force and for the next
     * @param primary groups that conclusions are drawn about, {@code variable=code}, declared before any figure; empty:
     *     all groups are asked together
     */
    public record Fairness(
            double arguedRatio,
            double refusedRatio,
            double maxPrecisionGap,
            double maxPastRatio,
            boolean isOpenTwice,
            List<String> primary) {
        /** More questions than this leave too little to each. */
        public static final int MAX_PRIMARY = 12;

        static final Fairness SHIPPED = new Fairness(1.25, 2, 0.05, 2, false, List.of());

        public Fairness {
            primary = List.copyOf(primary);
        }

        private static Fairness read(YamlNode node) {
            node.allow(
                    "rapport_argumente",
                    "rapport_refuse",
                    "ecart_precision_max",
                    "rapport_deja_controles",
                    "ouvert_deux_fois",
                    "groupes_primaires");
            Fairness fairness = new Fairness(
                    node.at("rapport_argumente").number(),
                    node.at("rapport_refuse").number(),
                    node.at("ecart_precision_max").number(),
                    node.at("rapport_deja_controles").number(),
                    node.at("ouvert_deux_fois").flag(),
                    node.at("groupes_primaires").items().stream()
                            .map(YamlNode::text)
                            .toList());
            if (fairness.arguedRatio < 1 || fairness.refusedRatio < fairness.arguedRatio) {
                node.problem("rapport_argumente is at least 1, and rapport_refuse at least rapport_argumente");
            }
            if (fairness.maxPastRatio < 1) {
                node.problem("rapport_deja_controles is at least 1");
            }
            if (fairness.maxPrecisionGap < 0 || fairness.maxPrecisionGap >= 1) {
                node.problem("ecart_precision_max is a share, from 0 to below 1");
            }
            if (fairness.primary.size() > MAX_PRIMARY
                    || fairness.primary.stream().distinct().count() < fairness.primary.size()) {
                node.problem("groupes_primaires are at most " + MAX_PRIMARY + ", each once");
            }
            return fairness;
        }
    }

    /**
     * @param name stored beside every score
     * @param label in French, for agents and the public
     * @param minInduEur an indu of at least this many euros...
     * @param minInduMonths ...over at least this many months is positive
     * @param retainedFraud is a fraud retained by the director positive
     * @param minRappelEur money owed to the person of at least this many euros is positive; infinite when not looked for
     */
    public record Target(
            String name,
            String label,
            double minInduEur,
            int minInduMonths,
            boolean retainedFraud,
            double minRappelEur) {
        /** The second target: retained frauds alone, which have cells of their own and rank nobody (decision 0023). */
        public static final String FRAUDS = "fraude_retenue";
    }

    /**
     * @param appealMonths months after which no appeal can overturn a decision
     * @param censoringMonths age in months at which an open control is set apart, never as a negative
     */
    public record Maturity(int appealMonths, int censoringMonths) {}

    /**
     * @param populationK smallest cell of the population (G1)
     * @param caseK smallest cell of cases (G1)
     * @param maxFill a cell is filled between k and this many times k
     * @param noiseDeviation standard deviation of the noise on a published sum (G13)
     * @param drawShare secret share of the dossiers that a month publishes
     * @param maxKeptOut largest share of dossiers in no cell (G9)
     * @param maxPosterior largest share of positives in a cell (G6)
     * @param minNegatives fewest negatives in a cell (G6)
     * @param restMonths months of the year, 1 to 12 and sorted, in which cases that wait leave in cells of several leaves
     */
    public record Anonymity(
            int populationK,
            int caseK,
            double maxFill,
            double noiseDeviation,
            double drawShare,
            double maxKeptOut,
            double maxPosterior,
            int minNegatives,
            List<Integer> restMonths) {
        public Anonymity {
            restMonths = restMonths.stream().sorted().toList();
        }

        /** Do cases that wait leave in cells of several leaves in this month. */
        public boolean isRestMonth(String month) {
            return restMonths.contains(YearMonth.parse(month).getMonthValue());
        }
    }

    /**
     * @param minCafs share of the CAFs that must be in
     * @param minDossiers share of the dossiers of the month before that must be in
     */
    public record Closing(double minCafs, double minDossiers) {}

    /**
     * @param minAuc least AUC
     * @param maxLossAgainstInForce largest loss of AUC against the model in force
     */
    public record Promotion(double minAuc, double maxLossAgainstInForce) {}

    /** Months kept (days for quarantine). */
    public record Retention(
            int etatMois,
            int dossierMois,
            int auditMois,
            int classement,
            int quarantaineJours,
            int evenementsSpark,
            int selection,
            int proposition) {
        /** With the shipped delays for what follows a list. */
        public Retention(
                int etatMois,
                int dossierMois,
                int auditMois,
                int classement,
                int quarantaineJours,
                int evenementsSpark) {
            this(etatMois, dossierMois, auditMois, classement, quarantaineJours, evenementsSpark, 36, 36);
        }

        /**
         * The oldest month that is kept.
         *
         * @param newest month, that counts as one
         * @param months kept, at least 1
         */
        public static String oldestKept(String newest, int months) {
            return YearMonth.parse(newest).minusMonths(months - 1L).toString();
        }
    }

    static Thresholds read(YamlNode file) {
        file.allow(
                "cible",
                "cibles",
                "maturite",
                "anonymat",
                "cloture",
                "promotion",
                "equite",
                "proxy",
                "derive",
                "arret",
                "conservation");
        String name = file.at("cible").text();
        YamlNode target = file.at("cibles").at(name);
        YamlNode maturity = file.at("maturite");
        YamlNode anonymity = file.at("anonymat");
        YamlNode closing = file.at("cloture");
        YamlNode promotion = file.at("promotion");
        YamlNode retention = file.at("conservation");
        Anonymity bounds = new Anonymity(
                anonymity.at("k_population").integer(),
                anonymity.at("k_cas").integer(),
                anonymity.at("remplissage_max").number(),
                anonymity.at("bruit_ecart_type").number(),
                anonymity.at("tirage_part").number(),
                anonymity.at("hors_cellule_max").number(),
                anonymity.at("posterieur_max").number(),
                anonymity.at("negatifs_min").integer(),
                anonymity.at("reste_mois").items().stream()
                        .map(YamlNode::integer)
                        .toList());
        checkFloors(anonymity, bounds);
        Target sought = new Target(
                name,
                target.at("libelle").text(),
                target.find("indu_min_eur").map(YamlNode::number).orElse(Double.POSITIVE_INFINITY),
                target.find("indu_min_mois").map(YamlNode::integer).orElse(0),
                target.at("fraude_retenue").flag(),
                target.find("rappel_min_eur").map(YamlNode::number).orElse(Double.POSITIVE_INFINITY));
        if (sought.retainedFraud()
                && Double.isInfinite(sought.minInduEur())
                && Double.isInfinite(sought.minRappelEur())) {
            target.problem("a target of retained frauds alone would publish exact counts of them (G7, decision 0023)");
        }
        return new Thresholds(
                sought,
                new Maturity(
                        maturity.at("recours_mois").integer(),
                        maturity.at("censure_mois").integer()),
                bounds,
                new Closing(
                        closing.at("caf_min").number(),
                        closing.at("dossiers_min").number()),
                new Promotion(
                        promotion.at("auc_min").number(),
                        promotion.at("ecart_reference_max").number()),
                new Retention(
                        retention.at("etat_mois").integer(),
                        retention.at("dossier_mois").integer(),
                        retention.at("audit_mois").integer(),
                        retention.at("classement").integer(),
                        retention.at("quarantaine_jours").integer(),
                        retention.at("evenements_spark").integer(),
                        retention.find("selection").map(YamlNode::integer).orElse(36),
                        retention.find("proposition").map(YamlNode::integer).orElse(36)),
                file.find("equite").map(Fairness::read).orElse(Fairness.SHIPPED),
                file.find("proxy").map(Proxy::read).orElse(Proxy.SHIPPED),
                file.find("derive").map(Drift::read).orElse(Drift.SHIPPED),
                file.find("arret").map(StopRule::read).orElse(StopRule.SHIPPED));
    }

    /** A configuration may be stricter than the goals of anonymity, never looser. */
    private static void checkFloors(YamlNode node, Anonymity bounds) {
        if (bounds.populationK() < 11) {
            node.problem("k_population may not be below 11 (G1)");
        }
        if (bounds.caseK() < 22) {
            node.problem("k_cas may not be below 22 (G1)");
        }
        if (bounds.noiseDeviation() < 2) {
            node.problem("bruit_ecart_type may not be below 2 (G13)");
        }
        if (bounds.drawShare() > 0.8 || bounds.drawShare() <= 0) {
            node.problem("tirage_part must be above 0 and at most 0.8 (G10)");
        }
        if (bounds.restMonths().isEmpty()
                || bounds.restMonths().stream().distinct().count()
                        < bounds.restMonths().size()
                || bounds.restMonths().stream().anyMatch(month -> month < 1 || month > 12)) {
            node.problem("reste_mois must name months of the year, from 1 to 12, each once");
        }
    }
}
