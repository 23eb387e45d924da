package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

public final class CountCasesJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Bundle BUNDLE = bundle(Form.ARBRES);

    private static final String KEYED =
            "mois STRING, caf STRING, controle_id STRING, dossier_id STRING, mois_selection STRING";

    /** Case 0 is a retained fraud, cases 3 and 6 debts; case 1 is a fraud that an appeal could still overturn. */
    private static String code(int n) {
        return n == 0 || n == 1 ? "641" : null;
    }

    private static Row decided(int n, String probability, String mature, String state, Boolean positive) {
        return RowFactory.create(
                "001",
                "C" + n,
                dossier(n),
                n % 2 == 0 ? "ciblage" : "aleatoire",
                "PIECES",
                null,
                probability,
                "2025-01",
                "2025-02",
                mature,
                state,
                null,
                null,
                null,
                code(n),
                positive);
    }

    private static byte[] codes(int n) {
        return new byte[] {(byte) (n % 10), (byte) (n % 6), (byte) (n % 4), (byte) (n % 5)};
    }

    /** Twelve cases, of which 0 to 7 count: 0 to 3 have left within the window. */
    private void twelveCases() {
        List<Row> cases = new ArrayList<>();
        List<Row> selection = new ArrayList<>();
        List<Row> audit = new ArrayList<>();
        List<Row> left = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            cases.add(
                    switch (n) {
                        case 8 -> decided(n, "0.5", null, "ouvert", null);
                        case 9 -> decided(n, null, "2025-06", "mur", true);
                        case 10 -> decided(n, "0.5", "2026-02", "mur", true);
                        case 11 -> decided(n, "0", "2025-06", "mur", true);
                        default -> decided(n, "0.5", "2025-06", "mur", n % 3 == 0);
                    });
            byte[] c = codes(n);
            selection.add(RowFactory.create("2025-01", "001", "C" + n, dossier(n), "2025-01", c[0], c[1], c[2], c[3]));
            audit.add(RowFactory.create(
                    "2025-01", "001", "C" + n, dossier(n), "2025-01", (byte) (n % 2 + 1), (byte) (n % 3)));
        }
        for (int n = 0; n < 4; n++) {
            left.add(RowFactory.create("2025-10", "001", "C" + n, BUNDLE.cible()));
        }
        write(Room.CAS, Zone.LOCAL, "cas", "001", "", CAS, cases);
        String codes = KEYED + ", a TINYINT, b TINYINT, c TINYINT, d TINYINT";
        write(Room.DOSSIER, Zone.LOCAL, "cas_selection", "001", "2025-01", codes, selection);
        // Delivered again with other codes for one case: the newest counts, once.
        byte[] c = codes(5);
        Row again = RowFactory.create("2025-02", "001", "C5", dossier(5), "2025-01", c[0], c[1], c[2], c[3]);
        write(Room.DOSSIER, Zone.LOCAL, "cas_selection", "001", "2025-02", codes, List.of(again));
        String audits = KEYED + ", sexe TINYINT, age TINYINT";
        write(Room.DOSSIER, Zone.LOCAL, "cas_audit", "001", "2025-01", audits, audit);
        String exits = "mois STRING, caf STRING, controle_id STRING, cible STRING";
        write(Room.ALLNAT, Zone.LOCAL, "sortie", "001", "2025-10", exits, left);
        Row later = RowFactory.create("2025-12", "001", "C4", BUNDLE.cible());
        write(Room.ALLNAT, Zone.LOCAL, "sortie", "001", "2025-12", exits, List.of(later));
    }

    private void monthOfDossiers() {
        dossiers("001", MONTH, spread(100, 0));
        List<Row> audit = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            audit.add(RowFactory.create(MONTH, "001", dossier(i), (byte) (i % 2 + 1), (byte) (i % 3)));
        }
        write(
                Room.DOSSIER,
                Zone.LOCAL,
                "audit_mois",
                "001",
                MONTH,
                "mois STRING, caf STRING, dossier_id STRING, sexe TINYINT, age TINYINT",
                audit);
    }

    /** One row of counts. */
    private record Count(
            String model, String usage, String origin, String group, int bin, String outcome, long n, long w, long w2) {
        boolean is(String wantedUsage, String wantedGroup) {
            return usage.equals(wantedUsage) && group.equals(wantedGroup);
        }
    }

    private List<Count> compte() {
        Access access = Access.consultation(Room.AUDIT, Purpose.AUDIT, "test");
        return door
                .open(
                        access,
                        Read.of(Zone.LOCAL, "compte", List.of("001"))
                                .columns(
                                        "modele_id",
                                        "usage",
                                        "origine",
                                        "groupe",
                                        "score_bin",
                                        "issue",
                                        "effectif",
                                        "poids_e6",
                                        "poids2_e6"))
                .collectAsList()
                .stream()
                .map(row -> new Count(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)))
                .toList();
    }

    private static long sum(List<Count> counts, ToLongFunction<Count> what, Predicate<Count> which) {
        return counts.stream().filter(which).mapToLong(what).sum();
    }

    private CountCasesJob.Result count() {
        Settings settings = settings(caf("001", 0.2, 1000));
        return new CountCasesJob(door, settings, BUNDLE, Optional.of(BUNDLE.logistic()), keys(1), line -> {})
                .execute(MONTH, List.of("001"));
    }

    @Test
    public void execute_cases_areCountedOnceUnderEachFormAndGroup() {
        twelveCases();
        monthOfDossiers();
        assertThat(count().outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.FAIT);
        List<Count> all = compte();
        for (String form : List.of("m1/arbres", "m1/logistique")) {
            List<Count> counts = all.stream()
                    .filter(c -> c.model().equals(form))
                    .filter(c -> List.of("evaluation", "apprentissage").contains(c.usage()))
                    .toList();
            assertThat(sum(counts, Count::n, c -> c.is("evaluation", "tous"))).isEqualTo(4);
            assertThat(sum(counts, Count::n, c -> c.is("apprentissage", "tous")))
                    .isEqualTo(4);
            Predicate<Count> everyone = c -> c.group().equals("tous");
            assertThat(sum(counts, Count::n, everyone.and(c -> c.outcome().equals("positif"))))
                    .isEqualTo(3);
            assertThat(sum(counts, Count::w, everyone)).isEqualTo(16_000_000);
            assertThat(sum(counts, Count::w2, everyone)).isEqualTo(32_000_000);
            assertThat(sum(counts, Count::n, c -> c.group().startsWith("sexe=")))
                    .isEqualTo(8);
            assertThat(sum(counts, Count::n, c -> c.group().equals("sexe=1"))).isEqualTo(4);
        }
        for (int n = 0; n < 8; n++) {
            int bin = Calibration.bin(
                    BUNDLE.compiled().probability(BUNDLE.compiled().raw(codes(n))));
            String usage = n < 4 ? "apprentissage" : "evaluation";
            String outcome = n % 3 == 0 ? "positif" : "negatif";
            assertThat(all)
                    .anyMatch(c -> c.model().equals("m1/arbres")
                            && c.is(usage, "tous")
                            && c.bin() == bin
                            && c.outcome().equals(outcome));
        }
        assertThat(count().outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
    }

    @Test
    @Exigence("E05")
    public void execute_casesOfAListThatToldHowTheyWereChosen_areInNoEstimate() {
        twelveCases();
        monthOfDossiers();
        count();
        Row mark = RowFactory.create("2025-01", "001");
        write(Room.SCORING, Zone.LOCAL, "liste_visible", "001", "2025-01", "mois STRING, caf STRING", List.of(mark));
        assertThat(count().outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.FAIT);
        List<Count> all = compte();
        assertThat(all).noneMatch(c -> List.of("evaluation", "apprentissage").contains(c.usage()));
        assertThat(sum(all, Count::n, c -> c.is("visible", "tous") && c.model().equals("m1/arbres")))
                .isEqualTo(8);
        proposedOfTheSelection();
        count();
        assertThat(compte()).noneMatch(c -> c.usage().equals("suivi"));
    }

    @Test
    public void execute_frauds_areCountedApart_byBothFormsAndTheirOwnRegression() {
        twelveCases();
        monthOfDossiers();
        count();
        List<Count> all = compte();
        for (String by : List.of("m1/arbres/fraude_retenue", "m1/logistique/fraude_retenue", "m1/fraude_retenue")) {
            List<Count> counts = all.stream()
                    .filter(c -> c.model().equals(by) && c.group().equals("tous"))
                    .toList();
            assertThat(sum(counts, Count::n, c -> true)).isEqualTo(8);
            assertThat(sum(counts, Count::n, c -> c.outcome().equals("positif")))
                    .isEqualTo(1);
        }
        assertThat(bins(all, "m1/fraude_retenue")).isEqualTo(bins(all, "m1/logistique"));
    }

    private static Set<Integer> bins(List<Count> counts, String model) {
        return counts.stream()
                .filter(c -> c.model().equals(model) && c.group().equals("tous"))
                .filter(c -> List.of("evaluation", "apprentissage").contains(c.usage()))
                .map(Count::bin)
                .collect(Collectors.toSet());
    }

    private static Row proposed(int n, String origin, String model, Double risk) {
        return RowFactory.create(
                "2025-01", "001", n + 1, dossier(n), 0.5, risk, origin, 1.0, List.of(), BUNDLE.cible(), model);
    }

    private void proposedOfTheSelection() {
        String ddl =
                "mois STRING, caf STRING, rang INT, dossier_id STRING, score DOUBLE, risque DOUBLE, origine STRING,"
                        + " proba_inclusion DOUBLE, motifs ARRAY<STRUCT<code:STRING,libelle:STRING,contribution:DOUBLE>>,"
                        + " cible STRING, modele_id STRING";
        List<Row> list = List.of(
                proposed(0, "ciblage", BUNDLE.id(), 0.4),
                proposed(2, "ciblage", BUNDLE.id(), 0.4),
                proposed(4, "ciblage", BUNDLE.id(), 0.4),
                proposed(6, "ciblage", "other", 0.4),
                // Open, and mature after the month.
                proposed(8, "ciblage", BUNDLE.id(), 1.0),
                proposed(10, "ciblage", BUNDLE.id(), 0.4),
                // Drawn, without a risk, of another origin than the control, and never controlled.
                proposed(1, "aleatoire", BUNDLE.id(), 0.4),
                proposed(3, "aleatoire", BUNDLE.id(), null),
                proposed(5, "ciblage", BUNDLE.id(), 0.4),
                proposed(50, "ciblage", BUNDLE.id(), 0.4));
        write(Room.SCORING, Zone.RESULTAT, "proposition", "001", "2025-01", ddl, list);
    }

    @Test
    public void execute_proposals_areFollowedByOriginAndRiskAndNoOpenCaseIsANegative() {
        twelveCases();
        proposedOfTheSelection();
        count();
        List<Count> followed =
                compte().stream().filter(c -> c.usage().equals("suivi")).toList();
        assertThat(followed)
                .allMatch(c -> c.group().equals("2025-01") && c.model().equals("m1/arbres"));
        assertThat(followed)
                .extracting(c -> c.origin() + " " + c.outcome() + " " + c.bin() + " " + c.n())
                .containsExactlyInAnyOrder(
                        "ciblage positif 400 1",
                        "ciblage negatif 400 2",
                        "ciblage ouvert 400 1",
                        "ciblage ouvert 999 1",
                        "aleatoire negatif 400 1",
                        "aleatoire positif -1 1");
    }

    @Test
    public void execute_lists_areSimulatedThenThoseThatWereMade() {
        monthOfDossiers();
        count();
        List<Count> before = compte();
        assertThat(sum(before, Count::n, c -> c.is("liste_simulee", "tous"))).isEqualTo(100);
        assertThat(sum(
                        before,
                        Count::n,
                        c -> c.is("liste_simulee", "tous") && c.outcome().equals("liste")))
                .isEqualTo(10);
        new ScoreJob(door, settings(caf("001", 0.2, 1000)), BUNDLE, keys(1), line -> {}).execute(MONTH, List.of("001"));
        count();
        List<Count> after = compte();
        assertThat(after).noneMatch(c -> c.usage().equals("liste_simulee"));
        assertThat(sum(after, Count::n, c -> c.is("liste", "tous") && c.origin().equals("aleatoire")))
                .isEqualTo(2);
        assertThat(sum(after, Count::n, c -> c.is("liste", "tous") && c.origin().equals("ciblage")))
                .isEqualTo(8);
        assertThat(sum(
                        after,
                        Count::n,
                        c -> c.usage().equals("liste") && c.group().startsWith("age=")))
                .isEqualTo(100);
        assertThat(sum(
                        after,
                        Count::n,
                        c -> c.group().startsWith("sexe=") && c.outcome().equals("liste")))
                .isEqualTo(10);
    }
}
