package fr.justedroit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the truth of one CAF, one file a month ({@code verite.csv}), one line a dossier, and counts it. */
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
            "irregulier");

    private final Scenario.Verite law;
    private final String caf;
    private final int begin;
    private final List<CsvFile> files = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    TruthDelivery(TruthTarget target, Scenario.Verite law, String caf, YearMonth from, YearMonth to) {
        this.law = law;
        this.caf = caf;
        this.begin = Months.index(from);
        try {
            for (int month = begin; month <= Months.index(to); month++) {
                files.add(new CsvFile(target.create(Months.toYearMonth(month), caf, FILE), COLUMNS));
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
            irregular ? "O" : "N"
        };
        try {
            files.get(Months.index(mois) - begin).row(values);
        } catch (IOException e) {
            throw new UncheckedIOException("CAF " + caf + ": the truth of " + mois + " cannot be written", e);
        }
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Ends the files; dossiers and months by what is true of them. */
    Map<String, Long> finish() {
        try {
            for (CsvFile file : files) {
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
        for (CsvFile file : files) {
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
