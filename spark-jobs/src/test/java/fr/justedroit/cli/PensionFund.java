package fr.justedroit.cli;

import fr.justedroit.config.Contracts;
import fr.justedroit.source.DeliveryFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Deliveries of an invented pension fund, one a quarter, for {@code src/test/resources/conf-retraite}: people who travel and
 * whose certificate is awaited are those who were paid too much.
 */
final class PensionFund {
    /** Dossiers by office. */
    private static final Map<String, Integer> OFFICES =
            new TreeMap<>(Map.of("901", 270, "902", 270, "903", 180, "904", 180, "905", 180, "906", 90, "907", 90));

    private static final double RANDOM_ARM = 0.10;
    private static final double TARGETED = 0.10;

    private final DeliveryFixture deliveries;

    PensionFund(Path root, Contracts contracts) {
        this.deliveries = new DeliveryFixture(root, contracts);
    }

    static String offices() {
        return String.join(",", OFFICES.keySet());
    }

    static int dossiers() {
        return OFFICES.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Writes what every office delivers for these quarters. */
    void deliver(List<String> quarters) {
        for (int q = 0; q < quarters.size(); q++) {
            String before = q == 0 ? "" : quarters.get(q - 1);
            for (Map.Entry<String, Integer> office : OFFICES.entrySet()) {
                DeliveryFixture.Delivered delivery = deliveries.of(office.getKey(), quarters.get(q));
                for (int number = 0; number < office.getValue(); number++) {
                    new Insured(office.getKey(), number, q).into(delivery, quarters.get(q), before);
                }
                delivery.write();
            }
        }
    }

    /** One person in one quarter. */
    private static final class Insured {
        private final String dossier;
        private final String key;
        private final boolean travels;
        private final boolean late;
        private final SplittableRandom life;
        private final SplittableRandom quarter;

        Insured(String office, int number, int q) {
            this.dossier = "%06d/%s".formatted(number, (char) ('A' + number % 7));
            this.key = office + "%05d%02d".formatted(number, q);
            this.life = new SplittableRandom(Long.parseLong(office) * 1_000_003 + number);
            this.quarter = new SplittableRandom(Long.parseLong(key));
            this.travels = life.nextDouble() < 0.4;
            this.late = life.nextDouble() < 0.3;
        }

        void into(DeliveryFixture.Delivered delivery, String month, String before) {
            String of = "dossier_id=" + dossier;
            delivery.row(
                    "assure",
                    of,
                    "regime=" + List.of("GENERAL", "MARIN", "LIBERAL").get(life.nextInt(3)),
                    "ouverture_date=%d-05-01".formatted(2000 + life.nextInt(20)),
                    "couple=" + (life.nextBoolean() ? "SEUL" : "COUPLE"),
                    "sexe=" + (life.nextBoolean() ? "F" : "H"));
            int pensions = 1 + life.nextInt(3);
            for (int rank = 1; rank <= pensions; rank++) {
                delivery.row("pension", of, "pension_rang=" + rank, "montant_eur=" + euros(600 + life.nextInt(1500)));
            }
            if (life.nextDouble() < 0.3) {
                delivery.row("avoir", of, "nature=RENTE", "montant_eur=" + euros(life.nextInt(900)));
            }
            delivery.row(
                    "sejour",
                    of,
                    "absence_jour=" + (travels ? 1 + quarter.nextInt(90) : 0),
                    "attestation=" + (late ? "ATTENDUE" : "RECUE"));
            if (quarter.nextDouble() < 0.2) {
                delivery.row("echange", "echange_no=E" + key, of, "canal=GUICHET", "jour=" + month + "-03");
            }
            double drawn = quarter.nextDouble();
            if (!before.isEmpty() && drawn < RANDOM_ARM + TARGETED) {
                verified(delivery, month, before, drawn < RANDOM_ARM ? "aleatoire" : "ciblage");
            }
        }

        private void verified(DeliveryFixture.Delivered delivery, String month, String before, String origin) {
            String control = "controle_id=C" + key;
            int act = 0;
            for (String name : List.of("OUVERT", "INFORME", "FAIT", "CLOS")) {
                String day = "%s-%02d".formatted(month, 2 + 6 * act);
                delivery.row(
                        "verification",
                        "evenement_id=V" + key + act++,
                        control,
                        "dossier_id=" + dossier,
                        "acte=" + name,
                        "origine=" + origin,
                        "genre=PIECES",
                        "mois_selection=" + before,
                        "proba_inclusion=0.1",
                        "role=" + (name.equals("OUVERT") ? "AGENT" : "CONTROLEUR"),
                        "date_acte=" + day,
                        "date_connaissance=" + day);
            }
            double logit = -2.4 + (travels ? 1.8 : 0) + (late ? 1.4 : 0);
            if (quarter.nextDouble() < 1 / (1 + Math.exp(-logit))) {
                delivery.row(
                        "trop_percu",
                        "evenement_id=T" + key,
                        "dossier_id=" + dossier,
                        control,
                        "montant_eur=" + euros(400 + quarter.nextInt(2000)),
                        "duree_mois=" + (3 + quarter.nextInt(12)),
                        "date_connaissance=" + month + "-15");
            }
        }

        private static String euros(int amount) {
            return String.format(Locale.ROOT, "%d,50", amount);
        }
    }
}
