package fr.justedroit.scoring;

import fr.justedroit.scoring.ListSelection.Candidate;
import fr.justedroit.scoring.ListSelection.Proposal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the dossiers of each CAF in their total order (raw score, highest first; then keyed hash) and makes its list, in
 * one pass over one sorted partition for each CAF: ranks are counted, the list holds as many rows as it has places.
 * Gives three kinds of rows: each dossier's rank, each proposal, and one line of figures for each CAF.
 */
final class RankedRows {
    /** Kinds of rows, in {@code genre}. */
    static final String CLASSEMENT = "classement";

    static final String PROPOSITION = "proposition";
    static final String BILAN = "bilan";

    /** {@code rang} of a line of figures is the number of dossiers. */
    static final StructType SCHEMA =
            StructType.fromDDL("genre STRING, caf STRING, rang INT, dossier_id STRING, score DOUBLE, risque DOUBLE,"
                    + " origine STRING, proba_inclusion DOUBLE,"
                    + " motifs ARRAY<STRUCT<code:STRING,libelle:STRING,contribution:DOUBLE>>, eligible_nb BIGINT");

    private RankedRows() {}

    /** @param scored as {@link DossierScores} gives them */
    static Dataset<Row> of(Dataset<Row> scored, Broadcast<Scorer> scorer, int partitions) {
        // Two hashes of 64 bits are equal once in some 10^19 pairs; the number then keeps the order total.
        return scored.repartition(partitions, functions.col("caf"))
                .sortWithinPartitions("caf", "ordre", "ex_aequo", "dossier_id")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new Ranks(rows, scorer.value()),
                        Encoders.row(SCHEMA));
    }

    /** Counts ranks, CAF by CAF. */
    private static final class Ranks implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Scorer scorer;
        private final Deque<Row> ready = new ArrayDeque<>();
        private String caf = "";
        private ListSelection list;
        private int rank;

        Ranks(Iterator<Row> rows, Scorer scorer) {
            this.rows = rows;
            this.scorer = scorer;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                take(rows.next());
            }
            if (ready.isEmpty()) {
                closeCaf();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return ready.remove();
        }

        private void take(Row row) {
            String here = row.getString(0);
            if (!here.equals(caf)) {
                closeCaf();
                caf = here;
                rank = 0;
                Scorer.ListRule rule = scorer.lists().get(caf);
                list = new ListSelection(rule.capacity(), rule.randomShare());
            }
            rank++;
            String dossier = row.getString(3);
            double score = row.getDouble(5);
            ready.add(RowFactory.create(CLASSEMENT, caf, rank, dossier, score, null, null, null, null, null));
            if (row.getBoolean(4)) {
                list.offer(new Candidate(rank, dossier, score, row.getLong(6), row.<byte[]>getAs(7)));
            }
        }

        private void closeCaf() {
            if (list == null) {
                return;
            }
            list.close().forEach(proposal -> ready.add(row(proposal)));
            ready.add(RowFactory.create(BILAN, caf, rank, null, null, null, null, null, null, list.eligible()));
            list = null;
        }

        private Row row(Proposal proposal) {
            Candidate candidate = proposal.candidate();
            Row[] motifs = scorer.reasons().of(candidate.codes()).stream()
                    .map(reason -> RowFactory.create(reason.variable(), reason.sentence(), reason.contribution()))
                    .toArray(Row[]::new);
            return RowFactory.create(
                    PROPOSITION,
                    caf,
                    candidate.rank(),
                    candidate.dossier(),
                    candidate.score(),
                    scorer.risk(candidate.score()),
                    proposal.origin().word(),
                    proposal.inclusion(),
                    motifs,
                    null);
        }
    }
}
