package fr.justedroit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the truth of one CAF for each month, and counts it: {@code verite.csv}, one line a dossier, and what two other
 * bodies would know of its persons, {@code urssaf.csv} and {@code caisse_des_depots.csv}.
 */
final class TruthDelivery implements CafSimulation.TruthSink, AutoCloseable {
    static final String FILE = "verite.csv";
    static final List<String> COLUMNS = List.of(
            "caf",
            "dossier_id",
            "mois",
            "nature",
            "indu_eur",
            "duree_mois",
            "rappel_eur",
            "code_fraude",
            "non_recours",
            "non_recours_eur",
            "irregulier",
            "revenu_declare_eur",
            "revenu_cache_eur",
            "sejour");
    static final String WAGES = "urssaf.csv";
    static final String PENSIONS = "caisse_des_depots.csv";
    private static final List<String> WAGE_COLUMNS = List.of("caf", "dossier_id", "mois", "personne", "salaire_eur");
    private static final List<String> PENSION_COLUMNS = List.of("caf", "dossier_id", "mois", "personne", "pension_eur");

    private final Scenario.Verite law;
    private final String caf;
    private final int begin;
    private final List<CsvFile> files = new ArrayList<>();
    private final List<CsvFile> wages = new ArrayList<>();
    private final List<CsvFile> pensions = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    TruthDelivery(TruthTarget target, Scenario.Verite law, String caf, YearMonth from, YearMonth to) {
        this.law = law;
        this.caf = caf;
        this.begin = Months.index(from);
        try {
            for (int month = begin; month <= Months.index(to); month++) {
                YearMonth mois = Months.toYearMonth(month);
                files.add(new CsvFile(target.create(mois, caf, FILE), COLUMNS));
                wages.add(new CsvFile(target.create(mois, caf, WAGES), WAGE_COLUMNS));
                pensions.add(new CsvFile(target.create(mois, caf, PENSIONS), PENSION_COLUMNS));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("CAF " + caf + ": a file of the truth cannot be opened", e);
        }
    }

    @Override
    public void life(YearMonth mois, Life life) {
        Finding finding = life.finding();
        StringBuilder unclaimed = new StringBuilder();
        long unclaimedCents = 0;
        for (int i = 0; i < Benefits.COUNT; i++) {
            if (life.benefits().unclaimedCents(i) > 0) {
                unclaimed.append(unclaimed.isEmpty() ? "" : "+").append(Benefits.name(i));
                unclaimedCents += life.benefits().unclaimedCents(i);
            }
        }
        boolean irregular = finding.isIrregular(law);
        count("dossier");
        count("nature." + finding.nature());
        if (irregular) {
            count("irregulier");
        }
        if (finding.rappelCents() > 0) {
            count("rappel");
        }
        if (unclaimedCents > 0) {
            count("non_recours");
        }
        String[] values = {
            caf,
            life.dossierId(),
            mois.toString(),
            finding.nature().name(),
            LifeWriter.amount(finding.induCents()),
            Integer.toString(finding.dureeMois()),
            LifeWriter.amount(finding.rappelCents()),
            finding.code(),
            unclaimed.toString(),
            LifeWriter.amount(unclaimedCents),
            irregular ? "O" : "N",
            LifeWriter.amount(declared(life.allocataire()) + declared(life.conjoint())),
            LifeWriter.amount(life.hidden().cents()),
            life.stay().name()
        };
        try {
            int month = Months.index(mois) - begin;
            files.get(month).row(values);
            person(month, mois, life, "A", life.allocataire(), life.hidden().urssafCents());
            if (life.conjoint() != null) {
                person(month, mois, life, "C", life.conjoint(), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("CAF " + caf + ": the truth of " + mois + " cannot be written", e);
        }
    }

    private static long declared(Person person) {
        return person == null ? 0 : person.declaredCents();
    }

    private void person(int month, YearMonth mois, Life life, String which, Person person, long hidden)
            throws IOException {
        long wage = person.urssafCents() + hidden;
        if (wage > 0) {
            wages.get(month).row(new String[] {caf, life.dossierId(), mois.toString(), which, LifeWriter.amount(wage)});
        }
        if (person.pensionCents() > 0) {
            pensions.get(month).row(new String[] {
                caf, life.dossierId(), mois.toString(), which, LifeWriter.amount(person.pensionCents())
            });
        }
    }

    private List<CsvFile> all() {
        List<CsvFile> all = new ArrayList<>(files);
        all.addAll(wages);
        all.addAll(pensions);
        return all;
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Ends the files; dossiers and months by what is true of them. */
    Map<String, Long> finish() {
        try {
            for (CsvFile file : all()) {
                file.finish();
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("CAF " + caf + ": the truth cannot be ended", e);
        }
        return counts;
    }

    @Override
    public void close() {
        UncheckedIOException failure = null;
        for (CsvFile file : all()) {
            try {
                file.close();
            } catch (IOException e) {
                failure = new UncheckedIOException("CAF " + caf + ": a file of the truth cannot be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
